"""Updates by long polling (https://core.telegram.org/bots/api#getupdates)."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

from telegram import Bot, Update
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.telegram.intake import Intake
from bot.telegram.sending import SLACK, seconds

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


class PollRequest(HTTPXRequest):
    """Remembers the last reply: an update that the library cannot read must not hold up those around it."""

    payload = b""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """As the library's own."""
        status, self.payload = await super().do_request(*args, **kwargs)
        return status, self.payload


class Poller:
    """Fetches updates and passes them on, for as long as ``run`` is awaited.

    The library's own Updater goes silent for good when the token is revoked, fetches without a bound, and stays on an
    update that it cannot read.
    """

    def __init__(
        self,
        bot: Bot,
        request: PollRequest,
        intake: Intake,
        *,
        room: Callable[[], Awaitable[None]],
        polled: Callable[[], None] = lambda: None,
    ) -> None:
        """``room`` returns when more updates may be fetched; ``polled`` is called after each successful poll."""
        self._bot = bot
        self._request = request
        self._intake = intake
        self._room = room
        self._polled = polled
        self._offset: int | None = None
        self._failures = 0

    async def run(self) -> None:
        """Polls until it is cancelled. Raises InvalidToken when the server no longer takes the token."""
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
            for update in updates:
                await self._intake.accept(update)
            if updates:  # not the highest ever: after a quiet week the server goes on with any number
                self._offset = max(update.update_id for update in updates) + 1

    async def confirm(self) -> None:
        """Tells the server what was fetched, so that the next start does not get it again. Failing, it is logged."""
        if self._offset is None:
            return
        try:
            await self._fetch(timedelta(0), limit=1)
        except TelegramError as error:
            log.warning("the last updates could not be confirmed, and may be delivered again: %s", error)

    async def _fetch(self, patience: timedelta, limit: int | None = None) -> Sequence[Update]:
        try:
            return await self._bot.get_updates(
                offset=self._offset, limit=limit, timeout=patience, allowed_updates=ALLOWED_UPDATES
            )
        except TelegramError:
            raise
        except Exception:  # whatever the library's parser raises
            return [self._read(fields) for fields in json.loads(self._request.payload)["result"]]

    def _read(self, fields: dict[str, Any]) -> Update:
        """The update; a blank one with the same id if the library cannot read it."""
        try:
            return Update.de_json(fields, self._bot)
        except Exception as error:
            log.error("update %s cannot be read and is left out: %r", fields["update_id"], error)
            return Update(fields["update_id"])

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
