"""What a claim says of all, of none or of some alone ("all contracts", "entirely on site", "no online exhibitors",
"the only buyers"), and what the sources state against it."""

from collections.abc import Iterator, Sequence

from bot.attribution import amounts, counts
from bot.query import Query
from bot.targets import Targets
from bot.terms import RIVALS
from facts.models import Fact, Names, Quantity
from facts.store import quantities_of


def exceptions(query: Query, facts: Sequence[Fact], targets: Targets) -> tuple[Fact, ...]:
    """The facts that refute that something is so of all, of none, or of those named alone; empty where nothing does. A
    fact of the claim itself refutes it where it states some ("no exhibitors") or but a part ("28 of 30")."""
    found: list[Fact] = []
    if "none" in query.acts and not any(figure.bound for figure in query.figures):
        found += (fact for fact in facts if isinstance(fact.value, Quantity | Names))
    if "every" in query.acts:
        found += (against for fact in facts for against in _beyond(query, fact, targets))
    if "alone" in query.acts and not query.figures:
        found += (against for fact in facts for against in (*_others(fact, targets), *_unnamed(fact, targets)))
    return tuple({fact.id: fact for fact in found}.values())


def _beyond(query: Query, fact: Fact, targets: Targets) -> Iterator[Fact]:
    """What shows that a fact is not about all: that it counts so many of so many, a part of a whole, one side of two,
    or what is of one field."""
    measure = targets.store.measures.get(fact.measure)
    if any(quantity.of is not None for quantity in quantities_of(fact.value)):
        yield fact
    wholes = targets.store.figures(measure.part_of or "", fact.session) if measure else ()
    if not query.figures or any(figure.amount in amounts(whole) for whole in wholes for figure in query.figures):
        yield from (fact, *wholes) if wholes else ()
    if fact.topics and measure and query.concepts.isdisjoint(fact.topics):
        yield fact
    if not any(figure.amount in amounts(fact) for figure in query.figures):
        yield from _others(fact, targets)


def _others(fact: Fact, targets: Targets) -> Iterator[Fact]:
    """The figures of the other side: online beside offline."""
    sides = targets.target(fact).facets
    for row in RIVALS:
        if sides & row:
            for mate in targets.group(fact):
                if targets.target(mate).facets & row - sides:
                    yield mate


def _unnamed(fact: Fact, targets: Targets) -> Iterator[Fact]:
    """The counts of those of whom some are named ("25 buyers such as Huawei")."""
    if isinstance(fact.value, Names) and not fact.value.complete:
        for mate in (*targets.mates(fact), *(f for topic in fact.topics for f in targets.store.on(topic))):
            more = isinstance(mate.value, Quantity) and mate.value.amount > len(fact.value.entities)
            if more and set(mate.topics) == set(fact.topics) and targets.kinds(fact) & counts(mate, targets):
                yield mate
