"""What a question comes to, free of its wording: the value that is resolved and that a follow-up edits."""

from dataclasses import dataclass, replace
from typing import Literal, Self

from intents.models import Figure, SessionRef

_SOFT_ASKS = frozenset({"which", "how_much", "what", "with_whom", "about_what"})
"""Asked of anything: they prefer an answer, and exclude none."""

PERCENTAGES = frozenset({"share", "change", "rate", "internationalization"})
"""What a percentage can be."""

COMPARING = frozenset({"compare", "difference", "ratio", "percent_change", "which_more", "outgrew"})
"""Acts that set two figures against each other."""

OPERATIONS = COMPARING | {"average", "remainder", "total_of", "implied"}
"""Acts that ask for more than a stated figure."""

_LEANING = frozenset({"anaphora", "pronoun", "follow_up", "disagree", "more"})

_MODIFIERS = frozenset(
    {"money", "dollar", "yuan", "currency", "share", "rate", "change", "down", "previous", "onsite", "online", "size"}
    | {"named", "field", "total", "kind", "cutoff", "origin", "other", "average", "remainder"}
)
"""Concepts that say which side of a topic is meant, and are no topic of their own in a conversation."""

_SIDES = frozenset({"onsite", "online"})
"""Modifiers that a figure of its own is stated for."""

RIVALS = (
    frozenset({"onsite", "online"}),
    frozenset({"international", "brother_province", "domestic", "foreign", "province"}),
    frozenset({"dollar", "yuan"}),
    frozenset({"before", "during"}),
    frozenset({"high_level", "special"}),
)
"""Facets that exclude each other: naming one replaces the other."""

_VALUE_KINDS = frozenset({"money", "dollar", "yuan", "share", "change"})


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

    @property
    def measures(self) -> bool:
        """Whether it says only in what a figure is given ("in dollars", "in total")."""
        return self.kind == "concept" and not self.options.isdisjoint(_MODIFIERS - _SIDES)

    @property
    def modifies(self) -> bool:
        """Whether it says only which side of a topic is meant ("in dollars", "online")."""
        return self.kind == "concept" and not self.options.isdisjoint(_MODIFIERS)


@dataclass(frozen=True, slots=True)
class Query:
    """The slots of a question."""

    terms: tuple[Term, ...] = ()
    excluded: frozenset[str] = frozenset()
    """Concepts that the question sets aside ("guests, not exhibitors")."""
    hints: tuple[Term, ...] = ()
    """Concepts that help to find a fact, or to prefer one, and need no explanation."""
    figures: tuple[Figure, ...] = ()
    figured_at: tuple[int, ...] = ()
    """Index of the first token of each figure."""
    sessions: tuple[SessionRef, ...] = ()
    places: tuple[tuple[SessionRef, int], ...] = ()
    """The sessions, each with the part that it stands in."""
    asks: tuple[tuple[str, int], ...] = ()
    """Kinds of question, each with the part that it stands in."""
    acts: frozenset[str] = frozenset()
    intent: str = ""
    size: int = 0
    """Words of the message."""
    counted: tuple[tuple[frozenset[str], int], ...] = ()
    """What the words right behind each "how many" can mean, with the part that it stands in."""
    per: int = -1
    """Index of the first token behind "per"; -1 without one."""
    polar: bool = False
    """Whether it opens like a question for yes or no."""

    @property
    def said(self) -> frozenset[str]:
        """Every concept that has words of its own: not what a percent sign can mean."""
        terms = (t for t in (*self.terms, *self.hints) if t.kind == "concept" and t.options != PERCENTAGES)
        return frozenset().union(*(term.options for term in terms))

    @property
    def concepts(self) -> frozenset[str]:
        """Every concept mentioned, needed or not."""
        return frozenset().union(*(term.options for term in (*self.terms, *self.hints) if term.kind == "concept"))

    @property
    def needs(self) -> frozenset[str]:
        """Kinds of question that the facts must answer."""
        return frozenset(ask for ask, _ in self.asks) - _SOFT_ASKS

    @property
    def wishes(self) -> frozenset[str]:
        """Kinds of question that the facts had better answer."""
        return frozenset(ask for ask, _ in self.asks) - {"what"}

    @property
    def claims(self) -> bool:
        """Whether it states something to be confirmed, rather than ask for something."""
        if "claim" in self.acts or self.polar:
            return True
        return bool(self.figures) and ("agree" in self.acts or {ask for ask, _ in self.asks} <= {"percent"})

    @property
    def leans(self) -> bool:
        """Whether the words point back to what was said before."""
        return not self.acts.isdisjoint(_LEANING)

    @property
    def stands_alone(self) -> bool:
        """Whether it is a question in full: with a topic and a session of its own, leaning on nothing."""
        return bool(self.sessions) and not self.leans and not self.is_modifier

    @property
    def converts(self) -> bool:
        """Whether it asks for the same in another currency."""
        return bool(self.terms) and all(
            t.kind == "concept" and t.options & {"dollar", "yuan", "currency"} for t in self.terms
        )

    @property
    def is_modifier(self) -> bool:
        """Whether its terms say only which side of a topic is meant ("and in dollars?", "online?")."""
        return all(term.modifies for term in self.terms)

    def rivals(self, term: Term) -> bool:
        """Whether it names something that excludes a term of another question."""
        mine = frozenset().union(*(t.options for t in self.terms))
        return any(term.options & row and mine & row for row in RIVALS)

    def parts(self) -> tuple[Self, ...]:
        """The query once for each of its coordinated parts that has a term of its own: with the terms and asks of that
        part, and what the whole mentions as hints."""
        numbers = dict.fromkeys(term.part for term in self.terms)
        lead = tuple(t for t in self.terms if t.part == min(numbers, default=0) and not t.measures)
        counted = [part for ask, part in self.asks if ask in ("count", "how_much") and part not in numbers]
        if self.enumerates() and lead and counted:
            return replace(self, terms=(*self.terms, *(replace(t, part=counted[0]) for t in lead))).parts()
        wanted = _VALUE_KINDS if self.enumerates() else frozenset()
        numbers = {n: None for n in numbers if any(not t.measures or t.options & wanted for t in self.part_of(n))}
        if not wanted and any(t.part not in numbers for t in self.terms):
            return ()
        return tuple(
            replace(
                self,
                terms=tuple(t for t in self.terms if t.part == number),
                hints=tuple(t for t in (*self.hints, *self.terms) if t.kind == "concept" and self._shared(t, number)),
                asks=tuple(row for row in self.asks if row[1] == number),
                counted=tuple(row for row in self.counted if row[1] == number),
                sessions=tuple(s for s, part in self.places if part == number) or self.sessions,
            )
            for number in numbers
        )

    def part_of(self, number: int) -> tuple[Term, ...]:
        """The terms of one coordinated part."""
        return tuple(t for t in self.terms if t.part == number)

    def insisting(self) -> Self:
        """The query with its hints as terms where it has nothing else to go by ("who came?")."""
        return self if self.terms else replace(self, terms=self.hints, hints=())

    def _shared(self, term: Term, part: int) -> bool:
        """Whether a term of the whole question tells something on one of its parts: where they ask for different kinds
        of value, those of the other parts do not."""
        return term.part == part or term.options.isdisjoint(_VALUE_KINDS) or not self.enumerates()

    def enumerates(self) -> bool:
        """Whether different parts ask for different kinds of value ("count, value, share"), or each for its own."""
        if "breakdown" in self.acts and len({term.part for term in self.terms}) > 1:
            return True
        kinds: dict[int, set[str]] = {}
        for term in self.terms:
            kinds.setdefault(term.part, set()).update(term.options & _VALUE_KINDS)
        for ask, part in self.asks:
            kinds.setdefault(part, set()).update({"count"} if ask in ("count", "how_much") else ())
        counted = {part for ask, part in self.asks if ask == "count"} & {term.part for term in self.terms}
        return len(counted) > 1 or len({frozenset(row) for row in kinds.values() if row}) > 1

    def sentences(self) -> tuple[Self, ...]:
        """The query once for each sentence that asks something, free of what the other sentences say."""
        parts = {part for _, part in self.asks}
        numbers = dict.fromkeys(term.sentence for term in self.terms)
        rows = [tuple(t for t in self.terms if t.sentence == number) for number in numbers]
        return tuple(
            replace(self, terms=row, asks=tuple(a for a in self.asks if a[1] in {t.part for t in row}))
            for row in rows
            if len(rows) > 1 and any(t.part in parts for t in row)
        )
