"""The figures of a claim: which fact each is claimed of, and whether that fact states it.

"125 companies presented novelties" claims the figure of the novelties of the companies. What is claimed of what is told
by the noun behind the figure; without one, by the unit and by the facts that account for the words of the claim.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from bot import neighbours
from bot.candidates import Candidate
from bot.query import COUNTING, Query
from bot.targets import Targets
from bot.terms import VALUE_KINDS
from facts.interval import Interval
from facts.models import Change, Fact, Modifier, Quantity, Share
from facts.store import quantities_of, values_of
from intents.models import Figure

_SMALL = 1
"""Spelled figures up to this are rather pronouns ("one of them") than claims."""

_DISTINCT = 20
"""A count from here on is found again in the session that is spoken of, whatever it counts."""

_SHARES = frozenset({"share", "rate"})

_TELLING = 1000
"""A figure from here on is found again wherever it stands; a smaller one may be of anything."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a figure of a claim is claimed of."""

    figure: Figure
    facts: tuple[Fact, ...]
    """What the sources state of that."""
    right: bool | None
    """None where they leave the figure open."""
    whose: tuple[Fact, ...] = ()
    """What does have the figure, where that has not."""


def attributions(
    query: Query, facts: Sequence[Fact], considered: Sequence[Candidate], targets: Targets
) -> tuple[Attribution, ...]:
    """Each figure of a claim, in its order, with what it is claimed of: among what answers the words of the claim, else
    among the facts found, else among those that stand beside them."""
    told = "claim" in query.acts or query.polar  # a figure alone may be meant for something else ("23 fair")
    near = [targets.store.facts[one] for one in sorted(neighbours.beside(facts, targets.store))] if told else []
    circles = (plainest(considered) if told else (), tuple(facts), tuple(near))
    claimed = [
        (figure, noun)
        for figure, noun in zip(query.figures, query.numbered, strict=True)
        if not (figure.spelled and figure.amount <= _SMALL)
    ]
    rows = (_attributed(figure, noun if figure.unit is None else (), circles, targets) for figure, noun in claimed)
    return tuple(row for row in rows if row is not None)


def plainest(considered: Sequence[Candidate]) -> tuple[Fact, ...]:
    """The figures that account for every word of a claim and of which the claim leaves least unsaid, whatever its own
    figures are."""
    whole = [c for c in considered if c.whole and c.head and isinstance(c.fact.value, Quantity)]
    least = min((c.missing for c in whole), default=0)
    return tuple(c.fact for c in whole if c.missing == least)


def _counted(noun: Sequence[frozenset[str]], targets: Targets) -> frozenset[str]:
    """What is counted by the words behind a figure: by the first of them that names something countable, and no kind of
    value ("31 per cent of the contract value")."""
    names = takewhile(lambda word: not word <= VALUE_KINDS, noun)
    return next((word & targets.countable for word in names if word & targets.countable), frozenset())


def _of_measures(facts: Sequence[Fact], targets: Targets) -> list[Fact]:
    """The facts with what else is stated of their measures: the figure beside its growth and its share."""
    measures = targets.store.measures
    mates = (targets.store.of(fact.measure, fact.session) if fact.measure in measures else () for fact in facts)
    rows = (one for fact, row in zip(facts, mates, strict=True) for one in (fact, *row))
    return list({fact.id: fact for fact in rows}.values())


def _meant(noun: Sequence[frozenset[str]], facts: Sequence[Fact], targets: Targets) -> list[Fact]:
    """Those of the facts that account for most of the words behind a figure ("300 guests on site")."""
    known = [sum(not word.isdisjoint(targets.profile(fact).explained) for word in noun) for fact in facts]
    return [fact for fact, words in zip(facts, known, strict=True) if words == max(known)]


def _attributed(
    figure: Figure, noun: Sequence[frozenset[str]], circles: Sequence[Sequence[Fact]], targets: Targets
) -> Attribution | None:
    """None for a figure that but counts what is mentioned ("all four of them")."""
    counted = _counted(noun, targets)
    for circle in circles:
        own = [f for f in _of_measures(circle, targets) if _counts(f, counted, targets) and _of_unit(figure, f)]
        if own:
            return _judged(figure, _meant(noun, own, targets), circles, targets)
    _, facts, near = circles
    of_measure = _of_measures(facts, targets)
    if any(isinstance(fact.value, Quantity) for fact in facts):  # then what a text mentions beside it is not the figure
        of_measure = [f for f in of_measure if quantities_of(f.value)]
    own = [fact for fact in of_measure if _of_unit(figure, fact)]
    if noun and noun[0] <= _SHARES:  # "90% of the" is a share, though its sign is read with the words behind it
        own = [fact for fact in own if any(quantity.unit == "percent" for quantity in quantities_of(fact.value))]
    if figure.spelled and figure.unit is None and figure.amount < COUNTING and not any(_states(figure, f) for f in own):
        return None
    if own:
        return _judged(figure, _meant(noun, own, targets), circles, targets)
    beside = [fact for fact in near if figure.unit and _states(figure, fact)]
    if beside:
        return Attribution(figure, tuple(beside[:1]), True)
    of_change = [f for f in facts if isinstance(f.value, Change | Share)]
    return Attribution(figure, tuple(of_change), False if figure.unit == "percent" and of_change else None)


def _judged(figure: Figure, own: Sequence[Fact], circles: Sequence[Sequence[Fact]], targets: Targets) -> Attribution:
    verdicts = [(fact, _borne_out(figure, fact)) for fact in own]
    for wanted in (True, None, False):
        chosen = tuple(fact for fact, verdict in verdicts if verdict is wanted)
        if chosen:
            break
    if any(_states(figure, fact) for fact in chosen):
        return Attribution(figure, chosen, wanted)
    asked = tuple(fact for fact in chosen if any(fact in circle for circle in circles[:2])) or chosen
    whose = _whose(figure, asked, circles, targets)
    return Attribution(figure, asked, False if whose else wanted, whose)


def _whose(
    figure: Figure, told: Sequence[Fact], circles: Sequence[Sequence[Fact]], targets: Targets
) -> tuple[Fact, ...]:
    """The facts that state a figure that is claimed of something else: of the same unit, or standing beside what is
    told; of another session only where none is of the same."""
    near = {fact.id for circle in circles for fact in circle}
    sessions = {fact.session for fact in told}
    units = {quantity.unit for fact in told for quantity in stated(fact)}
    found = []
    for fact in targets.store.with_amount(figure.amount):
        distinct = figure.amount >= _DISTINCT and isinstance(fact.value, Quantity) and fact.session in sessions
        akin = fact.id in near or distinct or not units.isdisjoint(q.unit for q in quantities_of(fact.value))
        akin = akin or figure.amount >= _TELLING
        if akin and fact not in told and _states(figure, fact):
            found.append(fact)
    here = [fact for fact in found if fact.session in sessions]
    return tuple(here or found)


def stated(fact: Fact) -> Iterator[Quantity]:
    """The quantities of a fact's value, or, where that is none, of its roles."""
    own = quantities_of(fact.value)
    yield from own or (q for value in values_of(fact) for q in quantities_of(value))


def amounts(fact: Fact) -> set[Decimal]:
    """The amounts of a fact's quantities."""
    return {quantity.amount for quantity in stated(fact)}


def counts(fact: Fact, targets: Targets) -> frozenset[str]:
    """What a fact's figure counts; empty for what is no figure."""
    measure = targets.store.measures.get(fact.measure)
    return frozenset(measure.counts if measure else ())


def _counts(fact: Fact, counted: frozenset[str], targets: Targets) -> bool:
    """Whether a fact states how many there are of something, or how many more."""
    plain = all(quantity.unit != "percent" for quantity in quantities_of(fact.value))
    return plain and not counted.isdisjoint(counts(fact, targets))


def _of_unit(figure: Figure, fact: Fact) -> bool:
    values = stated(fact) if figure.unit or figure.amount >= _TELLING else quantities_of(fact.value)
    return any(figure.unit in (None, quantity.unit) for quantity in values)


def _states(figure: Figure, fact: Fact) -> bool:
    own = [q for q in quantities_of(fact.value) if figure.unit == q.unit or (figure.unit is None and _bare(q))]
    return any(figure.amount == quantity.amount for quantity in own)


def _bare(quantity: Quantity) -> bool:
    """Whether a figure may stand without its unit: not a small one that is no count ("12" for 12%)."""
    return quantity.amount >= _TELLING or quantity.unit != "percent"


def _borne_out(figure: Figure, fact: Fact) -> bool | None:
    verdicts = {_bears_out(figure, quantity) for quantity in stated(fact) if figure.unit in (None, quantity.unit)}
    return True if True in verdicts else None if None in verdicts else False


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


def together(rows: Iterable[Attribution]) -> tuple[Fact, ...]:
    """What is told of the figures: what is stated of each, then whose the wrong ones are."""
    rows = tuple(rows)
    told = [fact for row in rows for fact in row.facts] + [fact for row in rows for fact in row.whose]
    return tuple({fact.id: fact for fact in told}.values())
