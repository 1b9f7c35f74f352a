"""Finding a passage with case ignored and white space folded, with the offsets of the text as it stands."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass


def fold(text: str) -> str:
    """Case folded, each run of white space a single space, none around."""
    return " ".join(text.casefold().split())


def stands_in(passage: str, text: str) -> bool:
    """Whether the passage stands in the text as whole words, once both are folded."""
    folded = fold(text)
    return any(True for _ in _whole(folded, fold(passage), 0, len(folded)))


@dataclass(frozen=True)
class Folded:
    """A text folded once, to be searched often."""

    text: str
    offsets: tuple[int, ...]
    """Of each folded character, and of the end: its offset in the text as it stands."""

    @classmethod
    def of(cls, text: str) -> "Folded":
        characters: list[str] = []
        offsets: list[int] = []
        for found in re.finditer(r"\s+|\S", text):
            lower = " " if found.group().isspace() else found.group().casefold()
            characters.append(lower)
            # One character can fold into several.
            offsets.extend([found.start()] * len(lower))
        return cls("".join(characters), (*offsets, len(text)))

    def find(self, passage: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the passage stands as whole words between two offsets of the text as it stands."""
        first, last = bisect_left(self.offsets, start), bisect_left(self.offsets, end)
        for low, high in _whole(self.text, fold(passage), first, last):
            yield self.offsets[low], self.offsets[high - 1] + 1


def _whole(text: str, passage: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if not passage:
        return
    low = text.find(passage, start, end)
    while low >= 0:
        high = low + len(passage)
        if not _joined(text, low) and not _joined(text, high):
            yield low, high
        low = text.find(passage, low + 1, end)


def _joined(text: str, offset: int) -> bool:
    """Whether a word goes on across the offset."""
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()
