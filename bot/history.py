"""The questions that were typed at the terminal in earlier conversations."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from prompt_toolkit.history import FileHistory, History, InMemoryHistory


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
    """The history in the folder that the XDG Base Directory Specification gives to the state of programs."""
    folder = Path(environment.get("XDG_STATE_HOME", ""))
    if not folder.is_absolute():  # the specification has relative ones ignored
        try:
            folder = Path.home() / ".local" / "state"
        except RuntimeError:  # no home is known
            return InMemoryHistory()
    return Kept(folder / "fairdesk" / "history")
