"""The bot's memory: an embedded SQL database, SQLite with a write-ahead log.

DatabaseUnusable    the file cannot be used; the text is one line that says what to do
"""

import asyncio
import fcntl
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn, Self, TypeVar

log = logging.getLogger(__name__)

R = TypeVar("R")
Write = Callable[[sqlite3.Connection], R]
"""What is done in one transaction; done again from the start if the transaction fails. It must not commit."""

RETRY = 1.0
"""Seconds between two tries to write what cannot be written for now, as on a full disk."""

_Waiting = tuple[Write[Any], "asyncio.Future[Any]"]

_PASSING = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_READONLY", "SQLITE_CANTOPEN")
_LASTING = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
"""What waiting can mend, and what it cannot, by the names that SQLite gives its errors."""


class DatabaseUnusable(Exception):
    """The database cannot be opened, or is damaged."""


class _Unsound(sqlite3.DatabaseError):
    """What a check of the whole file finds."""

    sqlite_errorname = "SQLITE_CORRUPT"


class Database:
    """One file. Writes of the same moment share a transaction; a write that is awaited is stored when it returns.

    Stored means that it outlives the process, however it ends. A loss of power may take the last moments with it, and
    leaves the file sound.
    """

    def __init__(self, path: Path) -> None:
        """Opens the file, or makes it, and brings its tables up to date. Raises DatabaseUnusable."""
        self.path = path
        self._waiting: list[_Waiting] = []
        self._scheduled = False
        self._stuck = False
        self._damage: asyncio.Future[None] | None = None
        with ExitStack() as opened:
            try:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                opened.enter_context(_locked(path))
                self._connection = opened.enter_context(closing(sqlite3.connect(path, isolation_level=None)))
                _prepare(self._connection)
            except (OSError, sqlite3.Error) as error:
                raise self._unusable(error) from error
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def stuck(self) -> bool:
        """Whether nothing can be written for now."""
        return self._stuck

    def read(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query. Raises DatabaseUnusable."""
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    async def write(self, write: Write[R]) -> R:
        """Does ``write`` and returns its result once it is stored. While nothing can be written, as on a full disk, it
        waits. Raises DatabaseUnusable if the file is damaged, and what ``write`` raises.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[R] = loop.create_future()
        self._waiting.append((write, future))
        if not self._scheduled:
            self._scheduled = True
            loop.call_soon(self._flush)
        return await future

    def write_now(self, write: Write[Any]) -> None:
        """Does ``write``, after all that waits, and returns once it is stored. Raises sqlite3.Error."""
        if self._waiting:
            self._flush()
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            write(self._connection)

    async def writable(self) -> None:
        """Returns once it can be written to."""
        if self._stuck:
            await self.write(lambda _: None)

    async def fail(self) -> NoReturn:
        """Waits until the file turns out to be damaged, and raises DatabaseUnusable then."""
        self._damage = asyncio.get_running_loop().create_future()
        await self._damage
        raise AssertionError  # the future has no result

    def close(self) -> None:
        """Closes the file; what waits was accepted by no one."""
        self._opened.close()

    def _flush(self) -> None:
        """Stores all that waits, in one transaction; a write that fails by its own fault is left out of it."""
        self._scheduled = False
        waiting = [(write, future) for write, future in self._waiting if not future.cancelled()]
        self._waiting = []
        while waiting:
            results = []
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                for write, _ in waiting:
                    results.append(write(self._connection))
                self._connection.execute("COMMIT")
            except Exception as error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                if _is(error, _PASSING):
                    self._put_off(waiting, error)
                    return
                if _is(error, _LASTING):
                    self._fail(waiting, self._unusable(error))
                    return
                self._fail([waiting.pop(len(results))], error)
                continue
            self._unstick()
            for (_, future), result in zip(waiting, results, strict=True):
                future.set_result(result)
            return

    def _put_off(self, waiting: list[_Waiting], error: Exception) -> None:
        """Keeps what could not be stored for another try."""
        if not self._stuck:
            log.error("%s cannot be written, and nothing new is accepted until it can: %s", self.path, error)
        self._stuck = True
        self._waiting = waiting + self._waiting
        self._scheduled = True
        asyncio.get_running_loop().call_later(RETRY, self._flush)

    def _unstick(self) -> None:
        if self._stuck:
            log.info("%s can be written again; nothing is lost", self.path)
        self._stuck = False

    def _fail(self, waiting: list[_Waiting], error: Exception) -> None:
        for _, future in waiting:
            future.set_exception(error)

    def _unusable(self, error: Exception) -> DatabaseUnusable:
        if _is(error, _LASTING):
            unusable = DatabaseUnusable(
                f"the database {self.path} is damaged ({error}): put a copy of it back, or move it away to start anew"
            )
            if self._damage and not self._damage.done():
                self._damage.set_exception(unusable)
            return unusable
        return DatabaseUnusable(
            f"the database {self.path} cannot be used ({getattr(error, 'strerror', None) or error}): "
            "set BOT_DATABASE to a file that the bot, and no other process, may write"
        )


def migrations() -> list[str]:
    """The scripts that bring a database from each version to the next, in order."""
    folder = files("bot.telegram") / "schema"
    return [(folder / f"{number}.sql").read_text("utf-8") for number in range(1, len(list(folder.iterdir())) + 1)]


def _prepare(connection: sqlite3.Connection) -> None:
    """Makes sure that the file is sound, before anything is written to it, and up to date."""
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise _Unsound(" ".join(verdict.split()))
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    scripts = migrations()
    if version > len(scripts):
        raise sqlite3.DatabaseError("it was written by a newer version")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    for number, script in enumerate(scripts[version:], version + 1):
        connection.executescript(f"BEGIN; {script}; PRAGMA user_version = {number}; COMMIT")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Holds the file against a second bot; whoever only reads it needs no lock. Raises OSError."""
    with path.with_name(f"{path.name}.lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OSError(error.errno, "another bot uses it") from error
        yield


def _is(error: Exception, kinds: tuple[str, ...]) -> bool:
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorname", "").startswith(kinds)
