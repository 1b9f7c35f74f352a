"""What a question is about: its terms, and the concepts that say only which side of a thing is meant."""

from dataclasses import dataclass
from typing import Literal

PERCENTAGES = frozenset({"share", "change", "rate", "internationalization"})
"""What a percentage can be."""

GROWTH = frozenset({"change", "previous"})
"""Concepts that say no more than that the growth is wanted."""

MODIFIERS = frozenset(
    {"money", "dollar", "yuan", "currency", "share", "rate", "change", "down", "previous", "onsite", "online", "size"}
    | {"partner", "following", "named", "field", "total", "kind", "cutoff", "origin", "other", "average", "remainder"}
)
"""Concepts that say which side of a topic is meant, and are no topic of their own in a conversation."""

SIDES = frozenset({"onsite", "online"})
"""Modifiers that a figure of its own is stated for."""

RIVALS = (
    frozenset({"onsite", "online"}),
    frozenset({"international", "brother_province", "domestic", "foreign", "province"}),
    frozenset({"dollar", "yuan"}),
    frozenset({"before", "during"}),
    frozenset({"high_level", "special"}),
    frozenset({"firm", "intention"}),
)
"""Facets that exclude each other: naming one replaces the other."""

VALUE_KINDS = frozenset({"money", "dollar", "yuan", "share", "change"})
"""Concepts that say what kind of value is wanted of a topic."""


@dataclass(frozen=True, slots=True)
class Term:
    """Something that a question is about and that its answer must explain."""

    kind: Literal["concept", "name", "word", "date"]
    options: frozenset[str]
    """Concepts or entities that the words can mean; for a word that the language does not explain, its keys; for a
    date, month and day as "9-6"."""
    text: str
    part: int = 0
    """Which of the coordinated parts of the question it stands in."""
    sentence: int = 0
    at: int = -1
    """Index of its first token in the message."""
    passable: bool = False
    """Whether an answer may leave it unexplained if all else is explained, and say so."""
    acts: frozenset[str] = frozenset()
    """What its words do beside naming something ("sum" adds up)."""
    taken: bool = False
    """Whether it is taken over from the question before, as a preference."""

    @property
    def measures(self) -> bool:
        """Whether it says only in what a figure is given ("in dollars", "in total")."""
        return self.kind == "concept" and not self.options.isdisjoint(MODIFIERS - SIDES)

    @property
    def modifies(self) -> bool:
        """Whether it says only which side of a topic is meant ("in dollars", "online")."""
        return self.kind == "concept" and not self.options.isdisjoint(MODIFIERS)
