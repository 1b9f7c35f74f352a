"""A claim in the question is checked against the facts, not swallowed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from bot.attribution import Attribution, amounts, attributions, counts, together
from bot.capitals import stands_in
from bot.quantifiers import exceptions
from bot.query import OPERATIONS, Query
from bot.resolve import Found
from bot.targets import Targets
from facts.models import Change, Fact, Names, Quantity, Texts

_MOST = 4
"""Figures of one claim that are told apart."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is told of a claim, and whether it is right; None where it claims nothing, or where the sources leave it
    open ("at least 3,000" of a figure that is "over 2,400")."""

    facts: tuple[Fact, ...]
    right: bool | None = None


def checked(query: Query, found: Found, targets: Targets) -> Judgement:
    """The facts that are found for a question, as they bear out or refute what it claims: with what is stated of each
    figure of it, and with what contradicts that it is so of all."""
    if not query.claims or "which_more" in query.acts:
        return Judgement(found.facts)
    if "either" in query.acts:
        return Judgement(found.facts)  # which of two it is, is told
    if query.acts & OPERATIONS and "claim" not in query.acts and not query.polar:
        return Judgement(found.facts)  # something is to be computed, and nothing claimed
    rows = attributions(query, found.facts, found.considered, targets)
    facts = _needed(query, found.facts, together(rows), targets)
    against = exceptions(query, facts, targets)
    facts = tuple({fact.id: fact for fact in (*facts, *against)}.values())
    verdicts = [row.right for row in rows]
    if against or False in verdicts or _refuted(query, facts, targets):
        return Judgement(facts, False)
    claimed = bool(rows) or "claim" in query.acts or query.polar
    unsettled = not claimed or None in verdicts or bool(found.passed) or _unstated_growth(found.facts, rows)
    unsettled = unsettled or not all(stands_in(name, facts) for name in query.capitalised)
    return Judgement(facts, None if unsettled or _open(query, facts) else True)


def _needed(query: Query, found: Sequence[Fact], stated: Sequence[Fact], targets: Targets) -> tuple[Fact, ...]:
    """What is stated of the figures, with those of the facts found that account for words that these do not."""
    explained = [targets.profile(fact) for fact in stated]
    left = [t for t in query.terms if not any(t.options & (own.explained | own.names) for own in explained)]
    told = {fact.id: fact for fact in stated}
    for fact in found:
        own = targets.profile(fact)
        if not told or any(t.options & (own.explained | own.names) for t in left):
            told[fact.id] = fact
    return tuple(told.values() if stated else {fact.id: fact for fact in found}.values())


def _unstated_growth(found: Sequence[Fact], rows: Sequence[Attribution]) -> bool:
    """Whether the only figure of a claim about growth is that of the thing itself ("83 countries more")."""
    grown = [fact for fact in found if isinstance(fact.value, Change)]
    return len(rows) == 1 and bool(grown) and not any(fact in grown for fact in rows[0].facts)


def _refuted(query: Query, facts: Sequence[Fact], targets: Targets) -> bool:
    """Whether the facts say the opposite: growth, several times, each other's figures."""
    if "down" in query.concepts and any(isinstance(f.value, Change) and f.value.direction == "up" for f in facts):
        return True
    if "first_time" in query.concepts and any(_several_times(f) for f in facts):
        return True
    return _crossed(query, facts, targets)


def _open(query: Query, facts: Sequence[Fact]) -> bool:
    """Whether the facts leave open what is claimed: a limit without a figure, names of which some are untold, the
    opposite of a bound, something firm, people where visits are counted."""
    asked = {ask for ask, _ in query.asks} - {"percent", "amount", "number", "what"}  # then it is no claim alone
    bounded = any(figure.bound not in ("", "part") for figure in query.figures)
    partial = any(isinstance(f.value, Names | Texts) and not f.value.complete for f in facts)
    return (
        bool(asked)
        or ("negation" in query.acts and bounded)
        or ("restriction" in query.acts and (partial or not query.figures))
        or "firm" in query.concepts  # what the sources call preliminary or intentional is told as such
        or _of_other_unit(query, facts)
    )


def _several_times(fact: Fact) -> bool:
    return isinstance(fact.value, Quantity) and fact.value.unit == "time" and fact.value.amount > 1


def _of_other_unit(query: Query, facts: Sequence[Fact]) -> bool:
    """Whether people are claimed where visits are counted: then the plain statement says what is counted."""
    visits = any(isinstance(f.value, Quantity) and f.value.unit == "person_time" for f in facts)
    return visits and bool(query.figures) and "person_time" not in query.concepts


def _crossed(query: Query, facts: Sequence[Fact], targets: Targets) -> bool:
    """Whether figures are claimed of each other's things ("6,700 offline and 2,400 online"): they and what tells their
    facts apart do not stand in one order."""
    bare = [n for n, noun in enumerate(query.numbered) if not noun or query.figures[n].unit]
    held = [[f for f in facts if figure.amount in amounts(f)] for figure in query.figures]
    if len(bare) < 2 or len(held) > _MOST or not all(held):
        return False
    order = sorted(range(len(held)), key=query.figured_at.__getitem__)
    pairings = [row for row in product(*(held[n] for n in order)) if len({f.id for f in row}) == len(row)]
    return bool(pairings) and not any(_in_order(query, row, targets) for row in pairings)


def _in_order(query: Query, facts: Sequence[Fact], targets: Targets) -> bool:
    """Whether a question mentions facts in the order given."""
    places = [_place(query, fact, [f for f in facts if f.id != fact.id], targets) for fact in facts]
    return places == sorted(places)


def _explained(fact: Fact, targets: Targets) -> frozenset[str]:
    return targets.profile(fact).explained


def _place(query: Query, fact: Fact, others: Sequence[Fact], targets: Targets) -> int:
    """Where a question mentions what tells a fact from others, or else anything of it."""
    for about in (counts, _explained):
        own = about(fact, targets)
        common = frozenset.intersection(own, *(about(f, targets) for f in others))
        telling = [t.at for t in query.terms if t.options & own and not t.options & common]
        if telling:
            return min(telling)
    return min((t.at for t in query.terms if t.options & targets.profile(fact).explained), default=0)
