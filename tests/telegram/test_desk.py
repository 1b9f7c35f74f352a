"""The bot with the engine, the corpus and the languages that come along, as people see it.

``pytest -s`` prints each reply as it is shown.
"""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.conversation import Context
from bot.desks import Desks
from bot.packing import pack, unpack
from bot.pipeline import Desk
from bot.telegram.contexts import Codec
from tests.telegram.conftest import Running
from tests.telegram.emulator import Emulator, Group
from tests.telegram.emulator.chats import choose, labels, press, press_data, type_inline
from tests.telegram.emulator.updates import Json

pytestmark = pytest.mark.asyncio

AREA = "The exhibition area of the 2023 CIFTIS was 155,000 square meters."


@pytest_asyncio.fixture
async def people(emulator: Emulator, running: Running, desk: Desk) -> AsyncIterator[Emulator]:
    """The emulator, with the bot behind it."""
    facts = desk.targets.store.facts
    async with running(Desks(desk), Codec(Context, pack, lambda text: unpack(text, facts))):
        yield emulator


async def told(people: Emulator, text: str, chat: int = 1) -> Json:
    """The reply to a message of a private chat."""
    return await shown_after(people, chat, lambda: people.say(chat, text))


async def shown_after(people: Emulator, chat: int, act: object) -> Json:
    """The message that follows what somebody does."""
    before = len(people.state.messages.get(chat, []))
    assert callable(act)
    act()
    await people.until(lambda: len(people.state.messages.get(chat, [])) > before)
    return printed(people.state.messages[chat][-1])


async def pressed(people: Emulator, shown: Json, label: str) -> Json:
    """The message after one of its buttons was pressed."""
    before = (shown["text"], labels(shown))
    press(people, 1, shown, label)
    await people.until(lambda: (shown["text"], labels(shown)) != before)
    return printed(shown)


def printed(shown: Json) -> Json:
    """The message, also on paper."""
    text = shown.get("text") or "[picture] " + shown.get("caption", "")
    print("\n┌", *text.splitlines(), "└ " + " ".join(f"[{label}]" for label in labels(shown)), sep="\n│ ")
    return shown


async def test_a_figure_and_what_its_buttons_show(people: Emulator) -> None:
    """An answer, its passage, the comparison and the other session, one in place of the other; the picture below."""
    shown = await told(people, "How large was the exhibition area in 2023?")
    assert shown["text"].startswith(f"{AREA}\n\nSource\nMore than 1,100 projects finalized on CIFTIS\n")
    assert labels(shown) == ["Source", "Compare", "Chart", "Other session"]
    await pressed(people, shown, "Source")
    assert "characters 267–317 of its text" in shown["text"]
    assert "10 high-level forums, 102 special forums" in shown["text"]
    await pressed(people, shown, "Compare")
    assert "The difference is 105,000 square meters" in shown["text"]
    picture = await shown_after(people, 1, lambda: press(people, 1, shown, "Chart"))
    assert picture["caption"].startswith(AREA)
    assert "featured 155,000 square meters of exhibition space" in picture["caption"]
    await people.until(lambda: "Chart" not in labels(shown))
    await pressed(people, shown, "Back to the facts")
    assert shown["text"].startswith(AREA)
    await pressed(people, shown, "Other session")
    assert shown["text"].startswith("The exhibition area of the 4th CIFTIS was 50,000 square meters.")
    assert (await told(people, "and the number of contracts?"))["text"].startswith(
        "The 4th CIFTIS signed 331 contracts."
    )


async def test_choices_are_buttons(people: Emulator) -> None:
    """Where it asks which is meant, a press is the answer."""
    shown = await told(people, "digital")
    assert len(labels(shown)) == 7
    await pressed(people, shown, "buyers in the digital content field")
    assert shown["text"].startswith("25 buyers published demands in the digital content field")


async def test_a_fact_sheet_is_leafed_through(people: Emulator) -> None:
    """Pages follow each other in place, and the sheet of the other session is one press away."""
    shown = await told(people, "/facts 2023")
    assert shown["text"].startswith("Fact sheet of the 2023 CIFTIS, page 1 of 7\n• As of noon")
    await pressed(people, shown, labels(shown)[0])
    assert shown["text"].startswith("Fact sheet of the 2023 CIFTIS, page 2 of 7")
    await pressed(people, shown, "Facts of the 4th CIFTIS")
    assert shown["text"].startswith("Fact sheet of the 4th CIFTIS, page 1 of 8")


async def test_a_group_asks_in_two_languages(people: Emulator) -> None:
    """Each question is answered in its own language, with buttons that speak it."""
    group = Group(people)
    english = await shown_after(people, -1001, lambda: group.say(5, "@fairdesk_bot area 2023?"))
    chinese = await shown_after(people, -1001, lambda: group.say(6, "/ask 2023年展览面积多少？"))
    assert english["text"].startswith(AREA)
    assert labels(english)[0] == "Source"
    assert chinese["text"].startswith("2023年服贸会的展览面积为15.5万平方米。")
    assert labels(chinese)[0] == "出处"
    press(people, 5, chinese | {"chat": group.chat}, "出处")
    await people.until(lambda: chinese["text"].startswith("出自关于2023年服贸会的文件"))


async def test_a_result_is_sent_and_goes_on(people: Emulator) -> None:
    """What is typed behind the bot's name becomes a message with its citation, whose buttons and link work."""
    query = type_inline(people, 1, "2023 ar")
    await people.until(lambda: query in people.state.answers)
    answer = people.state.answers[query]
    for result in answer["results"]:
        printed(result)
    assert answer["results"][0]["title"] == "Exhibition area, the 2023 CIFTIS"
    assert answer["results"][0]["description"] == AREA
    assert "featured 155,000 square meters of exhibition space" in answer["results"][0]["text"]
    inline = choose(people, query)
    sent = people.state.inline[inline]
    buttons = [button for row in sent["reply_markup"]["inline_keyboard"] for button in row]
    compare = next(button["callback_data"] for button in buttons if button["text"] == "Compare")
    press_data(people, 2, compare, {"inline_message_id": inline})
    await people.until(lambda: "The difference is" in sent["text"])
    link = next(button["url"] for button in buttons if "url" in button)
    payload = link.partition("?start=")[2]
    assert (await told(people, f"/start {payload}", 2))["text"].startswith(AREA)


async def test_nothing_typed_nothing_found(people: Emulator) -> None:
    """Before anything is typed there are suggestions; for what no fact is called by, the way to the private chat."""
    empty, strange = type_inline(people, 1, ""), type_inline(people, 1, "italian exhibitors")
    await people.until(lambda: {empty, strange} <= people.state.answers.keys())
    assert len(people.state.answers[empty]["results"]) == 20
    assert people.state.answers[strange]["results"] == []
    assert people.state.answers[strange]["button"]["text"] == "Ask me in a private chat"


async def test_drawing_keeps_nobody_waiting(people: Emulator) -> None:
    """While a picture is drawn, others are answered."""
    people.say(1, "/chart exhibition area")
    await asyncio.sleep(0.05)
    await told(people, "area 2023?", 2)
    await people.until(lambda: bool(people.state.messages.get(1)))
    assert people.state.messages[1][0]["caption"].startswith(AREA)


async def test_a_sticker_gets_one_line(people: Emulator) -> None:
    """What is no text is answered with one line that says what to do."""
    sticker = {"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1}
    flags = {"is_animated": False, "is_video": False}
    shown = await shown_after(people, 1, lambda: people.post(1, sticker=sticker | flags))
    assert shown["text"].startswith("I can only read text. Please type your question, for example:")
