"""Updates by webhook (https://core.telegram.org/bots/api#setwebhook): the server calls, and this answers 200 once an
update is stored.

    POST <path of BOT_WEBHOOK_URL>   an update, with the secret token in X-Telegram-Bot-Api-Secret-Token
    GET  /healthz                    200 as long as the process works
    GET  /readyz                     200 while updates are accepted, else 503
"""

import asyncio
import hmac
import json
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.telegram.courier import SLACK, seconds
from bot.telegram.database import Database
from bot.telegram.inbox import Inbox
from bot.telegram.polling import ALLOWED_UPDATES
from bot.telegram.work import Json

log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1_000_000
"""Bytes of an update; Telegram's own are far smaller."""
PATIENCE = 10.0
"""Seconds within which an update is stored, or refused so that the server delivers it again."""
LONGEST_PAUSE = 30.0
PULSE = 25.0
"""Seconds between two signs of life."""


class Address(NamedTuple):
    """Where the server calls, and where this listens."""

    url: str
    path: str
    secret: str
    host: str
    port: int


class WebhookRefused(Exception):
    """The server takes no such webhook; the text is what it says."""


class Webhook:
    """Accepts updates for as long as ``run`` is awaited, and tells of the bot's health until ``close``."""

    def __init__(
        self, bot: Bot, inbox: Inbox, database: Database, address: Address, *,
        has_room: Callable[[], bool], pulse: Callable[[], None],
    ) -> None:  # fmt: skip
        """``has_room``: whether more updates may come in; ``pulse`` is called now and then while they do."""
        self._bot = bot
        self._inbox = inbox
        self._database = database
        self._address = address
        self._has_room = has_room
        self._pulse = pulse
        self._accepts = False
        self._server: _Server | None = None
        self._serving: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Listens, tells the server so, and accepts updates until it is cancelled. Raises OSError if it cannot listen,
        WebhookRefused, and InvalidToken.
        """
        listening = socket.create_server((self._address.host, self._address.port))
        app = Starlette(routes=self._routes())
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=2)
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve([listening]))
        self._accepts = True
        try:
            await self._register()
            while True:
                if self._ready():
                    self._pulse()
                await asyncio.sleep(PULSE)
        finally:
            self._accepts = False

    async def close(self) -> None:
        """Stops listening. The webhook stays set: the server keeps what comes in for the next start."""
        if self._server and self._serving:
            self._server.should_exit = True
            await self._serving

    def _routes(self) -> list[Route]:
        return [
            Route("/healthz", self._health, methods=["GET"]),
            Route("/readyz", self._readiness, methods=["GET"]),
            Route(self._address.path, self._receive, methods=["POST"]),
        ]

    async def _register(self) -> None:
        """Sets the webhook, trying until the server answers."""
        pause = 0.25
        while True:
            try:
                await self._bot.set_webhook(
                    self._address.url, secret_token=self._address.secret, allowed_updates=ALLOWED_UPDATES
                )
                return
            except (BadRequest, InvalidToken) as error:
                if isinstance(error, InvalidToken):
                    raise
                raise WebhookRefused(str(error)) from error
            except RetryAfter as error:
                pause = seconds(error.retry_after) + SLACK
            except TelegramError as error:
                log.warning("the webhook could not be set, trying on: %s", error)
                pause = min(LONGEST_PAUSE, 2 * pause)
            await asyncio.sleep(pause)

    async def _receive(self, request: Request) -> Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), self._address.secret.encode()):
            return Response(status_code=403)
        try:
            update = await _update(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if isinstance(update, int):
            return Response(status_code=update)
        if not self._ready():
            return _later()
        try:
            async with asyncio.timeout(PATIENCE):
                await self._inbox.accept([update])
        except TimeoutError:
            return _later()
        return Response(status_code=200)

    def _ready(self) -> bool:
        return self._accepts and self._has_room() and not self._database.stuck

    async def _health(self, _: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def _readiness(self, _: Request) -> Response:
        return PlainTextResponse("ok\n") if self._ready() else _later()


class _Server(uvicorn.Server):
    """A server that leaves the process's signals alone: the service stops it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _update(request: Request) -> Json | int:
    """The update that a request holds, or the status to refuse it with."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return 413
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        return 400
    return fields if isinstance(fields, dict) and type(fields.get("update_id")) is int else 400


def _later() -> Response:
    return PlainTextResponse("not now\n", status_code=503, headers={"Retry-After": "1"})
