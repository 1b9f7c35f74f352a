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
        return self.unpacked(self.text(conversation))

    def text(self, conversation: Conversation) -> str:
        """The context that was last kept for ``conversation``, packed; empty for none."""
        rows = self._database.read(
            "SELECT context FROM contexts WHERE chat = ? AND topic = ? AND person = ? AND kept > ?",
            *conversation,
            self._clock() - self._lifetime,
        )
        return str(rows[0][0]) if rows else ""

    def unpacked(self, text: str) -> C:
        """The context that ``text`` is; a fresh one if this version of the bot cannot use it."""
        context = self._codec.unpack(text) if text else None
        return self._codec.fresh() if context is None else context

    async def keep(self, conversation: Conversation, context: C) -> str:
        """Keeps ``context`` for the next question of ``conversation``; how it is packed."""
        text = self._codec.pack(context)
        row = (*conversation, text, self._clock())
        await save(self._database, lambda db: db.execute("REPLACE INTO contexts VALUES (?, ?, ?, ?, ?)", row))
        return text
