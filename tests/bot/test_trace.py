"""How a reply came about."""

from bot.conversation import Context
from bot.pipeline import Desk, ask
from bot.trace import trace


def told(desk: Desk, text: str, *before: str) -> list[str]:
    """The trace of a question after others."""
    context = Context()
    for question in before:
        _, context = ask(question, context, 0, desk)
    return list(trace(text, context, 0, desk))


def starting(lines: list[str], start: str) -> str:
    """The one line that starts so."""
    (line,) = [line for line in lines if line.startswith(start)]
    return line


def test_mentions_have_their_spans_and_kinds(desk: Desk) -> None:
    """Each token has its offsets, each mention the stretch of the text that it takes up."""
    lines = told(desk, "Exhibitors in 2023?")

    assert "tokens     exhibitors[0:10] in[11:13] 2023[14:18]" == lines[0]
    assert "concepts=exhibitor" in starting(lines, "  0:10 ")
    assert "session" in starting(lines, "  14:18 ")


def test_a_repair_is_told(desk: Desk) -> None:
    """What was typed stands beside what it was taken for."""
    line = starting(told(desk, "exhbitors 2023?"), "  0:9 ")

    assert "text=exhibitors" in line
    assert "repaired=exhbitors" in line


def test_candidate_intents_have_scores(desk: Desk) -> None:
    """Every intent that fits is there with its score."""
    assert "value " in starting(told(desk, "exhibitors 2023?"), "intents ")


def test_a_veto_is_told(desk: Desk) -> None:
    """A fact that leaves a word unexplained is there with the word."""
    lines = told(desk, "How many Italian exhibitors in 2023?")

    assert "unexplained=({kind=word options=italian text=Italian at=2})" in starting(
        lines, "  x 2023.exhibitors-offline "
    )
    assert "not_stated" in starting(lines, "  missing ")
    assert "nearest=(2023.exhibitors-offline" in starting(lines, "chosen     missing ")
    assert "reply      not_found intent=value reason=not_stated" == lines[-1]


def test_what_was_chosen_is_told(desk: Desk) -> None:
    """The facts of the answer are marked and named."""
    lines = told(desk, "online exhibitors 2023?")

    assert starting(lines, "  + ").startswith("  + 2023.exhibitors-online ")
    assert "  found      facts=(2023.exhibitors-online)" in lines


def test_a_computation_is_told(desk: Desk) -> None:
    """What is neither found nor missing but worked out is there with the facts that it is worked out from."""
    chosen = starting(told(desk, "compare contracts 2023 and 4th"), "chosen ")

    assert chosen.startswith("chosen     analysis ")
    assert "4th.contracts" in chosen


def test_what_was_inherited_is_told(desk: Desk) -> None:
    """A follow-up has the reading that was answered last, and what it takes from before."""
    readings = [line for line in told(desk, "and online?", "exhibitors 2023?") if line.startswith("reading ")]

    assert "inherited=session|topic" in readings[-1]


def test_a_chat_has_no_readings(desk: Desk) -> None:
    """A greeting looks for no facts."""
    lines = told(desk, "hello")

    assert [] == [line for line in lines if line.startswith("reading ")]
    assert lines[-1].startswith("reply      chat ")
