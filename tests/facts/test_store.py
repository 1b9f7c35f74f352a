"""The store finds facts by what they are about, in corpus order, and cannot be changed."""

from dataclasses import FrozenInstanceError, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given

from facts.models import Citation, Fact, Quantity
from facts.store import FactStore
from tests.facts.corpora import loaded
from tests.facts.strategies import decimals

FIGURE = "quantity: {amount: 2400, unit: exhibitor, surface: a}"
PERCENT = "{amount: 20.0, unit: percent, surface: a}"
CHANGE = f"change: {{direction: up, by: {PERCENT}, base: fair-2023}}"


@pytest.fixture
def store(tmp_path: Path) -> FactStore:
    return loaded(
        tmp_path,
        f"id: b, measure: exhibitors, value: {{{FIGURE}}}, topics: [size, size], quote: came on",
        "id: a, measure: guest, value: {names: [ada, ada]}, roles: {home: {names: [ruritania]}}, quote: came on",
        f"id: c, session: fair-2022, measure: exhibitors, value: {{{CHANGE}}}, quote: came on",
        f"id: d, measure: opinion, value: {{texts: [a]}}, roles: {{at: {{{FIGURE}}}}}, topics: [size], quote: came on",
        "id: e, measure: exhibitors, value: {quantity: {amount: 28, of: 30, unit: a, surface: a}}, quote: came on",
        f"id: f, measure: exhibitors, value: {{share: {{is: {PERCENT}, of: exhibitors}}}}, quote: came on",
    )


def ids(facts: tuple[Fact, ...]) -> str:
    return "".join(fact.id for fact in facts)


def test_facts_are_found_by_measure(store: FactStore) -> None:
    """A measure's or a predicate's facts, of every session or of one."""
    assert "bcef" == ids(store.of("exhibitors"))
    assert "bef" == ids(store.of("exhibitors", "fair-2023"))
    assert "c" == ids(store.of("exhibitors", "fair-2022"))
    assert "a" == ids(store.of("guest"))


def test_facts_are_found_by_session(store: FactStore) -> None:
    """A session's facts."""
    assert "abdef" == "".join(sorted(ids(store.in_session("fair-2023"))))
    assert "c" == ids(store.in_session("fair-2022"))


def test_facts_are_found_by_the_entities_they_name(store: FactStore) -> None:
    """An entity is found in the value and in the roles, once a fact; its country does not stand in for it."""
    assert "a" == ids(store.naming("ada"))
    assert "a" == ids(store.naming("ruritania"))


def test_facts_are_found_by_topic(store: FactStore) -> None:
    """A topic finds each fact that lists it, once."""
    assert "bd" == ids(store.on("size"))


def test_facts_are_found_by_amount(store: FactStore) -> None:
    """An amount is found in values, roles, changes, shares and wholes, however many zeros it is written with."""
    assert "bd" == ids(store.with_amount(Decimal("2400.00")))
    assert "cf" == ids(store.with_amount(Decimal(20)))
    assert "e" == ids(store.with_amount(Decimal(30)))


def test_what_is_not_there_is_an_empty_tuple(store: FactStore) -> None:
    """No lookup fails for an id that nothing has."""
    empty: tuple[Fact, ...] = ()

    assert empty == store.of("x") == store.of("x", "fair-2023") == store.of("exhibitors", "x")
    assert empty == store.in_session("x") == store.naming("x") == store.on("x") == store.with_amount(Decimal(7))


def test_a_signature_is_found_for_measures_and_predicates(store: FactStore) -> None:
    """What a question mentions is found for either, and an unknown id is an error."""
    assert (("exhibitor",),) == store.about("exhibitors").head
    assert (("opinion",),) == store.about("opinion").head
    with pytest.raises(KeyError):
        store.about("x")


def test_documented_sessions_keep_their_order(store: FactStore) -> None:
    """Sessions that are only referred to are not documented."""
    assert ["fair-2023"] == [session.id for session in store.documented]


def test_entries_know_where_they_stand(store: FactStore, tmp_path: Path) -> None:
    """Each entry of the corpus has its file and line."""
    assert f"{tmp_path}/statements/fair/2023.yaml:5" == str(store.places["fact", "a"])
    assert f"{tmp_path}/predicates.yaml:3" == str(store.places["measure", "opinion"])
    assert f"{tmp_path}/sources/report/source.yaml:1" == str(store.places["source", "report"])


@pytest.mark.parametrize(
    "name", ["sources", "texts", "sessions", "measures", "predicates", "entities", "facts", "places"]
)
def test_the_store_cannot_be_changed(store: FactStore, name: str) -> None:
    """Neither a mapping nor an attribute takes a new value."""
    with pytest.raises(TypeError):
        cast(Any, getattr(store, name))["x"] = None
    with pytest.raises(AttributeError):
        setattr(store, name, {})


def test_a_fact_cannot_be_changed(store: FactStore) -> None:
    """Neither a role nor an attribute takes a new value."""
    for fact in (store.facts["a"], store.facts["b"]):
        with pytest.raises(TypeError):
            cast(Any, fact.roles)["x"] = None
        with pytest.raises(FrozenInstanceError):
            cast(Any, fact).roles = {}


def test_equal_facts_are_one_in_a_set(store: FactStore) -> None:
    """A fact has a hash, equal for equal facts, whatever its roles are made of."""
    fact = store.facts["a"]
    same = replace(fact, roles=dict(fact.roles))

    assert {fact} == {fact, same}
    assert 6 == len(set(store.facts.values()))


@given(decimals)
def test_an_amount_finds_its_fact(amount: Decimal) -> None:
    """Every amount is found as the number that it is."""
    value = Quantity(amount=amount, unit="a", surface="a")
    cited = Citation(source="s", exact="a", start=0, end=1)
    fact = Fact(id="a", session="s", measure="m", value=value, citations=(cited,))
    store = FactStore(sources={}, texts={}, sessions={}, measures={}, predicates={}, entities={}, facts={"a": fact})

    assert (fact,) == store.with_amount(amount.normalize())
