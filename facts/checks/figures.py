"""The figures that an English text holds: digits with their scale, ordinals, and number words.

"One" by itself is no figure: it is a pronoun ("one of", "one-on-one") far more often than a count.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from facts.checks.english import CARDINALS, MULTIPLES, SCALES

_SCALE = "|".join(SCALES)
_WORD = "|".join([*CARDINALS, *SCALES])
_JOIN = r"(?:(?:(?<=hundred)|(?<=thousand))\s+and\s+|\s+|-)"
_FIGURE = re.compile(
    rf"""
    (?<![^\W_])
    (?: (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?P<fraction>\.\d+)?
        (?: (?P<ordinal>st|nd|rd|th)\b | (?P<scales>(?:(?:\s+|-)(?:{_SCALE})\b)*) (?![^\W_]) )
      | (?P<words>(?:an?\s+(?=(?:{_SCALE})\b))?(?:{_WORD})\b(?:{_JOIN}(?:{_WORD})\b)*)
      | (?P<multiple>(?:a\s+)?(?:{"|".join(MULTIPLES)}))\b
    )
    (?P<percent>\s*(?:%|per\s?cent\b))?
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Figure(NamedTuple):
    """A figure and where it stands."""

    start: int
    end: int
    """Offset after the figure, its percent sign not included."""
    amount: Decimal
    percent: bool
    ordinal: bool


def figures_in(text: str) -> tuple[Figure, ...]:
    """Every figure of a text, in order, with offsets in code points."""
    return tuple(_figures(text))


def _figures(text: str) -> Iterator[Figure]:
    for found in _FIGURE.finditer(text):
        amount = _amount(found)
        if amount is not None:
            end = found.start("percent") if found["percent"] else found.end()
            yield Figure(found.start(), end, amount, bool(found["percent"]), bool(found["ordinal"]))


def _amount(found: re.Match[str]) -> Decimal | None:
    if found["digits"]:
        amount = Decimal(found["digits"].replace(",", "") + (found["fraction"] or ""))
        for scale in re.findall(r"\w+", found["scales"] or ""):
            amount *= SCALES[scale.lower()]
        return amount
    if found["multiple"]:
        return MULTIPLES[found["multiple"].lower().split()[-1]]
    words = [word for word in re.findall(r"[a-z]+", found["words"].lower()) if word not in ("a", "an", "and")]
    return None if words == ["one"] else _counted(words)


def _counted(words: list[str]) -> Decimal:
    """The amount of a run of number words: hundreds multiply what precedes them, larger scales close a group."""
    total = current = Decimal(0)
    for word in words:
        if word in CARDINALS:
            current += CARDINALS[word]
        elif word == "hundred":
            current = (current or 1) * SCALES[word]
        else:
            total += (current or 1) * SCALES[word]
            current = Decimal(0)
    return total + current
