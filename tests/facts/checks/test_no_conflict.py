"""Two facts that say the same or contradict each other are found; two that can both be true are not."""

from pathlib import Path

import pytest

from facts.checks import no_conflict
from tests.facts.corpora import loaded, messages

CONTRADICTS = "value: contradicts a: mend one of them, or tell them apart by a role"
REPEATS = "value: states what a states: make them one fact with the quotes of both"


def quantity(amount: int, modifier: str = "exactly", unit: str = "usd") -> str:
    return f"value: {{quantity: {{amount: {amount}, unit: {unit}, modifier: {modifier}, surface: x}}}}"


def change(direction: str, amount: int, base: str = "fair-2022") -> str:
    by = f"{{amount: {amount}, unit: percent, surface: x}}"
    return f"value: {{change: {{direction: {direction}, by: {by}, base: {base}}}}}"


def share(amount: int) -> str:
    return f"value: {{share: {{is: {{amount: {amount}, unit: percent, surface: x}}, of: exhibitors}}}}"


DATE = "value: {date: {month: 9, day: %s, surface: x}}"

COMPATIBLE: list[tuple[str, str]] = [
    (quantity(100, "over"), quantity(101)),
    (quantity(101), quantity(100, "more_than")),
    (quantity(100, "over"), quantity(200, "more_than")),
    (quantity(100, "nearly"), quantity(99)),
    (quantity(100, "nearly"), quantity(200, "nearly")),
    (quantity(100, "over"), quantity(200, "nearly")),
    (quantity(100), quantity(700, unit="cny")),
    (quantity(100), change("up", 12)),
    (change("up", 12), change("up", 13, "fair-2023")),
    (change("up", 12), share(20)),
    ("value: {texts: [good]}", "value: {texts: [bad]}"),
    ("value: {names: [ada]}", "value: {names: [ruritania]}"),
    (f"{quantity(1)}, roles: {{at: {{texts: [x]}}}}", f"{quantity(2)}, roles: {{at: {{texts: [z]}}}}"),
    (f"{quantity(1)}, roles: {{at: {{texts: [x]}}}}", f"{quantity(2)}, roles: {{on: {{texts: [x]}}}}"),
    (quantity(1), f"session: fair-2022, {quantity(2)}"),
]

CONTRADICTING: list[tuple[str, str]] = [
    (quantity(100), quantity(101)),
    (quantity(100, "over"), quantity(100)),
    (quantity(100, "more_than"), quantity(99)),
    (quantity(99), quantity(100, "more_than")),
    (quantity(100, "nearly"), quantity(100)),
    (quantity(100, "over"), quantity(100, "nearly")),
    (quantity(200, "nearly"), quantity(200, "over")),
    (quantity(100, "about"), quantity(120, "about")),
    (change("up", 12), change("up", 13)),
    (change("up", 12), change("down", 12)),
    (share(20), share(21)),
    (DATE % 6, DATE % 7),
    (f"{quantity(1)}, roles: {{at: {{texts: [x]}}}}", f"{quantity(2)}, roles: {{at: {{texts: [x]}}}}"),
]

SAME = [quantity(100, "over"), change("up", 12), share(20), DATE % 6, "value: {texts: [good]}", "value: {names: [ada]}"]


@pytest.mark.parametrize(("one", "other"), COMPATIBLE)
def test_facts_that_can_both_be_true_are_no_problem(tmp_path: Path, one: str, other: str) -> None:
    """Bounds that leave room for each other, other sessions, kinds, bases and roles do not conflict."""
    assert [] == found(tmp_path, one, other)


@pytest.mark.parametrize(("one", "other"), CONTRADICTING)
def test_facts_that_contradict_each_other_are_found(tmp_path: Path, one: str, other: str) -> None:
    """The later fact names the earlier."""
    assert [CONTRADICTS] == found(tmp_path, one, other)


@pytest.mark.parametrize("value", SAME)
def test_a_fact_stated_twice_is_found(tmp_path: Path, value: str) -> None:
    """What a document repeats is one fact with two quotes."""
    assert [REPEATS] == found(tmp_path, value, value)


def test_a_figure_written_in_two_ways_is_stated_twice(tmp_path: Path) -> None:
    """Another surface makes no other figure."""
    assert [REPEATS] == found(tmp_path, quantity(100), quantity(100).replace("surface: x", "surface: a hundred"))


def found(folder: Path, *values: str) -> list[str]:
    facts = (f"id: {name}, measure: opinion, {value}, quote: came on" for name, value in zip("ab", values, strict=True))
    return messages(no_conflict.check, loaded(folder, *facts))
