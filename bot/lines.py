"""Lines of a stream, each in bounded memory."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

LONGEST = 1_000_000
"""Bytes of a line that are kept; a hundred times the longest conversation that anyone types."""


class Line(NamedTuple):
    """One line."""

    data: bytes
    """Its first LONGEST bytes, without the line's end."""
    size: int
    """How many bytes it took up in the stream, its end included."""
    whole: bool = True
    """Whether nothing was cut off."""


def lines(stream: BinaryIO) -> Iterator[Line]:
    """The lines of a stream, each as soon as it is there. What a line has beyond LONGEST bytes is read and dropped."""
    while start := stream.readline(LONGEST + 1):
        data, size = start.removesuffix(b"\n"), len(start)
        whole = len(data) <= LONGEST
        if not whole:
            size += _skip(stream)
        yield Line(data[:LONGEST], size, whole)


def _skip(stream: BinaryIO) -> int:
    """Reads the rest of a line; how many bytes it had."""
    size = 0
    while rest := stream.readline(LONGEST):
        size += len(rest)
        if rest.endswith(b"\n"):
            break
    return size
