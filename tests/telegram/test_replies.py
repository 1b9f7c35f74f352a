"""What people see of the bot in private chats."""

import json

import pytest

from tests.telegram.conftest import Running
from tests.telegram.emulator import Emulator

pytestmark = pytest.mark.asyncio


async def test_hostile_markup_arrives_as_it_was_written(emulator: Emulator, running: Running) -> None:
    """A reply is HTML in which everything is escaped, with the quote in an expandable blockquote."""
    async with running():
        emulator.say(1, "quote <b>&amp;</i> <script>")
        await emulator.until(lambda: bool(emulator.texts(1)))
    (sent,) = emulator.state.messages[1]
    assert sent["text"] == (
        "1: quote <b>&amp;</i> <script>\n\n"
        "Source\nA <title> & more\n<quote <b>&amp;</i> <script>> & so on\n\nYou can ask\n• And <then>?"
    )
    assert [entity["type"] for entity in sent["entities"]] == [
        "bold", "bold", "italic", "expandable_blockquote", "bold",
    ]  # fmt: skip


async def test_link_previews_are_off(emulator: Emulator, running: Running) -> None:
    """No reply carries a preview of a link."""
    async with running():
        emulator.say(1, "https://example.org")
        await emulator.until(lambda: bool(emulator.texts(1)))
    (call,) = emulator.called("sendMessage")
    assert json.loads(call.parameters["link_preview_options"]) == {"is_disabled": True}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("/start", "/start"),
        ("/start a-payload", "/start a-payload"),
        ("/HELP@fairdesk_bot", "/help"),
        ("/sources\nplease", "/sources please"),
        ("/ask@fairdesk_bot  who, then?", "/ask who, then?"),
        ("/unknown thing", "/unknown thing"),
        ("what does /help say?", "what does /help say?"),
    ],
)
async def test_commands_reach_the_engine(emulator: Emulator, running: Running, text: str, question: str) -> None:
    """A command of the bot is given with what stands behind it; any other text is a question."""
    async with running():
        emulator.say(1, text)
        await emulator.until(lambda: bool(emulator.texts(1)))
    assert emulator.texts(1) == [f"1: {question}"]


async def test_each_chat_has_its_context(emulator: Emulator, running: Running) -> None:
    """A chat's second question is answered in the context of its first, and in no other's."""
    async with running():
        for chat, text in [(1, "a"), (2, "b"), (1, "c")]:
            emulator.say(chat, text)
        await emulator.until(lambda: len(emulator.texts(1)) == 2 and len(emulator.texts(2)) == 1)
    assert (emulator.texts(1), emulator.texts(2)) == (["1: a", "2: c"], ["1: b"])


async def test_a_photo_is_answered_by_its_caption(emulator: Emulator, running: Running) -> None:
    """What is no text is a question by its caption, and gets one line without; an album without one gets nothing."""
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    async with running():
        emulator.post(1, photo=photo, media_group_id="album")
        emulator.post(1, photo=photo)
        emulator.post(1, photo=photo, caption="what is this?")
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
    assert emulator.texts(1) == ["no text", "1: what is this?"]


@pytest.mark.parametrize(
    "content",
    [
        {"pinned_message": {"message_id": 7, "date": 0, "chat": {"id": 1, "type": "private"}}},
        {"text": "sent through a bot", "via_bot": {"id": 9, "is_bot": True, "first_name": "Other"}},
        {"text": "silence"},
    ],
)
async def test_what_has_no_answer_gets_none(emulator: Emulator, running: Running, content: dict[str, object]) -> None:
    """A service message, another bot's text, and an answer without text say nothing, and harm nothing."""
    async with running():
        emulator.post(1, **content)
        emulator.say(1, "next")
        await emulator.until(lambda: bool(emulator.texts(1)))
    assert [text.partition(" ")[2] for text in emulator.texts(1)] == ["next"]


async def test_a_long_text_is_answered(emulator: Emulator, running: Running) -> None:
    """A text far beyond what Telegram lets through breaks nothing."""
    async with running():
        emulator.say(1, "<&>" * 33_334)
        await emulator.until(lambda: bool(emulator.texts(1)))
    assert emulator.texts(1)[0].startswith("1: <&><&>")


async def test_the_bot_presents_itself(emulator: Emulator, running: Running) -> None:
    """Commands are set for each kind of chat and each language, descriptions for each language; the first language is
    for everybody else.
    """
    names = ("ask", "compare", "facts", "chart", "sources", "help")
    async with running():
        await emulator.until(lambda: len(emulator.state.descriptions) == 4 and len(emulator.state.commands) == 6)
    assert emulator.state.commands == {
        json.dumps([{"type": scope}, language]): [
            {"command": name, "description": f"{language or 'en'} commands.{name}"} for name in names
        ]
        for scope in ("default", "all_private_chats", "all_group_chats")
        for language in ("", "xx")
    }
    assert emulator.state.descriptions == {
        (kind, language): f"{language or 'en'} descriptions.{path}"
        for kind, path in (("description", "long"), ("short_description", "short"))
        for language in ("", "xx")
    }
