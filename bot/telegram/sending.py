"""Messages on their way out: said once, or not at all, rather than twice."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.telegram.addressing import Place
from bot.telegram.courier import SLACK, may_have_arrived, seconds
from bot.telegram.request import Unsent

log = logging.getLogger(__name__)

R = TypeVar("R")

MOST_TRIES = 5
LONGEST_WAIT = 900.0
"""Seconds; a reply that may only be sent later than that comes too late."""
LONGEST_PAUSE = 15.0
"""Seconds between two tries while the server is away."""

HTML: dict[str, Any] = {"parse_mode": ParseMode.HTML, "link_preview_options": LinkPreviewOptions(is_disabled=True)}

_NO_FAULT = ("message is not modified", "query is too old", "message to edit not found", "message can't be edited")
"""Of refusals: what was to be shown is shown, or nobody waits for it any more."""

Rest = Callable[[float], Awaitable[None]]
"""Lets that many seconds pass, without keeping others from their work."""


class Outcome(NamedTuple, Generic[R]):
    """What became of a call."""

    result: R | None
    """What the server gave back, as far as it is known."""
    goes_on: bool
    """Whether what is to follow the call makes sense: it was done, or may have been."""


class Sender:
    """Calls the Bot API. What cannot be done is logged, not raised."""

    def __init__(self, bot: Bot, rest: Rest) -> None:
        self._bot = bot
        self._rest = rest

    async def send(
        self, place: Place, messages: Sequence[str], keyboard: InlineKeyboardMarkup | None = None
    ) -> tuple[int, ...]:
        """Sends HTML ``messages`` to ``place``, in order: the first as a reply if ``place`` names one to reply to, the
        last with ``keyboard``. The numbers of those that are known to have been sent.

        A message is sent again only if the server refused it or cannot have got it: after a time-out it may have
        arrived. The rest is dropped once the chat takes no messages.
        """
        last = len(messages) - 1
        each = [
            {"text": message, "reply_markup": keyboard if at == last else None, **HTML}
            for at, message in enumerate(messages)
        ]
        return await self._in_order(place, "a message", self._bot.send_message, each)

    async def pictures(
        self, place: Place, pngs: Sequence[bytes], caption: str, keyboard: InlineKeyboardMarkup | None = None
    ) -> tuple[int, ...]:
        """Sends pictures as ``send`` does messages, the first with a caption in HTML."""
        last = len(pngs) - 1
        each = [
            {
                "photo": png,
                "caption": None if at else caption,
                "parse_mode": ParseMode.HTML,
                "reply_markup": keyboard if at == last else None,
            }
            for at, png in enumerate(pngs)
        ]
        return await self._in_order(place, "a picture", self._bot.send_photo, each)

    async def _in_order(
        self, place: Place, what: str, method: Callable[..., Awaitable[Message]], each: Sequence[Mapping[str, Any]]
    ) -> tuple[int, ...]:
        sent = []
        for at, arguments in enumerate(each):
            outcome = await self.call(
                f"{what} to chat {place.chat}",
                method,
                chat_id=place.chat,
                **arguments,
                **where(place, first=at == 0),
            )
            if outcome.result and outcome.result.message_id:
                sent.append(outcome.result.message_id)
            if not outcome.goes_on:
                break
        return tuple(sent)

    async def call(
        self, what: str, method: Callable[..., Awaitable[R]], *, again: bool = False, **arguments: Any
    ) -> Outcome[R]:
        """Calls ``method``, waiting and trying again where that is safe. ``again``: whether doing it twice is the same
        as doing it once, so that it may be repeated after a time-out.
        """
        tries, waited = 0, 0.0
        while tries < MOST_TRIES:
            tries += 1
            try:
                return Outcome(await method(**arguments), goes_on=True)
            except RetryAfter as error:
                wait = seconds(error.retry_after) + SLACK
            except ChatMigrated as error:
                log.info("%s goes to the supergroup that the group has become", what)
                arguments["chat_id"] = error.new_chat_id
                wait = 0.0
            except Forbidden as error:
                log.info("%s is not wanted: %s", what, error)
                return Outcome(None, goes_on=False)
            except BadRequest as error:
                fault = not any(text in str(error).lower() for text in _NO_FAULT)
                log.log(logging.ERROR if fault else logging.DEBUG, "%s was refused: %s", what, error)
                return Outcome(None, goes_on=False)
            except NetworkError as error:
                if may_have_arrived(error) and not again:
                    log.warning("%s may have arrived, so it is not sent again: %s", what, error)
                    return Outcome(None, goes_on=True)
                wait = min(LONGEST_PAUSE, 0.5 * 2 ** (tries - 1))
                if isinstance(error, Unsent):  # the server is away: that is no try
                    tries, wait = tries - 1, min(LONGEST_PAUSE, max(0.5, waited))
            except TelegramError as error:
                log.error("%s could not be sent: %s", what, error)
                return Outcome(None, goes_on=False)
            waited += wait
            if waited > LONGEST_WAIT:
                break
            log.info("%s waits %.1f s before it is sent again", what, wait)
            await self._rest(wait)
        log.error("%s was given up", what)
        return Outcome(None, goes_on=False)


def where(place: Place, *, first: bool) -> dict[str, Any]:
    """The arguments of a sending method that say where in a chat a message goes."""
    topics = {"message_thread_id": place.topic, "direct_messages_topic_id": place.letters}
    arguments: dict[str, Any] = {name: topic for name, topic in topics.items() if topic}
    if place.reply_to is not None and first:
        arguments["reply_parameters"] = ReplyParameters(place.reply_to, allow_sending_without_reply=True)
    return arguments
