"""The questions that were typed at the terminal in earlier conversations."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from bot.state import folder


class Kept(FileHistory):
    """A history in a file, and in memory alone where the file cannot be read or written."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        with suppress(OSError):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)

    def load_history_strings(self) -> Iterable[str]:
        """As in FileHistory: the latest first."""
        with suppress(OSError):
            return super().load_history_strings()
        return ()

    def store_string(self, string: str) -> None:
        """As in FileHistory."""
        with suppress(OSError):
            super().store_string(string)


def history(environment: Mapping[str, str]) -> History:
    """The history in the folder of this program's state."""
    kept_in = folder(environment)
    return Kept(kept_in / "history") if kept_in else InMemoryHistory()
