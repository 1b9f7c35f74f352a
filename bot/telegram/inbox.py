"""The one door through which updates come in, whichever way they were delivered.

An update is accepted once it is stored, and stays until all that was to be said to it has been said: a process that is
killed goes on where it was after its next start.
"""

import asyncio
import json
import logging
import sqlite3
import time
from collections.abc import Sequence
from hashlib import blake2b

from telegram import Bot, Update

from bot.telegram.database import Database
from bot.telegram.work import Json, Work, Works

log = logging.getLogger(__name__)


class Inbox:
    """Accepts each update once: Telegram may deliver one again, and the library drops no duplicates."""

    def __init__(self, database: Database, works: Works, bot: Bot, queue: asyncio.Queue[object]) -> None:
        self._database = database
        self._works = works
        self._bot = bot
        self._queue = queue

    async def accept(self, updates: Sequence[Json]) -> int:
        """Stores ``updates``, as the server gave them, and queues those that were not accepted before; how many."""
        rows = [_row(fields) for fields in updates]

        def insert(db: sqlite3.Connection) -> list[int]:
            statement = "INSERT OR IGNORE INTO updates (id, digest, payload, kept) VALUES (?, ?, ?, ?)"
            cursors = [db.execute(statement, row) for row in rows]
            return [cursor.lastrowid or 0 if cursor.rowcount else 0 for cursor in cursors]

        places = await self._database.write(insert) if rows else []
        new = [(place, fields) for place, fields in zip(places, updates, strict=True) if place]
        for place, fields in new:
            await self._enter(place, fields, [])
        return len(new)

    async def recover(self) -> int:
        """Queues what an earlier process accepted and did not finish, in its order; how many."""
        rows = self._database.read("SELECT place, payload, calls FROM updates WHERE payload IS NOT NULL ORDER BY place")
        for place, payload, calls in rows:
            await self._enter(place, json.loads(payload), json.loads(calls))
        return len(rows)

    async def _enter(self, place: int, fields: Json, told: list[Json | None]) -> None:
        try:
            update = Update.de_json(fields, self._bot)
        except Exception as error:  # whatever the library's parser raises
            log.error("update %s cannot be read and is left out: %r", fields["update_id"], error)
            await self._works.finish(Work(place, Update(fields["update_id"])))
            return
        self._works.expect(Work(place, update, told))
        await self._queue.put(update)


def _row(fields: Json) -> tuple[int, bytes, str, float]:
    payload = json.dumps(fields, sort_keys=True)
    return int(fields["update_id"]), blake2b(payload.encode(), digest_size=12).digest(), payload, time.time()
