"""The emulator's HTTP side: routing, token, faults, the record of calls."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import web

from tests.telegram.emulator.faults import Fault
from tests.telegram.emulator.methods import METHODS, Parameters, Refusal, State
from tests.telegram.emulator.updates import Json, found_in, message, private_chat, text_message, user
from tests.telegram.emulator.webhooks import Postman

TOKEN = "7654321:AAE-emulated_secret-0123456789abcdefghi"


@dataclass(frozen=True)
class Call:
    """One call of the bot, as it came in and went out."""

    method: str
    parameters: Mapping[str, Any]
    at: float
    """When it came in, in seconds of a monotonic clock."""
    status: int
    """HTTP status of the reply; 0 if there was none."""


class Emulator:
    """A Bot API server for one bot, at ``url`` while it is entered."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        number = int(token.partition(":")[0])
        me = {"id": number, "is_bot": True, "first_name": "Fairdesk", "username": "fairdesk_bot"}
        flags = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")
        self.state = State(me | dict.fromkeys(flags, False))
        self.calls: list[Call] = []
        self.latency: dict[str, float] = {}
        """Seconds that each call of a method takes."""
        self.chance: Callable[[str], Fault | None] = lambda _: None
        """What befalls a call for which nothing is scripted."""
        self.url = ""
        self.postman = Postman(self.state)
        self._faults: dict[str, list[Fault]] = {}
        self._serving: set[asyncio.Task[web.Response]] = set()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.05, access_log=None)
        await self._runner.setup()
        self._site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await self._site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        self._posting = asyncio.create_task(self.postman.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in (*self._serving, self._posting):
            task.cancel()
        await self._runner.cleanup()

    # What people do.

    def say(self, chat: int, text: str, **more: Any) -> Json | None:
        """The person ``chat`` writes ``text`` in a private chat; the update."""
        number = next(self.state.message_numbers)
        return self.inject("message", text_message(number, private_chat(chat), user(chat), text, **more))

    def post(self, chat: int, **content: Any) -> Json | None:
        """The person ``chat`` sends something else than text; the update."""
        number = next(self.state.message_numbers)
        return self.inject("message", message(number, private_chat(chat), user(chat), **content))

    def edit(self, update: Json, text: str) -> Json | None:
        """The person edits the message of ``update``; the update."""
        edited = update["message"] | {"text": text, "entities": found_in(text), "edit_date": int(time.time())}
        return self.inject("edited_message", edited)

    def inject(self, kind: str, payload: Json) -> Json | None:
        """Any update; none if the bot has said that it wants no such kind."""
        return self.state.outbox.put(kind, payload)

    def repeat(self, update: Json) -> None:
        """Delivers ``update`` once more."""
        self.state.outbox.repeat(update)

    # What goes wrong.

    def script(self, method: str, *faults: Fault) -> None:
        """The next calls of ``method`` meet ``faults``, one each, in order."""
        self._faults.setdefault(method.lower(), []).extend(faults)

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Nobody listens, and no connection is left; afterwards it is back at the same address."""
        host, port = self._runner.addresses[0][:2]
        await self._site.stop()
        for connection in self._runner.server.connections if self._runner.server else ():
            if connection.transport:
                connection.transport.abort()
        try:
            yield
        finally:
            self._site = web.TCPSite(self._runner, host, port, reuse_address=True)
            await self._site.start()

    # What the bot did.

    def called(self, method: str) -> list[Call]:
        """The calls of ``method``, in the order in which they came in."""
        calls = [call for call in self.calls if call.method.lower() == method.lower()]
        return sorted(calls, key=lambda call: call.at)

    def texts(self, chat: int) -> list[str]:
        """The texts that the bot has sent to ``chat``, without markup."""
        return [sent["text"] for sent in self.state.messages.get(chat, [])]

    async def until(self, condition: Callable[[], bool], patience: float = 20.0) -> None:
        """Returns once ``condition`` holds; raises TimeoutError if it does not in ``patience`` seconds."""
        async with asyncio.timeout(patience):
            while not condition():  # noqa: ASYNC110  # it may be about anything, also what no call tells of
                await asyncio.sleep(0.002)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        """A poll ends with its connection; whatever else has come in is carried out, whoever still listens."""
        method, given = request.match_info["method"], dict[str, Any]()
        at, status = time.monotonic(), 0
        task = asyncio.create_task(self._respond(request, method, given))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)
        try:
            response = await (task if method.lower() == "getupdates" else asyncio.shield(task))
            status = response.status
            return response
        finally:
            self.calls.append(Call(method, given, at, status))

    async def _respond(self, request: web.Request, method: str, given: dict[str, Any]) -> web.Response:
        given.update(await _parameters(request))
        if request.match_info["token"] != self.token:
            return refused(401, "Unauthorized")
        fault = self._fault(method, given)
        if fault is None or fault.carried_out:
            response = await self._carry_out(method, given)
        await asyncio.sleep(self.latency.get(method, 0.0) + (fault.delay if fault else 0.0))
        if fault and fault.drop:
            if request.transport:  # none once the other side has gone
                request.transport.abort()
            return web.Response()  # which goes nowhere
        if fault and fault.body is not None:
            return web.Response(status=fault.status or 200, body=fault.body, content_type="text/html")
        if fault and fault.status:
            return refused(fault.status, fault.description, fault.parameters)
        return response if fault is None or fault.carried_out else await self._carry_out(method, given)

    async def _carry_out(self, method: str, given: Mapping[str, Any]) -> web.Response:
        function = METHODS.get(method.lower())
        if function is None:
            return refused(404, "Not Found")
        try:
            return web.json_response({"ok": True, "result": await function(self.state, Parameters(given))})
        except Refusal as refusal:
            return refused(refusal.status, refusal.description, refusal.parameters)

    def _fault(self, method: str, given: Mapping[str, Any]) -> Fault | None:
        faults = self._faults.get(method.lower(), [])
        for fault in faults:
            if fault.when is None or fault.when(given):
                faults.remove(fault)
                return fault
        return self.chance(method)


def refused(status: int, description: str, parameters: Mapping[str, int] | None = None) -> web.Response:
    """A reply as the Bot API gives it to a call that failed."""
    fields = {"ok": False, "error_code": status, "description": description}
    return web.json_response(fields | ({"parameters": parameters} if parameters else {}), status=status)


async def _parameters(request: web.Request) -> dict[str, Any]:
    """From the query and the body: a form, JSON or multipart; an uploaded file is a ``web.FileField``."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        given.update(await request.json())
    elif request.can_read_body:
        given.update(await request.post())
    return given
