"""Whether the sources' own figures fit each other: shares and sums that they state, worked out from their parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from facts import compare
from facts.compare import Derivation, quantity
from facts.models import Fact, Quantity, Share
from facts.store import FactStore


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A stated figure beside what it comes to by the figures that it rests on."""

    stated: Fact
    """A share, or the whole of which the parts are stated."""
    derived: Derivation
    """The share worked out, or what the parts leave of the whole."""
    agrees: bool
    """Whether the stated figure is the worked-out one, as rounded as it is stated."""


def shares(store: FactStore) -> Iterator[Recomputed]:
    """Each stated share of which the part and the whole are stated too."""
    for fact in store.facts.values():
        if isinstance(fact.value, Share):
            parts = store.figures(fact.measure, fact.session)
            wholes = store.figures(fact.value.of, fact.session)
            if parts and wholes and quantity(parts[0]).unit == quantity(wholes[0]).unit:
                derived = compare.share(parts[0], wholes[:1])
                yield Recomputed(fact, derived, _rounds_to(derived, fact.value.is_))


def sums(store: FactStore) -> Iterator[Recomputed]:
    """Each figure of which parts are stated, with what they leave of it; parts that are more than the whole do not
    agree."""
    for fact in store.facts.values():
        if isinstance(fact.value, Quantity):
            parts = [f for m in store.parts(fact.measure) for f in store.figures(m.id, fact.session)]
            parts = [f for f in parts if quantity(f).unit == fact.value.unit]
            if parts:
                derived = compare.remainder(fact, tuple(parts))
                yield Recomputed(fact, derived, derived.high >= 0)


def _rounds_to(derived: Derivation, stated: Quantity) -> bool:
    half = Decimal(1).scaleb(int(stated.amount.as_tuple().exponent)) / 2
    low, high = stated.amount - half, stated.amount + half
    return derived.low <= high and low <= derived.high
