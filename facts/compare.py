"""What follows from stated figures, and what does not: comparability, differences, ratios, shares, implied figures.

A derived figure is computed from the figures as written, and its bound from the intervals that they are, so that it
claims no more than is provable: "more than", "less than", "exactly", or "about" where the intervals leave both sides
open.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from facts.interval import Interval, divided
from facts.models import Change, Fact, Measure, Model, Names, Quantity, Unit
from facts.store import FactStore

CURRENCIES = frozenset({"usd", "cny", "eur", "gbp", "jpy", "hkd"})
"""Units that are amounts of money; two of them are never added or compared."""


class Verdict(StrEnum):
    """How far two figures may be compared."""

    SAME = "same"
    CONVERTIBLE = "convertible"
    CAVEAT = "caveat"
    NOT_COMPARABLE = "not_comparable"
    ONE_SIDE_ONLY = "one_side_only"


Field = Literal["population", "property", "method", "unit", "currency", "scope", "as_of"]
"""What two figures can differ in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparability(Model):
    """A verdict and what it rests on: names of the fields in which the two differ."""

    verdict: Verdict
    differs: tuple[Field, ...] = ()


def comparability(one: Fact, other: Fact, store: FactStore) -> Comparability:
    """Whether two facts count the same thing, decided by what their measures count and how the facts are qualified."""
    a, b = store.measures.get(one.measure), store.measures.get(other.measure)
    if a is None or b is None or not isinstance(one.value, Quantity) or not isinstance(other.value, Quantity):
        return Comparability(verdict=Verdict.NOT_COMPARABLE, differs=("property",))
    if one.value.unit != other.value.unit:
        bases = {u.of if (u := store.units.get(v.unit)) else v.unit for v in (one.value, other.value)}
        if len(bases) == 1:
            return Comparability(verdict=Verdict.CONVERTIBLE, differs=("unit",))
        money = {one.value.unit, other.value.unit} <= CURRENCIES
        return Comparability(
            verdict=Verdict.NOT_COMPARABLE, differs=("currency",) if money else _differing(a, b) or ("unit",)
        )
    differs = _differing(a, b)
    if {"population", "property", "unit"} & set(differs):
        return Comparability(verdict=Verdict.NOT_COMPARABLE, differs=differs)
    if ("as_of" in one.roles) != ("as_of" in other.roles):
        differs = (*differs, "as_of")
    return Comparability(verdict=Verdict.CAVEAT if differs else Verdict.SAME, differs=differs)


def _differing(a: Measure, b: Measure) -> tuple[Field, ...]:
    fields: tuple[Field, ...] = ("population", "property", "unit", "method", "scope")
    return tuple(field for field in fields if getattr(a, field) != getattr(b, field))


def kin(one: Fact, other: Fact, store: FactStore) -> bool:
    """Whether the figures of two facts may be set off against each other: of one unit, and of one population, a whole
    and its part, parts of one whole, or of one group in one session (high-level and special forums)."""
    if not figured(one) or not figured(other) or quantity(one).unit != quantity(other).unit:
        return False
    a, b = store.measures.get(one.measure), store.measures.get(other.measure)
    together = one.session == other.session
    if a is None or b is None:
        return together and quantity(one).unit in CURRENCIES
    if a.population == b.population and a.property == b.property:
        return True
    related = a.part_of == b.id or b.part_of == a.id or (a.part_of is not None and a.part_of == b.part_of)
    return together and (related or a.group == b.group or (a.population == b.population and a.unit in CURRENCIES))


Operation = Literal[
    "difference", "ratio", "percent_change", "share", "remainder", "complement", "combined", "uncovered", "total",
    "average", "implied", "growth", "unnamed", "conversion",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Derivation:
    """A figure that no source states."""

    operation: Operation
    amount: Decimal
    low: Decimal
    high: Decimal
    """The least and the greatest amount that the operands allow; infinite where one of them has no bound."""
    unit: str
    """The unit of the operands, ``times``, ``percent``, or ``usd/contract`` for an average."""
    operands: tuple[Fact, ...]
    """In the order of the expression."""

    @property
    def bound(self) -> Literal["exactly", "more_than", "less_than", "about"]:
        """What is provable of the amount."""
        if self.low == self.high:
            return "exactly"
        if self.low == self.amount:
            return "more_than"
        return "less_than" if self.high == self.amount else "about"


def _derivation(
    operation: Operation, amount: Decimal, span: Interval, unit: str, operands: tuple[Fact, ...]
) -> Derivation:
    return Derivation(operation, amount, span.low, span.high, unit, operands)


def figured(fact: Fact) -> bool:
    """Whether a fact states a figure: as its value, or as what it is worth."""
    return isinstance(fact.value, Quantity) or len(_worth(fact)) == 1


def quantity(fact: Fact) -> Quantity:
    """The figure of a fact, or what it is worth. Raises ValueError for a fact that states none."""
    if isinstance(fact.value, Quantity):
        return fact.value
    worth = _worth(fact)
    if len(worth) == 1:
        return worth[0]
    raise ValueError(f"{fact.id} states no figure of its own")


def _worth(fact: Fact) -> list[Quantity]:
    return [value for value in fact.roles.values() if isinstance(value, Quantity)]


def _pair(one: Fact, other: Fact) -> tuple[Quantity, Quantity]:
    """Two figures of one unit. Raises ValueError otherwise: units and currencies are never mixed."""
    a, b = quantity(one), quantity(other)
    if a.unit != b.unit:
        raise ValueError(f"{one.id} is in {a.unit}, {other.id} in {b.unit}: not to be mixed")
    return a, b


def difference(one: Fact, other: Fact) -> Derivation:
    """How much the first is more than the second; negative if it is less."""
    a, b = _pair(one, other)
    span = Interval.of(a).less(Interval.of(b))
    return _derivation("difference", a.amount - b.amount, span, a.unit, (one, other))


def ratio(one: Fact, other: Fact) -> Derivation:
    """How many times the second the first is."""
    a, b = _pair(one, other)
    span = Interval.of(a).over(Interval.of(b))
    return _derivation("ratio", divided(a.amount, b.amount), span, "times", (one, other))


def percent_change(one: Fact, base: Fact) -> Derivation:
    """By how many percent of the base the first is more than it; negative if it is less."""
    a, b = _pair(one, base)
    span = Interval.of(a).over(Interval.of(b)).percent(less=1)
    return _derivation("percent_change", (divided(a.amount, b.amount) - 1) * 100, span, "percent", (one, base))


def share(part: Fact, whole: tuple[Fact, ...]) -> Derivation:
    """What percentage of the sum of ``whole`` a part is; a part that is one of them is counted in it."""
    a = quantity(part)
    rows = [_pair(part, one)[1] for one in whole]
    amount = divided(a.amount, sum((q.amount for q in rows), Decimal(0))) * 100
    own = Interval.of(a)
    if part in whole:
        at = whole.index(part)
        rest = Interval.total(Interval.of(q) for q in (*rows[:at], *rows[at + 1 :]))
        least = Decimal(0) if rest.high.is_infinite() else _of_sum(own.low, rest.high)
        span = Interval(least, Decimal(1) if own.high.is_infinite() else _of_sum(own.high, rest.low))
    else:
        span = own.over(Interval.total(Interval.of(q) for q in rows))
    return _derivation("share", amount, span.percent(), "percent", (part, *whole))


def _of_sum(part: Decimal, rest: Decimal) -> Decimal:
    return divided(part, part + rest) if part else Decimal(0)


def remainder(whole: Fact, parts: tuple[Fact, ...]) -> Derivation:
    """What is left of a whole without the parts."""
    rows = [_pair(whole, part)[1] for part in parts]
    a = quantity(whole)
    amount = a.amount - sum((q.amount for q in rows), Decimal(0))
    span = Interval.of(a).less(Interval.total(Interval.of(q) for q in rows))
    return _derivation("remainder", amount, span, a.unit, (whole, *parts))


def complement(whole: Fact, parts: tuple[Fact, ...]) -> Derivation:
    """What percentage of a whole is left without the parts."""
    left = remainder(whole, parts)
    base = Interval.of(quantity(whole))
    amount = divided(left.amount, quantity(whole).amount) * 100
    exact = left.low == left.high and base.low == base.high
    span = Interval(amount, amount) if exact else Interval(Decimal(0), Decimal(100))
    return _derivation("complement", amount, span, "percent", (whole, *parts))


def combined(whole: Fact, parts: tuple[Fact, ...]) -> Derivation:
    """What percentage of a whole its parts are together."""
    part = total(parts)
    a = _pair(whole, parts[0])[0]
    span = Interval(part.low, part.high).over(Interval.of(a)).percent()
    return _derivation("combined", divided(part.amount, a.amount) * 100, span, "percent", (whole, *parts))


def conversion(fact: Fact, unit: Unit) -> Derivation:
    """A figure in another unit. Raises ValueError for a figure in a unit that this one is not of."""
    value = quantity(fact)
    if value.unit != unit.of:
        raise ValueError(f"{fact.id} is in {value.unit}, not in {unit.of}: not to be converted into {unit.id}")
    factor = Interval(unit.times, unit.times)
    return _derivation(
        "conversion", divided(value.amount, unit.times), Interval.of(value).over(factor), unit.id, (fact,)
    )


def uncovered(fact: Fact) -> Derivation:
    """How many are left of a whole of which the fact counts so many ("28 of the top 30"). Raises ValueError for a
    figure without a whole."""
    value = quantity(fact)
    if value.of is None:
        raise ValueError(f"{fact.id} counts no part of a whole")
    span = Interval(value.of, value.of).less(Interval.of(value))
    return _derivation("uncovered", value.of - value.amount, span, value.unit, (fact,))


def unnamed(count: Fact, names: Fact) -> Derivation:
    """How many of those counted are not among the names."""
    if not isinstance(names.value, Names):
        raise ValueError(f"{names.id} states no names")
    a, known = quantity(count), Decimal(len(names.value.entities))
    span = Interval.of(a).less(Interval(known, known))
    return _derivation("unnamed", a.amount - known, span, a.unit, (count, names))


def total(parts: tuple[Fact, ...]) -> Derivation:
    """The sum of figures of one unit."""
    rows = [_pair(parts[0], part)[1] for part in parts]
    amount = sum((q.amount for q in rows), Decimal(0))
    return _derivation("total", amount, Interval.total(map(Interval.of, rows)), rows[0].unit, parts)


def average(amount: Fact, count: Fact) -> Derivation:
    """How much of the first falls to one of the second, whatever their units."""
    a, b = quantity(amount), quantity(count)
    span = Interval.of(a).over(Interval.of(b))
    return _derivation("average", divided(a.amount, b.amount), span, f"{a.unit}/{b.unit}", (amount, count))


def implied(value: Fact, change: Fact) -> Derivation:
    """The figure of the session before, from a figure and its change against it. A percentage is taken as rounded to
    its last digit. Raises ValueError for a change in another unit."""
    a, by, sign = _grown(value, change)
    if by.unit == "percent":
        amount = divided(a.amount, 1 + sign * by.amount / 100)
        span = Interval.of(a).over(_factor(by, sign))
    else:
        amount = a.amount - sign * by.amount
        own, step = Interval.of(a), Interval.of(by)
        span = own.less(step) if sign > 0 else Interval.total((own, step))
    return _derivation("implied", amount, span, a.unit, (value, change))


def growth(value: Fact, change: Fact) -> Derivation:
    """The change against the session before in the other way of giving it: in percent where it is stated as a number,
    as a number where it is stated in percent; negative for a fall. Raises ValueError for a change in another unit."""
    a, by, sign = _grown(value, change)
    own = Interval.of(a)
    if by.unit == "percent":
        amount = a.amount - divided(a.amount, 1 + sign * by.amount / 100)
        factor = _factor(by, sign)
        span = own.times(Interval(1 - divided(Decimal(1), factor.low), 1 - divided(Decimal(1), factor.high)))
        return _derivation("growth", amount, span, a.unit, (value, change))
    base = implied(value, change)
    amount = divided(sign * by.amount, base.amount) * 100
    exact = base.low == base.high and by.modifier == "exactly"
    span = Interval(amount, amount) if exact else Interval(-Decimal("Infinity"), Decimal("Infinity"))
    return _derivation("growth", amount, span, "percent", (value, change))


def _grown(value: Fact, change: Fact) -> tuple[Quantity, Quantity, int]:
    """A figure, what it has changed by, and 1 for a rise or -1 for a fall."""
    if not isinstance(change.value, Change):
        raise ValueError(f"{change.id} states no change")
    a, by = quantity(value), change.value.by
    if by.unit not in (a.unit, "percent"):
        raise ValueError(f"{value.id} is in {a.unit}, its change in {by.unit}: not to be mixed")
    return a, by, 1 if change.value.direction == "up" else -1


def _factor(by: Quantity, sign: int) -> Interval:
    """What a figure was multiplied by in a change by a percentage that is rounded to its last digit."""
    half = Decimal(1).scaleb(int(by.amount.as_tuple().exponent)) / 2
    ends = (1 + (sign * by.amount - half) / 100, 1 + (sign * by.amount + half) / 100)
    return Interval(*ends)
