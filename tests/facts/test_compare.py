"""What follows from stated figures: no more than is provable, of one unit, with every operand."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from facts import compare
from facts.compare import Derivation
from facts.interval import Interval
from facts.models import Fact, Modifier, Names, Quantity
from tests.facts.stated import changed, fact, stated
from tests.facts.strategies import amounts, figures, parts, units

law = settings(max_examples=60, deadline=None)


def check(claimed: Derivation, true: Fraction) -> None:
    """A derived figure claims nothing that is not so, and its interval holds what is; the last of 28 digits may be
    rounded."""
    holds(claimed, true)
    amount = Fraction(claimed.amount)
    slack = (abs(amount) + 100) / 10**24
    match claimed.bound:
        case "exactly":
            assert abs(true - amount) <= slack
        case "more_than":
            assert true >= amount - slack
        case "less_than":
            assert true <= amount + slack
        case "about":
            pass


def holds(claimed: Derivation, true: Fraction) -> None:
    """The interval of a derived figure holds a value that its operands allow; the last of 28 digits may be rounded."""
    slack = (abs(true) + 100) / 10**24
    assert claimed.low == -Decimal("Infinity") or Fraction(claimed.low) <= true + slack
    assert claimed.high == Decimal("Infinity") or true - slack <= Fraction(claimed.high)


# -- Intervals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("modifier", "held", "left_out"),
    [
        (Modifier.EXACTLY, (100,), (99, 101)),
        (Modifier.OVER, (101, 10**9), (99,)),
        (Modifier.MORE_THAN, (101, 10**9), (99,)),
        (Modifier.NEARLY, (1, 99), (101,)),
        (Modifier.ABOUT, (1, 99, 101, 10**9), ()),
    ],
)
def test_a_figure_is_an_interval(modifier: Modifier, held: tuple[int, ...], left_out: tuple[int, ...]) -> None:
    """The word before a figure says on which sides it is open."""
    interval = Interval.of(Quantity(amount=Decimal(100), unit="person", modifier=modifier, surface="100"))

    assert [] == [n for n in held if not interval.holds(Decimal(n))]
    assert [] == [n for n in left_out if interval.holds(Decimal(n))]


@law
@given(figures(), figures())
def test_a_difference_claims_what_holds(one: tuple[Fact, Fraction], other: tuple[Fact, Fraction]) -> None:
    """The bound of a difference holds whatever the two figures stand for."""
    check(compare.difference(one[0], other[0]), one[1] - other[1])


@law
@given(figures(), figures())
def test_a_ratio_claims_what_holds(one: tuple[Fact, Fraction], other: tuple[Fact, Fraction]) -> None:
    """The bound of a ratio holds whatever the two figures stand for."""
    check(compare.ratio(one[0], other[0]), one[1] / other[1])


@law
@given(figures(), figures())
def test_a_percent_change_claims_what_holds(one: tuple[Fact, Fraction], base: tuple[Fact, Fraction]) -> None:
    """The bound of a change in percent holds whatever the two figures stand for."""
    check(compare.percent_change(one[0], base[0]), (one[1] / base[1] - 1) * 100)


@law
@given(parts)
def test_a_total_claims_what_holds(rows: list[tuple[Fact, Fraction]]) -> None:
    """The bound of a sum holds whatever its parts stand for."""
    check(compare.total(tuple(row for row, _ in rows)), sum((true for _, true in rows), Fraction(0)))


@law
@given(figures(), parts)
def test_a_remainder_claims_what_holds(whole: tuple[Fact, Fraction], rows: list[tuple[Fact, Fraction]]) -> None:
    """The bound of what is left holds whatever the whole and its parts stand for."""
    left = compare.remainder(whole[0], tuple(row for row, _ in rows))

    check(left, whole[1] - sum((true for _, true in rows), Fraction(0)))


@law
@given(figures("usd"), figures("contract"))
def test_an_average_claims_what_holds(amount: tuple[Fact, Fraction], count: tuple[Fact, Fraction]) -> None:
    """The bound of an average holds whatever the amount and the count stand for."""
    check(compare.average(amount[0], count[0]), amount[1] / count[1])


@law
@given(figures(), parts)
def test_a_share_claims_what_holds(part: tuple[Fact, Fraction], others: list[tuple[Fact, Fraction]]) -> None:
    """The bound of a share of a sum that the part belongs to holds whatever the figures stand for."""
    share = compare.share(part[0], (part[0], *(other for other, _ in others)))

    check(share, part[1] / (part[1] + sum((true for _, true in others), Fraction(0))) * 100)


@law
@given(figures(), st.integers(1, 9))
def test_the_number_of_those_not_named_claims_what_holds(count: tuple[Fact, Fraction], named: int) -> None:
    """The bound of how many are not named holds whatever their number stands for."""
    names = fact(Names(entities=tuple(f"n{i}" for i in range(named)), complete=False))

    check(compare.unnamed(count[0], names), count[1] - named)


exact_changes = st.builds(
    lambda amount: Quantity(amount=Decimal(amount), unit="contract", surface=str(amount)), st.integers(1, 10**6)
)
percentages = st.integers(1, 99)


@law
@given(amounts, exact_changes, st.booleans())
def test_an_implied_figure_of_exact_figures_is_exact(amount: Decimal, by: Quantity, up: bool) -> None:
    """A figure less its exact increase, or with its exact decrease, is that of the session before."""
    value = fact(Quantity(amount=amount, unit="contract", surface=str(amount)))
    before = compare.implied(value, changed(by, up))

    assert amount == before.amount + (by.amount if up else -by.amount)
    assert "exactly" == before.bound


@law
@given(
    figures(),
    st.builds(lambda n: Quantity(amount=n, unit="contract", surface=str(n)), amounts),
    st.booleans(),
)
def test_an_implied_figure_claims_what_holds(value: tuple[Fact, Fraction], by: Quantity, up: bool) -> None:
    """The bound of an implied figure holds whatever the figure that it comes from stands for."""
    check(compare.implied(value[0], changed(by, up)), value[1] - Fraction(by.amount) * (1 if up else -1))


@law
@given(st.integers(1, 10**9), percentages, st.fractions(Fraction(-1, 2), Fraction(1, 2)), st.booleans())
def test_a_rounded_percentage_implies_a_stretch(amount: int, percent: int, rounding: Fraction, up: bool) -> None:
    """A percentage may have been rounded by half a percent, so that the figure before is never claimed to the unit."""
    by = Quantity(amount=Decimal(percent), unit="percent", surface=f"{percent}%")
    before = compare.implied(stated(amount), changed(by, up))

    check(before, amount / (1 + (1 if up else -1) * (percent + rounding) / 100))
    assert "about" == before.bound


@law
@given(figures(), percentages, st.fractions(Fraction(-1, 2), Fraction(1, 2)), st.booleans())
def test_growth_in_numbers_claims_what_holds(
    value: tuple[Fact, Fraction], percent: int, rounding: Fraction, up: bool
) -> None:
    """What a growth in percent comes to in numbers holds whatever the figure and the rounded percentage stand for."""
    by = Quantity(amount=Decimal(percent), unit="percent", surface=f"{percent}%")
    factor = 1 + (1 if up else -1) * (percent + rounding) / 100
    grown = compare.growth(value[0], changed(by, up))

    check(grown, value[1] - value[1] / factor)


def quantity(amount: int, unit: str = "contract") -> Quantity:
    return Quantity(amount=Decimal(amount), unit=unit, surface=str(amount))


@pytest.mark.parametrize(
    ("derived", "amount", "bound"),
    [
        (compare.difference(stated(9), stated(4)), 5, "exactly"),
        (compare.difference(stated(4), stated(9)), -5, "exactly"),
        (compare.difference(stated(9, Modifier.OVER), stated(4)), 5, "more_than"),
        (compare.difference(stated(9), stated(4, Modifier.OVER)), 5, "less_than"),
        (compare.difference(stated(9, Modifier.NEARLY), stated(4)), 5, "less_than"),
        (compare.difference(stated(9, Modifier.OVER), stated(4, Modifier.OVER)), 5, "about"),
        (compare.ratio(stated(8), stated(4)), 2, "exactly"),
        (compare.ratio(stated(8, Modifier.MORE_THAN), stated(4)), 2, "more_than"),
        (compare.ratio(stated(8), stated(4, Modifier.MORE_THAN)), 2, "less_than"),
        (compare.ratio(stated(8), stated(4, Modifier.NEARLY)), 2, "more_than"),
        (compare.percent_change(stated(6), stated(4)), 50, "exactly"),
        (compare.percent_change(stated(3), stated(4)), -25, "exactly"),
        (compare.total((stated(800, Modifier.NEARLY), stated(300))), 1100, "less_than"),
        (compare.total((stated(2400, Modifier.OVER), stated(6700, Modifier.MORE_THAN))), 9100, "more_than"),
        (compare.total((stated(2400, Modifier.OVER), stated(6700, Modifier.NEARLY))), 9100, "about"),
        (compare.remainder(stated(331), (stated(121), stated(155))), 55, "exactly"),
        (compare.remainder(stated(2400, Modifier.OVER), (stated(500),)), 1900, "more_than"),
        (compare.remainder(stated(2400, Modifier.OVER), (stated(500, Modifier.OVER),)), 1900, "about"),
        (compare.share(stated(1), (stated(4),)), 25, "exactly"),
        (compare.share(stated(1, Modifier.OVER), (stated(4),)), 25, "more_than"),
        (compare.share(stated(1), (stated(4, Modifier.OVER),)), 25, "less_than"),
        (compare.share(stated(1, Modifier.OVER), (stated(4, Modifier.OVER),)), 25, "about"),
        (compare.implied(stated(9, Modifier.OVER), changed(quantity(4))), 5, "more_than"),
        (compare.growth(stated(6), changed(quantity(2))), 50, "exactly"),
        (compare.growth(stated(6), changed(quantity(50, "percent"))), 2, "about"),
        (compare.average(stated(9, Modifier.OVER, "usd"), stated(3)), 3, "more_than"),
    ],
    ids=lambda value: f"{value.operation}" if isinstance(value, Derivation) else str(value),
)
def test_a_derived_figure_has_its_bound(derived: Derivation, amount: int, bound: str) -> None:
    """The amount is computed from the figures as written, the bound from what they leave open."""
    assert (Decimal(amount), bound) == (derived.amount, derived.bound)


@pytest.mark.parametrize(
    ("amount", "percent", "rounded"), [(331, 40, 236), (171000, 12, 152679), (101080000000, 24, 81516129032)]
)
def test_growth_implies_the_figure_before(amount: int, percent: int, rounded: int) -> None:
    """331 after a growth of 40% were about 236 before."""
    by = Quantity(amount=Decimal(percent), unit="percent", surface=f"{percent}%")

    assert rounded == round(compare.implied(stated(amount), changed(by)).amount)


# -- Order, units, operands --------------------------------------------------------------------------------------------

MIRRORED = {"exactly": "exactly", "about": "about", "more_than": "less_than", "less_than": "more_than"}


@law
@given(figures(), figures())
def test_differences_agree_in_both_orders(one: tuple[Fact, Fraction], other: tuple[Fact, Fraction]) -> None:
    """A less B is B less A turned round, its bound too."""
    forth, back = compare.difference(one[0], other[0]), compare.difference(other[0], one[0])
    assume(forth.amount)

    assert (forth.amount, forth.bound) == (-back.amount, MIRRORED[back.bound])


@law
@given(figures(), figures())
def test_ratios_agree_in_both_orders(one: tuple[Fact, Fraction], other: tuple[Fact, Fraction]) -> None:
    """A times B and B times A claim nothing that contradicts each other."""
    forth, back = compare.ratio(one[0], other[0]), compare.ratio(other[0], one[0])

    assert abs(Fraction(forth.amount) * Fraction(back.amount) - 1) < Fraction(1, 10**12)
    assert {forth.bound, MIRRORED[back.bound]} <= {forth.bound, "about"}


Operation = Callable[[Fact, Fact], Derivation]

OF_ONE_UNIT: Mapping[str, Operation] = {
    "difference": compare.difference,
    "ratio": compare.ratio,
    "percent_change": compare.percent_change,
    "share": lambda a, b: compare.share(a, (b,)),
    "remainder": lambda a, b: compare.remainder(a, (b,)),
    "total": lambda a, b: compare.total((a, b)),
}


@pytest.mark.parametrize("operation", OF_ONE_UNIT)
@law
@given(left=units, right=units)
def test_units_are_never_mixed(operation: str, left: str, right: str) -> None:
    """People and person-times, dollars and yuan, 12 and 12%: an error instead of a figure."""
    assume(left != right)

    with pytest.raises(ValueError, match="not to be mixed"):
        OF_ONE_UNIT[operation](stated(2, unit=left), stated(1, unit=right))


def test_a_change_in_another_unit_implies_nothing() -> None:
    """331 contracts, 12 countries more: an error instead of a figure."""
    with pytest.raises(ValueError, match="not to be mixed"):
        compare.implied(stated(331), changed(Quantity(amount=Decimal(12), unit="country", surface="12")))


@pytest.mark.parametrize("operation", [*OF_ONE_UNIT, "average"])
def test_every_operand_is_listed(operation: str) -> None:
    """A derivation holds the facts that it is computed from, in the order of its expression."""
    one, other = stated(2), stated(1, measure="other")
    derive = OF_ONE_UNIT.get(operation, compare.average)

    assert (one, other) == derive(one, other).operands


def test_every_part_is_listed() -> None:
    """A sum, a remainder and a share hold each of their parts."""
    whole, rows = stated(9, measure="whole"), tuple(stated(n, measure=f"m{n}") for n in (1, 2, 3))

    assert rows == compare.total(rows).operands
    assert (whole, *rows) == compare.remainder(whole, rows).operands
    assert (rows[0], *rows) == compare.share(rows[0], rows).operands


def test_a_change_and_its_figure_are_listed() -> None:
    """An implied figure holds the figure and the change that imply it."""
    value, change = stated(331), changed(Quantity(amount=Decimal(40), unit="percent", surface="40%"))

    assert (value, change) == compare.implied(value, change).operands


@pytest.mark.parametrize("operation", [*OF_ONE_UNIT, "average"])
def test_what_states_no_figure_is_no_operand(operation: str) -> None:
    """Names cannot be added or divided."""
    derive = OF_ONE_UNIT.get(operation, compare.average)

    with pytest.raises(ValueError, match="states no figure"):
        derive(stated(1), fact(Names(entities=("ada",))))


def test_what_is_no_change_implies_nothing() -> None:
    """A figure implies no other without a change, and figures are not names."""
    with pytest.raises(ValueError, match="states no change"):
        compare.implied(stated(331), stated(40))
    with pytest.raises(ValueError, match="states no names"):
        compare.unnamed(stated(25), stated(3))
