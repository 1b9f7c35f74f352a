"""What a stated figure allows: "over 2,400" is (2400, ∞), "nearly 280,000" is (0, 280000), "331" is [331, 331]."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext

from facts.models import Modifier, Quantity

INFINITY = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """The amounts that a figure allows, from ``low`` to ``high`` (Moore 1966)."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, quantity: Quantity) -> "Interval":
        """The interval of a stated figure; its amount stands at the bounded end."""
        match quantity.modifier:
            case Modifier.OVER | Modifier.MORE_THAN:
                return cls(quantity.amount, INFINITY)
            case Modifier.NEARLY:
                return cls(Decimal(0), quantity.amount)
            case Modifier.ABOUT:
                return cls(Decimal(0), INFINITY)
            case Modifier.EXACTLY:
                return cls(quantity.amount, quantity.amount)

    @classmethod
    def total(cls, rows: Iterable["Interval"]) -> "Interval":
        """The sums that intervals allow."""
        low = high = Decimal(0)
        for row in rows:
            low, high = low + row.low, high + row.high
        return cls(low, high)

    def holds(self, amount: Decimal) -> bool:
        return self.low <= amount <= self.high

    def less(self, other: "Interval") -> "Interval":
        """The differences that two intervals allow."""
        return Interval(self.low - other.high, self.high - other.low)

    def over(self, other: "Interval") -> "Interval":
        """The quotients of two intervals of amounts that are not negative."""
        low = Decimal(0) if other.high == INFINITY else divided(self.low, other.high)
        unbounded = self.high == INFINITY or other.low == 0
        return Interval(low, INFINITY if unbounded else divided(self.high, other.low))

    def times(self, factor: "Interval") -> "Interval":
        """The products of amounts that are not negative with a factor of either sign."""
        low = min(self.low * factor.low, self.high * factor.low if factor.low < 0 else self.low * factor.low)
        high = max(self.low * factor.high, self.high * factor.high if factor.high > 0 else self.low * factor.high)
        return Interval(low, high)

    def percent(self, less: int = 0) -> "Interval":
        """As percentages, with so many wholes taken off."""
        return Interval((self.low - less) * 100, (self.high - less) * 100)


def divided(a: Decimal, b: Decimal) -> Decimal:
    """A quotient to 28 digits, whatever the context. Raises ZeroDivisionError for a divisor of 0."""
    with localcontext() as context:
        context.prec = 28
        return a / b
