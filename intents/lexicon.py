"""Phrases and what they mean, for longest-match look-up over token keys."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, Self

from intents.models import Token
from intents.normalise import character, inflectionless, read

_CLOSED = 4
"""Letters up to which filling words are taken as they are written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase means."""

    concepts: frozenset[str] = frozenset()
    asks: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    frame: bool = False


@dataclass(slots=True)
class _Draft:
    """An entry while it is gathered."""

    concepts: set[str] = field(default_factory=set)
    asks: set[str] = field(default_factory=set)
    acts: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    frame: bool = False

    def take(self, other: Self, meanings: bool) -> None:
        """Add what the words mean in every form; their concepts only with ``meanings``."""
        self.asks |= other.asks
        self.acts |= other.acts
        if meanings:
            self.frame |= other.frame
            self.concepts |= other.concepts
            self.entities |= other.entities

    def entry(self) -> Entry:
        return Entry(
            frozenset(self.concepts),
            frozenset(self.asks),
            frozenset(self.acts),
            frozenset(self.entities),
            self.frame,
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their keys, and by their exact form where only that counts."""

    keyed: Mapping[str, Entry]
    exact: Mapping[str, Entry]
    reach: Mapping[str, int]
    """The first key (or exact word), and the first two of them → the most tokens that a phrase beginning so has."""
    words: Set[str]
    """Every folded word that occurs in a phrase."""
    keys: Set[str]
    """Their keys."""

    @classmethod
    def build(
        cls, frame: Iterable[Any] = (), soft: frozenset[str] = frozenset(), **slots: Mapping[str, Iterable[Any]]
    ) -> Self:
        """Gather phrases: ``slots`` names fields of Entry, each with id → phrases. A phrase may stand in several lists:
        its concepts and its entities are alternatives, the rest adds up. Words for ``soft`` concepts are filling
        too."""
        drafts: dict[str, _Draft] = defaultdict(_Draft)
        words: set[str] = set()
        shortest: dict[str, int] = {}
        for slot, rows in slots.items():
            for name, row in rows.items():
                for phrase in map(str, row):
                    words.update(token.norm for token in read(phrase).tokens)
                    for key in _forms(phrase):
                        shortest[key] = min(shortest.get(key, len(phrase)), len(phrase))
                    for form in _exact(phrase) if slot == "acts" else _forms(phrase):
                        getattr(drafts[form], slot).add(name)
                        drafts[form].frame |= name in soft
        for phrase in map(str, frame):
            words.update(token.norm for token in read(phrase).tokens)
            for form in _exact(phrase) if len(phrase) <= _CLOSED else _forms(phrase):
                drafts[form].frame = True
        explicit = {form for rows in slots.values() for row in rows.values() for p in row for form in _marked(str(p))}
        for form in [form for form in drafts if form[0] == "="]:
            for key in _forms(form[1:]):
                if key in drafts:
                    other = shortest.get(key, 0) > len(form[1:])  # "them" is no form of "theme"
                    drafts[form].take(drafts[key], meanings=form not in explicit and not other)
        once: dict[Entry, Entry] = {}
        entries = {form: draft.entry() for form, draft in drafts.items()}
        return cls.of({form: once.setdefault(entry, entry) for form, entry in entries.items()}, frozenset(words))

    @classmethod
    def of(cls, entries: Mapping[str, Entry], words: frozenset[str]) -> Self:
        """From form → entry, where a form is keys joined by blanks, or "=" and exact words joined by blanks."""
        keyed = {form: entry for form, entry in entries.items() if form[0] != "="}
        exact = {form[1:]: entry for form, entry in entries.items() if form[0] == "="}
        reach: dict[str, int] = {}
        for form in (*keyed, *exact):
            row = form.split(" ")
            for start in (row[0], " ".join(row[:2])):
                reach[start] = max(reach.get(start, 0), len(row))
        return cls(keyed, exact, reach, words, frozenset(map(inflectionless, words)))

    def beside(self, other: Self) -> Self:
        """The phrases of both; where they share a form, its own entry."""
        reach = {first: max(self.reach.get(first, 0), most) for first, most in other.reach.items()}
        return type(self)(
            {**other.keyed, **self.keyed},
            {**other.exact, **self.exact},
            {**self.reach, **reach},
            self.words | other.words,
            self.keys | other.keys,
        )

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[Entry, int] | None:
        """The longest phrase that begins at a token, and the index after it; an exact form goes before a key."""
        first = tokens[at]
        most = max(self.reach.get(first.key, 0), self.reach.get(first.norm, 0))
        if most > 1 and at + 1 < len(tokens):
            after = tokens[at + 1]
            two = (f"{first.key} {after.key}", f"{first.norm} {after.norm}")
            most = min(most, max(self.reach.get(two[0], 1), self.reach.get(two[1], 1)))
        for end in range(min(at + most, len(tokens)), at, -1):
            if tokens[end - 1].clause != first.clause and character(first.norm):
                continue  # characters are a word only where nothing parts them
            run = tokens[at:end]
            entry = self.exact.get(" ".join(t.norm for t in run)) or self.keyed.get(" ".join(t.key for t in run))
            if entry is not None:
                return entry, end
        return None


def _forms(phrase: str) -> Iterable[str]:
    """The look-up forms of a phrase: its keys; joined up too where it is written with a hyphen."""
    if phrase.startswith("="):
        yield "=" + " ".join(t.norm for t in read(phrase[1:]).tokens)
        return
    tokens = read(phrase).tokens
    if tokens:
        yield " ".join(t.key for t in tokens)
        if "-" in phrase:
            yield " ".join(t.key for t in read(phrase.replace("-", "")).tokens)


def _exact(phrase: str) -> Iterable[str]:
    """The look-up form of a phrase that counts only as it is written."""
    yield "=" + " ".join(t.norm for t in read(phrase.removeprefix("=")).tokens)


def _marked(phrase: str) -> Iterable[str]:
    return _exact(phrase) if phrase.startswith("=") else ()
