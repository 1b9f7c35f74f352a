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

    @property
    def whole(self) -> bool:
        """Whether nothing was cut off."""
        return self.size <= LONGEST + 1


def lines(stream: BinaryIO) -> Iterator[Line]:
    """The lines of a stream, each as soon as it is there. What a line has beyond LONGEST bytes is read and dropped."""
    while data := stream.readline(LONGEST + 1):
        size, end = len(data), data[-1:]
        while end != b"\n" and (rest := stream.readline(LONGEST)):
            size, end = size + len(rest), rest[-1:]
        yield Line(data.removesuffix(b"\n")[:LONGEST], size)
