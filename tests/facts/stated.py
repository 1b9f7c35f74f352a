"""Facts by hand."""

from decimal import Decimal
from types import MappingProxyType

from facts.models import Change, Citation, Fact, Modifier, Quantity, Value

CITATION = Citation(source="report", exact="a", start=0, end=1)


def fact(value: Value, measure: str = "one", **roles: Value) -> Fact:
    """A fact with this value."""
    return Fact(
        id=measure,
        session="fair-2023",
        measure=measure,
        value=value,
        roles=MappingProxyType(roles),
        citations=(CITATION,),
    )


def stated(amount: int, modifier: Modifier = Modifier.EXACTLY, unit: str = "contract", measure: str = "one") -> Fact:
    """A fact that states so many."""
    return fact(Quantity(amount=Decimal(amount), unit=unit, modifier=modifier, surface=str(amount)), measure)


def changed(by: Quantity, up: bool = True) -> Fact:
    """A fact that states a change against the session before."""
    return fact(Change(direction="up" if up else "down", by=by, base="fair-2022"))
