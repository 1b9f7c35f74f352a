"""What the buttons below replies do."""

import pytest

from bot.actions import MOST_FACTS, Action, token
from bot.telegram.codes import decode, encode
from tests.telegram.conftest import Running
from tests.telegram.emulator import Emulator, Fault, Group
from tests.telegram.emulator.chats import call_guest, choose, labels, press, press_data, type_inline
from tests.telegram.emulator.updates import group_chat
from tests.telegram.engine import FACT

pytestmark = pytest.mark.asyncio


async def test_a_press_shows_in_place(emulator: Emulator, running: Running) -> None:
    """The press is answered, and the message shows what the button says, with the buttons that go with it; a process
    that has never seen the message does the same.
    """
    async with running():
        emulator.say(1, "offer a")
        await emulator.until(lambda: bool(emulator.texts(1)))
    (shown,) = emulator.state.messages[1]
    assert labels(shown) == ["Source", "Compare", "Chart"]
    async with running():
        query = press(emulator, 1, shown, "Compare")
        await emulator.until(lambda: emulator.texts(1) == [f"compare {FACT}"])
        emulator.say(1, "next")
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
    assert emulator.state.answers[query] == {"text": ""}
    assert labels(shown) == ["Source"]
    assert emulator.texts(1)[-1] == "101: next"  # the conversation goes on from what was shown


async def test_a_press_is_answered_at_once(emulator: Emulator, running: Running) -> None:
    """Whoever presses sees that it was heard, also while the chat waits for something else."""
    async with running():
        emulator.say(1, "offer a")
        await emulator.until(lambda: bool(emulator.texts(1)))
        emulator.script("sendMessage", Fault.retry_after(1))
        emulator.say(1, "b")
        query = press(emulator, 1, emulator.state.messages[1][0], "Source")
        await emulator.until(lambda: query in emulator.state.answers)
        assert emulator.texts(1) == ["1: offer a"]
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
        await emulator.until(lambda: emulator.texts(1) == [f"source {FACT}", "2: b"])


async def test_a_press_in_a_group_is_the_persons(emulator: Emulator, running: Running) -> None:
    """In a group, whoever presses goes on from what is shown, and nobody else."""
    async with running():
        group = Group(emulator)
        group.say(5, "/ask a")
        await emulator.until(lambda: bool(emulator.texts(-1001)))
        press(emulator, 6, emulator.state.messages[-1001][0] | {"chat": group.chat}, "Source")
        await emulator.until(lambda: emulator.texts(-1001) == [f"source {FACT}"])
        group.say(5, "/ask b")
        group.say(6, "/ask c")
        await emulator.until(lambda: len(emulator.texts(-1001)) == 3)
    assert emulator.texts(-1001)[1:] == ["2: /ask b", "101: /ask c"]


async def test_a_chart_comes_as_a_picture(emulator: Emulator, running: Running) -> None:
    """The chart is a picture with a caption, sent as a reply to the message, which loses that button and no other."""
    async with running():
        emulator.say(1, "draw a")
        await emulator.until(lambda: bool(emulator.texts(1)))
        shown = emulator.state.messages[1][0]
        press(emulator, 1, shown, "Chart")
        await emulator.until(lambda: labels(shown) == ["Source", "Compare"])
    picture = emulator.state.messages[1][1]
    assert picture["caption"] == f"chart {FACT}"
    assert picture["reply_to_message"]["message_id"] == shown["message_id"]
    assert shown["text"] == "1: draw a"


async def test_a_long_chart_comes_as_several_pictures(emulator: Emulator, running: Running) -> None:
    """The first has the caption, the last the buttons; if the question is edited, all of them are taken back."""
    async with running():
        asked = emulator.say(1, "/chart abc")
        await emulator.until(lambda: len(emulator.state.messages.get(1, [])) == 3)
        first, second, last = emulator.state.messages[1]
        assert ["1: /chart abc", "", ""] == [one["caption"] for one in (first, second, last)]
        assert [[], [], ["Source", "Compare", "Chart"]] == [labels(one) for one in (first, second, last)]
        assert asked
        emulator.edit(asked, "next")
        await emulator.until(lambda: [one.get("text") for one in emulator.state.messages[1]] == ["1: next"])


async def test_a_button_below_a_picture_is_answered_below_it(emulator: Emulator, running: Running) -> None:
    """A picture stays what it is: what its buttons show comes as a message of its own."""
    async with running():
        emulator.say(1, "/chart a")
        await emulator.until(lambda: bool(emulator.state.messages.get(1)))
        press(emulator, 1, emulator.state.messages[1][0], "Source")
        await emulator.until(lambda: labels(emulator.state.messages[1][0]) == ["Compare", "Chart"])
    assert emulator.state.messages[1][1]["text"] == f"source {FACT}"


async def test_passages_come_below_an_answer_that_is_to_stay(emulator: Emulator, running: Running) -> None:
    """Where nothing could bring the answer back, what a button shows is a reply to it."""
    async with running():
        emulator.say(1, "offer a")
        await emulator.until(lambda: bool(emulator.texts(1)))
        data = encode(Action("cite", "en", (FACT,)))
        press_data(emulator, 1, data, {"message": emulator.state.messages[1][0]})
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
    assert emulator.texts(1) == ["1: offer a", f"cite {FACT}"]
    assert (
        emulator.state.messages[1][1]["reply_to_message"]["message_id"] == emulator.state.messages[1][0]["message_id"]
    )


@pytest.mark.parametrize("data", ["", "0fen-AAAAAA", "1fen-AAAA", "1xen-AAAAAA", "nothing", "9" * 64])
async def test_a_button_of_another_version_says_so(emulator: Emulator, running: Running, data: str) -> None:
    """A press that the bot cannot read is answered with one line, and the message stays as it is."""
    async with running():
        emulator.say(1, "offer a")
        await emulator.until(lambda: bool(emulator.texts(1)))
        query = press_data(emulator, 1, data, {"message": emulator.state.messages[1][0]})
        await emulator.until(lambda: query in emulator.state.answers)
        emulator.say(1, "next")
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
    assert emulator.state.answers[query] == {"text": "en offers.stale"}
    assert emulator.texts(1) == ["1: offer a", "2: next"]


async def test_a_press_that_is_too_old_still_shows(
    emulator: Emulator, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram takes no answer to an old press; what the button says is shown all the same, and twice does no harm."""
    async with running():
        emulator.say(1, "offer a")
        await emulator.until(lambda: bool(emulator.texts(1)))
        shown = dict(emulator.state.messages[1][0])
        for _ in range(2):
            press(emulator, 1, shown, "Source", expired=True)
        await emulator.until(lambda: len(emulator.called("editMessageText")) == 2)
    assert emulator.texts(1) == [f"source {FACT}"]
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_an_edit_is_repeated_after_a_time_out(emulator: Emulator, running: Running) -> None:
    """Showing the same twice is showing it once: a press whose edit may have failed is shown again."""
    emulator.script("editMessageText", Fault.dropped())
    async with running():
        emulator.say(1, "offer a")
        await emulator.until(lambda: bool(emulator.texts(1)))
        press(emulator, 1, emulator.state.messages[1][0], "Source")
        await emulator.until(lambda: emulator.texts(1) == [f"source {FACT}"])


async def test_results_are_what_was_typed(emulator: Emulator, running: Running) -> None:
    """An inline query is answered with results that can be sent as they are, a time for which they may be kept, and a
    button to the private chat.
    """
    async with running():
        query = type_inline(emulator, 1, "ab")
        await emulator.until(lambda: query in emulator.state.answers)
    answer = emulator.state.answers[query]
    assert [(result["id"], result["title"], result["text"]) for result in answer["results"]] == [
        ("f0", "a", "about a"),
        ("f1", "b", "about b"),
    ]
    assert answer["button"] == {"text": "en offers.private", "start_parameter": "inline"}
    assert answer["cache_time"] >= 60
    assert answer["is_personal"]  # two languages: the results depend on the person's
    assert labels(answer["results"][0]) == ["Source", "Compare", "en offers.private"]


async def test_a_sent_result_has_buttons_that_work(emulator: Emulator, running: Running) -> None:
    """A message that was sent by way of the bot, in any chat, is edited by its buttons; it is not answered itself."""
    async with running():
        query = type_inline(emulator, 1, "a")
        await emulator.until(lambda: query in emulator.state.answers)
        inline = choose(emulator, query)
        data = encode(Action("compare", "en", (FACT,)))
        press_data(emulator, 2, data, {"inline_message_id": inline})
        await emulator.until(lambda: emulator.state.inline[inline]["text"] == f"compare {FACT}")
        assert labels(emulator.state.inline[inline]) == ["Source", "en offers.private"]
        drawn = press_data(emulator, 2, encode(Action("chart", "en", (FACT,))), {"inline_message_id": inline})
        await emulator.until(lambda: emulator.state.inline[inline]["text"] == f"chart {FACT}")
    assert drawn in emulator.state.answers
    assert emulator.called("sendPhoto") == []


async def test_a_late_answer_does_no_harm(
    emulator: Emulator, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """Results that come too late are let go, and the next query is answered."""
    async with running():
        type_inline(emulator, 1, "a", expired=True)
        query = type_inline(emulator, 1, "ab")
        await emulator.until(lambda: query in emulator.state.answers)
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_a_guest_answers_once(emulator: Emulator, running: Running) -> None:
    """Mentioned in a chat that it is no member of, the bot sends one message there, and keeps that chat's context apart
    from the person's own.
    """
    async with running():
        chat = group_chat(-5000)
        first = call_guest(emulator, 1, chat, "@fairdesk_bot offer a")
        second = call_guest(emulator, 1, chat, "@fairdesk_bot offer b")
        other = call_guest(emulator, 1, {"id": 8, "type": "private", "first_name": "P"}, "@fairdesk_bot c")
        await emulator.until(lambda: {first, second, other} <= emulator.state.answers.keys())
        emulator.say(8, "d")
        emulator.say(1, "e")
        await emulator.until(lambda: bool(emulator.texts(8) and emulator.texts(1)))
    texts = [emulator.state.answers[query]["text"] for query in (first, second, other)]
    assert texts == ["1: offer a", "2: offer b", "1: c"]
    assert labels(emulator.state.answers[first]) == ["Source", "Compare", "en offers.private"]
    assert (emulator.texts(8), emulator.texts(1)) == (["1: d"], ["1: e"])
    assert emulator.texts(-5000) == []


async def test_a_link_opens_what_it_names(emulator: Emulator, running: Running) -> None:
    """/start with the code of an action shows what it names; with anything else, it is a greeting."""
    async with running():
        emulator.say(1, f"/start {encode(Action('source', 'en', (FACT,)))}")
        emulator.say(2, "/start inline")
        await emulator.until(lambda: bool(emulator.texts(1) and emulator.texts(2)))
    assert (emulator.texts(1), emulator.texts(2)) == ([f"source {FACT}"], ["1: /start inline"])


@pytest.mark.parametrize(
    "action",
    [
        Action("facts", "en", (token("a"),)),
        Action("chart", "zh", tuple(token(str(number)) for number in range(MOST_FACTS))),
        Action("source", "language", tuple(token(str(number)) for number in range(MOST_FACTS))),
        Action("sheet", "en", session=token("s"), page=9999),
    ],
)
async def test_a_code_stands_for_one_action(action: Action) -> None:
    """What is encoded is decoded, and fits a button and a link."""
    assert decode(encode(action)) == action
    assert len(encode(action)) <= 64
    assert all(char.isascii() and (char.isalnum() or char in "-_") for char in encode(action))


@pytest.mark.parametrize("fault", [Fault.server_error(), Fault.dropped(), Fault.dropped(carried_out=True)])
async def test_a_press_is_answered_although_a_call_fails(emulator: Emulator, running: Running, fault: Fault) -> None:
    """An answer to a press that failed is given again: it does no harm if the first one was carried out."""
    async with running():
        emulator.say(1, "offer a")
        await emulator.until(lambda: bool(emulator.texts(1)))
        emulator.script("answerCallbackQuery", fault)
        query = press(emulator, 1, emulator.state.messages[1][0], "Compare")
        await emulator.until(lambda: len(emulator.called("answerCallbackQuery")) == 2)
    assert query in emulator.state.answers
    assert emulator.texts(1) == [f"compare {FACT}"]
