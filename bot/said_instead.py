"""What the sources say of the subject of a claim that they neither bear out nor refute."""

from collections.abc import Sequence

from bot.candidates import Candidate
from bot.query import OPERATIONS, Query
from bot.resolve import Found, Missing
from bot.targets import Targets
from facts.models import Date, Fact, Names, Quantity, Texts
from facts.store import values_of

_KNOWN = 2
"""Words of a claim that a fact must explain, to be about the same; one will do that is a name."""

_MOST = 2
"""Facts that are told of such a claim."""


def said_instead(query: Query, missing: Missing) -> Found | None:
    """The facts on the relation that a claim is about, where one word of it is of nothing that the sources know ("the
    mayor of Bonn"): who, what and where they do name. None where they leave it open whether there is more."""
    if "claim" not in query.acts or query.acts & OPERATIONS or query.figures or missing.sessions:
        return None
    near = [c for c in missing.considered if len(c.unexplained) == 1 and not c.unmet and _tells(c)]
    near = [c for c in near if c.unexplained[0].kind == "word" and _about(query, c)]
    best = min((c.rank for c in near), default=None)
    if any(_open(c.fact) and len(c.unexplained) == 1 for c in missing.considered):
        return None
    facts = {c.fact.id: c.fact for c in near if c.rank == best}
    return Found(tuple(facts.values()), passed=(near[0].unexplained[0].text,)) if 0 < len(facts) <= _MOST else None


def _about(query: Query, candidate: Candidate) -> bool:
    explained = [t for t in query.terms if t not in candidate.unexplained]
    return len(explained) >= _KNOWN or any(t.kind == "name" for t in explained)


def _open(fact: Fact) -> bool:
    return any(isinstance(value, Names) and not value.complete for value in values_of(fact))


def _tells(candidate: Candidate) -> bool:
    """Whether a fact names something, and all of it."""
    values = [value for value in values_of(candidate.fact) if isinstance(value, Names | Texts | Date)]
    return bool(values) and all(isinstance(value, Date) or value.complete for value in values)


def not_the_only_ones(query: Query, facts: Sequence[Fact], targets: Targets) -> tuple[Fact, ...]:
    """The counts that refute that only those named did something ("25 buyers such as Huawei")."""
    if not query.claims or "restriction" not in query.acts or query.figures:
        return ()
    found: dict[str, Fact] = {}
    for fact in facts:
        if isinstance(fact.value, Names) and not fact.value.complete:
            for mate in (*targets.mates(fact), *(f for topic in fact.topics for f in targets.store.on(topic))):
                more = isinstance(mate.value, Quantity) and mate.value.amount > len(fact.value.entities)
                if more and set(mate.topics) == set(fact.topics) and targets.kinds(fact) & _counts(mate, targets):
                    found[mate.id] = mate
    return tuple(found.values())


def _counts(fact: Fact, targets: Targets) -> frozenset[str]:
    measure = targets.store.measures.get(fact.measure)
    return frozenset(measure.counts if measure else ())
