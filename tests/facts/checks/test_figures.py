"""The figures of a text are found with their amounts and spans."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.checks.figures import figures_in

AMOUNTS: list[tuple[str, list[str]]] = [
    ("155,000 square meters", ["155000"]),
    ("2,400 offline, 6,700 online.", ["2400", "6700"]),
    ("101.08 billion USD", ["101080000000"]),
    ("101.08-billion", ["101080000000"]),
    ("over 2.5 hundred million", ["250000000"]),
    ("eight countries and five years", ["8", "5"]),
    ("twenty-five and twenty five", ["25", "25"]),
    ("two hundred and five people", ["205"]),
    ("three million two hundred thousand", ["3200000"]),
    ("four and five", ["4", "5"]),
    ("a hundred reports", ["100"]),
    ("A HUNDRED", ["100"]),
    ("more than hundred", ["100"]),
    ("a dozen, triple, a triple leap", ["12", "3", "3"]),
    ("28 of the top 30", ["28", "30"]),
    ("12% and 20 percent", ["12", "20"]),
    ("the 4th and 3rd sessions of 2023", ["4", "3", "2023"]),
    ("No.15, Sept 6", ["15", "6"]),
    ("14.", ["14"]),
    ("1,2345", ["1", "2345"]),
    ("5G, B2B, 3D-print, x12", []),
    ("one of them, one-on-one talks", []),
    ("one hundred", ["100"]),
    ("someone often attends", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "amounts"), AMOUNTS, ids=[text for text, _ in AMOUNTS])
def test_amounts_are_read(text: str, amounts: list[str]) -> None:
    """Digits, scales and number words are one amount where they are one figure."""
    assert [Decimal(amount) for amount in amounts] == [figure.amount for figure in figures_in(text)]


def test_percentages_and_ordinals_are_told_from_amounts() -> None:
    """A figure says whether it is a percentage or an ordinal; its span leaves the percent sign out."""
    text = "12% of 12, the 12th, 12 percent"
    found = [(text[figure.start : figure.end], figure.percent, figure.ordinal) for figure in figures_in(text)]

    assert [("12", True, False), ("12", False, False), ("12th", False, True), ("12", True, False)] == found


@given(
    st.integers(0, 10**15),
    st.sampled_from(["{}", "{:,}"]),
    st.sampled_from(["about {} people", "({})", "{}.", "{}, 7"]),
)
def test_every_integer_is_read(number: int, form: str, around: str) -> None:
    """An integer is read whole, with or without commas, and its span is what was written."""
    written = form.format(number)
    text = around.format(written)
    figure = figures_in(text)[0]

    assert (Decimal(number), written) == (figure.amount, text[figure.start : figure.end])


@given(st.text(max_size=200))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    """Spans are not empty, do not overlap and stand in the order of the text."""
    edges = [edge for figure in figures_in(text) for edge in (figure.start, figure.end)]

    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(text) for edge in edges)
