"""The emulator refuses what Telegram refuses."""

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.telegram.emulator import Emulator

pytestmark = pytest.mark.asyncio


async def call(emulator: Emulator, method: str, token: str | None = None, **parameters: Any) -> tuple[int, Any]:
    """The HTTP status, and the result or the description of the refusal; parameters are sent as JSON."""
    url = f"{emulator.url}/bot{token or emulator.token}/{method}"
    async with aiohttp.ClientSession() as client, client.post(url, json=parameters) as response:
        body = await response.json()
    return response.status, body["result"] if body["ok"] else body["description"]


@pytest.mark.parametrize("form", ["query", "form", "json", "multipart"])
async def test_parameters_come_in_any_form(emulator: Emulator, form: str) -> None:
    """Parameters are taken from the query, a form, JSON and multipart."""
    parameters = {"chat_id": "5", "text": "a & b"}
    ways: dict[str, dict[str, Any]] = {
        "query": {"params": parameters},
        "form": {"data": parameters},
        "json": {"json": parameters},
        "multipart": {"data": aiohttp.FormData(parameters, default_to_multipart=True)},
    }
    url = f"{emulator.url}/bot{emulator.token}/sendMessage"
    async with aiohttp.ClientSession() as client, client.post(url, **ways[form]) as response:
        assert (await response.json())["result"]["text"] == "a & b"
    assert emulator.texts(5) == ["a & b"]


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"chat_id": 1, "text": "a < b", "parse_mode": "HTML"}, "Bad Request: can't parse entities"),
        ({"chat_id": 1, "text": "<b> </b>", "parse_mode": "HTML"}, "Bad Request: message text is empty"),
        ({"chat_id": 1, "text": "😀" * 2049}, "Bad Request: message is too long"),
        ({"chat_id": 1, "text": "<b>a</b>" * 101, "parse_mode": "HTML"}, "Bad Request: too many entities"),
        ({"chat_id": 1, "text": "a", "parse_mode": "Markdown"}, "Bad Request: unsupported parse_mode"),
        ({"chat_id": "me", "text": "a"}, "Bad Request: chat_id is not a number"),
        ({"chat_id": 1}, "Bad Request: text is missing"),
    ],
)
async def test_messages_are_checked(emulator: Emulator, parameters: dict[str, Any], says: str) -> None:
    """A message that Telegram would refuse is refused, and not kept."""
    status, description = await call(emulator, "sendMessage", **parameters)
    assert status == 400
    assert description.startswith(says)
    assert emulator.state.messages == {}


async def test_token_and_method_are_checked(emulator: Emulator) -> None:
    """A wrong token is refused with 401, an unknown method with 404."""
    assert await call(emulator, "getMe", token="1:wrong") == (401, "Unauthorized")
    assert await call(emulator, "getMeNot") == (404, "Not Found")
    assert (await call(emulator, "GETME"))[0] == 200


async def test_an_edit_must_change_something(emulator: Emulator) -> None:
    """An edit that changes nothing is refused, as is one of a message that is not there."""
    _, sent = await call(emulator, "sendMessage", chat_id=1, text="a")
    edit = {"chat_id": 1, "message_id": sent["message_id"]}
    assert "message is not modified" in (await call(emulator, "editMessageText", text="a", **edit))[1]
    assert (await call(emulator, "editMessageText", text="b", **edit))[0] == 200
    assert emulator.texts(1) == ["b"]
    assert "not found" in (await call(emulator, "editMessageText", text="b", chat_id=1, message_id=99))[1]


async def test_updates_are_kept_until_confirmed(emulator: Emulator) -> None:
    """Updates come again until a higher offset confirms them; a repeated one comes once, whatever the offset."""
    first, second = emulator.say(1, "a"), emulator.say(1, "b")
    assert first
    assert second
    assert await call(emulator, "getUpdates") == (200, [first, second])
    assert await call(emulator, "getUpdates", limit=1) == (200, [first])
    emulator.repeat(first)
    assert await call(emulator, "getUpdates", offset=second["update_id"]) == (200, [second, first])
    assert await call(emulator, "getUpdates", offset=second["update_id"] + 1) == (200, [])


async def test_unwanted_kinds_are_not_delivered(emulator: Emulator) -> None:
    """``allowed_updates`` holds for updates from then on, also for later polls that do not give it."""
    update = emulator.say(1, "a")
    assert update
    await call(emulator, "getUpdates", allowed_updates=["edited_message"])
    assert emulator.say(1, "b") is None
    assert emulator.edit(update, "c")
    assert len((await call(emulator, "getUpdates"))[1]) == 2


async def test_a_second_poll_ends_the_first(emulator: Emulator) -> None:
    """Of two polls at the same time, the earlier one is refused with 409."""
    earlier = asyncio.create_task(call(emulator, "getUpdates", timeout=20))
    await emulator.until(lambda: emulator.state.polls == 1)
    later = asyncio.create_task(call(emulator, "getUpdates", timeout=20))
    await emulator.until(lambda: emulator.state.polls == 2)
    update = emulator.say(1, "a")
    assert (await earlier)[0] == 409
    assert await later == (200, [update])
