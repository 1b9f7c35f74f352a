"""What reading a corpus and a language comes to, kept in files, so that a start need not read them again.

A file tells in its first line what it was made of: size and times of each source, and of each module of this program
that reads them, and a digest of them all. It counts as long as they are what they were. Whatever is wrong with it, or
with the folder that it lies in, costs the time to read the sources and nothing else.
"""

import json
import os
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from bot.encoding import decode, encode

T = TypeVar("T")

_HOUSE = Path(__file__).resolve().parent.parent
_READERS = (_HOUSE / "facts", _HOUSE / "intents", _HOUSE / "bot" / "desk.py", _HOUSE / "bot" / "encoding.py")

_SETTLED = 2.0
"""Seconds after which a second change of a file is sure to show in its times."""

_MOST = 16
"""Files that are kept."""

_BROKEN = (OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What comes of a file that is not as it was written, or of a folder that cannot be used."""


class Compiled:
    """The compiled form of what is read from some folders."""

    def __init__(self, folder: Path | None, sources: Sequence[Path]) -> None:
        """``folder``: where the files are kept, which need not exist; None to keep nothing. ``sources``: the folders
        that are read."""
        self._folder = folder
        self._sources = [path.absolute() for path in sources]

    def get(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, or gave when the sources were the same. ``name`` tells it from what else is made of
        them."""
        if self._folder is None:
            return make()
        place = zlib.crc32("\n".join(map(str, self._sources)).encode(errors="surrogateescape"))
        file = self._folder / f"{name}-{place:08x}.json"
        with suppress(*_BROKEN):
            return cast(T, decode(json.loads(self._body(file))))
        with suppress(*_BROKEN):
            self._digest  # noqa: B018  # what changes from here on makes the file stale
        made = make()
        with suppress(*_BROKEN):
            self._write(file, json.dumps(encode(made), ensure_ascii=False).encode("utf-8", "surrogatepass"))
        return made

    def _body(self, file: Path) -> bytes:
        """What a file holds. Raises ValueError unless it was made of the sources as they are."""
        first, body = file.read_bytes().split(b"\n", 1)
        head = json.loads(first)
        if head["sum"] != zlib.crc32(body):
            raise ValueError("broken")
        if head["stamp"] != self._stamp or not head["settled"]:
            if head["digest"] != self._digest:
                raise ValueError("stale")
            self._write(file, body)
        return body

    def _write(self, file: Path, body: bytes) -> None:
        """Write a file all at once: who reads meanwhile finds the one before."""
        settled = max(max(row[2:4]) for row in self._stamp) < (time.time() - _SETTLED) * 1e9
        head = {"sum": zlib.crc32(body), "settled": settled, "digest": self._digest, "stamp": self._stamp}
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}")
        try:
            part.write_bytes(json.dumps(head).encode() + b"\n" + body)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        for old in sorted(file.parent.glob("*.json"), key=lambda one: one.stat().st_mtime)[:-_MOST]:
            old.unlink()

    @cached_property
    def _stamp(self) -> list[list[Any]]:
        """Path, size, times and number of each file that is read, and of each that reads."""
        found = {path: stat for place in (*self._sources, *_READERS) for path, stat in _files(place)}
        return [
            [path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
            for path, stat in sorted(found.items())
        ]

    @cached_property
    def _digest(self) -> str:
        """SHA-256 of the paths and the contents."""
        import hashlib  # noqa: PLC0415  # seldom needed, and slow to load

        digest = hashlib.sha256()
        for path, *_ in self._stamp:
            content = Path(path).read_bytes()
            digest.update(f"{path}\n{len(content)}\n".encode(errors="surrogateescape") + content)
        return digest.hexdigest()


def _files(place: Path) -> Iterator[tuple[str, os.stat_result]]:
    if place.is_file():
        yield str(place), place.stat()
        return
    for entry in os.scandir(place):
        if not entry.is_dir():
            yield entry.path, entry.stat()
        elif entry.name != "__pycache__":
            yield from _files(Path(entry.path))
