"""The contexts of conversations, kept for as long as one goes on."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

C = TypeVar("C")

MOST_CONVERSATIONS = 20_000
LIFETIME = 24 * 3600.0
"""Seconds without a question after which a conversation starts anew."""


class Conversation(NamedTuple):
    """Where and with whom a conversation is held."""

    chat: int
    topic: int | None = None
    """The topic of a forum; none elsewhere."""
    person: int | None = None
    """Whose conversation it is in a chat of several people; none in a private chat."""


class RecentContexts(Generic[C]):
    """The contexts of the most recent conversations, in memory; ``of`` and ``keep`` are all that the bot needs."""

    def __init__(
        self,
        fresh: Callable[[], C],
        *,
        most: int = MOST_CONVERSATIONS,
        lifetime: float = LIFETIME,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fresh = fresh
        self._most = most
        self._lifetime = lifetime
        self._clock = clock
        self._kept: OrderedDict[Conversation, tuple[C, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    async def of(self, conversation: Conversation) -> C:
        """The context that was last kept for ``conversation``, or a fresh one."""
        self._forget()
        kept = self._kept.get(conversation)
        return kept[0] if kept else self._fresh()

    async def keep(self, conversation: Conversation, context: C) -> None:
        """Keeps ``context`` for the next question of ``conversation``."""
        self._kept[conversation] = (context, self._clock() + self._lifetime)
        self._kept.move_to_end(conversation)
        self._forget()

    def _forget(self) -> None:
        """Drops what is over and what is too much; the first one is always the least recently kept."""
        while self._kept:
            conversation, (_, end) = next(iter(self._kept.items()))
            if len(self._kept) <= self._most and self._clock() < end:
                return
            del self._kept[conversation]
