"""The benchmarks run, and say of what they measure what it is; no test asserts a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench import batch, growth, start
from tests.bench.timing import Spread, exponent


@given(st.floats(-1, 3), st.floats(0.001, 1000))
def test_the_exponent_is_that_of_the_power_law(power: float, factor: float) -> None:
    """Values that grow with a power of the size have that exponent, whatever the unit."""
    sizes = (10, 100, 1_000, 5_000)

    assert pytest.approx(power, abs=1e-6) == exponent(sizes, [factor * size**power for size in sizes])


def test_a_spread_holds_the_middle_half() -> None:
    """Median, quartiles and the 99th percentile, linearly between the values."""
    assert Spread(50, 25, 75, 99) == Spread.of(range(101))


def test_growth_is_measured_over_corpora_of_each_size() -> None:
    """A column a size, an exponent for each cost, and no problem found by the checks."""
    head, facts, *rows = growth.table((2, 4), 2)

    assert ["sessions", "2", "4", "exponent"] == head.split()
    assert ["facts", "97", "197"] == facts.split()
    assert any(row.startswith("look-up, median (ms)") for row in rows)
    assert all(len(row.rpartition(")")[2].split()) == 3 for row in rows)


def test_a_start_is_measured_beside_two_imports() -> None:
    """The first row is what the others are compared with."""
    _, first, *rows = start.table(2)

    assert "1.00" in first.split()
    assert len(start.COMMANDS) == len(rows)


def test_a_batch_answers_every_question() -> None:
    """Questions a second, of the clock and of a core."""
    told = list(batch.table(5))

    assert told[0].startswith("5 questions")
    assert "in a second of a core" in told[1]
