"""A claim in the question is checked against the facts, not swallowed."""

from collections.abc import Iterable, Iterator, Sequence

from bot.candidates import Candidate
from bot.query import OPERATIONS, RIVALS, Query, Term
from bot.resolve import Found, Missing
from bot.targets import Targets
from facts.models import Change, Date, Fact, Names, Quantity, Texts
from facts.store import quantities_of, values_of
from intents.models import Figure

_SMALL = 3
"""Spelled figures up to this are rather counts of what is wanted ("name three") than claims."""


def confirmed(query: Query, facts: Sequence[Fact], targets: Targets) -> bool | None:
    """Whether facts that explain a claim bear it out: its figures are theirs. None for a question that claims
    nothing."""
    if not query.claims or query.acts & OPERATIONS:
        return None
    claimed = [f for f in query.figures if not (f.spelled and f.amount <= _SMALL)]
    stated = list(_figures(facts, targets))
    if any(not any(_same(figure, other) for other in stated) for figure in claimed):
        return False
    if "down" in query.concepts and any(isinstance(f.value, Change) and f.value.direction == "up" for f in facts):
        return False
    return True if "claim" in query.acts or query.polar or claimed else None


def corrected(query: Query, missing: Missing, targets: Targets, inherited: bool) -> Found | None:
    """The facts that set a claim right, where the claim names something else in the place of what they state: another
    currency, another country, the opposite; or where its figure is that of another session. With ``inherited`` terms of
    an earlier question, only a rival of the same kind counts: the rest may be a new topic."""
    if not query.claims or query.acts & OPERATIONS:
        return None
    if missing.sessions and missing.reason == "not_stated":
        stated = list(_figures(missing.nearest, targets))
        if query.figures and all(any(_same(f, other) for other in stated) for f in query.figures):
            return Found(missing.nearest)
        return None
    near = [c for c in missing.considered if 0 < len(c.unexplained) < len(query.terms) and (c.head or c.figures > 0)]
    near = [c for c in near if all(_rival(term, c.fact, query, targets, inherited) for term in c.unexplained)]
    if not near:
        return None
    best = min((-c.figures, len(c.unexplained), c.rank) for c in near)
    chosen: list[Candidate] = [c for c in near if (-c.figures, len(c.unexplained), c.rank) == best]
    return Found(tuple(c.fact for c in chosen)[:3])


def _rival(term: Term, fact: Fact, query: Query, targets: Targets, inherited: bool) -> bool:
    """Whether a term stands in the place of what a fact states."""
    values = values_of(fact)
    if term.kind == "date":
        return any(isinstance(value, Date) for value in values)
    if term.kind == "concept":
        if term.options & {"dollar", "yuan"}:
            return any(isinstance(v, Quantity) and v.unit in ("usd", "cny") for v in values)
        if "down" in term.options:
            return True
        figured = any(f.amount in {q.amount for v in values for q in quantities_of(v)} for f in query.figures)
        return figured or any(term.options & row for row in RIVALS) or (not inherited and _says_another(fact, targets))
    return (not inherited and _says_another(fact, targets)) or (
        any(isinstance(v, Names) for v in values) and "claim" in query.acts
    )


def _says_another(fact: Fact, targets: Targets) -> bool:
    """Whether a fact is the only one of its kind in its session, so that any other text or name in its place is
    wrong."""
    alone = len(targets.store.of(fact.measure, fact.session)) == 1
    return alone and isinstance(fact.value, Names | Texts) and fact.measure in targets.store.predicates


def _figures(facts: Iterable[Fact], targets: Targets) -> Iterator[Figure]:
    """The figures of facts, and of the facts that stand in the same passage."""
    for fact in facts:
        for mate in (fact, *targets.mates(fact)):
            for quantity in (q for value in values_of(mate) for q in quantities_of(value)):
                unit = quantity.unit if quantity.unit in ("percent", "usd", "cny") else None
                yield Figure(quantity.amount, unit, spelled=False)
                if quantity.of is not None:
                    yield Figure(quantity.of, unit, spelled=False)


def _same(claimed: Figure, stated: Figure) -> bool:
    return claimed.amount == stated.amount and (claimed.unit is None or claimed.unit == stated.unit)
