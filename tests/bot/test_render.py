"""An answer in plain text, on a terminal and as the contract's object."""

import io
import json
from dataclasses import replace

import pytest
from rich.console import Console

from bot.answer import Answer
from bot.render.contract import fields
from bot.render.plain import text
from bot.render.terminal import show
from tests.bot.answers import CHOICE, FULL, QUOTE


def shown(answer: Answer, width: int = 200, *, colour: bool = False) -> str:
    """What a terminal of this width gets."""
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, color_system="standard" if colour else None)
    show(answer, console)
    return out.getvalue()


def test_plain_text_is_the_whole_reply() -> None:
    """Answer, note, passage, document with offsets, suggestions: in this order and with no blank line."""
    expected = """\
The fair had over 2,400 exhibitors.
Note: the figure is preliminary.
“over 2,400 exhibitors”
Source: The [red]fair[/red] (report, 17–38)
You can also ask:
  And in 2022?
  Who came?"""

    assert expected == text(FULL)


def test_choices_are_numbered() -> None:
    """What one can choose from stands on lines of its own, counted from 1."""
    assert "Which do you mean?\n1. visits\n2. visitors" == text(CHOICE)
    assert "Which do you mean?\n1. visits\n2. visitors\n" == shown(CHOICE)


def test_a_reply_has_no_blank_line() -> None:
    """Whatever the answer holds, a blank line comes only between replies."""
    assert "One.\nTwo." == text(Answer(status="chat", answer="One.\n\n \nTwo.\n"))


def test_the_terminal_shows_every_part() -> None:
    """What is outside the bot's hand is shown as it is: rich reads no markup in it."""
    expected = """\
The fair had over 2,400 exhibitors.
Note: the figure is preliminary.

“over 2,400 exhibitors”
Source: The [red]fair[/red] (report, 17–38)

You can also ask:
  And in 2022?
  Who came?
"""

    assert expected == shown(FULL)


def test_only_an_answer_stands_out() -> None:
    """The sentence of an answer is bold; a refusal is not dressed up as one."""
    assert shown(FULL, colour=True).startswith("\x1b[1mThe fair")
    assert shown(replace(FULL, status="not_found"), colour=True).startswith("The fair")


def test_a_passage_is_never_broken() -> None:
    """On a narrow terminal sentences are wrapped between words, while passage and document keep to one line each, so
    that they are copied as they are."""
    quote = replace(QUOTE, quote="word " * 50 + "end", title="title " * 20 + "end")
    lines = shown(replace(FULL, citations=(quote,), answer="word " * 50 + "end"), 40).split("\n")

    assert f"“{quote.quote}”" in lines
    assert f"Source: {quote.title} (report, 17–38)" in lines
    assert ["word " * 7 + "word"] * 6 == [line.rstrip() for line in lines[:6]]


@pytest.mark.parametrize("odd", ["\x1b[31m", "\x07", "\x00", "\r", "\x9b", "\u202e", "\x08"])
def test_the_terminal_obeys_nothing(odd: str) -> None:
    """A control character in a text is shown as U+FFFD and does not act."""
    assert shown(Answer(status="chat", answer=f"a{odd}b")).startswith("a\ufffd")


def test_the_object_is_the_contract() -> None:
    """The keys are those of the contract, in its order, and all of it is JSON."""
    expected = {
        "status": "answered",
        "answer": "The fair had over 2,400 exhibitors.",
        "text": text(FULL),
        "intent": "value",
        "reason": None,
        "sessions": ["fair-2023"],
        "facts": [
            {"id": "f", "session": "fair-2023", "measure": "exhibitors", "label": "exhibitors", "value": "over 2,400"}
        ],
        "derived": [{"expression": "a / b", "value": "2", "statement": "Twice.", "from": ["f", "g"]}],
        "comparability": {"verdict": "caveat", "reason": "counted otherwise"},
        "citations": [
            {
                "source": "report",
                "session": "fair-2023",
                "title": "The [red]fair[/red]",
                "quote": "over 2,400 exhibitors",
                "start": 17,
                "end": 38,
            }
        ],
        "suggestions": ["And in 2022?", "Who came?"],
    }

    assert list(expected) == list(fields(FULL))
    assert expected == json.loads(json.dumps(fields(FULL)))


def test_what_is_not_there_is_null_or_empty() -> None:
    """Every key is there for every answer."""
    row = fields(CHOICE)

    assert list(fields(FULL)) == list(row)
    assert (None, "ambiguous", None, [], []) == (
        row["intent"], row["reason"], row["comparability"], row["facts"], row["citations"],
    )  # fmt: skip
