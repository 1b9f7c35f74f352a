"""No two facts state the same thing of a session twice, or differently.

Two facts are about the same thing if session, measure, kind of value and roles agree. Figures conflict unless their
bounds leave room for both (over 100 and 101.08 do not conflict); dates conflict unless they are equal. Names and texts
of one predicate are separate statements (two agreements, two reports), so there only the very same one twice is
reported: what a document repeats is one fact with several quotes.
"""

from collections import defaultdict
from collections.abc import Iterator

from facts.checks.problem import Problem, fact_problem
from facts.models import Change, Fact, Modifier, Quantity, Share, Value
from facts.store import FactStore, quantities_of


def check(store: FactStore) -> Iterator[Problem]:
    """A problem for each fact that repeats or contradicts an earlier one."""
    alike: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in store.facts.values():
        against = fact.value.base if isinstance(fact.value, Change) else ""
        whole = fact.value.of if isinstance(fact.value, Share) else ""
        roles = frozenset(fact.roles.items())
        alike[fact.session, fact.measure, fact.value.kind, against, whole, roles].append(fact)
    for facts in alike.values():
        yield from _repeated(store, facts)
        if facts[0].value.kind in ("quantity", "change", "share", "date"):
            yield from _contradicting(store, facts)


def _repeated(store: FactStore, facts: list[Fact]) -> Iterator[Problem]:
    first: dict[object, Fact] = {}
    for fact in facts:
        same = first.setdefault(_said(fact.value), fact)
        if same is not fact:
            message = f"value: states what {same.id} states: make them one fact with the quotes of both"
            yield fact_problem(store, fact, message)


def _said(value: Value) -> object:
    """What a value says, however the source writes its figure."""
    figures = tuple((figure.amount, figure.unit, figure.modifier, figure.of) for figure in quantities_of(value))
    return (figures, value.direction if isinstance(value, Change) else "") if figures else value


def _contradicting(store: FactStore, facts: list[Fact]) -> Iterator[Problem]:
    """One problem a fact, against the first that it contradicts; a repetition is not weighed again."""
    different: dict[object, Fact] = {}
    for fact in facts:
        if different.setdefault(_said(fact.value), fact) is fact:
            earlier = next((other for other in different.values() if not _compatible(other, fact)), fact)
            if earlier is not fact:
                advice = "mend one of them, or tell them apart by a role"
                yield fact_problem(store, fact, f"value: contradicts {earlier.id}: {advice}")


def _compatible(one: Fact, other: Fact) -> bool:
    """Whether a figure can be both; figures in different units cannot be weighed against each other."""
    match one.value, other.value:
        case Quantity() as left, Quantity() as right:
            pass
        case Change(direction=way, by=left), Change(direction=that, by=right):
            if way != that:
                return False
        case Share(is_=left), Share(is_=right):
            pass
        case _:
            return False
    return left.unit != right.unit or (_admits(left, right) and _admits(right, left))


def _admits(bound: Quantity, other: Quantity) -> bool:
    """Whether the bound of one figure leaves room for another, as the sources bound them."""
    match bound.modifier, other.modifier:
        case (Modifier.OVER | Modifier.MORE_THAN, Modifier.OVER | Modifier.MORE_THAN):
            return True
        case (Modifier.NEARLY, Modifier.NEARLY):
            return True
        case (Modifier.OVER | Modifier.MORE_THAN, _):
            return other.amount > bound.amount
        case (Modifier.NEARLY, _):
            return other.amount < bound.amount
        case (_, Modifier.OVER | Modifier.MORE_THAN):
            return bound.amount > other.amount
        case (_, Modifier.NEARLY):
            return bound.amount < other.amount
        case _:
            # "About" says no width: two different figures of it are for an author to weigh.
            return bound.amount == other.amount
