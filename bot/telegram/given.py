"""The replies that were given, by the message that they reply to: an edited question has its reply edited."""

import json
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.telegram.database import Database
from bot.telegram.work import save


@dataclass(frozen=True)
class Reply:
    """What was said to a message."""

    messages: tuple[int, ...]
    """The numbers of the bot's own messages, in order."""
    note: str = ""
    """Whatever helps to edit them."""


class GivenReplies:
    """The most recent replies."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def to(self, chat: int, message: int) -> Reply | None:
        """What was said to ``message`` of ``chat``, if anything was and it is not too long ago."""
        rows = self._database.read("SELECT messages, note FROM replies WHERE chat = ? AND message = ?", chat, message)
        return Reply(tuple(json.loads(rows[0][0])), rows[0][1]) if rows else None

    def said(self, chat: int, message: int) -> bool:
        """Whether ``message`` of ``chat`` is one of the bot's own replies, as far back as they are kept."""
        query = "SELECT 1 FROM replies, json_each(messages) WHERE chat = ? AND value = ? LIMIT 1"
        return bool(self._database.read(query, chat, message))

    async def claim(self, chat: int, message: int, update: int) -> bool:
        """Whether ``message`` of ``chat`` is to be answered on behalf of ``update``, and of no other: what reaches the
        bot in two updates is answered once, and by the same one after a restart.
        """
        row = (chat, message, "[]", f"{update}", self._clock())

        def take(db: sqlite3.Connection) -> bool:
            db.execute("INSERT OR IGNORE INTO replies VALUES (?, ?, ?, ?, ?)", row)
            taken = db.execute("SELECT note FROM replies WHERE chat = ? AND message = ?", (chat, message)).fetchone()
            return bool(taken[0] == f"{update}")

        return await self._database.write(take)

    async def keep(self, chat: int, message: int, reply: Reply) -> None:
        """Keeps ``reply`` as what was said to ``message`` of ``chat``."""
        row = (chat, message, json.dumps(reply.messages), reply.note, self._clock())
        await save(self._database, lambda db: db.execute("REPLACE INTO replies VALUES (?, ?, ?, ?, ?)", row))
