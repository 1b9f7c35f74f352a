"""An answer in plain text, on a terminal and as the contract's object."""

import io
import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.answer import Answer, Comparability, ComparedFigure, ComparedRow
from bot.compose import headings
from bot.pipeline import Desk
from bot.render.contract import fields
from bot.render.plain import text
from bot.render.terminal import show
from facts.compare import Verdict
from intents.language import FOLDER
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


AREA = ComparedFigure(
    fact="a", session="one", session_name="the [b]1st[/b]", measure="area", label="area", amount=Decimal(5),
    unit="m2", unit_name="m2", qualifier="over", value="over 5 m2",
)  # fmt: skip
AREA_LATER = replace(AREA, session="two", session_name="the 2nd", value="9 m2", as_of="noon")
PEOPLE = replace(AREA_LATER, label="人数", measure="people", value="近28万", as_of="")
VISITS = replace(AREA, label="visits", measure="visits", value="17")
COMPARED = replace(
    FULL,
    comparison=(
        ComparedRow(
            label="area", figures=(AREA, AREA_LATER), comparability=Comparability(verdict="same", reason="Same.")
        ),
        ComparedRow(
            label="visits and 人数",
            figures=(VISITS, PEOPLE),
            comparability=Comparability(verdict="not_comparable", reason="Not the same."),
        ),
    ),
    headings=(
        *FULL.headings,
        ("as_of", "as of {time}"),
        ("comparable", "Comparable?"),
        ("comparable_same", "yes"),
        ("comparable_not_comparable", "no"),
    ),
)


def test_several_measures_are_a_table() -> None:
    """After the answer, a line a measure and a column a session; wide characters count double, so that all is aligned;
    what may not be compared stands in lines of its own."""
    expected = """\
        the [b]1st[/b]  the 2nd            Comparable?
area    over 5 m2       9 m2 (as of noon)  yes
visits  17              –                  no
人数    –               近28万             no"""

    assert f"{FULL.answer}\n{expected}\nNote: " in text(COMPARED)


def test_one_measure_is_no_table() -> None:
    """The sentence says it all."""
    assert text(FULL) == text(replace(COMPARED, comparison=COMPARED.comparison[:1]))


def test_the_terminal_has_the_same_table() -> None:
    """The same cells, within the width of the terminal, whose markup is not read in them."""
    lines = shown(COMPARED, 80).splitlines()

    assert ["the [b]1st[/b]", "the 2nd", "Comparable?"] == re.split(r"\s{2,}", lines[2].strip())
    assert ["人数", "–", "近28万", "no"] == re.split(r"\s{2,}", lines[6].strip())
    assert 40 >= max(cell_len(line) for line in shown(COMPARED, 40).splitlines() if "(as" in line or "人" in line)


def test_what_is_not_there_is_null_or_empty() -> None:
    """Every key is there for every answer."""
    row = fields(CHOICE)

    assert list(fields(FULL)) == list(row)
    assert (None, "ambiguous", None, [], []) == (
        row["intent"], row["reason"], row["comparability"], row["facts"], row["citations"],
    )  # fmt: skip


@pytest.mark.parametrize("code", sorted(path.parent.name for path in FOLDER.glob("*/measures.yaml")))
def test_every_verdict_has_its_word(code: str, desk: Desk) -> None:
    """Each language says in the table how far figures may be compared, whatever the verdict is."""
    words = dict(headings((desk.speaking(code) if desk.speaking else desk).wording))

    assert [] == [verdict for verdict in Verdict if not words.get(f"comparable_{verdict}")]
    assert words["comparable"]
