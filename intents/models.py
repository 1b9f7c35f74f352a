"""The shapes of what is asked: tokens, mentions, questions.

Values of the hot path are frozen dataclasses with slots; a question costs a few dozen of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure or a sign of the utterance."""

    norm: str
    """Folded: case, width, accents, quotation marks."""
    key: str
    """``norm`` without its inflection; equal for "signed" and "signs"."""
    start: int
    """Offset of the first code point in the text as typed."""
    end: int
    clause: int
    """Number of the clause, counted by punctuation of every kind."""
    sentence: int
    """Number of the sentence, counted by full stops and their like."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message, cut into tokens."""

    text: str
    tokens: tuple[Token, ...]


class Kind(StrEnum):
    """What a mention is a mention of."""

    TERM = "term"
    """A concept, a kind of question, something the message does, or several of these at once."""
    SESSION = "session"
    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    FRAME = "frame"
    """Words that carry nothing of their own."""
    WORD = "word"
    """A content word that nothing explains."""


@dataclass(frozen=True, slots=True)
class SessionRef:
    """A session as it was named; all None for "both", "each session"."""

    ordinal: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a question."""

    amount: Decimal
    unit: str | None
    """``percent``, ``time`` ("three times"), a currency's code, or None."""
    spelled: bool
    """Written as a word ("three") and not in digits."""
    bound: str = ""
    """``exactly``, ``more_than``, ``at_least``, ``less_than``, ``at_most`` or ``about``, if a word says so;
    ``part``: what is asked about is a part of it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of tokens that was recognised."""

    kind: Kind
    start: int
    """Index of its first token."""
    end: int
    text: str
    """The words as folded, after repair."""
    concepts: frozenset[str] = frozenset()
    """Alternatives: what the words can mean. Empty for an act or an ask alone."""
    asks: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    soft: bool = False
    """True if the words are also ordinary filling: they help to find a fact, but need no explanation."""
    entities: frozenset[str] = frozenset()
    """Alternatives: which names the words can be."""
    session: SessionRef | None = None
    figure: Figure | None = None
    date: tuple[int, int] | None = None
    """Month and day."""
    ordinary: bool = False
    """For a content word that nothing explains: whether it is a common word of the language, and no name."""
    repaired: str | None = None
    """What was typed, where a slip was repaired."""


@dataclass(frozen=True, slots=True)
class Question:
    """An utterance with its mentions and the intent that they fit best."""

    utterance: Utterance
    mentions: tuple[Mention, ...]
    intent: str
    scores: tuple[tuple[str, int], ...] = ()
    """Every intent that fits, with its score, best first."""

    def of(self, kind: Kind) -> Iterator[Mention]:
        """The mentions of one kind, in order."""
        return (m for m in self.mentions if m.kind is kind)

    @property
    def asks(self) -> frozenset[str]:
        return frozenset().union(*(m.asks for m in self.mentions))

    @property
    def acts(self) -> frozenset[str]:
        return frozenset().union(*(m.acts for m in self.mentions))
