"""What people hear when the bot itself fails."""

import pytest

from bot.actions import Action, Reply
from bot.telegram import service
from tests.telegram.conftest import Running
from tests.telegram.emulator import Emulator, Group
from tests.telegram.emulator.chats import press_data
from tests.telegram.engine import StandIn

pytestmark = pytest.mark.asyncio


async def test_a_failure_is_said_in_one_friendly_line(emulator: Emulator, running: Running) -> None:
    """Whoever asked gets one line, in the language of their program; the conversation goes on as if nothing was."""
    async with running():
        for text in ("first", "raise", "second"):
            emulator.say(1, text)
        await emulator.until(lambda: len(emulator.texts(1)) == 3)
    assert emulator.texts(1) == ["1: first", "en failed", "2: second"]


async def test_a_failure_in_a_group_is_said_to_whoever_asked(emulator: Emulator, running: Running) -> None:
    """The line is a reply where the question was for the bot, and there is none where it was not."""
    async with running():
        group = Group(emulator)
        group.say(5, "raise")
        group.say(5, "@fairdesk_bot raise")
        await emulator.until(lambda: bool(emulator.texts(-1001)))
    (sent,) = emulator.state.messages[-1001]
    assert sent["text"] == "en failed"
    assert sent["reply_to_message"]["message_id"] == 2


async def test_a_press_that_fails_is_answered(
    emulator: Emulator, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below a button whose action fails stands the line, and what the button is on stays as it was."""

    def fail(self: StandIn, action: Action, now: float) -> Reply[int]:
        raise LookupError("as asked")

    monkeypatch.setattr(StandIn, "show", fail)
    async with running():
        emulator.say(1, "offer")
        await emulator.until(lambda: bool(emulator.texts(1)))
        (shown,) = emulator.state.messages[1]
        data = shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        press_data(emulator, 1, data, {"message": shown})
        await emulator.until(lambda: len(emulator.called("sendMessage")) == 2)
    assert emulator.texts(1) == ["1: offer", "en failed"]


async def test_one_person_does_not_use_up_a_group(emulator: Emulator, running: Running) -> None:
    """Beyond a person's share of a minute, the first question is told so and the rest is passed over; everybody else is
    answered, and the person too in another group and in private.
    """
    async with running(person_rate=3):
        group, other = Group(emulator), Group(emulator, -1002)
        for number in range(6):
            group.say(5, f"@fairdesk_bot question {number}")
        group.say(6, "@fairdesk_bot mine")
        other.say(5, "@fairdesk_bot here")
        emulator.say(5, "and here")
        await emulator.until(lambda: len(emulator.texts(-1001)) == 5 and bool(emulator.texts(-1002)))
        await emulator.until(lambda: bool(emulator.texts(5)))
    expected = ["1: question 0", "2: question 1", "3: question 2", "en too_many", "1: mine"]
    assert expected == emulator.texts(-1001)
    assert [["1: here"], ["1: and here"]] == [emulator.texts(-1002), emulator.texts(5)]


async def test_the_limit_of_a_group_is_kept(
    emulator: Emulator, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more messages than may be go to a group in a minute; other chats do not wait for it."""
    monkeypatch.setattr(service, "DRAIN", 0.1)
    async with running(group_rate=3, person_rate=0, workers=1):
        group = Group(emulator)
        for number in range(5):
            group.say(5, f"@fairdesk_bot question {number}")
        await emulator.until(lambda: len(emulator.texts(-1001)) == 3)
        emulator.say(5, "beside it")
        await emulator.until(lambda: bool(emulator.texts(5)))
        assert len(emulator.called("sendMessage")) == 4
    assert len(emulator.texts(-1001)) == 3  # what waits is given up at the stop, and stays accepted


async def test_the_limit_in_all_is_kept(emulator: Emulator, running: Running) -> None:
    """No more messages than may be are sent in any second, whatever chats they go to."""
    async with running(rate=5):
        for chat in range(1, 9):
            emulator.say(chat, "a question")
        await emulator.until(lambda: all(emulator.texts(chat) for chat in range(1, 9)))
    times = [call.at for call in emulator.called("sendMessage")]
    assert all(later - earlier >= 1 for earlier, later in zip(times, times[5:], strict=False))


async def test_a_private_chat_has_no_share(emulator: Emulator, running: Running) -> None:
    """The limits of groups and of the people in them do not hold for a chat of two."""
    async with running(group_rate=1, person_rate=1):
        for number in range(4):
            emulator.say(1, f"{number}")
        await emulator.until(lambda: len(emulator.texts(1)) == 4)
