"""What a chat has set for itself."""

import sqlite3

from bot.telegram.database import Database
from bot.telegram.work import save

_TABLES = ("contexts", "replies", "preferences")


class Preferences:
    """Named texts, chat by chat."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, chat: int, name: str) -> str | None:
        """What ``chat`` has set ``name`` to, if it has."""
        rows = self._database.read("SELECT value FROM preferences WHERE chat = ? AND name = ?", chat, name)
        return str(rows[0][0]) if rows else None

    async def set(self, chat: int, name: str, value: str) -> None:
        """Sets ``name`` to ``value`` for ``chat``."""
        row = (chat, name, value)
        await save(self._database, lambda db: db.execute("REPLACE INTO preferences VALUES (?, ?, ?)", row))


async def move(database: Database, old: int, new: int) -> None:
    """Moves all that is kept for the chat ``old`` to ``new``: a group that has become a supergroup."""

    def rename(db: sqlite3.Connection) -> None:
        for table in _TABLES:
            db.execute(f"UPDATE OR REPLACE {table} SET chat = ? WHERE chat = ?", (new, old))  # noqa: S608  # own names

    await save(database, rename)
