"""What follows from stated figures, and what does not: comparability, differences, ratios, shares, implied figures.

A stated figure is an interval: "over 2,400" is (2400, ∞), "nearly 280,000" is (0, 280000), "331" is [331, 331]. A
derived figure is computed from the figures as written, and its bound from the intervals (Moore 1966), so that it
claims no more than is provable: "more than", "less than", "exactly", or "about" where the intervals leave both sides
open.
"""

from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from typing import Literal

from facts.models import Change, Fact, Measure, Model, Modifier, Names, Quantity
from facts.store import FactStore

CURRENCIES = frozenset({"usd", "cny", "eur", "gbp", "jpy", "hkd"})
"""Units that are amounts of money; two of them are never added or compared."""

_INFINITY = Decimal("Infinity")


Operation = Literal[
    "difference", "ratio", "percent_change", "share", "remainder", "total", "average", "implied", "unnamed"
]
Bound = Literal["exactly", "more_than", "less_than", "about"]


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


@dataclass(frozen=True, slots=True)
class Interval:
    """The amounts that a figure allows, from ``low`` to ``high``."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, quantity: Quantity) -> "Interval":
        """The interval of a stated figure; its amount stands at the bounded end."""
        match quantity.modifier:
            case Modifier.OVER | Modifier.MORE_THAN:
                return cls(quantity.amount, _INFINITY)
            case Modifier.NEARLY:
                return cls(Decimal(0), quantity.amount)
            case Modifier.ABOUT:
                return cls(Decimal(0), _INFINITY)
            case Modifier.EXACTLY:
                return cls(quantity.amount, quantity.amount)

    def holds(self, amount: Decimal) -> bool:
        return self.low <= amount <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation(Model):
    """A figure that no source states."""

    operation: Operation
    amount: Decimal
    bound: Bound
    unit: str
    """The unit of the operands, ``times``, ``percent``, or ``usd/contract`` for an average."""
    operands: tuple[Fact, ...]
    """In the order of the expression."""


def _derivation(
    operation: Operation, amount: Decimal, low: Decimal, high: Decimal, unit: str, operands: tuple[Fact, ...]
) -> Derivation:
    bound: Bound
    if low == high:
        bound = "exactly"
    elif low == amount and low > -_INFINITY:
        bound = "more_than"
    elif high == amount:
        bound = "less_than"
    else:
        bound = "about"
    return Derivation(operation=operation, amount=amount, bound=bound, unit=unit, operands=operands)


def quantity(fact: Fact) -> Quantity:
    """The figure of a fact. Raises ValueError for a fact that states none."""
    if isinstance(fact.value, Quantity):
        return fact.value
    raise ValueError(f"{fact.id} states no figure of its own")


def _pair(one: Fact, other: Fact) -> tuple[Quantity, Quantity]:
    """Two figures of one unit. Raises ValueError otherwise: units and currencies are never mixed."""
    a, b = quantity(one), quantity(other)
    if a.unit != b.unit:
        raise ValueError(f"{one.id} is in {a.unit}, {other.id} in {b.unit}: not to be mixed")
    return a, b


def difference(one: Fact, other: Fact) -> Derivation:
    """How much the first is more than the second; negative if it is less."""
    a, b = _pair(one, other)
    x, y = Interval.of(a), Interval.of(b)
    return _derivation("difference", a.amount - b.amount, x.low - y.high, x.high - y.low, a.unit, (one, other))


def ratio(one: Fact, other: Fact) -> Derivation:
    """How many times the second the first is."""
    a, b = _pair(one, other)
    low, high = _quotient(Interval.of(a), Interval.of(b))
    return _derivation("ratio", _divide(a.amount, b.amount), low, high, "times", (one, other))


def percent_change(one: Fact, base: Fact) -> Derivation:
    """By how many percent of the base the first is more than it."""
    a, b = _pair(one, base)
    low, high = _quotient(Interval.of(a), Interval.of(b))
    amount = (_divide(a.amount, b.amount) - 1) * 100
    return _derivation("percent_change", amount, (low - 1) * 100, (high - 1) * 100, "percent", (one, base))


def share(part: Fact, whole: tuple[Fact, ...]) -> Derivation:
    """What percentage of the sum of ``whole`` a part is; a part that is one of them is counted in it."""
    a = quantity(part)
    quantities = [_pair(part, one)[1] for one in whole]
    amount = _divide(a.amount, sum((q.amount for q in quantities), Decimal(0))) * 100
    exact = all(q.modifier is Modifier.EXACTLY for q in (a, *quantities))
    low, high = (amount, amount) if exact else (Decimal(0), Decimal(100))
    return _derivation("share", amount, low, high, "percent", (part, *whole))


def remainder(whole: Fact, parts: tuple[Fact, ...]) -> Derivation:
    """What is left of a whole without the parts."""
    pairs = [_pair(whole, part)[1] for part in parts]
    a = quantity(whole)
    amount = a.amount - sum((q.amount for q in pairs), Decimal(0))
    bounds = [Interval.of(q) for q in pairs]
    low = Interval.of(a).low - sum((b.high for b in bounds), Decimal(0))
    high = Interval.of(a).high - sum((b.low for b in bounds), Decimal(0))
    return _derivation("remainder", amount, low, high, a.unit, (whole, *parts))


def unnamed(count: Fact, names: Fact) -> Derivation:
    """How many of those counted are not among the names."""
    if not isinstance(names.value, Names):
        raise ValueError(f"{names.id} states no names")
    a, known = quantity(count), Decimal(len(names.value.entities))
    bounds = Interval.of(a)
    return _derivation("unnamed", a.amount - known, bounds.low - known, bounds.high - known, a.unit, (count, names))


def total(parts: tuple[Fact, ...]) -> Derivation:
    """The sum of figures of one unit."""
    quantities = [_pair(parts[0], part)[1] for part in parts]
    bounds = [Interval.of(q) for q in quantities]
    amount = sum((q.amount for q in quantities), Decimal(0))
    low, high = sum((b.low for b in bounds), Decimal(0)), sum((b.high for b in bounds), Decimal(0))
    return _derivation("total", amount, low, high, quantities[0].unit, parts)


def average(amount: Fact, count: Fact) -> Derivation:
    """How much of the first falls to one of the second, whatever their units."""
    a, b = quantity(amount), quantity(count)
    low, high = _quotient(Interval.of(a), Interval.of(b))
    return _derivation("average", _divide(a.amount, b.amount), low, high, f"{a.unit}/{b.unit}", (amount, count))


def implied(value: Fact, change: Fact) -> Derivation:
    """The figure of the session before, from a figure and its change against it; a rounded percentage leaves it open to
    both sides."""
    if not isinstance(change.value, Change):
        raise ValueError(f"{change.id} states no change")
    a, by = quantity(value), change.value.by
    sign = 1 if change.value.direction == "up" else -1
    if by.unit == "percent":
        amount = _divide(a.amount, 1 + sign * by.amount / 100)
        half = Decimal("0.5")
        low, high = (
            _divide(a.amount, 1 + (sign * by.amount + half) / 100),
            _divide(a.amount, 1 + (sign * by.amount - half) / 100),
        )
    else:
        amount = low = high = a.amount - sign * by.amount
    return _derivation("implied", amount, low, high, a.unit, (value, change))


def _divide(a: Decimal, b: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = 28
        return a / b


def _quotient(a: Interval, b: Interval) -> tuple[Decimal, Decimal]:
    """The least and the greatest quotient of two intervals of amounts that are not negative."""
    low = Decimal(0) if b.high == _INFINITY else _divide(a.low, b.high)
    high = _INFINITY if a.high == _INFINITY or b.low == 0 else _divide(a.high, b.low)
    return low, high
