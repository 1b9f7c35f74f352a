"""What a question comes to, free of its wording: the value that is resolved and that a follow-up edits."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, Self

from intents.models import Figure, Kind, Mention, Question, SessionRef
from intents.normalise import inflectionless

_SOFT_ASKS = frozenset({"which", "how_much", "what"})
"""Asked of anything: they prefer an answer, and exclude none."""

_PERCENTAGES = frozenset({"share", "change", "rate", "internationalization"})
"""What a percentage can be."""

_NEVER_PASSED = frozenset(
    {"other_matter", "superlative", "largest", "down", "currency", "average", "unnamed", "open_date"}
)
"""Concepts that change what is asked, whatever it is about."""

OPERATIONS = frozenset(
    {"compare", "difference", "ratio", "percent_change", "average", "remainder", "total_of", "which_more", "implied"}
)
"""Acts that ask for more than a stated figure."""


_LEANING = frozenset({"anaphora", "pronoun", "follow_up", "disagree", "more"})

_MODIFIERS = frozenset(
    {
        "money",
        "dollar",
        "yuan",
        "currency",
        "share",
        "rate",
        "change",
        "down",
        "previous",
        "onsite",
        "online",
        "size",
        "named",
    }
    | {"total", "kind", "cutoff", "origin", "other", "average", "remainder"}
)
"""Concepts that say which side of a topic is meant, and are no topic of their own in a conversation."""

RIVALS = (
    frozenset({"onsite", "online"}),
    frozenset({"international", "brother_province", "domestic", "foreign", "province"}),
    frozenset({"dollar", "yuan"}),
    frozenset({"before", "during"}),
    frozenset({"high_level", "special"}),
)
"""Facets that exclude each other: naming one replaces the other."""

_VALUE_KINDS = frozenset({"money", "share", "change"})


@dataclass(frozen=True, slots=True)
class Term:
    """Something that a question is about and that its answer must explain."""

    kind: Literal["concept", "name", "word"]
    options: frozenset[str]
    """Concepts or entities that the words can mean; for a word that the language does not explain, its key."""
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
        return self.kind == "concept" and not self.options.isdisjoint(_MODIFIERS - frozenset().union(*RIVALS))

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
    dates: tuple[tuple[int, int], ...] = ()
    sessions: tuple[SessionRef, ...] = ()
    places: tuple[tuple[SessionRef, int], ...] = ()
    """The sessions, each with the part that it stands in."""
    asks: tuple[tuple[str, int], ...] = ()
    """Kinds of question, each with the part that it stands in."""
    acts: frozenset[str] = frozenset()
    intent: str = ""
    size: int = 0
    """Words of the message."""
    counted: frozenset[str] = frozenset()
    """What the words right behind "how many" can mean."""
    per: int = -1
    """Index of the first token behind "per"; -1 without one."""
    polar: bool = False
    """Whether it opens like a question for yes or no."""

    @classmethod
    def of(cls, question: Question) -> Self:
        """The slots of a question."""
        parts = _parts(question)
        terms, asks = [], []
        tokens = question.utterance.tokens
        denied = frozenset[int]() if "remainder" in question.acts else _denied(question)
        relative, passable = _relative(question), _passable(question)
        for mention, part in zip(question.mentions, parts, strict=True):
            if mention.start in denied:
                continue
            term = _term(mention, part, tokens[mention.start].sentence, mention.start in passable)
            if term:
                terms.append(term)
            if mention.start not in relative:
                asks += [(ask, part) for ask in sorted(mention.asks)]
        soft = [m for m in question.mentions if m.soft and m.concepts and m.start not in denied]
        hints = [Term("concept", m.concepts, m.text) for m in soft]
        if any(m.figure and m.figure.unit == "percent" for m in question.mentions) or "percent" in question.asks:
            hints.append(Term("concept", _PERCENTAGES, "%"))
        return cls(
            terms=tuple(terms),
            excluded=frozenset().union(*(m.concepts for m in question.mentions if m.start in denied)),
            hints=tuple(hints),
            figures=tuple(m.figure for m in question.of(Kind.NUMBER) if m.figure),
            dates=tuple(m.date for m in question.of(Kind.DATE) if m.date),
            sessions=tuple(dict.fromkeys(m.session for m in question.of(Kind.SESSION) if m.session)),
            places=tuple((m.session, p) for m, p in zip(question.mentions, parts, strict=True) if m.session),
            asks=tuple(asks),
            acts=question.acts,
            intent=question.intent,
            size=len(question.utterance.tokens),
            counted=_counted(question),
            per=next((m.end for m in question.mentions if "per" in m.acts), -1),
            polar=bool(question.mentions) and "polar" in question.mentions[0].acts and not asks,
        )

    @property
    def said(self) -> frozenset[str]:
        """Every concept that has words of its own: not what a percent sign can mean."""
        terms = (t for t in (*self.terms, *self.hints) if t.kind == "concept" and t.options != _PERCENTAGES)
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
        return "claim" in self.acts or self.polar or (bool(self.figures) and not self.asks)

    @property
    def leans(self) -> bool:
        """Whether the words point back to what was said before."""
        return not self.acts.isdisjoint(_LEANING)

    @property
    def stands_alone(self) -> bool:
        """Whether it is a question in full: with a topic and a session of its own, leaning on nothing."""
        return bool(self.sessions) and not self.leans and not self.is_modifier

    @property
    def names_value_kind(self) -> bool:
        """Whether it says which kind of value is wanted: an amount of money, a share, a change."""
        return any(term.options & _VALUE_KINDS for term in self.terms)

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
        if not self.enumerates():
            numbers = {n: None for n in numbers if not all(t.measures for t in self.terms if t.part == n)}
            if any(t.part not in numbers for t in self.terms):
                return ()
        return tuple(
            replace(
                self,
                terms=tuple(t for t in self.terms if t.part == number),
                hints=tuple(t for t in (*self.hints, *self.terms) if t.kind == "concept" and self._shared(t, number)),
                asks=tuple(row for row in self.asks if row[1] == number),
                sessions=tuple(s for s, part in self.places if part == number) or self.sessions,
            )
            for number in numbers
        )

    def insisting(self) -> Self:
        """The query with its hints as terms where it has nothing else to go by ("who came?")."""
        return self if self.terms else replace(self, terms=self.hints, hints=())

    def _shared(self, term: Term, part: int) -> bool:
        """Whether a term of the whole question tells something on one of its parts: the kinds of value that other parts
        ask for do not."""
        return term.part == part or term.options.isdisjoint(_VALUE_KINDS)

    def enumerates(self) -> bool:
        """Whether different parts ask for different kinds of value: "count, value, share"."""
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


def _counted(question: Question) -> frozenset[str]:
    """The concepts of the first mention behind a word of counting."""
    mentions = [m for m in question.mentions if m.kind is not Kind.FRAME]
    behind = (m for before, m in pairwise(mentions) if before.asks & {"count", "how_much"} and m.concepts)
    return next((m.concepts for m in behind), frozenset())


def _passable(question: Question) -> frozenset[int]:
    """First tokens of the terms that an answer may leave unexplained: common words that are neither what is asked for
    ("which reporter") nor narrow down what follows ("female exhibitors")."""
    passable: set[int] = set()
    mentions = [m for m in question.mentions if m.kind is not Kind.FRAME or m.asks]
    for index, mention in enumerate(mentions):
        before, after = (
            mentions[index - 1] if index else None,
            mentions[index + 1] if index + 1 < len(mentions) else None,
        )
        asked = before is not None and bool(before.asks) and before.end == mention.start
        narrows = after is not None and after.start == mention.end and (bool(after.concepts) or after.kind is Kind.NAME)
        telling = not mention.concepts.isdisjoint(_NEVER_PASSED)
        common = mention.ordinary or bool(mention.concepts)
        if common and not asked and not narrows and not telling:
            passable.add(mention.start)
    return frozenset(passable)


def _term(mention: Mention, part: int, sentence: int, passable: bool) -> Term | None:
    at = mention.start
    if mention.kind is Kind.NAME:
        return Term("name", mention.entities, mention.text, part, sentence, at)
    if mention.kind is Kind.WORD:
        return Term(
            "word",
            frozenset({mention.text, inflectionless(mention.text)}),
            mention.repaired or mention.text,
            part,
            sentence,
        )
    if mention.kind is Kind.TERM and mention.concepts and not mention.soft:
        return Term("concept", mention.concepts, mention.text, part, sentence, at, passable)
    return None


def _parts(question: Question) -> list[int]:
    """For each mention the number of the coordinated part that it stands in: a joint ("and") or a stop begins a new
    one."""
    tokens = question.utterance.tokens
    part, clause, parts = 0, 0, []
    for mention in question.mentions:
        if "joint" in mention.acts or tokens[mention.start].clause != clause:
            part += 1
            clause = tokens[mention.start].clause
        parts.append(part)
    return parts


def _denied(question: Question) -> frozenset[int]:
    """First tokens of the mentions that a negation right before them sets aside: "guests, not exhibitors", "virtual
    rather than a physical stand". A negated verb ("didn't sign") sets nothing aside."""
    denied: set[int] = set()
    negated = False
    for mention in question.mentions:
        if "negation" in mention.acts:
            negated = mention.text not in ("no", "never")
        elif negated and mention.concepts and not mention.soft:
            denied.add(mention.start)
            negated = False
        elif mention.kind is not Kind.FRAME or len(mention.text) > 4:
            negated = False
    return frozenset(denied)


def _relative(question: Question) -> frozenset[int]:
    """First tokens of the words of asking that ask nothing: relative pronouns behind what they stand for ("guests who
    connected online"), and what a negation denies ("there is no date on the page")."""
    mentions = question.mentions
    asking = [m for m in mentions if m.asks]
    behind = [
        m for before, m in pairwise(mentions) if m.asks and (before.concepts or before.entities) and not before.asks
    ]
    relative = [m for m in behind if m.asks <= {"who", "which", "where", "when"} and len(asking) > 1]
    denied = [m for before, m in pairwise(mentions) if m.asks and "negation" in before.acts]
    return frozenset(m.start for m in (*relative, *denied))
