"""Slips of typing, repaired word by word.

A word is repaired only if it is no word of the vocabulary and no ordinary word of the language, and only to the one
closest word: optimal string alignment (Damerau 1964: drop, double, swap, replace) within one edit, within two from
eight letters on. Figures are never repaired.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from intents.normalise import inflectionless

_KEPT = 10_000
"""Repairs remembered before the memory is emptied."""


@dataclass(frozen=True, slots=True)
class Repairs:
    """The words that slips are repaired to."""

    words: frozenset[str]
    keys: frozenset[str]
    by_length: Mapping[int, tuple[str, ...]]
    ordinary: Container[str]
    _memory: dict[str, str | None] = field(default_factory=dict, compare=False)

    @classmethod
    def over(cls, words: Iterable[str], ordinary: Container[str]) -> Self:
        """``words``: folded words of the vocabulary; ``ordinary``: keys of words that are no slips."""
        known = frozenset(words)
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in sorted(known.union(*(_inflections(word) for word in known))):
            if word.isalpha() and len(word) >= 3:
                by_length[len(word)].append(word)
        lengths = {length: tuple(row) for length, row in by_length.items()}
        return cls(known, frozenset(map(inflectionless, known)), lengths, ordinary)

    def known(self, norm: str, key: str) -> bool:
        """Whether a word needs no repair."""
        return norm in self.words or key in self.keys

    def repair(self, word: str) -> str | None:
        """The word that was meant, or None where none is close enough or the word is an ordinary one."""
        if word not in self._memory:
            if len(self._memory) >= _KEPT:
                self._memory.clear()
            self._memory[word] = self._closest(word)
        return self._memory[word]

    def _closest(self, word: str) -> str | None:
        if len(word) < 3 or len(word) > 30 or not word.isalpha() or inflectionless(word) in self.ordinary:
            return None
        most = 2 if len(word) >= 8 else 1
        choices = [w for n in range(len(word) - most, len(word) + most + 1) for w in self.by_length.get(n, ())]
        close = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=8)
        if len(word) == 3:
            close = [row for row in close if sorted(row[0]) == sorted(word)]
        if not close:
            return None
        return min(close, key=lambda row: (row[1], -JaroWinkler.similarity(word, row[0]), row[0]))[0]


def _inflections(word: str) -> Iterable[str]:
    """The regular forms that count as the same word."""
    if word.endswith(("s", "ed", "ing")):
        return ()
    key = inflectionless(word)
    return (form for ending in ("s", "ed", "ing") if len(word) > 3 and inflectionless(form := word + ending) == key)
