"""Each figure and each date of a fact stands in one of its quotes, with its amount, its unit sign and its bound.

The bounding word ("over", "nearly") must stand inside the quote too: a quote that cuts it off misleads. Percentages and
counts are told apart (12 is not 12%), and so are currencies.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from facts.checks.english import BOUNDS, CURRENCIES, MONTHS, SCALES
from facts.checks.figures import Figure, figures_in
from facts.checks.problem import Problem, fact_problem
from facts.models import Date, Fact, Modifier, Quantity, Value
from facts.store import FactStore, quantities_of

_BOUND = re.compile(rf"\b({'|'.join(sorted(BOUNDS, key=len, reverse=True))})\s+(?:an?\s+)?\Z", re.IGNORECASE)
_AMID_BEFORE = re.compile(r"([^\W_]|\d[.,])\Z")
_AMID_AFTER = re.compile(r"[^\W_]|[.,]\d")
"""A surface beside these is part of a longer word or figure: 12 in 122, in 1,200 or in 12.5."""
_REACH = 24
"""Longer than any bounding word with its article."""
_CURRENCY = re.compile(rf"(?<!\w)({'|'.join(re.escape(word) for word in CURRENCIES)})(?!\w)", re.IGNORECASE)
_PERCENT = re.compile(r"\s*(%|per\s?cent\b)", re.IGNORECASE)
_SCALE = re.compile(rf"[\s-]+({'|'.join(SCALES)})\b", re.IGNORECASE)


class _Occurrence(NamedTuple):
    """Where a surface stands, and the text around it."""

    surface: str
    before: str
    """Up to the start of the source."""
    quoted: str
    """The part of ``before`` that the quote holds."""
    after: str


def check(store: FactStore) -> Iterator[Problem]:
    """A problem for each figure or date of a fact that its quotes do not bear out."""
    for fact in store.facts.values():
        for key, value in _keyed(fact):
            for quantity in quantities_of(value):
                message = _quantity_fault(store, fact, quantity)
                if message:
                    yield fact_problem(store, fact, f"{key}: {message}")
            if isinstance(value, Date):
                message = _date_fault(store, fact, value)
                if message:
                    yield fact_problem(store, fact, f"{key}: {message}")


def _keyed(fact: Fact) -> Iterator[tuple[str, Value]]:
    yield "value", fact.value
    for name, value in fact.roles.items():
        yield f"roles.{name}", value


def _occurrences(store: FactStore, fact: Fact, surface: str) -> Iterator[_Occurrence]:
    for citation in fact.citations:
        text = store.texts.get(citation.source, "")
        start = text.find(surface, citation.start, citation.end)
        while start >= 0:
            end = start + len(surface)
            if not _AMID_BEFORE.search(text[max(0, start - 2) : start]) and not _AMID_AFTER.match(text, end):
                before = text[max(0, start - _REACH) : start]
                quoted = text[max(citation.start, start - _REACH) : start]
                yield _Occurrence(surface, before, quoted, text[end : end + _REACH])
            start = text.find(surface, start + 1, citation.end)


def _quantity_fault(store: FactStore, fact: Fact, quantity: Quantity) -> str | None:
    """What keeps a quantity from being borne out; of several places where it stands, one that is right suffices."""
    surface = quantity.surface
    amounts = {figure.amount for figure in figures_in(surface)}
    if amounts and quantity.amount not in amounts:
        return f'the amount {quantity.amount} is not what the surface "{surface}" says: mend one of them'
    if quantity.of is not None and not _stated(fact, quantity.of):
        return f"the whole {quantity.of} stands in no quote of the fact: cite the passage that states it"
    faults = [_occurrence_fault(there, quantity) for there in _occurrences(store, fact, surface)]
    if not faults:
        return f'the surface "{surface}" stands in no quote of the fact: write the figure as the source does'
    return None if None in faults else faults[0]


def _stated(fact: Fact, amount: Decimal) -> bool:
    return any(figure.amount == amount for citation in fact.citations for figure in figures_in(citation.exact))


def _occurrence_fault(there: _Occurrence, quantity: Quantity) -> str | None:
    if figures_in(there.surface) and _SCALE.match(there.after):
        return f'the surface "{there.surface}" leaves out "{there.after.split()[0]}": write the figure in full'
    return _unit_fault(there, quantity.unit) or _bound_fault(there, quantity.modifier)


def _unit_fault(there: _Occurrence, unit: str) -> str | None:
    percent = bool(_PERCENT.search(there.surface) or _PERCENT.match(there.after))
    if percent != unit.startswith("percent"):
        said = "a percentage" if percent else "no percentage"
        return f'"{there.surface}" is {said} in the quote, and the unit is {unit}: mend the unit or the surface'
    currency = _CURRENCY.search(there.surface) or _CURRENCY.match(there.after.lstrip())
    if currency and CURRENCIES[currency[1].lower()] != unit:
        return f'the quote counts in "{currency[1]}", and the unit is {unit}: write {CURRENCIES[currency[1].lower()]}'
    return None


def _bound_fault(there: _Occurrence, modifier: Modifier) -> str | None:
    found = _BOUND.search(there.before)
    if found is None:
        if modifier is Modifier.EXACTLY:
            return None
        return f'no word before "{there.surface}" says {modifier}: leave the modifier out, or cite where one does'
    word = " ".join(found[1].lower().split())
    said: Modifier | None = BOUNDS[word]
    if said is None:
        return f'"{word}" bounds "{there.surface}", and no modifier says so: models.Modifier needs one'
    if said is not modifier:
        return f'"{word}" bounds "{there.surface}", and the modifier is {modifier}: write {said}'
    if not _BOUND.search(there.quoted):
        return f'the quote cuts off "{word}" before "{there.surface}": begin it earlier'
    return None


def _date_fault(store: FactStore, fact: Fact, date: Date) -> str | None:
    if not any(_occurrences(store, fact, date.surface)):
        return f'the date "{date.surface}" stands in no quote of the fact: write it as the source does'
    months: Mapping[str, int] = {name: number for number, name in enumerate(MONTHS, start=1)}
    named = [
        months[word[:3].lower()] for word in re.findall(r"[A-Za-z]{3,}", date.surface) if word[:3].lower() in months
    ]
    if named and date.month not in named:
        return f'the month {date.month} is not what "{date.surface}" says: mend one of them'
    figures: list[Figure] = list(figures_in(date.surface))
    if figures and all(figure.amount != date.day for figure in figures):
        return f'the day {date.day} is not what "{date.surface}" says: mend one of them'
    return None
