"""Delivery by webhook: in order within a chat, again until it is answered with 200."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.telegram.emulator.methods import Parameters, Refusal, State, method
from tests.telegram.emulator.updates import Json

HEADER = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 0.5
"""Seconds between two tries; Telegram's own are longer."""


@dataclass(frozen=True)
class Delivered:
    """One try to deliver an update."""

    update_id: int
    status: int
    """HTTP status of the answer; 0 if there was none."""


class Postman:
    """Delivers what waits in an outbox to the webhook, while one is set."""

    def __init__(self, state: State) -> None:
        self.tries: list[Delivered] = []
        self.twice = 0
        """How many of the next deliveries are made once more although they were answered with 200."""
        self.deaf = 0
        """How many of the next answers are not heard: the update is delivered again."""
        self._state = state
        self._queues: dict[object, deque[Json]] = defaultdict(deque)
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Delivers until it is cancelled."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
            try:
                async for update in self._state.outbox.each():
                    key = _queue_of(update)
                    self._queues[key].append(update)
                    if len(self._queues[key]) == 1:
                        task = asyncio.create_task(self._work_off(session, key))
                        self._tasks.add(task)
                        task.add_done_callback(self._tasks.discard)
            finally:
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _work_off(self, session: aiohttp.ClientSession, key: object) -> None:
        queue = self._queues[key]
        while queue:
            await self._deliver(session, queue[0])
            self._state.outbox.drop(queue[0])
            queue.popleft()

    async def _deliver(self, session: aiohttp.ClientSession, update: Json) -> None:
        for pause in _pauses():
            hook = self._state.webhook
            status = await self._post(session, hook, update) if hook else 0
            if status == 200 and self.deaf:
                self.deaf -= 1
                status = 0
            if status == 200 and self.twice:
                self.twice -= 1
                await self._post(session, hook or {}, update)
            if status == 200:
                return
            await asyncio.sleep(pause)

    async def _post(self, session: aiohttp.ClientSession, hook: Json, update: Json) -> int:
        status = 0
        with suppress(aiohttp.ClientError, TimeoutError, OSError):
            async with session.post(hook["url"], json=update, headers={HEADER: hook["secret_token"]}) as response:
                status = response.status
        self.tries.append(Delivered(update["update_id"], status))
        return status


def _pauses() -> Iterator[float]:
    pause = FIRST_PAUSE
    while True:
        yield pause
        pause = min(LONGEST_PAUSE, 2 * pause)


def _queue_of(update: Json) -> object:
    """What keeps its order with ``update``, as far as Telegram is concerned."""
    (content,) = (value for name, value in update.items() if name != "update_id")
    chat: Any = content.get("chat") or content.get("message", {}).get("chat") or {}
    return chat.get("id") or content.get("from", {}).get("id") or update["update_id"]


@method("setWebhook")
async def set_webhook(state: State, given: Parameters) -> bool:
    url = given.text("url")
    if not url.startswith(("https://", "http://127.0.0.1:")):
        raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    state.outbox.allow(given.value("allowed_updates"))
    state.webhook = {"url": url, "secret_token": given.text("secret_token", "")}
    return True


@method("deleteWebhook")
async def delete_webhook(state: State, _: Parameters) -> bool:
    state.webhook = None
    return True
