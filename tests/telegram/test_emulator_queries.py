"""The emulator refuses buttons, results and answers that Telegram refuses."""

from typing import Any

import pytest

from tests.telegram.emulator import Emulator, Group
from tests.telegram.emulator.chats import call_guest, type_inline
from tests.telegram.emulator.updates import group_chat
from tests.telegram.test_emulator import call

pytestmark = pytest.mark.asyncio


def button(**fields: Any) -> dict[str, Any]:
    """A message with one button."""
    return {"chat_id": 1, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "b", **fields}]]}}


def article(**fields: Any) -> dict[str, Any]:
    """A result of an inline query."""
    content = {"message_text": "<b>a</b>", "parse_mode": "HTML"}
    return {"type": "article", "id": "1", "title": "t", "input_message_content": content, **fields}


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        (button(), "it must have one action"),
        (button(callback_data="a", url="https://x"), "it must have one action"),
        (button(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (button(callback_data="é" * 33), "BUTTON_DATA_INVALID"),
        (button(callback_data=""), "BUTTON_DATA_INVALID"),
        (button(url="x"), "BUTTON_URL_INVALID"),
        (button(text=" ", callback_data="a"), "text buttons are unallowed"),
        ({"chat_id": 1, "text": "a", "reply_parameters": {"message_id": 9}}, "message to be replied not found"),
        ({"chat_id": -1, "text": "a", "message_thread_id": 1}, "message thread not found"),
    ],
)
async def test_messages_with_wrong_parts_are_refused(emulator: Emulator, parameters: dict[str, Any], says: str) -> None:
    """Buttons need one action of at most 64 bytes; replies and topics something that is there."""
    status, description = await call(emulator, "sendMessage", **parameters)
    assert status == 400
    assert says in description
    assert emulator.state.messages == {}


@pytest.mark.parametrize(
    ("results", "says"),
    [
        ([article(id=str(number)) for number in range(51)], "RESULTS_TOO_MUCH"),
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article(id="x" * 65)], "RESULT_ID_INVALID"),
        ([article(title="")], "RESULT_TYPE_INVALID"),
        ([article(input_message_content={"message_text": "a < b", "parse_mode": "HTML"})], "can't parse entities"),
        ([article(input_message_content={"message_text": "a" * 4097})], "message is too long"),
    ],
)
async def test_wrong_results_are_refused(emulator: Emulator, results: list[Any], says: str) -> None:
    """Results are at most 50, each with an id of its own and a message that could be sent."""
    query = type_inline(emulator, 1, "a")
    status, description = await call(emulator, "answerInlineQuery", inline_query_id=query, results=results)
    assert status == 400
    assert says in description
    assert emulator.state.answers == {}


async def test_a_query_is_answered_once_and_in_time(emulator: Emulator) -> None:
    """A second answer, and one to a query that is too old, is refused."""
    inline, old = type_inline(emulator, 1, "a"), type_inline(emulator, 1, "a", expired=True)
    guest = call_guest(emulator, 1, group_chat(-5), "@fairdesk_bot a")
    assert (await call(emulator, "answerInlineQuery", inline_query_id=inline, results=[article()]))[0] == 200
    assert (await call(emulator, "answerGuestQuery", guest_query_id=guest, result=article()))[0] == 200
    again: list[tuple[str, dict[str, Any]]] = [
        ("answerInlineQuery", {"inline_query_id": inline, "results": [article()]}),
        ("answerInlineQuery", {"inline_query_id": old, "results": [article()]}),
        ("answerGuestQuery", {"guest_query_id": guest, "result": article()}),
        ("answerCallbackQuery", {"callback_query_id": inline}),
    ]
    for method, parameters in again:
        status, description = await call(emulator, method, **parameters)
        assert (status, "query is too old" in description) == (400, True)


async def test_a_migrated_group_says_where_it_is(emulator: Emulator) -> None:
    """What is sent to a group that has become a supergroup is refused, with the new number."""
    Group(emulator, -7).migrate(-1007)
    status, description = await call(emulator, "sendMessage", chat_id=-7, text="a")
    assert (status, "upgraded to a supergroup" in description) == (400, True)
    assert (await call(emulator, "sendMessage", chat_id=-1007, text="a"))[0] == 200


@pytest.mark.parametrize(
    ("commands", "says"),
    [
        ([{"command": "Ask", "description": "a"}], "BOT_COMMAND_INVALID"),
        ([{"command": "ask", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "ask", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "ask", "description": "a"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_wrong_commands_are_refused(emulator: Emulator, commands: list[Any], says: str) -> None:
    """Commands are lower case, described in at most 256 characters, and at most 100."""
    status, description = await call(emulator, "setMyCommands", commands=commands)
    assert (status, says in description) == (400, True)
