"""Figures and dates are read with their amounts and units."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.models import Kind
from tests.intents.conftest import Reader

Read = list[tuple[str, str | None]]
"""Amounts with their units."""


def figures(text: str, mentions: Reader) -> Read:
    """The figures of a text."""
    found = [mention.figure for mention in mentions(text) if mention.figure is not None]
    return [(f"{figure.amount.normalize():f}", figure.unit) for figure in found]


FIGURES: list[tuple[str, Read]] = [
    # digits
    ("1,100 agreements", [("1100", None)]),
    ("155,000 m²", [("155000", None)]),
    ("2.50", [("2.5", None)]),
    ("2,400 offline, 6,700 online", [("2400", None), ("6700", None)]),
    ("5 to 6", [("5", None), ("6", None)]),
    ("800 + 300", [("800", None), ("300", None)]),
    ("28 of the top 30", [("28", None), ("30", None)]),
    ("2,023 visitors", [("2023", None)]),
    ("0", [("0", None)]),
    # scales
    ("2.5 billion", [("2500000000", None)]),
    ("5bn", [("5000000000", None)]),
    ("5k", [("5000", None)]),
    ("3 hundred million", [("300000000", None)]),
    ("5. Thousand", [("5", None), ("1000", None)]),
    # words
    ("three", [("3", None)]),
    ("fifty thousand", [("50000", None)]),
    ("fifty-five", [("55", None)]),
    ("fifty five thousand", [("55000", None)]),
    ("twenty. Five", [("20", None), ("5", None)]),
    ("a hundred", [("100", None)]),
    ("a hundred reports", [("100", None)]),
    ("a thousand", [("1000", None)]),
    ("hundred", [("100", None)]),
    ("two hundred thousand", [("200000", None)]),
    ("a dozen", [("12", None)]),
    ("three million two hundred thousand", [("3200000", None)]),
    ("two hundred fifty", [("250", None)]),
    # percent
    ("12 and 12%", [("12", None), ("12", "percent")]),
    ("20 percent", [("20", "percent")]),
    ("twenty percent", [("20", "percent")]),
    ("20 pct", [("20", "percent")]),
    ("20 per cent", [("20", "percent")]),
    ("20 visitors, 5 percent", [("20", None), ("5", "percent")]),
    # parts of a whole
    ("a fifth of visitors", [("20", "percent")]),
    ("one fifth", [("20", "percent")]),
    ("two fifths", [("40", "percent")]),
    ("two thirds", [("66.7", "percent")]),
    ("three quarters", [("75", "percent")]),
    # currencies
    ("$5 billion", [("5000000000", "usd")]),
    ("5 billion dollars", [("5000000000", "usd")]),
    ("5 million US dollars", [("5000000", "usd")]),
    ("5 billion USD", [("5000000000", "usd")]),
    ("5 bn yuan", [("5000000000", "cny")]),
    ("5 RMB", [("5", "cny")]),
    ("€5", [("5", None)]),
    # none
    ("a k", []),
    ("the 4th of 2023", []),
    ("$", []),
    ("a", []),
    ("fifty", [("50", None)]),
    ("", []),
    ("two dozen", [("24", None)]),
    ("two hundred and five", [("205", None)]),
    ("one hundred and one", [("101", None)]),
    ("three million two hundred thousand", [("3200000", None)]),
    ("twenty-fourth", []),
    ("20 per cent", [("20", "percent")]),
    ("US$5bn", [("5000000000", "usd")]),
    ("¥5", [("5", "cny")]),
    ("12. Dollars?", [("12", None)]),
    ("1,1000", [("1", None), ("1000", None)]),
    ("2½ billion", [("2500000000", None)]),
    ("2 400", [("2400", None)]),
]

WRONG: list[tuple[str, Read, str]] = []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(pytest.param(text, expected, id=text) for text, expected in FIGURES),
        *(
            pytest.param(text, expected, id=text, marks=pytest.mark.xfail(reason=reason))
            for text, expected, reason in WRONG
        ),
    ],
)
def test_figures_are_read(text: str, expected: Read, mentions: Reader) -> None:
    """Digits, words, scales and signs are one amount where they are one figure; its unit stands beside it."""
    assert expected == figures(text, mentions)


@given(
    st.integers(0, 10**12).filter(lambda number: not 1950 <= number < 2100 and number not in (7, 23)),
    st.sampled_from(["{}", "{:,}"]),
    st.sampled_from(["{} agreements", "({})", "over {}.", "{}, 7", "was it {}?"]),
)
def test_every_integer_is_read(mentions: Reader, number: int, form: str, around: str) -> None:
    """An integer is read whole, with commas or without, whatever stands around it."""
    text = around.format(form.format(number))
    found = [mention.figure for mention in mentions(text) if mention.figure]

    assert (Decimal(number), None, False) == (found[0].amount, found[0].unit, found[0].spelled)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [("three", True), ("3", False), ("a hundred", True), ("a fifth", True), ("$5", False), ("5 million", False)],
)
def test_a_figure_knows_whether_it_is_spelled(text: str, spelled: bool, mentions: Reader) -> None:
    """Words count as spelled, digits and signs do not."""
    assert [spelled] == [mention.figure.spelled for mention in mentions(text) if mention.figure]


BOUNDS: list[tuple[str, str]] = [
    ("2,400", ""),
    ("over 2,400", "more_than"),
    ("more than 2,400 of them", "more_than"),
    ("well over 2,400", "more_than"),
    ("at least 2,400", "at_least"),
    ("no fewer than 2,400", "at_least"),
    ("nearly 280,000", "less_than"),
    ("up to fifty", "at_most"),
    ("about a hundred", "about"),
    ("exactly 12%", "exactly"),
    ("less than $5 billion", "less_than"),
    ("over the 2,400", ""),
]


@pytest.mark.parametrize(("text", "bound"), BOUNDS, ids=[text for text, _ in BOUNDS])
def test_the_words_before_a_figure_bound_it(text: str, bound: str, mentions: Reader) -> None:
    """The longest of the words right before a figure says how it is bounded."""
    assert [bound] == [mention.figure.bound for mention in mentions(text) if mention.figure]


DATES: list[tuple[str, list[tuple[int, int]]]] = [
    ("September 6", [(9, 6)]),
    ("Sept. 6", [(9, 6)]),
    ("Sep 6th", [(9, 6)]),
    ("6 September", [(9, 6)]),
    ("6th September 2023", [(9, 6)]),
    ("the 6th of September", [(9, 6)]),
    ("31 August", [(8, 31)]),
    ("SEPTEMBER 06", [(9, 6)]),
    ("4th of September", [(9, 4)]),
    ("Septembr 6", [(9, 6)]),
    ("6 to 9 September", [(9, 9)]),
    ("32 September", []),
    ("September 0", []),
    ("September 2023", []),
    ("September", []),
    ("6 of", []),
    ("fourth of September", []),
    ("6", []),
    ("31 September", []),
    ("May 4", [(5, 4)]),
    ("September, 6 people", []),
]

NO_DATES: list[tuple[str, list[tuple[int, int]], str]] = [
    ("6/9/2023", [(9, 6)], "a date in figures is three numbers"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(pytest.param(text, expected, id=text) for text, expected in DATES),
        *(
            pytest.param(text, expected, id=text, marks=pytest.mark.xfail(reason=reason))
            for text, expected, reason in NO_DATES
        ),
    ],
)
def test_dates_are_read(text: str, expected: list[tuple[int, int]], mentions: Reader) -> None:
    """A month and a day beside it are a date, in either order."""
    assert expected == [mention.date for mention in mentions(text) if mention.kind is Kind.DATE]


def test_a_date_goes_before_a_session(mentions: Reader) -> None:
    """In "the 4th of September" no session is named."""
    assert [Kind.DATE] == [m.kind for m in mentions("4th of September") if m.kind is not Kind.FRAME]
