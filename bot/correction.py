"""What sets a claim right that no fact bears out: what the sources state in the place of what it names."""

from collections.abc import Sequence

from bot.attribution import amounts, stated
from bot.candidates import Candidate
from bot.query import OPERATIONS, Query
from bot.resolve import Found, Missing
from bot.targets import Targets
from bot.terms import RIVALS, Term
from facts.models import Change, Date, Fact, Names, Quantity, Texts
from facts.store import values_of

_KNOWN = 2
"""Words of a claim that a fact must explain, to be about the same; one will do that is a name."""

_MOST = 2
"""Facts that are told of such a claim."""


def corrected(query: Query, missing: Missing, targets: Targets, inherited: bool) -> Found | None:
    """The facts that set a claim right, where the claim names something else in the place of what they state: another
    currency, another country, the opposite; or where its figure is that of another session. With ``inherited`` terms of
    an earlier question, only a rival of the same kind counts: the rest may be a new topic."""
    if not query.claims or query.acts & OPERATIONS:
        return None
    if missing.sessions and missing.reason == "not_stated":
        known = {quantity.amount for fact in missing.nearest for quantity in stated(fact)}
        if query.figures and all(figure.amount in known for figure in query.figures):
            return Found(missing.nearest)
        return None
    near = [c for c in _of_the_named(missing.considered, query) if c.unexplained and (c.head or c.figures > 0)]
    near = [c for c in near if len(c.unexplained) < len(query.terms) or all(map(_needs_no_topic, c.unexplained))]
    closest = min((len(c.unexplained) for c in near), default=0)
    near = [c for c in near if len(c.unexplained) == closest or c.figures > 0]
    against = [c for c in near if all(_rival(term, c.fact, query, targets, inherited) for term in c.unexplained)]
    if not against:
        return None
    best = min(_fitness(c) for c in against)
    if any(_fitness(c) <= best and _open(c.fact) for c in near if not all(map(_needs_no_topic, c.unexplained))):
        return None  # a list that names only some leaves it open whether the one claimed is on it
    facts = [c.fact for c in against if _fitness(c) == best]
    if "down" in query.concepts:
        facts = [change for fact in facts for change in _growth(fact, targets)] or facts
    return Found(tuple({f.id: f for f in facts}.values())[:3])


def _of_the_named(near: Sequence[Candidate], query: Query) -> list[Candidate]:
    """The candidates that account for all of several names of a claim, if some do; else all: one name alone may stand
    in the place of another."""
    names = [t for t in query.terms if t.kind == "name"]
    known = [sum(t not in c.unexplained for t in names) for c in near]
    both = [c for c, number in zip(near, known, strict=True) if number == len(names) > 1]
    return both or list(near)


def _fitness(candidate: Candidate) -> tuple[int, int, tuple[int, bool, int, int]]:
    return -candidate.figures, len(candidate.unexplained), candidate.rank


def _open(fact: Fact) -> bool:
    return any(isinstance(value, Names) and not value.complete for value in values_of(fact))


def _rival(term: Term, fact: Fact, query: Query, targets: Targets, inherited: bool) -> bool:
    """Whether a term stands in the place of what a fact states."""
    values = [fact.value, *(value for role, value in fact.roles.items() if role != "beside")]
    if "other_matter" in term.options and not query.figures:
        return False  # that is in nothing's place
    if term.kind == "date":
        return any(isinstance(value, Date) for value in values)
    if term.kind == "concept":
        if term.options & {"dollar", "yuan"}:
            return any(isinstance(v, Quantity) and v.unit in ("usd", "cny") for v in values)
        if "down" in term.options:
            return bool(query.figures or _growth(fact, targets))
        figured = any(f.amount in amounts(fact) for f in query.figures)
        told = targets.profile(fact).explained
        other = any(term.options & row and told & row - term.options for row in RIVALS)
        return figured or other or (not inherited and _says_another(fact, targets))
    return (not inherited and _says_another(fact, targets)) or (
        any(isinstance(v, Names) and v.complete for v in values) and "claim" in query.acts
    )


def _needs_no_topic(term: Term) -> bool:
    """Whether a claim is wrong by a day or a direction, whatever else it mentions."""
    return term.kind == "date" or "down" in term.options


def _growth(fact: Fact, targets: Targets) -> list[Fact]:
    """How the figure of a fact has changed, as the sources state it."""
    if isinstance(fact.value, Change):
        return [fact]
    return list(targets.store.changes(fact.measure, fact.session))


def _says_another(fact: Fact, targets: Targets) -> bool:
    """Whether a fact is the only one of its kind in its session, so that any other text or name in its place is
    wrong."""
    alone = len(targets.store.of(fact.measure, fact.session)) == 1 and fact.measure in targets.store.predicates
    return alone and isinstance(fact.value, Names | Texts) and fact.value.complete


def said_instead(query: Query, missing: Missing) -> Found | None:
    """The facts on the relation that a claim is about, where one word of it is of nothing that the sources know ("the
    mayor of Bonn"): who, what and where they do name. None where they leave it open whether there is more."""
    if "claim" not in query.acts or query.acts & OPERATIONS or query.figures or missing.sessions:
        return None
    near = [c for c in missing.considered if c.unexplained and not c.unmet and _tells(c)]
    near = [c for c in near if _of_both(query, c) or (_one_word(c) and _about(query, c))]
    best = min((c.rank for c in near), default=None)
    if any(_open(c.fact) and len(c.unexplained) == 1 for c in missing.considered):
        return None
    facts = {c.fact.id: c.fact for c in near if c.rank == best}
    return (
        Found(tuple(facts.values()), passed=tuple(t.text for t in near[0].unexplained))
        if 0 < len(facts) <= _MOST
        else None
    )


def _one_word(candidate: Candidate) -> bool:
    return len(candidate.unexplained) == 1 and candidate.unexplained[0].kind == "word"


def _of_both(query: Query, candidate: Candidate) -> bool:
    """Whether a claim names several parties, and a fact all of them: what else it says of them is what they did not."""
    names = [t for t in query.terms if t.kind == "name"]
    return len(names) > 1 and not any(t in candidate.unexplained for t in names)


def _about(query: Query, candidate: Candidate) -> bool:
    explained = [t for t in query.terms if t not in candidate.unexplained]
    return len(explained) >= _KNOWN or any(t.kind == "name" for t in explained)


def _tells(candidate: Candidate) -> bool:
    """Whether a fact names something, and all of it."""
    values = [value for value in values_of(candidate.fact) if isinstance(value, Names | Texts | Date)]
    return bool(values) and all(isinstance(value, Date) or value.complete for value in values)
