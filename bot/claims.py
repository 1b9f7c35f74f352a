"""A claim in the question is checked against the facts, not swallowed."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product

from bot.candidates import Candidate
from bot.query import OPERATIONS, RIVALS, Query, Term
from bot.resolve import Found, Missing
from bot.targets import Targets
from facts.interval import Interval
from facts.models import Change, Date, Fact, Modifier, Names, Quantity, Texts
from facts.store import quantities_of, values_of
from intents.models import Figure

_SMALL = 1
"""Spelled figures up to this are rather pronouns ("one of them") than claims."""

_MOST = 4
"""Figures of one claim that are told apart."""


def confirmed(query: Query, facts: Sequence[Fact], targets: Targets) -> bool | None:
    """Whether facts that explain a claim bear it out. None where the question claims nothing, or where the sources
    leave it open ("at least 3,000" of a figure that is "over 2,400")."""
    if not query.claims or "which_more" in query.acts:
        return None
    if query.acts & OPERATIONS and "claim" not in query.acts and not query.polar:
        return None  # something is to be computed, and nothing claimed
    measures = targets.store.measures
    verdicts = [_borne_out(f, facts, targets) for f in query.figures if not (f.spelled and f.amount <= _SMALL)]
    if True in verdicts and False in verdicts and _stands_by(query.figures, facts, targets):
        return None
    if False in verdicts:
        return False
    if "down" in query.concepts and any(isinstance(f.value, Change) and f.value.direction == "up" for f in facts):
        return False
    if "first_time" in query.concepts and any(_several_times(f) for f in facts):
        return False
    partial = any(isinstance(f.value, Names | Texts) and not f.value.complete for f in facts)
    parts = any(f.measure in measures and measures[f.measure].part_of for f in facts)
    if "choose_all" in query.acts and parts and not query.figures:
        return False
    if _crossed(query, facts, targets):
        return False
    unsettled = None in verdicts or _of_other_unit(query, facts)
    unsettled = unsettled or (
        "negation" in query.acts and any(figure.bound not in ("", "part") for figure in query.figures)
    )
    if "firm" in query.concepts:
        return None  # what the sources call preliminary or intentional is told as such
    asked = bool({ask for ask, _ in query.asks} - {"percent", "amount"})  # then nothing but a figure is claimed
    if unsettled or (asked and not query.figures) or ("restriction" in query.acts and (partial or not query.figures)):
        return None
    return True if "claim" in query.acts or query.polar or verdicts else None


def _several_times(fact: Fact) -> bool:
    return isinstance(fact.value, Quantity) and fact.value.unit == "time" and fact.value.amount > 1


def _borne_out(claimed: Figure, facts: Sequence[Fact], targets: Targets) -> bool | None:
    """Whether one of the facts, or another value of its measure, holds a claimed figure within its bounds."""
    kin = [f for fact in facts for f in (fact, *targets.store.of(fact.measure, fact.session))]
    if any(isinstance(fact.value, Quantity) for fact in facts):  # then what a text mentions beside it is not the figure
        kin = [f for f in kin if not isinstance(f.value, Texts)]
    quantities = list(_stated(kin))
    if not quantities:
        return None
    verdicts = {_bears_out(claimed, quantity) for quantity in quantities if _one_unit(claimed, quantity)}
    return True if True in verdicts else None if None in verdicts else False


def _crossed(query: Query, facts: Sequence[Fact], targets: Targets) -> bool:
    """Whether figures are claimed of each other's things ("6,700 offline and 2,400 online"): they and what tells their
    facts apart do not stand in one order."""
    held = [[f for f in facts if figure.amount in _amounts(f)] for figure in query.figures]
    if len(held) < 2 or len(held) > _MOST or not all(held):
        return False
    order = sorted(range(len(held)), key=query.figured_at.__getitem__)
    pairings = [row for row in product(*(held[n] for n in order)) if len({f.id for f in row}) == len(row)]
    return bool(pairings) and not any(_in_order(query, row, targets) for row in pairings)


def _amounts(fact: Fact) -> set[Decimal]:
    return {quantity.amount for quantity in _stated([fact])}


def _in_order(query: Query, facts: Sequence[Fact], targets: Targets) -> bool:
    """Whether a question mentions facts in the order given."""
    places = [_place(query, fact, [f for f in facts if f.id != fact.id], targets) for fact in facts]
    return places == sorted(places)


def _counted(fact: Fact, targets: Targets) -> frozenset[str]:
    measure = targets.store.measures.get(fact.measure)
    return frozenset(measure.counts if measure else ())


def _explained(fact: Fact, targets: Targets) -> frozenset[str]:
    return targets.profile(fact).explained


def _place(query: Query, fact: Fact, others: Sequence[Fact], targets: Targets) -> int:
    """Where a question mentions what tells a fact from others, or else anything of it."""
    for about in (_counted, _explained):
        own = about(fact, targets)
        common = frozenset.intersection(own, *(about(f, targets) for f in others))
        telling = [t.at for t in query.terms if t.options & own and not t.options & common]
        if telling:
            return min(telling)
    return min((t.at for t in query.terms if t.options & targets.profile(fact).explained), default=0)


def _stands_by(claimed: Sequence[Figure], facts: Sequence[Fact], targets: Targets) -> bool:
    """Whether every figure claimed stands in a passage that is cited, though not all of them are of the facts found."""
    amounts = {amount for fact in facts for mate in targets.mates(fact) for amount in _amounts(mate)}
    return all(figure.amount in amounts for figure in claimed)


def _one_unit(claimed: Figure, stated: Quantity) -> bool:
    return claimed.unit is None or claimed.unit == stated.unit


def _bears_out(claimed: Figure, stated: Quantity) -> bool | None:
    """What a stated figure says to a claimed one, as intervals; None where it leaves the claim open."""
    amount, interval = claimed.amount, Interval.of(stated)
    if stated.of is not None and amount == stated.of:
        return True
    match claimed.bound:
        case "more_than" | "at_least":
            low_enough = interval.low >= amount if claimed.bound == "at_least" else _above(interval, stated, amount)
            return True if low_enough else False if interval.high <= amount else None
        case "less_than" | "at_most":
            strict = claimed.bound == "less_than" and stated.modifier is Modifier.EXACTLY
            high_enough = interval.high < amount if strict else interval.high <= amount
            return True if high_enough else False if interval.low >= amount else None
        case "exactly" if stated.modifier is not Modifier.EXACTLY:
            return False
        case _:
            return amount == stated.amount


def _above(interval: Interval, stated: Quantity, amount: Decimal) -> bool:
    """Whether a figure is more than an amount: one that is itself "more than" so much needs only to reach it."""
    return interval.low > amount or (interval.low == amount and stated.modifier in (Modifier.OVER, Modifier.MORE_THAN))


def _of_other_unit(query: Query, facts: Sequence[Fact]) -> bool:
    """Whether people are claimed where visits are counted: then the plain statement says what is counted."""
    visits = any(isinstance(f.value, Quantity) and f.value.unit == "person_time" for f in facts)
    return visits and bool(query.figures) and "person_time" not in query.concepts


def corrected(query: Query, missing: Missing, targets: Targets, inherited: bool) -> Found | None:
    """The facts that set a claim right, where the claim names something else in the place of what they state: another
    currency, another country, the opposite; or where its figure is that of another session. With ``inherited`` terms of
    an earlier question, only a rival of the same kind counts: the rest may be a new topic."""
    if not query.claims or query.acts & OPERATIONS:
        return None
    if missing.sessions and missing.reason == "not_stated":
        stated = {quantity.amount for quantity in _stated(missing.nearest)}
        if query.figures and all(figure.amount in stated for figure in query.figures):
            return Found(missing.nearest)
        return None
    near = [c for c in missing.considered if c.unexplained and (c.head or c.figures > 0)]
    near = [c for c in near if len(c.unexplained) < len(query.terms) or all(map(_needs_no_topic, c.unexplained))]
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


def _fitness(candidate: Candidate) -> tuple[int, int, tuple[int, bool, int, int]]:
    return -candidate.figures, len(candidate.unexplained), candidate.rank


def _open(fact: Fact) -> bool:
    return any(isinstance(value, Names) and not value.complete for value in values_of(fact))


def _rival(term: Term, fact: Fact, query: Query, targets: Targets, inherited: bool) -> bool:
    """Whether a term stands in the place of what a fact states."""
    values = values_of(fact)
    if "other_matter" in term.options and not query.figures:
        return False  # that is in nothing's place
    if term.kind == "date":
        return any(isinstance(value, Date) for value in values)
    if term.kind == "concept":
        if term.options & {"dollar", "yuan"}:
            return any(isinstance(v, Quantity) and v.unit in ("usd", "cny") for v in values)
        if "down" in term.options:
            return bool(query.figures or _growth(fact, targets))
        figured = any(f.amount in _amounts(fact) for f in query.figures)
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


def _stated(facts: Iterable[Fact]) -> Iterator[Quantity]:
    return (quantity for fact in facts for value in values_of(fact) for quantity in quantities_of(value))
