"""Hypothesis strategies for what the loader reads, and for stated figures."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from facts.interval import Interval
from facts.models import Fact, Modifier, Quantity
from tests.facts.stated import fact

texts = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab ,.\n"), st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"])
    ),
    min_size=1,
    max_size=120,
).filter(lambda text: bool(text.strip()))
"""Texts of few different characters among any that YAML can hold, so that passages repeat."""


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text and the start and end of a passage of it, which is not empty."""
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return text, start, end


decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6)

amounts = st.integers(100, 10**14).map(lambda cents: Decimal(cents) / 100)
units = st.sampled_from(["person", "person_time", "contract", "usd", "cny", "percent"])


@st.composite
def quantities(draw: st.DrawFn, unit: str = "contract") -> Quantity:
    """A stated figure that is greater than nothing, with any word that bounds it."""
    amount = draw(amounts)
    return Quantity(amount=amount, unit=unit, modifier=draw(st.sampled_from(Modifier)), surface=str(amount))


@st.composite
def figures(draw: st.DrawFn, unit: str = "contract") -> tuple[Fact, Fraction]:
    """A fact that states a figure, and a number that the figure may stand for."""
    value = draw(quantities(unit))
    interval = Interval.of(value)
    low = Fraction(interval.low) or Fraction(1, 100)
    high = Fraction(interval.high if interval.high.is_finite() else value.amount * 1000)
    return fact(value), low + (high - low) * draw(st.integers(0, 1000)) / 1000


parts = st.lists(figures(), min_size=1, max_size=4)
