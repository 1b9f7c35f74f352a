"""Slips of typing, repaired word by word.

A word is repaired only if it is no word of the vocabulary and no ordinary word of the language, and only to the one
closest word: optimal string alignment (Damerau 1964: drop, double, swap, replace) within one edit, within two from
eight letters on. Of words equally close, one that a neighbouring key explains goes first, then ordinary words before
short forms and the like, then, where little was typed, filling words. A rarer ordinary word ("gown" for "grown") is
repaired only on demand. Figures are never repaired, and a word that is as close to one number as to another is left as
it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

from intents.normalise import inflectionless

_LONGEST = 30
"""Letters of a word that is looked up."""

_TWO_SLIPS = 8
"""Letters from which on a word may carry two slips."""

_CLOSE = 16
"""Words that are looked at more closely."""

_SHORT = 3
"""Letters up to which a word of the vocabulary may be a short form or a foreign word."""

_BRIEF = 6
"""Letters up to which a slip is rather filling than not."""

_TRIPLED = re.compile(r"(.)\1\1")
"""A letter three times in a row, as in no word."""

_KEPT = 10_000
"""Repairs remembered before the memory is emptied."""


@dataclass(frozen=True, slots=True)
class Repairs:
    """The words that slips are repaired to."""

    words: Set[str]
    keys: Set[str]
    by_length: Mapping[int, tuple[str, ...]]
    ordinary: Mapping[str, str]
    filling: frozenset[str]
    uncommon: frozenset[str]
    """Short words of the vocabulary that are neither ordinary ones, nor names, nor count: short forms and the like."""
    values: Mapping[str, int]
    """Words that count or order, with their numbers."""
    adjacent: frozenset[str]
    """Pairs of letters whose keys are neighbours, in both orders."""
    _memory: dict[tuple[str, bool], str | None] = field(default_factory=dict, compare=False)

    @classmethod
    def over(
        cls,
        words: Iterable[str],
        ordinary: Mapping[str, str],
        filling: Iterable[str],
        keyboard: Sequence[str],
        values: Mapping[str, int] = MappingProxyType({}),
        names: Iterable[str] = (),
    ) -> Self:
        """``words``: folded words of the vocabulary; ``ordinary``: keys of words that are no slips (see Language);
        ``filling``: words that a slip means rather than others; ``keyboard``: the rows of letters; ``values``: words
        that count or order, with their numbers; ``names``: words of names. A short word that is neither an ordinary
        one nor one of these is no word that a slip means."""
        known, names = frozenset(words), frozenset(names)
        meant = {w for w in known if len(w) > _SHORT or w in names or w in values or inflectionless(w) in ordinary}
        short = {w for w in meant if len(w) <= _BRIEF and w not in names and w not in values}
        uncommon = {w for w in short if inflectionless(w) not in ordinary}
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in sorted(meant.union(*(_inflections(word) for word in meant - uncommon))):
            if word.isalpha() and len(word) >= 3:
                by_length[len(word)].append(word)
        lengths = {length: tuple(row) for length, row in by_length.items()}
        keys = frozenset(map(inflectionless, known))
        return cls(
            known,
            keys,
            lengths,
            ordinary,
            frozenset(filling),
            frozenset(uncommon),
            values,
            frozenset(_neighbours(keyboard)),
        )

    def known(self, norm: str, key: str) -> bool:
        """Whether a word needs no repair."""
        return norm in self.words or (key in self.keys and not _TRIPLED.search(norm))

    def repair(self, word: str, boldly: bool = False) -> str | None:
        """The word that was meant, or None where none is close enough or the word is an ordinary one; ``boldly``: or a
        common one."""
        if (word, boldly) not in self._memory:
            if len(self._memory) >= _KEPT:
                self._memory.clear()
            self._memory[word, boldly] = self._closest(word, boldly)
        return self._memory[word, boldly]

    def _closest(self, word: str, boldly: bool) -> str | None:
        kind = self.ordinary.get(inflectionless(word))
        if not 3 <= len(word) <= _LONGEST or not word.isalpha() or not (kind is None or (boldly and "?" in kind)):
            return None
        from rapidfuzz import process  # noqa: PLC0415  # slow to load, and most messages hold no slip
        from rapidfuzz.distance import OSA, JaroWinkler  # noqa: PLC0415

        most = 2 if len(word) >= _TWO_SLIPS else 1
        choices = [w for n in range(len(word) - most, len(word) + most + 1) for w in self.by_length.get(n, ())]
        close = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=_CLOSE)
        alike = JaroWinkler.similarity
        ranked = min((self._rank(word, row[0], row[1], alike(word, row[0])) for row in close), default=None)
        if ranked is None or (len(word) == 3 and ranked[1]):
            return None
        numbers = {self.values[row[0]] for row in close if row[1] == ranked[0] and row[0] in self.values}
        return None if ranked[-1] in self.values and len(numbers) > 1 else ranked[-1]

    def _rank(
        self, typed: str, meant: str, distance: float, similarity: float
    ) -> tuple[float, bool, bool, bool, float, str]:
        """The likelier the slip, the smaller; the word itself comes last."""
        unwanted = (meant in self.filling) == (len(typed) > _BRIEF)
        return distance, self._unlikely(typed, meant), meant in self.uncommon, unwanted, -similarity, meant

    def _unlikely(self, typed: str, meant: str) -> bool:
        """Whether one slip is of no usual kind: a letter for another that is no neighbour on the keyboard, or a letter
        too much that is not a doubled one."""
        at = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), len(meant))
        if len(typed) == len(meant) and typed[at + 1 :] == meant[at + 1 :]:
            return typed[at : at + 1] + meant[at : at + 1] not in self.adjacent
        if len(typed) == len(meant) + 1 and typed[at + 1 :] == meant[at:]:
            return typed[at] not in (typed[max(0, at - 1) : at], typed[at + 1 : at + 2])
        return False


def _neighbours(keyboard: Sequence[str]) -> Iterable[str]:
    """Pairs of letters that lie beside each other, or one below the other (rows are shifted by half a key)."""
    for y, row in enumerate(keyboard):
        for x, letter in enumerate(row):
            below = keyboard[y + 1][max(0, x - 1) : x + 1] if y + 1 < len(keyboard) else ""
            for other in row[x + 1 : x + 2] + below:
                yield letter + other
                yield other + letter


def _inflections(word: str) -> Iterable[str]:
    """The regular forms that count as the same word."""
    if word.endswith(("s", "ed", "ing")):
        return ()
    key = inflectionless(word)
    forms = [word + "s", word + "ed", word + "ing", *([word[:-1] + "ies"] if word.endswith("y") else [])]
    return [form for form in forms if len(word) > 3 and inflectionless(form) == key]
