"""Every language says all that chat programs show around the answers."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.conversation import Context
from bot.desks import Desks
from bot.pipeline import Desk
from intents.language import FOLDER

LANGUAGES = sorted(path.parent.name for path in FOLDER.glob("*/words.yaml"))
PARTS = ("offers", "sheet", "passage", "result", "result_compared", "commands", "prompts", "descriptions")


def paths(node: Any, *above: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The texts below a node by their dotted names, each with the fields that are filled into it."""
    if isinstance(node, dict):
        for name, below in node.items():
            yield from paths(below, *above, name)
    else:
        fields = frozenset(piece.partition("}")[0] for piece in str(node).split("{")[1:])
        yield ".".join(above), fields


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_lacks_a_text(desk: Desk, language: str) -> None:
    """The texts are those of English, with the same fields in them."""
    assert desk.speaking
    english, other = (desk.speaking(code).wording.language.answers for code in ("en", language))
    for part in PARTS:
        assert dict(paths(other[part], part)) == dict(paths(english[part], part))


def test_the_menus_have_room_for_the_texts(desk: Desk) -> None:
    """What is said of commands and of the bot is within Telegram's limits, in every language."""
    desks = Desks(desk)
    assert set(desks.languages) == set(LANGUAGES)
    for language in desks.languages:
        for command in ("ask", "compare", "facts", "chart", "sources", "help"):
            assert 1 <= len(desks.say(f"commands.{command}", language)) <= 256
        assert len(desks.say("descriptions.long", language)) <= 512
        assert len(desks.say("descriptions.short", language)) <= 120
        assert len(desks.say("offers.stale", language)) <= 200
        assert len(desks.say("offers.private", language)) <= 64


@pytest.mark.parametrize(
    ("text", "kept", "program", "language"),
    [
        ("2023年展览面积多少？", "", "en", "zh"),
        ("How large was the area in 2023?", "", "zh-hans", "en"),
        ("exhibitors", "", "zh-hans", "en"),
        ("👍", "", "zh-hans", "zh"),
        ("2023", "", "zh-hans", "zh"),
        ("2023", "", "de", "en"),
        ("2023", "zh", "en", "zh"),
    ],
)
def test_language_follows_the_question(desk: Desk, text: str, kept: str, program: str, language: str) -> None:
    """A text tells its language; one without letters is answered in that of the conversation, then of the program."""
    reply = Desks(desk).ask(text, Context(language=kept), 0, program)
    assert reply.context
    assert reply.context.language == language


@pytest.mark.parametrize(("command", "argument"), [("start", "inline"), ("help", "please"), ("facts", ""), ("ask", "")])
def test_a_bare_command_speaks_the_programs_language(desk: Desk, command: str, argument: str) -> None:
    """A command that asks nothing, and a link that names nothing, speak the language of the person's program."""
    answer = Desks(desk).command(command, argument, Context(), 0, "zh-hans").answer
    assert any("\u4e00" <= char <= "\u9fff" for char in answer.answer)


def test_buttons_keep_their_language(desk: Desk) -> None:
    """A button below a Chinese answer shows Chinese, whoever presses it."""
    desks = Desks(desk)
    reply = desks.ask("2023年展览面积多少？", Context(), 0)
    shown = desks.show(reply.offers[0].action, 0)
    assert reply.offers[0].action.language == "zh"
    assert shown.context
    assert shown.context.language == "zh"
    assert any("\u4e00" <= char <= "\u9fff" for char in shown.answer.answer)
