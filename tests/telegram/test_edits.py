"""An edited question has its reply edited."""

import pytest

from tests.telegram.conftest import Running
from tests.telegram.emulator import Channel, Emulator, Group

pytestmark = pytest.mark.asyncio


async def test_the_reply_is_edited(emulator: Emulator, running: Running) -> None:
    """The reply to an edited question is the answer to what it says now, in the context that it was asked in; after a
    restart too.
    """
    async with running():
        first = emulator.say(1, "a")
        emulator.say(1, "b")
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
        assert first
        emulator.edit(first, "a, that is")
        await emulator.until(lambda: "1: a, that is" in emulator.texts(1))
    async with running():
        emulator.edit(first, "quite another")
        await emulator.until(lambda: "1: quite another" in emulator.texts(1))
        emulator.say(1, "c")
        await emulator.until(lambda: len(emulator.texts(1)) == 3)
    assert emulator.texts(1) == ["1: quite another", "2: b", "3: c"]


async def test_the_last_question_changes_the_context(emulator: Emulator, running: Running) -> None:
    """The conversation goes on from the last question as it was edited."""
    async with running():
        asked = emulator.say(1, "silence is golden")
        await emulator.until(lambda: len(emulator.texts(1)) == 1)
        assert asked
        emulator.edit(asked, "/start 1fen-AAAAAA")
        await emulator.until(lambda: emulator.texts(1) == ["facts AAAAAA"])
        emulator.say(1, "next")
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
    assert emulator.texts(1)[-1] == "101: next"


async def test_an_edit_that_changes_nothing_says_nothing(
    emulator: Emulator, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram's "message is not modified" is no fault."""
    async with running():
        asked = emulator.say(1, "a")
        await emulator.until(lambda: len(emulator.texts(1)) == 1)
        assert asked
        emulator.edit(asked, "a")
        await emulator.until(lambda: len(emulator.called("editMessageText")) == 1)
        emulator.say(1, "b")
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
    assert emulator.texts(1) == ["1: a", "2: b"]
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_a_reply_grows_and_shrinks(emulator: Emulator, running: Running) -> None:
    """A reply of several messages that becomes one leaves none behind, and one that becomes several is told in full."""
    async with running():
        asked = emulator.say(1, "long")
        await emulator.until(lambda: len(emulator.texts(1)) == 3)
        assert asked
        emulator.edit(asked, "short")
        await emulator.until(lambda: emulator.texts(1) == ["1: short"])
        emulator.edit(asked, "long")
        await emulator.until(lambda: len(emulator.texts(1)) == 3)
    lines = "\n".join(emulator.texts(1)).split("\n")
    assert lines == [f"1: line {number} of many lines" for number in range(300)]


async def test_a_picture_becomes_a_text(emulator: Emulator, running: Running) -> None:
    """What cannot be edited into the other kind is replaced."""
    async with running():
        asked = emulator.say(1, "/chart a")
        await emulator.until(lambda: bool(emulator.state.messages.get(1)))
        assert asked
        emulator.edit(asked, "b")
        await emulator.until(lambda: "text" in (emulator.state.messages[1] or [{}])[-1])
    (sent,) = emulator.state.messages[1]
    assert sent["text"] == "1: b"


async def test_a_message_becomes_a_question(emulator: Emulator, running: Running) -> None:
    """A message that is edited to mention the bot is answered then; long after it was written, it is not."""
    group = Group(emulator)
    async with running():
        fresh, old = group.say(5, "who came?"), group.say(5, "who came then?")
        assert fresh
        assert old
        old["message"]["date"] -= 7200
        for update in (old, fresh):
            emulator.edit(update, "/ask " + update["message"]["text"])
        await emulator.until(lambda: bool(emulator.texts(-1001)))
    assert emulator.texts(-1001) == ["1: /ask who came?"]


async def test_an_edit_that_overtakes_its_question_is_the_question(emulator: Emulator, running: Running) -> None:
    """Of an edit and the message that it edits, delivered the wrong way round, what was edited last is answered."""
    async with running():
        asked = emulator.say(1, "/ask a")
        assert asked
        await emulator.until(lambda: len(emulator.texts(1)) == 1)
        later = asked["message"] | {"message_id": 900}
        emulator.inject("edited_message", later | {"text": "/ask c", "edit_date": later["date"]})
        emulator.inject("message", later | {"text": "/ask b"})
        emulator.say(1, "d")
        await emulator.until(lambda: len(emulator.texts(1)) == 3)
    assert emulator.texts(1) == ["1: /ask a", "2: /ask c", "3: d"]


async def test_an_edited_post_has_its_reply_edited(emulator: Emulator, running: Running) -> None:
    """Posts of channels too; the edit of its forward, which was not answered, changes nothing."""
    group = Group(emulator)
    channel = Channel(emulator)
    async with running():
        post = channel.post("@fairdesk_bot a")
        assert post
        await emulator.until(lambda: bool(emulator.texts(-1009)))
        channel.linked = group
        forward = channel.forward(post["channel_post"]["message_id"], "@fairdesk_bot a")
        assert forward
        emulator.edit(forward, "@fairdesk_bot b")
        channel.edit(post, "@fairdesk_bot b")
        await emulator.until(lambda: emulator.texts(-1009) == ["1: b"])
    assert emulator.texts(-1001) == []
