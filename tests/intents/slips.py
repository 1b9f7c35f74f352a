"""Slips of typing: one letter dropped, doubled, swapped with the next, or hit on the neighbouring key."""

from collections.abc import Iterator
from random import Random

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
KINDS = ("drop", "double", "swap", "neighbour")


def _around(row: int, column: int) -> str:
    """The letters beside a key, and above and below it, on a QWERTY keyboard."""
    keys = (
        *((row, column - 1), (row, column + 1)),
        *((row - 1, column), (row - 1, column + 1), (row + 1, column - 1), (row + 1, column)),
    )
    return "".join(_ROWS[r][c] for r, c in keys if 0 <= r < len(_ROWS) and 0 <= c < len(_ROWS[r]))


NEIGHBOURS = {letter: _around(r, c) for r, row in enumerate(_ROWS) for c, letter in enumerate(row)}


def slips(word: str, kind: str) -> Iterator[str]:
    """Every slip of a kind in a word of ASCII letters, none of which is the word itself."""
    for at, letter in enumerate(word):
        before, after = word[:at], word[at + 1 :]
        if kind == "drop":
            yield before + after
        elif kind == "double":
            yield before + letter + letter + after
        elif kind == "swap" and after and after[0] != letter:
            yield before + after[0] + letter + after[1:]
        elif kind == "neighbour":
            yield from (before + other + after for other in NEIGHBOURS[letter])


def one_slip(word: str, kind: str) -> str:
    """One of them, always the same for the same word, whatever other words there are."""
    return Random(f"{kind} {word}").choice(list(slips(word, kind)))
