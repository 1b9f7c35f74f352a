"""Updates by long polling (https://core.telegram.org/bots/api#getupdates)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from telegram import Bot
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.telegram.courier import SLACK, seconds
from bot.telegram.inbox import Inbox
from bot.telegram.request import Request
from bot.telegram.work import Json

log = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=25)
"""How long the server may keep a poll that has nothing to deliver."""
LONGEST_PAUSE = 30.0
ALLOWED_UPDATES = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "guest_message",
    "callback_query",
    "inline_query",
]


class PollRequest(Request):
    """Keeps the updates of the last reply as the server gave them, and hands the library none: an update is stored
    before it is read, and one that the library cannot read must not hold up those around it.
    """

    updates: Sequence[Json] = ()

    def parse_json_payload(self, payload: bytes) -> Json:  # type: ignore[override]  # the library calls it on itself
        """As the library's own, without the updates."""
        reply = super().parse_json_payload(payload)
        if reply.get("ok"):
            self.updates, reply["result"] = reply["result"], []
        return reply


class Poller:
    """Fetches updates and passes them on, for as long as ``run`` is awaited.

    The library's own Updater goes silent for good when the token is revoked, fetches without a bound, and stays on an
    update that it cannot read.
    """

    def __init__(
        self,
        bot: Bot,
        request: PollRequest,
        inbox: Inbox,
        *,
        room: Callable[[], Awaitable[None]],
        polled: Callable[[], None] = lambda: None,
    ) -> None:
        """``room`` returns when more updates may be fetched; ``polled`` is called after each successful poll."""
        self._bot = bot
        self._request = request
        self._inbox = inbox
        self._room = room
        self._polled = polled
        self._offset: int | None = None
        self._failures = 0

    async def run(self) -> None:
        """Polls until it is cancelled. Raises InvalidToken when the server no longer takes the token."""
        try:
            await self._bot.delete_webhook()  # while one is set, the server refuses polling
        except TelegramError as error:
            log.warning("the webhook, if there is one, could not be deleted: %s", error)
        while True:
            await self._room()
            try:
                updates = await self._fetch(PATIENCE)
            except TelegramError as error:
                if isinstance(error, InvalidToken) and "not found" not in str(error).lower():
                    raise  # a 401; a 404 may as well come from a proxy whose server is away
                await asyncio.sleep(self._failed(error))
                continue
            self._succeeded()
            await self._inbox.accept(updates)
            if updates:  # not the highest ever: after a quiet week the server goes on with any number
                self._offset = max(fields["update_id"] for fields in updates) + 1

    async def close(self) -> None:
        """Tells the server what was fetched, so that the next start does not get it again. Failing, it is logged."""
        if self._offset is None:
            return
        try:
            await self._fetch(timedelta(0), limit=1)
        except TelegramError as error:
            log.warning("the last updates could not be confirmed, and may be delivered again: %s", error)

    async def _fetch(self, patience: timedelta, limit: int | None = None) -> Sequence[Json]:
        await self._bot.get_updates(offset=self._offset, limit=limit, timeout=patience, allowed_updates=ALLOWED_UPDATES)
        return self._request.updates

    def _failed(self, error: TelegramError) -> float:
        """Logs an outage once, when a second poll has failed; how many seconds to pause."""
        self._failures += 1
        if self._failures == 2:
            log.warning("no updates: %s; trying on", error)
        if isinstance(error, RetryAfter):
            return seconds(error.retry_after) + SLACK
        return min(LONGEST_PAUSE, 0.1 * 4.0 ** min(self._failures - 1, 10))

    def _succeeded(self) -> None:
        if self._failures > 1:
            log.info("updates come in again, after %d failed polls", self._failures)
        self._failures = 0
        self._polled()
