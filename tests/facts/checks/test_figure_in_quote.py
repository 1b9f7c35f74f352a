"""A figure that its quotes do not bear out is found: surface, amount, unit sign, bound."""

from pathlib import Path

import pytest

from facts.checks import figure_in_quote
from facts.store import FactStore
from tests.facts.corpora import loaded, messages

Q = "quantity: {amount: %s, unit: %s, surface: %s}"
BOUNDED = "quantity: {amount: %s, unit: %s, surface: %s, modifier: %s}"

SOUND: list[tuple[str, str]] = [
    ("There were over 2,400 exhibitors.", BOUNDED % (2400, "exhibitor", '"2,400"', "over")),
    ("The rate exceeded 20 percent.", BOUNDED % (20, "percent", "20 percent", "over")),
    ("The rate exceeded 20 percent.", BOUNDED % (20, "percent", '"20"', "over")),
    ("More than 6,700 came.", BOUNDED % (6700, "person", '"6,700"', "more_than")),
    ("even more than 100 billion Yuan", BOUNDED % (100000000000, "cny", "100 billion Yuan", "more_than")),
    ("with nearly 800 people", BOUNDED % (800, "person", "800", "nearly")),
    ("with nearly\n800 people", BOUNDED % (800, "person", "800", "nearly")),
    ("over a hundred reports", BOUNDED % (100, "report", "a hundred", "over")),
    ("over a hundred reports", BOUNDED % (100, "report", "hundred", "over")),
    ("about 30 of them", BOUNDED % (30, "report", "30", "about")),
    ("over 500 Fortune 500 companies", BOUNDED % (500, "company", "500", "over")),
    ("eight countries", Q % (8, "country", "eight")),
    ("20% and 20 of them", Q % (20, "person", "20")),
    ("dozens of firms", Q % (24, "company", "dozens")),
    ("101.08 billion USD", Q % (101080000000, "usd", "101.08 billion USD")),
    ("28 of the top 30 traders", "quantity: {amount: 28, unit: country, surface: 28, of: 30}"),
    ("up 12% on 2022", 'change: {direction: up, base: fair-2022, by: {amount: 12, unit: percent, surface: "12%"}}'),
    ("20% of the total", 'share: {of: exhibitors, is: {amount: 20, unit: percent, surface: "20%"}}'),
    ("on Sept 6.", "date: {month: 9, day: 6, surface: Sept 6}"),
    ("on 6 September 2023", "date: {month: 9, day: 6, year: 2023, surface: 6 September 2023}"),
]

BROKEN: list[tuple[str, str, str]] = [
    ("122 forums", Q % (12, "forum", "12"), 'the surface "12" stands in no quote of the fact'),
    ("1,200 forums", Q % (200, "forum", "200"), 'the surface "200" stands in no quote of the fact'),
    ("12.5 forums", Q % (12, "forum", "12"), 'the surface "12" stands in no quote of the fact'),
    ("12 forums", Q % (13, "forum", "12"), 'the amount 13 is not what the surface "12" says'),
    ("eight forums", Q % (9, "forum", "eight"), 'the amount 9 is not what the surface "eight" says'),
    ("5 billion Yuan", Q % (5, "cny", "5"), 'the surface "5" leaves out "billion"'),
    ("12% up", Q % (12, "forum", "12"), '"12" is a percentage in the quote, and the unit is forum'),
    ("12% up", Q % (12, "forum", '"12%"'), '"12%" is a percentage in the quote, and the unit is forum'),
    ("12 up", Q % (12, "percent", "12"), '"12" is no percentage in the quote, and the unit is percent'),
    (
        "5 billion Yuan",
        Q % (5000000000, "usd", "5 billion"),
        'the quote counts in "Yuan", and the unit is usd: write cny',
    ),
    ("over 12 forums", Q % (12, "forum", "12"), '"over" bounds "12", and the modifier is exactly: write over'),
    (
        "over 12 forums",
        BOUNDED % (12, "forum", "12", "more_than"),
        '"over" bounds "12", and the modifier is more_than: write over',
    ),
    ("12 forums", BOUNDED % (12, "forum", "12", "over"), 'no word before "12" says over: leave the modifier out'),
    ("takeover 12", BOUNDED % (12, "forum", "12", "over"), 'no word before "12" says over'),
    (
        "no more than 12",
        BOUNDED % (12, "forum", "12", "more_than"),
        '"no more than" bounds "12", and no modifier says so',
    ),
    ("28 traders", "quantity: {amount: 28, unit: country, surface: 28, of: 30}", "the whole 30 stands in no quote"),
    (
        "up 12%",
        'change: {direction: up, base: fair-2022, by: {amount: 13, unit: percent, surface: "12%"}}',
        "amount 13",
    ),
    (
        "30% of all",
        'share: {of: exhibitors, is: {amount: 20, unit: percent, surface: "20%"}}',
        '"20%" stands in no quote',
    ),
    ("on Sept 6.", "date: {month: 9, day: 7, surface: Sept 7}", 'the date "Sept 7" stands in no quote'),
    ("on Sept 6.", "date: {month: 9, day: 7, surface: Sept 6}", 'the day 7 is not what "Sept 6" says'),
    ("on Sept 6.", "date: {month: 8, day: 6, surface: Sept 6}", 'the month 8 is not what "Sept 6" says'),
    ("on Sept 16.", "date: {month: 9, day: 1, surface: Sept 1}", 'the date "Sept 1" stands in no quote'),
]


@pytest.mark.parametrize(("text", "value"), SOUND, ids=[f"{text}: {value}" for text, value in SOUND])
def test_a_figure_that_the_quote_states_is_no_problem(tmp_path: Path, text: str, value: str) -> None:
    """Surface, amount, unit sign and bound agree with the quote, in a value as in a role."""
    store = stated(tmp_path, value, text)

    assert [] == messages(figure_in_quote.check, store)


@pytest.mark.parametrize(("text", "value", "message"), BROKEN, ids=[f"{text}: {value}" for text, value, _ in BROKEN])
def test_a_figure_that_the_quote_does_not_state_is_found(tmp_path: Path, text: str, value: str, message: str) -> None:
    """What disagrees is said, with what to do, in a value as in a role."""
    store = stated(tmp_path, value, text)
    found = messages(figure_in_quote.check, store)

    assert ["value: ", "roles.worth: "] == [each[: each.index(" ") + 1] for each in found]
    assert all(message in each for each in found)


def test_a_quote_that_cuts_off_its_bound_is_found(tmp_path: Path) -> None:
    """ "2,400 exhibitors" out of "over 2,400 exhibitors" misleads."""
    fact = "id: a, measure: exhibitors, value: {%s}, quote: '2,400 exhibitors'"
    problem = 'value: the quote cuts off "over" before "2,400": begin it earlier'
    bounded = BOUNDED % (2400, "exhibitor", '"2,400"', "over")

    assert [problem] == messages(figure_in_quote.check, loaded(tmp_path, fact % bounded))


def test_one_quote_of_several_suffices(tmp_path: Path) -> None:
    """A figure need not stand in every quote of its fact."""
    value = BOUNDED % (2400, "exhibitor", '"2,400"', "over")
    store = loaded(tmp_path, f'id: a, measure: exhibitors, value: {{{value}}}, quote: [came on, "over 2,400"]')

    assert [] == messages(figure_in_quote.check, store)


def stated(folder: Path, value: str, text: str) -> FactStore:
    """A corpus of this text whose facts quote all of it and hold the value, one as its value and one in a role."""
    quote = text.replace("\n", "\\n")
    return loaded(
        folder,
        f'id: a, measure: opinion, value: {{{value}}}, quote: "{quote}"',
        f'id: b, measure: opinion, value: {{texts: [a]}}, roles: {{worth: {{{value}}}}}, quote: "{quote}"',
        text=text,
    )
