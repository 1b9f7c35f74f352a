"""The one door through which updates come in, whichever way they were delivered."""

import asyncio
from collections import OrderedDict

from telegram import Update

MOST_REMEMBERED = 10_000
"""Telegram delivers an update again within minutes, if at all; this is hours of a busy bot."""


class Intake:
    """Accepts each update once: Telegram may deliver one again, and the library drops no duplicates."""

    def __init__(self, queue: asyncio.Queue[object], most_remembered: int = MOST_REMEMBERED) -> None:
        self._queue = queue
        self._most_remembered = most_remembered
        self._seen: OrderedDict[int, None] = OrderedDict()

    async def accept(self, update: Update) -> bool:
        """Queues ``update`` to be worked on; false, and nothing done, if it was accepted before."""
        if update.update_id in self._seen:
            return False
        self._seen[update.update_id] = None
        if len(self._seen) > self._most_remembered:
            self._seen.popitem(last=False)
        await self._queue.put(update)
        return True
