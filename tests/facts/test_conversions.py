"""Figures in other units."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import compare
from facts.models import Fact, Unit
from tests.facts.stated import stated
from tests.facts.strategies import figures

units = st.integers(1, 10**9).map(lambda n: Unit(id="acre", of="contract", times=Decimal(n) / 1000))


@settings(max_examples=60, deadline=None)
@given(figures(), units)
def test_a_conversion_claims_what_holds(figure: tuple[Fact, Fraction], unit: Unit) -> None:
    """The interval of a converted figure holds whatever the figure stands for, and its unit is the one asked for."""
    row, true = compare.conversion(figure[0], unit), figure[1] / Fraction(unit.times)
    slack = (true + 100) / 10**20

    assert unit.id == row.unit
    assert Fraction(row.low) - slack <= true
    assert row.high.is_infinite() or true <= Fraction(row.high) + slack


def test_a_unit_is_of_one_unit() -> None:
    """Contracts are no hectares."""
    hectare = Unit(id="hectare", of="square_metre", times=Decimal(10000))

    assert Decimal("15.5") == compare.conversion(stated(155000, unit="square_metre"), hectare).amount
    with pytest.raises(ValueError, match="not to be converted"):
        compare.conversion(stated(331), hectare)
