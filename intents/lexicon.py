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
    begun: Set[str]
    """What phrases begin with, up to one of their blanks: nothing longer begins with anything else."""
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
        begun = frozenset(form[:at] for form in (*keyed, *exact) for at, char in enumerate(form) if char == " ")
        return cls(keyed, exact, begun, words, frozenset(map(inflectionless, words)))

    def beside(self, other: Self) -> Self:
        """The phrases of both; where they share a form, its own entry."""
        return type(self)(
            {**other.keyed, **self.keyed},
            {**other.exact, **self.exact},
            self.begun | other.begun,
            self.words | other.words,
            self.keys | other.keys,
        )

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[Entry, int] | None:
        """The longest phrase that begins at a token, and the index after it; an exact form goes before a key."""
        first, found = tokens[at], None
        words, keys = first.norm, first.key
        for end in range(at + 1, len(tokens) + 1):
            entry = self.exact.get(words) or self.keyed.get(keys)
            if entry is not None:
                found = entry, end
            if end == len(tokens) or (keys not in self.begun and words not in self.begun):
                break
            following = tokens[end]
            if following.clause != first.clause and character(first.norm):
                break  # characters are a word only where nothing parts them
            words, keys = f"{words} {following.norm}", f"{keys} {following.key}"
        return found


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
