"""Updates that the server delivers by itself."""

import asyncio
import json
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.telegram.app import Surface
from bot.telegram.database import Database
from tests.telegram.conftest import Running
from tests.telegram.emulator import Emulator, Fault
from tests.telegram.emulator.server import TOKEN
from tests.telegram.emulator.updates import private_chat, text_message, user
from tests.telegram.emulator.webhooks import HEADER
from tests.telegram.started import ended, free_port, started

pytestmark = pytest.mark.asyncio

SECRET = "s3cret_-"


@pytest.fixture
def hook() -> dict[str, Any]:
    """The settings of a bot with a webhook on a free port."""
    port = free_port()
    return {"webhook_url": f"http://127.0.0.1:{port}/hook", "webhook_port": port, "webhook_secret": SECRET}


async def post(url: str, body: bytes, secret: str = SECRET) -> int:
    """The status that a call of the webhook gets."""
    async with aiohttp.ClientSession() as client, client.post(url, data=body, headers={HEADER: secret}) as response:
        return response.status


async def get(url: str) -> int:
    """The status of a page; 0 if nobody listens."""
    try:
        async with aiohttp.ClientSession() as client, client.get(url) as response:
            return response.status
    except aiohttp.ClientError:
        return 0


def update(number: int, text: str) -> dict[str, Any]:
    """An update with a private message."""
    return {"update_id": number, "message": text_message(number, private_chat(1), user(1), text)}


async def test_questions_are_answered(emulator: Emulator, running: Running, hook: dict[str, Any]) -> None:
    """Delivered by webhook, questions of many chats are answered, each chat's in order, and none is polled for."""
    async with running(**hook):
        for turn in range(1, 6):
            for chat in (1, 2, 3):
                emulator.say(chat, f"question {turn}")
        await emulator.until(lambda: all(len(emulator.texts(chat)) == 5 for chat in (1, 2, 3)))
    expected = [f"{turn}: question {turn}" for turn in range(1, 6)]
    assert [emulator.texts(chat) for chat in (1, 2, 3)] == [expected] * 3
    assert emulator.called("getUpdates") == []


async def test_what_is_delivered_again_is_answered_once(
    emulator: Emulator, running: Running, hook: dict[str, Any]
) -> None:
    """An update that comes twice, or again because our 200 was not heard, gets one reply."""
    emulator.postman.twice = emulator.postman.deaf = 3
    async with running(**hook):
        for number in range(8):
            emulator.say(1, f"{number}")
        await emulator.until(lambda: len(emulator.texts(1)) == 8)
    assert len(emulator.postman.tries) == 14
    assert emulator.texts(1) == [f"{number + 1}: {number}" for number in range(8)]


async def test_updates_may_come_late_and_out_of_order(
    emulator: Emulator, running: Running, hook: dict[str, Any]
) -> None:
    """Whatever their numbers and however old, updates are answered as they come in."""
    async with running(**hook):
        old = update(5, "a day ago")
        old["message"]["date"] -= 86_400
        for one in (update(9, "late"), update(7, "earlier"), old):
            assert await post(hook["webhook_url"], json.dumps(one).encode()) == 200
        await emulator.until(lambda: len(emulator.texts(1)) == 3)
    assert emulator.texts(1) == ["1: late", "2: earlier", "3: a day ago"]


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", SECRET[:-1], "é"])
async def test_only_the_server_is_listened_to(
    emulator: Emulator, running: Running, hook: dict[str, Any], secret: str
) -> None:
    """A call without the secret token, or with another one, is refused, and nothing is stored."""
    async with running(**hook) as surface:
        assert await post(hook["webhook_url"], json.dumps(update(1, "mine")).encode(), secret) == 403
        assert stored(surface) == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"{", 400),
        (b"\xff", 400),
        (b'{"update_id": "1"}', 400),
        (b'{"update_id": true}', 400),
        (b"[" * 100_000, 400),
        (b" " * 1_000_001, 413),
        (b'{"update_id": 5}', 200),
        (b'{"update_id": 6, "message": {"message_id": "none at all"}}', 200),
    ],
    ids=["empty", "list", "torn", "no-text", "text-id", "bool-id", "deep", "large", "bare", "unreadable"],
)
async def test_whatever_comes_in_harms_nothing(
    emulator: Emulator, running: Running, hook: dict[str, Any], body: bytes, status: int
) -> None:
    """What is no update is refused with 400; one that the library cannot read is taken, and left out."""
    async with running(**hook):
        assert await post(hook["webhook_url"], body) == status
        emulator.say(1, "next")
        await emulator.until(lambda: bool(emulator.texts(1)))
    assert emulator.texts(1) == ["1: next"]


async def test_health_and_readiness_are_told(emulator: Emulator, running: Running, hook: dict[str, Any]) -> None:
    """The process is healthy while it runs, and ready while it accepts updates: not while it stops."""
    root = hook["webhook_url"].removesuffix("/hook")
    async with running(**hook) as surface:
        assert (await get(f"{root}/healthz"), await get(f"{root}/readyz")) == (200, 200)
        assert (await get(f"{root}/hook"), await get(f"{root}/elsewhere")) == (405, 404)
        emulator.latency["sendMessage"] = 0.5
        emulator.say(1, "a question")
        await emulator.until(lambda: bool(emulator.texts(1)))
        assert surface.processor.pending == 1
        stopping = asyncio.create_task(statuses_while_stopping(root))
    assert await stopping == (200, 503, 503)
    assert await get(f"{root}/healthz") == 0


async def statuses_while_stopping(root: str) -> tuple[int, int, int]:
    """Health, readiness and what an update gets, once readiness has gone."""
    while await get(f"{root}/readyz") == 200:  # noqa: ASYNC110  # only the page tells
        await asyncio.sleep(0.01)
    body = json.dumps(update(9, "too late")).encode()
    return await get(f"{root}/healthz"), await get(f"{root}/readyz"), await post(f"{root}/hook", body)


async def test_an_update_is_accepted_only_once_it_is_stored(
    emulator: Emulator, running: Running, hook: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While nothing can be stored, updates are put off; the server delivers them again, and they are answered once."""
    write, full = Database.write, True

    async def write_or_fail(self: Database, write_: Callable[[sqlite3.Connection], Any]) -> Any:
        if full:
            raise TimeoutError
        return await write(self, write_)

    async with running(**hook):
        monkeypatch.setattr(Database, "write", write_or_fail)
        emulator.say(1, "a question")
        await emulator.until(lambda: len(emulator.postman.tries) >= 3)
        full = False
        await emulator.until(lambda: bool(emulator.texts(1)))
    assert {tried.status for tried in emulator.postman.tries[:3]} == {503}
    assert emulator.texts(1) == ["1: a question"]


async def test_a_stopped_bot_loses_nothing(emulator: Emulator, running: Running, hook: dict[str, Any]) -> None:
    """What is asked while the bot is away is delivered and answered after its next start."""
    async with running(**hook):
        emulator.say(1, "before")
        await emulator.until(lambda: bool(emulator.texts(1)))
    emulator.say(1, "meanwhile")
    async with running(**hook):
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
    assert emulator.texts(1) == ["1: before", "2: meanwhile"]


async def test_polling_goes_on_after_a_webhook(emulator: Emulator, running: Running, hook: dict[str, Any]) -> None:
    """Started without a webhook, the bot takes back the one that was set, and polls."""
    async with running(**hook):
        pass
    async with running():
        emulator.say(1, "a question")
        await emulator.until(lambda: bool(emulator.texts(1)))
    assert emulator.state.webhook is None


async def test_killed_with_a_webhook_it_goes_on(emulator: Emulator, tmp_path: Path, hook: dict[str, Any]) -> None:
    """What got its 200 before a kill is answered after it, once; what did not is delivered again."""
    hook = {name: str(value) for name, value in hook.items()}
    variables = {"token": TOKEN, "api_url": emulator.url, "database": str(tmp_path / "memory.db"), **hook}
    emulator.script("sendMessage", Fault.retry_after(60))
    process = await started(**variables)
    for number in range(3):
        emulator.say(1, f"{number}")
    await emulator.until(lambda: not list(emulator.state.outbox.unconfirmed))
    await emulator.until(lambda: len(emulator.called("sendMessage")) == 1)
    await asyncio.sleep(0.5)  # the bot has still to hear that it was refused
    process.kill()
    await process.communicate()
    emulator.say(1, "3")
    process = await started(**variables)
    await emulator.until(lambda: len(emulator.texts(1)) == 4)
    process.terminate()
    assert (await ended(process))[0] == 0
    assert emulator.texts(1) == ["1: 0", "2: 1", "3: 2", "4: 3"]


async def test_a_port_in_use_is_one_line(emulator: Emulator, tmp_path: Path, hook: dict[str, Any]) -> None:
    """If nothing can be listened on, or the server refuses the webhook, the start ends with a line that says so."""
    variables = {"token": TOKEN, "api_url": emulator.url, "database": str(tmp_path / "memory.db")}
    with socket.create_server(("127.0.0.1", hook["webhook_port"])):
        process = await started(**variables, **{name: str(value) for name, value in hook.items()})
        status, _, log = await ended(process)
    assert status == 1
    assert "cannot be listened on (Address already in use): set BOT_WEBHOOK_HOST and BOT_WEBHOOK_PORT" in log
    emulator.script("setWebhook", Fault.bad_request("Bad Request: bad webhook: IP address 127.0.0.1 is reserved"))
    process = await started(**variables, **{name: str(value) for name, value in hook.items()})
    status, _, log = await ended(process)
    assert status == 1
    assert "refuses the webhook (Bad webhook: ip address 127.0.0.1 is reserved)" in log.replace("IP", "ip")


def stored(surface: Surface) -> int:
    """How many updates the bot has stored."""
    database = surface.inbox._database
    return int(database.read("SELECT count(*) FROM updates")[0][0])
