"""Where the bot answers in groups, and where it does not."""

from typing import Any

import pytest

from tests.telegram.conftest import Running
from tests.telegram.emulator import Channel, Emulator, Group
from tests.telegram.emulator.chats import labels
from tests.telegram.emulator.updates import Json, user

pytestmark = pytest.mark.asyncio

ME = {"id": 7654321, "is_bot": True, "first_name": "Fairdesk", "username": "fairdesk_bot"}
OTHER_BOT = {"id": 99, "is_bot": True, "first_name": "Other", "username": "other_bot"}


def replied(sender: Json, text: str = "something", **more: Any) -> dict[str, Any]:
    """What makes a message a reply to one of ``sender``."""
    chat = {"id": -1001, "type": "supergroup", "title": "Group"}
    return {"reply_to_message": {"message_id": 1, "date": 0, "chat": chat, "from": sender, "text": text, **more}}


def picked(text: str, name: str, person: Json) -> dict[str, Any]:
    """A mention of somebody by name, as picked from a list."""
    return {"entities": [{"type": "text_mention", "offset": text.index(name), "length": len(name), "user": person}]}


@pytest.mark.parametrize(
    ("text", "more", "asks"),
    [
        ("@fairdesk_bot who came?", {}, "who came?"),
        ("who came, @Fairdesk_Bot?", {}, "who came, ?"),
        ("😀 @fairdesk_bot: who came?", {}, "😀 : who came?"),
        ("Fairdesk, who came?", picked("Fairdesk, who came?", "Fairdesk", ME), "who came?"),
        ("/ask who came?", {}, "/ask who came?"),
        ("/ask@fairdesk_bot who came?", {}, "/ask who came?"),
        ("who came?", replied(ME), "who came?"),
        ("@fairdesk_bot\nwho  came?\nand when?", {}, "who came?\nand when?"),
        ("@fairdesk_bot", replied(user(6), "who came?"), "who came?"),
        ("/ask", replied(user(6), "who came?"), "/ask who came?"),
        ("@fairdesk_bot", replied(user(6), "much more") | {"quote": {"text": "who came?", "position": 0}}, "who came?"),
        ("/unknown@fairdesk_bot", replied(ME), "/unknown@fairdesk_bot"),
    ],
)
async def test_it_answers_where_it_is_addressed(
    emulator: Emulator, running: Running, text: str, more: dict[str, Any], asks: str
) -> None:
    """A mention by entity, a command and a reply to the bot are questions, without the bot's name; below another's
    message, a bare mention or command asks what stands there. The reply is one to the question.
    """
    async with running():
        update = Group(emulator).say(5, text, **more)
        await emulator.until(lambda: bool(emulator.texts(-1001)))
    assert update
    assert emulator.texts(-1001) == [f"1: {asks}"]
    (sent,) = emulator.state.messages[-1001]
    assert sent["reply_to_message"]["message_id"] == update["message"]["message_id"]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("fairdesk_bot, who came?", {}),
        ("Fairdesk, who came?", {}),
        ("mail me@fairdesk_bot.org", {}),
        ("@fairdesk_bot2 who came?", {}),
        ("@other_bot who came?", {}),
        ("Fairdesk, who came?", picked("Fairdesk, who came?", "Fairdesk", user(6))),
        ("/ask@other_bot who came?", {}),
        ("/weather", {}),
        ("please /ask who came?", {}),
        ("/weather", replied(ME)),
        ("/ask@other_bot who came?", replied(ME)),
        ("who came?", replied(user(6))),
        ("who came?", replied(ME, forum_topic_created={"name": "Topic", "icon_color": 0})),
        ("@fairdesk_bot who came?", {"via_bot": OTHER_BOT}),
    ],
)
async def test_it_is_silent_where_it_is_not_addressed(
    emulator: Emulator, running: Running, text: str, more: dict[str, Any]
) -> None:
    """No look of the text makes a question: only what Telegram marks as one for the bot."""
    async with running():
        group = Group(emulator)
        group.say(5, text, **more)
        group.say(5, "/ask last")
        await emulator.until(lambda: bool(emulator.texts(-1001)))
    assert emulator.texts(-1001) == ["1: /ask last"]


async def test_other_bots_are_not_answered(emulator: Emulator, running: Running) -> None:
    """Two bots do not keep each other busy."""
    async with running():
        group = Group(emulator)
        group.post(OTHER_BOT, "@fairdesk_bot who came?")
        group.say(5, "/ask last")
        await emulator.until(lambda: bool(emulator.texts(-1001)))
    assert emulator.texts(-1001) == ["1: /ask last"]


async def test_each_person_of_each_topic_has_a_context(emulator: Emulator, running: Running) -> None:
    """A conversation is a person's in one topic of one group; the reply goes to that topic."""
    async with running():
        group = Group(emulator, is_forum=True)
        one, other = group.topic(41), group.topic(42)
        for person, topic, text in [(5, one, "a"), (6, one, "b"), (5, other, "c"), (5, 0, "d"), (5, one, "e")]:
            group.say(person, f"/ask {text}", topic=topic)
        await emulator.until(lambda: len(emulator.texts(-1001)) == 5)
    assert emulator.texts(-1001) == ["1: /ask a", "1: /ask b", "1: /ask c", "1: /ask d", "2: /ask e"]
    assert [sent.get("message_thread_id", 0) for sent in emulator.state.messages[-1001]] == [41, 41, 42, 0, 41]


async def test_letters_to_a_channel_are_answered_where_they_are(emulator: Emulator, running: Running) -> None:
    """In the direct messages of a channel, what is for the bot is answered in the person's own topic."""
    emulator.state.letters.add(-1001)
    async with running():
        group = Group(emulator, is_direct_messages=True)
        for person, text in [(5, "to the editors"), (5, "/ask a"), (6, "/ask b"), (5, "/ask c")]:
            group.say(person, text, direct_messages_topic={"topic_id": 500 + person, "user": user(person)})
        await emulator.until(lambda: len(emulator.texts(-1001)) == 3)
    assert emulator.texts(-1001) == ["1: /ask a", "1: /ask b", "2: /ask c"]
    topics = [call.parameters["direct_messages_topic_id"] for call in emulator.called("sendMessage")]
    assert topics == ["505", "506", "505"]


async def test_a_thread_of_replies_is_no_topic(emulator: Emulator, running: Running) -> None:
    """In a group without topics, Telegram numbers threads of replies; they are neither named nor kept apart."""
    async with running():
        group = Group(emulator)
        group.say(5, "/ask a", message_thread_id=77)
        group.say(5, "/ask b")
        await emulator.until(lambda: len(emulator.texts(-1001)) == 2)
    assert emulator.texts(-1001) == ["1: /ask a", "2: /ask b"]
    assert all("message_thread_id" not in call.parameters for call in emulator.called("sendMessage"))


async def test_anonymous_admins_share_no_context(emulator: Emulator, running: Running) -> None:
    """Behind an anonymous administrator may be many people: each question of theirs is the first."""
    async with running():
        group = Group(emulator)
        group.say_anonymously("/ask a")
        group.say_anonymously("/ask b")
        await emulator.until(lambda: len(emulator.texts(-1001)) == 2)
    assert emulator.texts(-1001) == ["1: /ask a", "1: /ask b"]


async def test_channels_are_answered_where_they_address_the_bot(emulator: Emulator, running: Running) -> None:
    """A post that mentions the bot is answered in the channel, without a context; another one is left alone."""
    async with running():
        channel = Channel(emulator)
        for text in ("@fairdesk_bot a", "b", "@fairdesk_bot c"):
            channel.post(text)
        await emulator.until(lambda: len(emulator.texts(-1009)) == 2)
    assert emulator.texts(-1009) == ["1: a", "1: c"]


async def test_a_reply_to_the_bots_post_is_a_question(emulator: Emulator, running: Running) -> None:
    """A channel does not show who wrote a post: the bot knows its own by their numbers, after a restart too."""
    async with running():
        channel = Channel(emulator)
        channel.post("@fairdesk_bot a")
        await emulator.until(lambda: bool(emulator.texts(-1009)))
    own = emulator.state.messages[-1009][0]["message_id"]
    async with running():
        channel.post("b", reply_to_message={"message_id": own + 1, "date": 0, "chat": channel.chat, "text": "other"})
        channel.post("c", reply_to_message={"message_id": own, "date": 0, "chat": channel.chat, "text": "1: a"})
        await emulator.until(lambda: len(emulator.texts(-1009)) == 2)
    assert emulator.texts(-1009) == ["1: a", "1: c"]


async def test_a_post_and_its_forward_are_answered_once(emulator: Emulator, running: Running) -> None:
    """A post that is forwarded to the channel's group is one question, whichever of the two comes first, and when a bot
    that was restarted in between hears of the other.
    """
    group = Group(emulator)
    channel = Channel(emulator, linked=group)
    async with running():
        channel.post("@fairdesk_bot a")
        await emulator.until(lambda: bool(emulator.texts(-1001) + emulator.texts(-1009)))
        channel.linked = None
        post = channel.post("@fairdesk_bot b")
        assert post
        await emulator.until(lambda: len(emulator.texts(-1009)) > 0 and "1: b" in emulator.texts(-1009))
    channel.linked = group
    async with running():
        channel.forward(post["channel_post"]["message_id"], "@fairdesk_bot b")
        group.say(5, "/ask last")
        await emulator.until(lambda: "1: /ask last" in emulator.texts(-1001))
    everything = [text for text in emulator.texts(-1001) + emulator.texts(-1009) if text != "1: /ask last"]
    assert sorted(everything) == ["1: a", "1: b"]


async def test_a_forward_alone_is_answered_in_the_group(emulator: Emulator, running: Running) -> None:
    """A bot that is a member of the linked group alone answers there."""
    async with running():
        Channel(emulator, linked=Group(emulator)).forward(3, "@fairdesk_bot a")
        await emulator.until(lambda: bool(emulator.texts(-1001)))
    assert emulator.texts(-1001) == ["1: a"]


async def test_a_group_keeps_its_contexts_when_it_migrates(emulator: Emulator, running: Running) -> None:
    """A conversation goes on in the supergroup that its group has become."""
    async with running():
        group = Group(emulator, -7)
        group.say(5, "/ask a")
        await emulator.until(lambda: bool(emulator.texts(-7)))
        group.migrate(-1007).say(5, "/ask b")
        await emulator.until(lambda: bool(emulator.texts(-1007)))
    assert emulator.texts(-1007) == ["2: /ask b"]


async def test_a_reply_follows_the_group(emulator: Emulator, running: Running) -> None:
    """A reply to a group that has become a supergroup in the meantime is given there."""
    emulator.state.migrated[-7] = -1007
    async with running():
        Group(emulator, -7).say(5, "/ask a")
        await emulator.until(lambda: bool(emulator.texts(-1007)))
    assert (emulator.texts(-7), emulator.texts(-1007)) == ([], ["1: /ask a"])


async def test_a_long_reply_is_one_reply(emulator: Emulator, running: Running) -> None:
    """Of several messages, the first is the reply to the question, the last has the buttons, all are in the topic."""
    async with running():
        group = Group(emulator, is_forum=True)
        update = group.say(5, "@fairdesk_bot long", topic=group.topic(41))
        await emulator.until(lambda: len(emulator.texts(-1001)) == 3)
    assert update
    first, *others = emulator.state.messages[-1001]
    assert first["reply_to_message"]["message_id"] == update["message"]["message_id"]
    assert not any("reply_to_message" in sent for sent in others)
    assert [labels(sent) for sent in (first, *others)] == [[], [], ["Source", "Compare", "Chart"]]
    assert {sent["message_thread_id"] for sent in (first, *others)} == {41}
