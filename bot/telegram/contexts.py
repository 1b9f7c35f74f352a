"""The contexts of conversations, kept for as long as one goes on, also across restarts."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from bot.telegram.database import Database
from bot.telegram.work import save

C = TypeVar("C")

LIFETIME = 24 * 3600.0
"""Seconds without a question after which a conversation starts anew."""


class Conversation(NamedTuple):
    """Where and with whom a conversation is held."""

    chat: int
    topic: int = 0
    """The topic of a forum; 0 elsewhere."""
    person: int = 0
    """Whose conversation it is in a chat of several people; 0 in a private chat."""


@dataclass(frozen=True)
class Codec(Generic[C]):
    """How a context becomes a text, and the other way round."""

    fresh: Callable[[], C]
    """The context of a new conversation."""
    pack: Callable[[C], str]
    unpack: Callable[[str], C | None]
    """None for a text that this version of the bot cannot use."""


class Contexts(Generic[C]):
    """The contexts of the most recent conversations."""

    def __init__(
        self,
        database: Database,
        codec: Codec[C],
        *,
        lifetime: float = LIFETIME,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._database = database
        self._codec = codec
        self._lifetime = lifetime
        self._clock = clock

    def of(self, conversation: Conversation) -> C:
        """The context that was last kept for ``conversation``; a fresh one if none can be used."""
        rows = self._database.read(
            "SELECT context FROM contexts WHERE chat = ? AND topic = ? AND person = ? AND kept > ?",
            *conversation,
            self._clock() - self._lifetime,
        )
        context = self._codec.unpack(rows[0][0]) if rows else None
        return self._codec.fresh() if context is None else context

    async def keep(self, conversation: Conversation, context: C) -> None:
        """Keeps ``context`` for the next question of ``conversation``."""
        row = (*conversation, self._codec.pack(context), self._clock())
        await save(self._database, lambda db: db.execute("REPLACE INTO contexts VALUES (?, ?, ?, ?, ?)", row))
