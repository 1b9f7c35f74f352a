"""What commands give."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.actions import Reply
from bot.commands import COMMANDS
from bot.conversation import Context
from bot.desks import Desks
from bot.pipeline import Desk

AREA = "The exhibition area of the 2023 CIFTIS was 155,000 square meters."
BOTH = f"{AREA} The exhibition area of the 4th CIFTIS was 50,000 square meters."


def given_to(desk: Desk, command: str, argument: str = "", after: str = "") -> Reply[Context]:
    """The reply to a command, perhaps behind a question."""
    desks, context = Desks(desk), Context()
    if after:
        context = desks.ask(after, context, 0).context or context
    return desks.command(command, argument, context, 0)


@pytest.mark.parametrize(
    ("command", "argument", "after", "begins"),
    [
        ("ask", "exhibition area 2023", "", AREA),
        ("ask", "", "", "Write the question behind the command"),
        ("compare", "exhibition area", "", BOTH),
        ("compare", "", "area 2023", BOTH),
        ("compare", "", "", "Write what to compare behind the command"),
        ("chart", "exhibition area", "", BOTH),
        ("chart", "", "area 2023", BOTH),
        ("chart", "", "", "Write what to draw behind the command"),
        ("facts", "2023", "", "Fact sheet of the 2023 CIFTIS, page 1 of"),
        ("facts", "of the 4th session", "", "Fact sheet of the 4th CIFTIS, page 1 of"),
        ("facts", "", "", "Which session?"),
        ("facts", "2019", "", "The sources do not cover the 2019 CIFTIS"),
        ("sources", "", "", "The facts come from these documents"),
        ("sources", "exhibition area 2023", "", f"This stands in the document on the 2023 CIFTIS: {AREA}"),
        ("sources", "Italian exhibitors", "", 'The sources say nothing about "Italian".'),
        ("help", "", "", "I answer questions about"),
        ("start", "", "", "I answer questions about"),
    ],
)
def test_a_command_answers(desk: Desk, command: str, argument: str, after: str, begins: str) -> None:
    """Each command gives what its description says, and says how to go on where something is missing."""
    assert given_to(desk, command, argument, after).answer.answer.startswith(begins)


def test_a_chart_is_wanted_as_a_picture(desk: Desk) -> None:
    """/chart asks for a picture of the same comparison that /compare gives; it can be drawn."""
    chart, compare = given_to(desk, "chart", "exhibition area"), given_to(desk, "compare", "exhibition area")
    assert (chart.chart, compare.chart) == (True, False)
    assert chart.answer == compare.answer
    assert [b"\x89PNG"] == [picture[:4] for picture in Desks(desk).pictures(chart.answer)]


def test_what_cannot_be_compared_is_not_drawn(desk: Desk) -> None:
    """Without a counterpart the answer is told as it is, and says that there is nothing to set beside it."""
    reply = given_to(desk, "chart", "theme")
    assert reply.answer.answer.startswith("The theme of the 2023 CIFTIS")
    assert Desks(desk).pictures(reply.answer) == ()


def test_commands_leave_a_context(desk: Desk) -> None:
    """A follow-up goes on from what a command was asked, and not from what only lists or explains."""
    assert given_to(desk, "compare", "exhibition area").context
    assert given_to(desk, "sources", "exhibition area 2023").context
    assert [given_to(desk, command).context for command in ("help", "sources", "facts", "ask")] == [None] * 4


def test_the_unread_get_one_line(desk: Desk) -> None:
    """Something without text is answered with one line that says what to do."""
    reply = Desks(desk).unread()
    assert reply.answer.answer.count("\n") == 0
    assert "type your question" in reply.answer.answer


@pytest.mark.parametrize("tag", ["", "en", "en-GB", "de", "zh-hans"])
def test_every_language_tag_is_served(desk: Desk, tag: str) -> None:
    """Whatever language a person's program speaks, there is a text."""
    assert Desks(desk).say("offers.private", tag)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(COMMANDS)), st.text(max_size=60))
def test_any_argument_is_taken(desk: Desk, command: str, argument: str) -> None:
    """Whatever stands behind a command, there is something to say."""
    assert given_to(desk, command, argument).answer.answer
