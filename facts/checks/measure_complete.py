"""Each measure says what a comparison needs, and agrees with its group, with its whole and with its facts.

Population, property, method and scope say something; the measures of one group, a measure and the one it is part of,
and a measure and its figures count in one family of units (things, area, money, percent).
"""

from collections import defaultdict
from collections.abc import Iterator

from facts.checks.english import CURRENCIES
from facts.checks.problem import Problem, entry_problem, fact_problem
from facts.models import Measure, Quantity, Share
from facts.store import FactStore, values_of

_SAID_BY_NOTHING = frozenset({"", "-", "–", "—", "?", "…", "...", "n/a", "none", "null", "tbd", "todo", "unknown", "x"})
_AREAS = frozenset({"square_metre", "square_kilometre", "hectare"})


def check(store: FactStore) -> Iterator[Problem]:
    """A problem for each measure that lacks a part, and for each disagreement over units or wholes."""
    for measure in store.measures.values():
        for key in ("population", "property", "method", "scope"):
            if getattr(measure, key).strip().lower() in _SAID_BY_NOTHING:
                yield entry_problem(
                    store, "measure", measure.id, f"{key}: says nothing: write what the source tells of it"
                )
        yield from _whole(store, measure)
    yield from _groups(store)
    yield from _figures(store)


def unit_family(unit: str) -> str:
    """What kind of figure a unit makes: ``money``, ``area``, ``percent`` or ``count``."""
    if unit in CURRENCIES.values():
        return "money"
    if unit in _AREAS:
        return "area"
    return "percent" if unit.startswith("percent") else "count"


def _whole(store: FactStore, measure: Measure) -> Iterator[Problem]:
    if measure.part_of is None:
        return
    whole = store.measures.get(measure.part_of)
    if whole is None:
        message = f"part_of: {measure.part_of} is no measure: name the measure that it is a part of"
        yield entry_problem(store, "measure", measure.id, message)
    elif unit_family(measure.unit) not in ("percent", unit_family(whole.unit)):
        message = f"part_of: {measure.unit} is no part of {whole.unit} ({whole.id}): name a whole of the same kind"
        yield entry_problem(store, "measure", measure.id, message)


def _groups(store: FactStore) -> Iterator[Problem]:
    groups: dict[str, list[Measure]] = defaultdict(list)
    for measure in store.measures.values():
        groups[measure.group].append(measure)
    for group, (first, *others) in groups.items():
        for measure in others:
            if unit_family(measure.unit) != unit_family(first.unit):
                message = (
                    f"group: {group} counts in {first.unit} ({first.id}), this in {measure.unit}: give it another group"
                )
                yield entry_problem(store, "measure", measure.id, message)


def _figures(store: FactStore) -> Iterator[Problem]:
    for fact in store.facts.values():
        measure = store.measures.get(fact.measure)
        value = fact.value
        if measure and isinstance(value, Quantity) and unit_family(value.unit) != unit_family(measure.unit):
            message = f"value: counts in {value.unit}, its measure in {measure.unit}: mend one of them"
            yield fact_problem(store, fact, message)
        for value in values_of(fact):
            if isinstance(value, Share) and value.of not in store.measures:
                yield fact_problem(store, fact, f"value: {value.of} is no measure: name the measure that is the whole")
