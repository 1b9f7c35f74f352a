"""Slips of typing by sound: pinyin input gives another word of the same sound, or a character is left out.

A phrase of the vocabulary is taken for meant where nothing explains what was typed, and it sounds the same and shares
a character, or lacks one character of four or more. Tones and the pairs z/zh, c/ch, s/sh, in/ing, en/eng, which many do
not tell apart, make no difference. Numerals are never repaired. Ordinary words ("imagery" for "intention") are repaired
only on demand.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from intents.models import Token
from intents.normalise import read

_GAPPED = 4
"""Characters from which on a phrase may lack one."""

_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"))


@dataclass(frozen=True, slots=True)
class Sounds:
    """Phrases by their sound, and by what is left of them without a character."""

    syllables: Mapping[str, str] = field(default_factory=dict)
    by_sound: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_gap: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    longest: int = 0

    @classmethod
    def over(cls, phrases: Iterable[str], syllables: Mapping[str, str], numerals: Iterable[str]) -> Self:
        """``phrases``: the vocabulary's, as look-up forms; ``syllables``: character → its sound in letters; phrases
        that hold one of the ``numerals`` are left alone."""
        fixed = frozenset(numerals)
        folded = {char: _alike(sound) for char, sound in syllables.items() if char not in fixed}
        by_sound: dict[str, list[str]] = defaultdict(list)
        by_gap: dict[str, set[str]] = defaultdict(set)
        known = {form.removeprefix("=").replace(" ", "") for form in phrases}
        known = {phrase for phrase in known if len(phrase) > 1 and all(c in folded for c in phrase)}
        for phrase in sorted(known):
            by_sound[" ".join(folded[char] for char in phrase)].append(phrase)
            for at in range(len(phrase)) if len(phrase) >= _GAPPED else ():
                by_gap[phrase[:at] + phrase[at + 1 :]].add(phrase)
        gaps = {short: tuple(sorted(row)) for short, row in by_gap.items() if short not in known}
        longest = max(map(len, known), default=0)
        return cls(folded, {sound: tuple(row) for sound, row in by_sound.items()}, gaps, longest)

    def meant(self, typed: str) -> str | None:
        """The one phrase that a run of characters was meant for; None if there is none or more than one."""
        sound = " ".join(self.syllables.get(char, char) for char in typed)
        alike = [(sum(map(str.__eq__, typed, phrase)), phrase) for phrase in self.by_sound.get(sound, ())]
        best = max(alike, default=(0, ""))
        if best[0] and typed != best[1] and sum(row[0] == best[0] for row in alike) == 1:
            return best[1]
        fuller = self.by_gap.get(typed, ())
        return fuller[0] if len(fuller) == 1 else None


def respelled(tokens: Sequence[Token], meant: str) -> list[Token]:
    """Tokens for what was meant, standing where the typed ones do."""
    row = read(meant).tokens
    first, last = tokens[0], tokens[-1]
    return [
        replace(
            piece,
            start=tokens[min(at, len(tokens) - 1)].start,
            end=last.end if at == len(row) - 1 else tokens[min(at, len(tokens) - 1)].end,
            clause=first.clause,
            sentence=first.sentence,
        )
        for at, piece in enumerate(row)
    ]


def _alike(sound: str) -> str:
    for one, other in _ALIKE:
        sound = re.sub(f"^{one}" if len(one) == 2 else f"{one}$", other, sound)
    return sound
