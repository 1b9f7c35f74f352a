"""The parts of the bot, put together."""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from telegram.ext import Application, ApplicationBuilder, CallbackContext, ExtBot
from telegram.request import HTTPXRequest

from bot.settings import Settings, is_near
from bot.telegram.contexts import Codec, Contexts
from bot.telegram.conversing import Conversing
from bot.telegram.database import Database
from bot.telegram.engine import Engine
from bot.telegram.given import GivenReplies
from bot.telegram.guests import Guests
from bot.telegram.inline import InlineLookUps
from bot.telegram.intake import Intake
from bot.telegram.moving import Moves
from bot.telegram.polling import Poller, PollRequest
from bot.telegram.presses import Presses
from bot.telegram.processor import LaneProcessor
from bot.telegram.profile import present
from bot.telegram.replies import Replies
from bot.telegram.sending import Sender
from bot.telegram.speaking import Speaker

log = logging.getLogger(__name__)

C = TypeVar("C")
App = Application[Any, Any, Any, Any, Any, Any]


class QuietBot(ExtBot[None]):
    """A bot whose repr does not show its token."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}[]"


@dataclass(frozen=True)
class Surface:
    """The bot, ready to be started."""

    app: App
    processor: LaneProcessor
    poller: Poller
    present: Callable[[], Coroutine[Any, Any, None]]
    """Sets the bot's commands and descriptions."""


def build(settings: Settings, engine: Engine[C], codec: Codec[C], database: Database) -> Surface:
    """The bot that answers with ``engine`` and keeps what lasts in ``database``. Nothing is sent yet."""
    poll_request = PollRequest(1, **_timeouts(settings))
    bot = _bot(settings, poll_request)
    processor = LaneProcessor(settings.workers)
    app: App = ApplicationBuilder().bot(bot).updater(None).job_queue(None).concurrent_updates(processor).build()
    sender = Sender(bot, processor.rest)
    conversing, speaker = Conversing(engine, Contexts(database, codec), codec), Speaker(bot, engine, sender)
    for part in (
        Moves(database),
        Replies(bot, conversing, GivenReplies(database), speaker),
        Presses(bot, engine, conversing, speaker, sender),
        InlineLookUps(bot, engine, sender),
        Guests(bot, engine, conversing, sender),
    ):
        app.add_handlers(part.handlers())
    app.add_error_handler(_log_error)
    poller = Poller(
        bot,
        poll_request,
        Intake(app.update_queue),
        room=processor.room,
        polled=lambda: _show_health(settings.health_file),
    )

    async def present_() -> None:
        await present(bot, engine)

    return Surface(app, processor, poller, present_)


def _bot(settings: Settings, poll_request: PollRequest) -> QuietBot:
    return QuietBot(
        settings.token.get_secret_value(),
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=HTTPXRequest(settings.workers + 4, **_timeouts(settings)),
        get_updates_request=poll_request,
    )


def _timeouts(settings: Settings) -> dict[str, Any]:
    """The arguments of a request object: how long to wait, and no proxy on the way to a server nearby."""
    seconds = settings.timeout
    near = is_near(urlsplit(settings.api_url).hostname or "")
    return {
        "read_timeout": seconds,
        "write_timeout": seconds,
        "connect_timeout": min(seconds, 10.0),
        "pool_timeout": seconds,
        "httpx_kwargs": {"trust_env": not near},
    }


def _show_health(file: Path | None) -> None:
    if file:
        try:
            file.touch()
        except OSError as error:
            log.warning("BOT_HEALTH_FILE cannot be written: %s", error)


async def _log_error(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    log.error("update %s failed", getattr(update, "update_id", None), exc_info=context.error)
