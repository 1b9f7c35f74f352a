"""The faults of a corpus.

Every fault of the data is one of these, with a message of one line, ``file:line: key: what to do``:

    CorpusError
    ├── MissingFile        a file or a folder that is not there or cannot be read
    ├── MalformedFile      not UTF-8, not YAML, empty, an alias, a key twice
    ├── InvalidEntry       an unknown or missing key, a value of the wrong type
    ├── DuplicateId        an id that is taken
    ├── UnknownReference   an id that nothing has, or a chain of ids that leads back to itself
    ├── ChangedSource      a text that is not the one its sha256 was taken from
    └── BrokenQuote        a passage that does not stand in its source, or stands there more than once
"""

from pathlib import Path
from typing import TypeAlias

from facts.store import shown

Keys: TypeAlias = tuple[str | int, ...]
"""The keys that lead to an entry of a file, from the outermost."""


class CorpusError(ValueError):
    """A fault of the corpus. ``line`` is counted from 1, and None for a fault of the file as a whole."""

    def __init__(self, path: Path, line: int | None, keys: Keys, message: str) -> None:
        key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in keys).lstrip(".")
        parts = (shown(path) if line is None else f"{shown(path)}:{line}", key, message)
        super().__init__(": ".join(" ".join(part.split()) for part in parts if part))
        self.path, self.line, self.key = path, line, key


class MissingFile(CorpusError):
    """A file or a folder is not there or cannot be read."""


class MalformedFile(CorpusError):
    """A file is not UTF-8, not YAML, empty, holds an alias or a key twice."""


class InvalidEntry(CorpusError):
    """An entry has an unknown or a missing key, or a value of the wrong type."""


class DuplicateId(CorpusError):
    """An id is taken."""


class UnknownReference(CorpusError):
    """An id is named that nothing has, or a chain of ids leads back to itself."""


class ChangedSource(CorpusError):
    """A text is not the one its sha256 was taken from."""


class BrokenQuote(CorpusError):
    """A passage does not stand in its source, or stands there more than once."""
