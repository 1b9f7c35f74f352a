"""The work on one update: what it has sent so far, and what is stored once it is done."""

import json
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from telegram import Update

from bot.telegram.database import Database, Write
from bot.telegram.logs import log_update

Json = dict[str, Any]


@dataclass
class Work:
    """An accepted update that is worked on, in this process or, before it was killed, in an earlier one."""

    place: int
    """Its row in the table ``updates``."""
    update: Update
    told: list[Json | None] = field(default_factory=list)
    """What an earlier process has sent for it: the server's replies, or None where none came."""
    sent: list[Json | None] = field(default_factory=list)
    """The same of this process, and what it has taken over of ``told``."""
    saves: list[Write[Any]] = field(default_factory=list)
    notes: dict[str, object] = field(default_factory=dict)
    """What the log says of it."""
    began: float = 0.0
    """When its turn came, in seconds of a monotonic clock."""


CURRENT: ContextVar[Work] = ContextVar("work")
"""The work that the running task does."""


async def save(database: Database, write: Write[Any]) -> None:
    """Stores ``write`` together with the end of the work at hand; at once outside of any work."""
    work = CURRENT.get(None)
    if work is None:
        await database.write(write)
    else:
        work.saves.append(write)


def note(**fields: object) -> None:
    """Adds to what the log says of the work at hand."""
    work = CURRENT.get(None)
    if work is not None:
        work.notes.update(fields)


class Works:
    """The work on all updates that were accepted."""

    def __init__(self, database: Database, log_text: bool = False) -> None:
        """``log_text``: whether the log holds what people write."""
        self._database = database
        self._log_text = log_text
        self._expected: dict[int, Work] = {}
        """By the identity of their updates: the library hands on the update, and nothing beside it."""

    def expect(self, work: Work) -> None:
        """The work on ``work.update`` is about to be done."""
        self._expected[id(work.update)] = work

    @asynccontextmanager
    async def on(self, update: object) -> AsyncIterator[None]:
        """The work on ``update``: at its end, without an error, all that it has to store is stored, and it is over."""
        work = self._expected.pop(id(update), None)
        if work is None:
            yield
            return
        work.began = time.monotonic()
        token = CURRENT.set(work)
        try:
            yield
        finally:
            CURRENT.reset(token)
        await self.finish(work)
        if not self._log_text:
            work.notes.pop("text", None)
        log_update(work.update, work.notes, work.began)

    def sends(self, work: Work) -> None:
        """Stores, before anything else happens, that ``work`` sends one more message. Raises sqlite3.Error."""
        work.sent.append(None)
        try:
            self._database.write_now(self._calls(work))
        except BaseException:
            work.sent.pop()
            raise

    async def failed(self, work: Work) -> None:
        """Stores that the last message was not sent after all."""
        work.sent.pop()
        await self._database.write(self._calls(work))

    async def ready(self) -> None:
        """Returns once what is done can be stored."""
        await self._database.writable()

    def _calls(self, work: Work) -> Write[Any]:
        row = (json.dumps(work.sent), work.place)
        return lambda db: db.execute("UPDATE updates SET calls = ? WHERE place = ?", row)

    async def finish(self, work: Work) -> None:
        """Stores that nothing is left to do, and what the work has saved."""

        def leave(db: sqlite3.Connection) -> None:
            for write in work.saves:
                write(db)
            db.execute("UPDATE updates SET payload = NULL, calls = '[]' WHERE place = ?", (work.place,))

        await self._database.write(leave)
