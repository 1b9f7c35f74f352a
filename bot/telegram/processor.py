"""The order in which updates are worked on: one lane's in turn, lanes side by side."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from inspect import iscoroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

Early = Callable[[object], Coroutine[Any, Any, None] | None]
"""What is to be done for an update at once; None for nothing. It raises nothing."""

_NO_LIMIT = 1_000_000_000
"""The library takes its own semaphore before this class sees an update: it must never be what an update waits for."""

MOST_PENDING = 10_000
"""Updates that wait or are worked on, above which no more are fetched: the server keeps them for a day."""


Around = Callable[[object], AbstractAsyncContextManager[None]]


def _nothing(_: object) -> AbstractAsyncContextManager[None]:
    return nullcontext()


CROWDED = 3
"""Updates above which a lane is one that others need not stand behind."""
STEPS_ASIDE = 3
"""Turns of the event loop that a crowded lane leaves to all others before each of its updates: the work on an update is
a handful of them, and the others' would wait for an answer of the crowded lane at each.
"""


@dataclass
class _Lane:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    pending: int = 0


def lane_of(update: object) -> Hashable:
    """What keeps its order with ``update``: its chat; without one, its sender; without either, nothing but itself."""
    if not isinstance(update, Update):
        return ("object", id(update))
    if update.effective_chat:
        return ("chat", update.effective_chat.id)
    if update.effective_user:
        return ("user", update.effective_user.id)
    return ("update", update.update_id)


class LaneProcessor(BaseUpdateProcessor):
    """Works on each chat's updates in the order in which they came, on at most ``workers`` chats at a time.

    A lane has at most one update among those that wait for a worker, so that chats take turns: a flood in one of them
    delays another by no more than one update.
    """

    def __init__(self, workers: int, around: Around = _nothing, most_pending: int = MOST_PENDING) -> None:
        """``around`` is entered for an update when its turn has come, and left when it has been worked on."""
        super().__init__(_NO_LIMIT)
        self.early: Early = lambda _: None
        """What it gives for an update is done at once, before the update's turn and beside all other work."""
        self._around = around
        self._workers = asyncio.Semaphore(workers)
        self._most_pending = most_pending
        self._lanes: dict[Hashable, _Lane] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._has_room = asyncio.Event()
        self._has_room.set()

    @property
    def pending(self) -> int:
        """How many updates wait or are worked on."""
        return len(self._tasks)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Awaits ``coroutine`` once it is ``update``'s turn and a worker is free."""
        key = lane_of(update)
        lane = self._lanes.setdefault(key, _Lane())
        lane.pending += 1
        self._entered()
        early = self.early(update)
        ahead = asyncio.create_task(early) if early else None
        try:
            async with lane.turn, self._workers, self._around(update):
                for _ in range(STEPS_ASIDE if lane.pending > CROWDED else 0):
                    await asyncio.sleep(0)
                await coroutine
            if ahead:
                await ahead
        finally:
            if ahead:
                ahead.cancel()  # without effect on what is done
            if iscoroutine(coroutine):
                coroutine.close()  # cancelled before its turn; without effect on one that has run
            lane.pending -= 1
            if not lane.pending:
                del self._lanes[key]
            self._left()

    async def rest(self, seconds: float) -> None:
        """Lets ``seconds`` pass without a worker: for the work on an update that must wait. Its lane waits too."""
        self._workers.release()
        try:
            await asyncio.sleep(seconds)
        finally:
            await self._workers.acquire()

    @property
    def has_room(self) -> bool:
        """Whether fewer updates are pending than the most that may be."""
        return self._has_room.is_set()

    async def room(self) -> None:
        """Returns once fewer updates are pending than the most that may be."""
        await self._has_room.wait()

    def abandon(self) -> None:
        """Cancels the work on every pending update."""
        for task in self._tasks:
            task.cancel()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def _entered(self) -> None:
        task = asyncio.current_task()
        assert task is not None  # a coroutine runs in a task
        self._tasks.add(task)
        if self.pending >= self._most_pending:
            self._has_room.clear()

    def _left(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.discard(task)
        if self.pending < self._most_pending:
            self._has_room.set()
