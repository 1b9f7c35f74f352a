"""The bot as a process: start, serve, stop.

ServiceError         the bot cannot go on; ``status`` is the process's exit status, the text one line
├── TokenRefused     the server does not know the token (2)
└── Unreachable      no Bot API server answers (3)
"""

import asyncio
import gc
import logging
import os
import signal
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.settings import Settings
from bot.telegram.app import App, Surface, build
from bot.telegram.contexts import Codec
from bot.telegram.courier import seconds
from bot.telegram.database import Database, DatabaseUnusable
from bot.telegram.engine import Engine
from bot.telegram.logs import JsonLines
from bot.telegram.redaction import TokenFilter, protect
from bot.telegram.webhook import WebhookRefused

log = logging.getLogger(__name__)

C = TypeVar("C")

LONGEST_PAUSE = 8.0
DRAIN = 8.0
"""Seconds that accepted updates have to be answered in after the signal to stop; Docker kills after 10."""


class ServiceError(Exception):
    """The bot cannot go on."""

    status = 1


class TokenRefused(ServiceError):
    """The server does not know the token."""

    status = 2


class Unreachable(ServiceError):
    """No Bot API server answers."""

    status = 3


def run(settings: Settings, engine: Engine[C], codec: Codec[C]) -> int:
    """Serves until SIGTERM or SIGINT. The exit status: 0 after a clean stop, 2 if the token is refused, 3 if the server
    cannot be reached at the start, 1 for a fault of the bot's own. What went wrong is one line on stderr.
    """
    token = settings.token.get_secret_value()
    _log(settings)
    try:
        _spare_the_collector()
        with Database(settings.database_file) as database:
            asyncio.run(_serve(settings, engine, codec, database))
    except (ServiceError, DatabaseUnusable) as error:
        print(f"fairdesk: {TokenFilter(token).clean(str(error))}", file=sys.stderr)
        return getattr(error, "status", 1)
    except Exception:
        log.critical("the bot failed", exc_info=True)
        return 1
    return 0


def _spare_the_collector() -> None:
    """An answer makes thousands of objects, few of them in cycles: to look for those as often as Python does at first,
    in all that has been loaded too, costs a tenth of it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _log(settings: Settings) -> None:
    """Sets up the log, on stderr."""
    token = settings.token.get_secret_value()
    stream = logging.StreamHandler()
    stream.setFormatter(JsonLines(TokenFilter(token)))
    logging.basicConfig(level=settings.log_level, handlers=[stream])
    logging.captureWarnings(True)
    if not settings.log_text:  # at DEBUG, the library logs every update and every call
        logging.getLogger("telegram").setLevel(max(logging.INFO, logging.getLogger().level))
    protect(token)


async def _serve(settings: Settings, engine: Engine[C], codec: Codec[C], database: Database) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await live(build(settings, engine, codec, database), settings, stop)


async def live(surface: Surface, settings: Settings, stop: asyncio.Event) -> None:
    """Serves until ``stop`` is set, then answers what was accepted and closes. Raises ServiceError."""
    app = surface.app
    try:
        if not await _unless(stop, _connect(app, settings)):
            return
        await app.start()
        if waiting := await surface.inbox.recover():
            log.info("%d updates were accepted before the start and are worked on now", waiting)
        log.info("@%s answers, by way of %s", app.bot.username, settings.api_url)
        try:
            await _unless(stop, _poll(surface, settings))
        finally:
            await _drain(surface)
        log.info("stopped")
    finally:
        await app.shutdown()
        await app.bot.shutdown()  # the application leaves it open if it never got as far as starting


async def _connect(app: App, settings: Settings) -> None:
    """Makes sure of server and token, trying as often as the settings say."""
    reason = ""
    for attempt in range(settings.start_tries):
        if attempt:
            await asyncio.sleep(min(LONGEST_PAUSE, 0.25 * 2**attempt))
        try:
            await app.initialize()
            break
        except InvalidToken:
            raise _refused(settings) from None
        except RetryAfter as error:
            reason = str(error)
            await asyncio.sleep(seconds(error.retry_after))
        except TelegramError as error:
            reason = str(error)
        log.debug("the Bot API server does not answer yet: %s", reason)
    else:
        raise Unreachable(
            f"no Bot API server answers at {settings.api_url} ({' '.join(reason.split())}): "
            "check BOT_API_URL and the network"
        )


async def _poll(surface: Surface, settings: Settings) -> None:
    beside = [asyncio.create_task(work()) for work in (surface.present, surface.prune)]
    for task in beside:
        task.add_done_callback(_log_failure)
    try:
        await _first(surface.delivery.run(), surface.fail())
    except InvalidToken:
        raise _refused(settings) from None
    except WebhookRefused as error:
        raise ServiceError(f"the Bot API server refuses the webhook ({error}): check BOT_WEBHOOK_URL") from error
    except OSError as error:
        where, why = f"{settings.webhook_host}:{settings.webhook_port}", os.strerror(error.errno or 0)
        raise ServiceError(
            f"{where} cannot be listened on ({why}): set BOT_WEBHOOK_HOST and BOT_WEBHOOK_PORT"
        ) from error
    finally:
        for task in beside:
            task.cancel()


async def _drain(surface: Surface) -> None:
    """Answers what was accepted, in DRAIN seconds at most."""
    stopping = asyncio.create_task(surface.app.stop())
    await asyncio.wait({stopping}, timeout=DRAIN)
    if not stopping.done():
        log.warning("%d updates are left unanswered", surface.processor.pending)
        surface.processor.abandon()
    await stopping
    await surface.delivery.close()


async def _first(*works: Coroutine[Any, Any, None]) -> None:
    """Waits until one of ``works`` has ended, and raises what it raises; the others are cancelled."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    for task in done:
        task.result()


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Whether ``work`` came to its end before ``stop`` was set; if not, it is cancelled. Raises what it raises."""
    working = asyncio.create_task(work)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
        await asyncio.wait({working})
        return False
    working.result()
    return True


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("work beside the answers failed", exc_info=error)


def _refused(settings: Settings) -> TokenRefused:
    return TokenRefused(
        f"the Bot API server at {settings.api_url} refuses the token: "
        "check BOT_TOKEN against @BotFather's /token, and BOT_API_URL"
    )
