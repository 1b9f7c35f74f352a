"""Lines of any length, in bounded memory."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lines import LONGEST, Line, lines


@given(st.lists(st.binary(max_size=20).map(lambda data: data.replace(b"\n", b""))), st.booleans())
def test_lines_are_those_of_the_stream(rows: list[bytes], ended: bool) -> None:
    """Every line comes once and whole, and the sizes add up to the stream's."""
    data = b"".join(row + b"\n" for row in rows) + (b"" if ended else b"end")
    found = list(lines(io.BytesIO(data)))

    assert rows + ([] if ended else [b"end"]) == [line.data for line in found]
    assert len(data) == sum(line.size for line in found)
    assert all(line.whole for line in found)


def test_a_huge_line_is_cut() -> None:
    """Of a line beyond the limit no more is kept than the limit; the lines after it are not touched."""
    long = b"a" * (3 * LONGEST)
    first, second, third = lines(io.BytesIO(long + b"\nb\n" + long))

    assert (LONGEST, 3 * LONGEST + 1, False) == (len(first.data), first.size, first.whole)
    assert Line(b"b", 2) == second
    assert (LONGEST, 3 * LONGEST, False) == (len(third.data), third.size, third.whole)


@pytest.mark.parametrize("end", [b"", b"\n", b"\nb"])
@pytest.mark.parametrize("more", [0, 1])
def test_the_limit_is_exact(more: int, end: bytes) -> None:
    """LONGEST bytes are allowed, and not one more, whatever follows."""
    line = next(lines(io.BytesIO(b"a" * (LONGEST + more) + end)))

    assert (LONGEST, LONGEST + more + len(end[:1]), not more) == (len(line.data), line.size, line.whole)
