"""Every figure of a unit: "every percentage in the report", "which sums are in yuan"."""

from collections.abc import Iterator

from bot.query import Query
from bot.terms import PERCENTAGES
from facts.models import Change, Fact, Quantity, Share, Value
from facts.store import FactStore, Sessions

_UNITS = {"yuan": "cny", "dollar": "usd"}
_ALL = frozenset({"every", "breakdown"})
_PLACE = frozenset({"document", "during", "publish"})
"""Concepts that say only where the figures stand, and that they do."""


def unit_of(query: Query) -> str:
    """The unit that a question wants all figures of, if it names nothing else than that and where they stand; or ""."""
    wanted = not query.acts.isdisjoint(_ALL) or not query.wishes.isdisjoint({"names", "which"})
    if query.figures or not wanted:
        return ""
    telling = [t for t in (*query.terms, *query.hints) if t.options.isdisjoint(_PLACE)]
    if telling and all(t.options == PERCENTAGES for t in telling):
        return "percent"
    named = [t for t in telling if t.kind == "concept" and t.options & {"money", "currency", *_UNITS}]
    currencies = frozenset().union(*(t.options & _UNITS.keys() for t in named))
    if len(named) < len(telling) or len(currencies) != 1:
        return ""
    return _UNITS[min(currencies)]


def figures_in(unit: str, store: FactStore, sessions: Sessions) -> Iterator[Fact]:
    """The facts that state a figure of a unit, by their value or beside it."""
    for session in sessions or store.sessions:
        for fact in store.in_session(session):
            if any(_unit(value) == unit for value in (fact.value, *fact.roles.values())):
                yield fact


def _unit(value: Value) -> str:
    match value:
        case Quantity(unit=unit):
            return unit
        case Change(by=by):
            return by.unit
        case Share():
            return "percent"
        case _:
            return ""
