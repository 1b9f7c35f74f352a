"""Calls on their way to the Bot API server: within Telegram's limits, and carried out once rather than twice."""

import time
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from functools import partial
from typing import Any

from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.ext import BaseRateLimiter

from bot.telegram.limits import Window, Windows
from bot.telegram.request import LEAVING, Unsent
from bot.telegram.work import CURRENT, Json, Work, Works

SLACK = 0.1
"""Seconds on top of what the server asks for: its clock and ours need not agree to the moment."""

_KEPT = ("message_id", "date", "chat")
"""What is kept of a sent message, for whoever asks for it after a restart."""

Result = bool | Json | list[Json]
Rest = Callable[[float], Awaitable[None]]
"""Lets that many seconds pass, without keeping others from their work."""


class Courier(BaseRateLimiter[None]):
    """What the library calls the Bot API through, but for polling.

    Right before a message leaves, it is stored that it may be under way: after a kill it is not sent again, as after a
    time-out.
    """

    def __init__(self, rest: Rest, works: Works, in_all: int, in_group: int) -> None:
        """At most ``in_all`` messages a second, and ``in_group`` a minute in each group or channel; 0: any number."""
        self._rest = rest
        self._works = works
        self._in_all = Window(in_all, 1.0 + SLACK) if in_all else None
        self._in_group = Windows(in_group, 60.0 + SLACK) if in_group else None

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002  # the library's signature
    ) -> Result:
        """The server's reply to the call, or what it replied to an earlier process. Raises TelegramError."""
        sends = endpoint.startswith(("send", "copy", "forward")) and endpoint != "sendChatAction"
        if not sends and not endpoint.startswith("edit"):
            return await callback(*args, **kwargs)
        work = CURRENT.get(None) if sends else None
        if work and len(work.sent) < len(work.told):
            work.sent.append(work.told[len(work.sent)])
            return work.sent[-1] or {"message_id": 0, "date": 0, "chat": {"id": data["chat_id"], "type": "private"}}
        await self._take_turn(data.get("chat_id"))
        if work is None:
            return await callback(*args, **kwargs)
        return await self._send(work, partial(callback, *args, **kwargs))

    async def _send(self, work: Work, call: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
        """Makes a call, keeping account of it."""
        before = len(work.sent)
        await self._works.ready()
        leaving = LEAVING.set(partial(self._works.sends, work))
        try:
            result = await call()
        except TelegramError as error:
            if len(work.sent) > before and not may_have_arrived(error):
                await self._works.failed(work)
            raise
        finally:
            LEAVING.reset(leaving)
        work.sent[-1] = _kept(result)
        return result

    async def _take_turn(self, chat: object) -> None:
        """Waits until the limits let one more message to ``chat`` through."""
        if self._in_group and (isinstance(chat, str) or (isinstance(chat, int) and chat < 0)):
            await self._until(self._in_group.reserve(chat, time.monotonic()))
        if self._in_all:
            await self._until(self._in_all.reserve(time.monotonic()))

    async def _until(self, moment: float) -> None:
        wait = moment - time.monotonic()
        if wait > 0:
            await self._rest(wait)


def may_have_arrived(error: TelegramError) -> bool:
    """Whether the request that failed with ``error`` may have been carried out.

    Not if it did not leave this machine, and not if the Bot API server itself answered that it failed (JSON with a
    description: the library then chains no cause). A gateway's error page, a broken connection and a time-out tell
    nothing.
    """
    if isinstance(error, Unsent) or not isinstance(error, NetworkError):
        return False
    return isinstance(error, TimedOut) or error.__cause__ is not None


def seconds(period: float | timedelta) -> float:
    """``period`` in seconds; the library gives a number or a timedelta, as PTB_TIMEDELTA says."""
    return period.total_seconds() if isinstance(period, timedelta) else float(period)


def _kept(result: Result) -> Json | None:
    return {name: result[name] for name in _KEPT if name in result} if isinstance(result, dict) else None
