"""The parts of the bot, put together."""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar
from urllib.parse import urlsplit

from telegram.ext import Application, ApplicationBuilder, ExtBot

from bot.settings import Settings, is_near
from bot.telegram.apologies import Apologies
from bot.telegram.contexts import Codec, Contexts
from bot.telegram.conversing import Conversing
from bot.telegram.courier import Courier
from bot.telegram.database import Database
from bot.telegram.engine import Engine
from bot.telegram.fairness import Fairness
from bot.telegram.given import GivenReplies
from bot.telegram.guests import Guests
from bot.telegram.inbox import Inbox
from bot.telegram.inline import InlineLookUps
from bot.telegram.moving import Moves
from bot.telegram.polling import Poller, PollRequest
from bot.telegram.presses import Presses
from bot.telegram.processor import LaneProcessor
from bot.telegram.profile import present
from bot.telegram.pruning import bounds, prune_on
from bot.telegram.replies import Replies
from bot.telegram.request import Request
from bot.telegram.sending import Sender
from bot.telegram.speaking import Speaker
from bot.telegram.unanswered import Unanswered
from bot.telegram.webhook import Address, Webhook
from bot.telegram.work import Works

log = logging.getLogger(__name__)

C = TypeVar("C")
App = Application[Any, Any, Any, Any, Any, Any]


class QuietBot(ExtBot[None]):
    """A bot whose repr does not show its token."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}[]"


class Delivery(Protocol):
    """A way for updates to come in."""

    async def run(self) -> None:
        """Accepts updates until it is cancelled."""

    async def close(self) -> None:
        """Does what is left to do when all that was accepted has been worked on."""


@dataclass(frozen=True)
class Surface:
    """The bot, ready to be started."""

    app: App
    processor: LaneProcessor
    inbox: Inbox
    delivery: Delivery
    present: Callable[[], Coroutine[Any, Any, None]]
    """Sets the bot's commands and descriptions."""
    prune: Callable[[], Coroutine[Any, Any, None]]
    """Forgets what is over, now and then."""
    fail: Callable[[], Coroutine[Any, Any, NoReturn]]
    """Raises DatabaseUnusable when the memory turns out to be damaged."""


def build(settings: Settings, engine: Engine[C], codec: Codec[C], database: Database) -> Surface:
    """The bot that answers with ``engine`` and keeps what lasts in ``database``. Nothing is sent yet."""
    works = Works(database, settings.log_text)
    processor = LaneProcessor(settings.workers, works.on)
    near = is_near(urlsplit(settings.api_url).hostname or "")  # no proxy on the way to a server nearby
    poll_request = PollRequest(1, settings.timeout, trust_env=not near)
    bot = QuietBot(
        settings.token.get_secret_value(),
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=Request(settings.workers + 4, settings.timeout, trust_env=not near),
        get_updates_request=poll_request,
        rate_limiter=Courier(processor.rest, works, settings.messages_a_second, settings.group_rate),
    )
    app: App = ApplicationBuilder().bot(bot).updater(None).job_queue(None).concurrent_updates(processor).build()
    sender = Sender(bot, processor.rest)
    unanswered = Unanswered(database, settings.unanswered_days)
    conversing = Conversing(engine, Contexts(database, codec), unanswered)
    speaker = Speaker(bot, engine, sender)
    fairness = Fairness(engine, sender, settings.person_rate)
    presses = Presses(bot, engine, conversing, speaker, sender)
    processor.early = presses.early
    for part in (
        Moves(database),
        Replies(bot, conversing, GivenReplies(database), speaker, fairness),
        presses,
        InlineLookUps(bot, engine, sender),
        Guests(bot, engine, conversing, sender),
    ):
        app.add_handlers(part.handlers())
    app.add_error_handler(Apologies(bot, engine, sender).to_error)
    inbox = Inbox(database, works, bot, app.update_queue)
    pulse = partial(_show_health, settings.health_file)
    delivery: Delivery
    if settings.webhook_url:
        delivery = Webhook(
            bot,
            inbox,
            database,
            _address(settings, settings.webhook_url),
            has_room=lambda: processor.has_room,
            pulse=pulse,
        )
    else:
        delivery = Poller(bot, poll_request, inbox, room=processor.room, polled=pulse)

    async def present_() -> None:
        await present(bot, engine)

    pruning = partial(prune_on, database, bounds(settings.unanswered_days))
    return Surface(app, processor, inbox, delivery, present_, pruning, database.fail)


def _address(settings: Settings, url: str) -> Address:
    path = urlsplit(url).path or "/"
    return Address(url, path, settings.secret_token, settings.webhook_host, settings.webhook_port)


def _show_health(file: Path | None) -> None:
    if file:
        try:
            file.touch()
        except OSError as error:
            log.warning("BOT_HEALTH_FILE cannot be written: %s", error)
