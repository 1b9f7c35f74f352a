"""Messages on their way out: said once, or not at all, rather than twice."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import httpx
from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

log = logging.getLogger(__name__)

MOST_TRIES = 5
LONGEST_WAIT = 900.0
"""Seconds; a reply that may only be sent later than that comes too late."""
SLACK = 0.1
"""Seconds on top of ``retry_after``: the server's clock and ours need not agree to the moment."""

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

Rest = Callable[[float], Awaitable[None]]
"""Lets that many seconds pass, without keeping others from their work."""


class Sender:
    """Sends HTML messages to a chat."""

    def __init__(self, bot: Bot, rest: Rest) -> None:
        self._bot = bot
        self._rest = rest

    async def send(self, chat: int, messages: Sequence[str]) -> None:
        """Sends ``messages`` to ``chat``, in order. What cannot be sent is logged, not raised.

        A message is sent again only if the server refused it or cannot have got it: after a time-out it may have
        arrived. The rest is dropped once the chat takes no messages.
        """
        for message in messages:
            if not await self._deliver(chat, message):
                return

    async def _deliver(self, chat: int, message: str) -> bool:
        """Whether what follows ``message`` is to be sent as well."""
        for attempt in range(MOST_TRIES):
            try:
                await self._bot.send_message(
                    chat, message, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
                )
                return True
            except RetryAfter as error:
                wait = seconds(error.retry_after) + SLACK
            except Forbidden as error:
                log.info("chat %s takes no messages: %s", chat, error)
                return False
            except BadRequest as error:
                log.error("a message to chat %s was refused: %s", chat, error)
                return False
            except NetworkError as error:
                if may_have_arrived(error):
                    log.warning("a message to chat %s may have arrived, so it is not sent again: %s", chat, error)
                    return True
                wait = 0.5 * 2**attempt
            except TelegramError as error:
                log.error("a message to chat %s could not be sent: %s", chat, error)
                return False
            if wait > LONGEST_WAIT:
                break
            log.info("a message to chat %s waits %.1f s before it is sent again", chat, wait)
            await self._rest(wait)
        log.error("a message to chat %s was given up", chat)
        return False


def may_have_arrived(error: NetworkError) -> bool:
    """Whether the request that failed with ``error`` may have been carried out.

    Not if no connection was made, and not if the Bot API server itself answered that it failed (JSON with a
    description: the library then chains no cause). A gateway's error page, a broken connection and a time-out tell
    nothing.
    """
    if isinstance(error.__cause__, _NEVER_SENT):
        return False
    return isinstance(error, TimedOut) or error.__cause__ is not None


def seconds(period: float | timedelta) -> float:
    """``period`` in seconds; the library gives a number or a timedelta, as PTB_TIMEDELTA says."""
    return period.total_seconds() if isinstance(period, timedelta) else float(period)
