"""Remarks beside the question are passed over, and no more than they are."""

import pytest

from intents.models import Kind
from tests.intents.conftest import Reader

ASIDES: list[tuple[str, str, list[str]]] = [
    ("a name and a place", "I am Linh from television of Hanoi, how many exhibitors?", ["how many", "exhibitors"]),
    ("a contraction", "I'm Linh from Hanoi. How many exhibitors?", ["how many", "exhibitors"]),
    ("a name of three words", "This is Anna Maria Rossi from Rome. Visitors?", ["visitors"]),
    (
        "a name of four words is none",
        "I am Zyzzo Qwerzy Wuxvy Kjqzi from X",
        ["zyzzo", "qwerzy", "wuxvy", "kjqzi", "x"],
    ),
    ("up to the words of asking", "my name is Exhibitor Smith how many visitors", ["how many", "visitors"]),
    ("up to the end of the clause", "Greetings from Zyzzo, exhibitors", ["exhibitors"]),
    ("no further than six words", "I write for a b c d e f exhibitors", ["exhibitors"]),
    ("behind the question", "How many exhibitors? I am Linh from Hanoi", ["how many", "exhibitors"]),
    ("no place", "I am Zyzzo of Vzxqo", ["zyzzo", "vzxqo"]),
    ("nothing between", "I am from Vzxqo", ["vzxqo"]),
    ("a figure in a remark", "I work for channel 4. How many exhibitors?", ["how many", "exhibitors"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in ASIDES], ids=[row[0] for row in ASIDES])
def test_a_remark_is_passed_over(text: str, expected: list[str], mentions: Reader) -> None:
    """What is left beside filling words is the question."""
    assert expected == [m.text for m in mentions(text) if m.kind is not Kind.FRAME and not m.soft]
