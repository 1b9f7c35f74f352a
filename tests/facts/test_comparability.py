"""What may be compared: figures are as comparable as what they count."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.compare import CURRENCIES, Verdict, comparability
from facts.models import Fact, Measure, Names, Quantity, Signature, Unit, Value
from facts.store import FactStore
from tests.facts.stated import fact, stated
from tests.facts.strategies import units

law = settings(max_examples=60, deadline=None)

NOON: Value = Quantity(amount=Decimal(12), unit="hour", surface="noon")

MEASURE: Mapping[str, Any] = {
    "unit": "person",
    "population": "visitors",
    "property": "number of people",
    "method": "head count",
    "scope": "whole session",
    "group": "attendance",
    "about": Signature(head=(("visitor",),)),
}


def two(differs: Mapping[str, str], units: tuple[str, str] = ("person", "person")) -> tuple[Fact, Fact, FactStore]:
    """The figures of two measures that differ in these fields, and their store."""
    one = Measure(**{**MEASURE, "id": "one", "unit": units[0]})
    other = Measure(**{**MEASURE, "unit": units[1], **differs, "id": "other"})
    a, b = stated(3, unit=units[0]), stated(2, unit=units[1], measure="other")
    measures = {"one": one, "other": other}
    store = FactStore(
        sources={}, texts={}, sessions={}, measures=measures, predicates={}, entities={}, facts={"one": a, "other": b}
    )
    return a, b, store


def test_what_differs_in_nothing_is_the_same() -> None:
    """Two measures that count the same of the same are compared as they are."""
    a, b, store = two({})

    assert (Verdict.SAME, ()) == (comparability(a, b, store).verdict, comparability(a, b, store).differs)


@pytest.mark.parametrize(
    ("field", "verdict"),
    [
        ("population", Verdict.NOT_COMPARABLE),
        ("property", Verdict.NOT_COMPARABLE),
        ("method", Verdict.CAVEAT),
        ("scope", Verdict.CAVEAT),
    ],
)
def test_what_differs_decides(field: str, verdict: Verdict) -> None:
    """Another population or property is another thing; another method or scope is said beside the figures."""
    a, b, store = two({field: "another"})

    found = comparability(a, b, store)
    assert (verdict, (field,)) == (found.verdict, found.differs)


def test_the_group_says_nothing_of_what_is_counted() -> None:
    """Nearest counterparts are no more comparable for being that."""
    a, b, store = two({"population": "merchants", "property": "number of visits", "group": "attendance"})

    found = comparability(a, b, store)
    assert (Verdict.NOT_COMPARABLE, ("population", "property")) == (found.verdict, found.differs)


def test_people_are_not_person_times() -> None:
    """Another unit is another thing, also where population and property bear the same name."""
    a, b, store = two({}, units=("person", "person_time"))

    found = comparability(a, b, store)
    assert (Verdict.NOT_COMPARABLE, ("unit",)) == (found.verdict, found.differs)


@pytest.mark.parametrize("other", sorted(CURRENCIES - {"usd"}))
def test_currencies_are_not_comparable(other: str) -> None:
    """Money in two currencies is no more and no less, and the reason is the currency."""
    a, b, store = two({}, units=("usd", other))

    found = comparability(a, b, store)
    assert (Verdict.NOT_COMPARABLE, ("currency",)) == (found.verdict, found.differs)


def test_units_of_one_kind_are_convertible() -> None:
    """Hectares and square meters are compared by converting one of them."""
    a, b, store = two({}, units=("square_metre", "hectare"))
    hectare = Unit(id="hectare", of="square_metre", times=Decimal(10000))
    found = comparability(a, b, replace(store, units={"hectare": hectare}))

    assert (Verdict.CONVERTIBLE, ("unit",)) == (found.verdict, found.differs)


def test_a_provisional_figure_has_a_caveat() -> None:
    """A figure as of noon stands beside a final one with that said."""
    a, b, store = two({})
    provisional = fact(a.value, "one", as_of=NOON)

    found = comparability(provisional, b, store)
    assert (Verdict.CAVEAT, ("as_of",)) == (found.verdict, found.differs)


def test_two_provisional_figures_are_the_same() -> None:
    """What is as of a moment on both sides differs in nothing."""
    a, b, store = two({})

    assert Verdict.SAME == comparability(fact(a.value, as_of=NOON), fact(b.value, "other", as_of=NOON), store).verdict


def test_what_states_no_figure_is_not_comparable() -> None:
    """A theme is no more than another, and neither is what no measure counts."""
    a, b, store = two({})

    assert Verdict.NOT_COMPARABLE == comparability(fact(Names(entities=("ada",))), b, store).verdict
    assert Verdict.NOT_COMPARABLE == comparability(a, stated(1, measure="opinion"), store).verdict


@law
@given(
    st.dictionaries(st.sampled_from(["population", "property", "method", "scope"]), st.just("another")),
    st.tuples(units, units),
    st.booleans(),
    st.booleans(),
)
def test_verdicts_agree_in_both_orders(
    differs: dict[str, str], both: tuple[str, str], noon: bool, other_noon: bool
) -> None:
    """Comparing A with B and B with A comes to the same."""
    a, b, store = two(differs, units=both)
    a = fact(a.value, as_of=NOON) if noon else a
    b = fact(b.value, "other", as_of=NOON) if other_noon else b

    assert comparability(a, b, store) == comparability(b, a, store)
