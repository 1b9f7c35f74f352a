"""What a question comes to, free of its wording: the value that is resolved and that a follow-up edits."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from bot.terms import GROWTH, PERCENTAGES, RIVALS, VALUE_KINDS, Term
from intents.models import Figure, SessionRef

_SOFT_ASKS = frozenset({"amount", "how", "which", "what", "with_whom", "about_what"})
"""Asked of anything: they prefer an answer, and exclude none."""

_ANY = frozenset({"what"})
_NAMING = _ANY | {"number"}

AMOUNTS = frozenset({"count", "number", "how_much", "amount"})
"""Asks for a figure."""

COMPARING = frozenset({"compare", "difference", "ratio", "percent_change", "which_more", "outgrew"})
"""Acts that set two figures against each other."""

OPERATIONS = COMPARING | {"average", "remainder", "total_of", "implied"}
"""Acts that ask for more than a stated figure."""

COUNTING = 10
"""Figures below this count what is wanted ("in both cases", "three zeros") rather than stand for something."""

_FEW_WORDS = 4

_LEANING = frozenset({"anaphora", "pronoun", "follow_up", "disagree", "more"})


@dataclass(frozen=True)  # without slots: what follows from the fields is worked out once
class Query:
    """The slots of a question."""

    terms: tuple[Term, ...] = ()
    excluded: frozenset[str] = frozenset()
    """Concepts that the question sets aside ("guests, not exhibitors")."""
    contrasted: bool = False
    """Whether what is set aside has a clause of its own ("…, not the exhibitors"): it is no part to be taken away."""
    hints: tuple[Term, ...] = ()
    """Concepts that help to find a fact, or to prefer one, and need no explanation."""
    context: tuple[Term, ...] = ()
    """Concepts of the other parts of a question: they help to find a fact, and tell apart those that are else equal."""
    heading: tuple[Term, ...] = ()
    """Terms of what stands above the parts of a question ("for the site: how many agreements, what value")."""
    figures: tuple[Figure, ...] = ()
    figured_at: tuple[tuple[int, int], ...] = ()
    """Index of the first token of each figure, with the part that it stands in."""
    sessions: tuple[SessionRef, ...] = ()
    places: tuple[tuple[SessionRef, int], ...] = ()
    """The sessions, each with the part that it stands in."""
    asks: tuple[tuple[str, int], ...] = ()
    """Kinds of question, each with the part that it stands in."""
    grown: bool = False
    """Whether growth or a share is asked for, so that "the number of" but names what of."""
    acts: frozenset[str] = frozenset()
    intent: str = ""
    size: int = 0
    """Words of the message."""
    counted: tuple[tuple[frozenset[str], int], ...] = ()
    """What the words right behind each "how many" can mean, with the part that it stands in."""
    named: tuple[tuple[frozenset[str], int], ...] = ()
    """What the words right behind each "which" or "names of" can mean, with the part that it stands in."""
    numbered: tuple[tuple[frozenset[str], ...], ...] = ()
    """What each of the words right behind each figure can mean ("125 companies")."""
    capitalised: tuple[str, ...] = ()
    """What is written as a name and is none that is known, folded."""
    joined: frozenset[int] = frozenset()
    """The parts that a word ("and") joins to the one before, not a stop."""
    per: int = -1
    """Index of the first token behind "per"; -1 without one."""
    polar: bool = False
    """Whether it opens like a question for yes or no."""
    focus: frozenset[str] = frozenset()
    """The concepts that a follow-up names itself, beside those that it takes over."""
    kin: tuple[Term, ...] = ()
    """Terms of the question before, one of which the answer to a follow-up must explain."""

    @cached_property
    def said(self) -> frozenset[str]:
        """Every concept that has words of its own: not what a percent sign can mean."""
        terms = (t for t in (*self.terms, *self.hints) if t.kind == "concept" and t.options != PERCENTAGES)
        return frozenset().union(*(term.options for term in terms))

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Every concept mentioned, needed or not."""
        return frozenset().union(*(term.options for term in (*self.terms, *self.hints) if term.kind == "concept"))

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """The concepts, with those of the other parts of the question."""
        return self.concepts.union(*(term.options for term in self.context))

    @cached_property
    def of_any(self) -> bool:
        """Whether it asks for growth or a share without saying of what."""
        concepts = [t.options for t in self.terms] or [t.options for t in self.hints]
        return bool(concepts) and all(options <= GROWTH | PERCENTAGES for options in concepts)

    @cached_property
    def needs(self) -> frozenset[str]:
        """Kinds of question that the facts must answer."""
        soft = _SOFT_ASKS | {"how_often"} if "ratio" in self.acts else _SOFT_ASKS
        return self.wishes - soft

    @cached_property
    def wishes(self) -> frozenset[str]:
        """Kinds of question that the facts had better answer."""
        return frozenset(ask for ask, _ in self.asks) - (_NAMING if self.grown else _ANY)

    @cached_property
    def claims(self) -> bool:
        """Whether it states something to be confirmed, rather than ask for something."""
        if "claim" in self.acts or self.polar:
            return True
        told = any(figure.bound != "part" for figure in self.figures) and (self.terms or self.hints or self.sessions)
        return bool(told) and {ask for ask, _ in self.asks} <= {"percent"}

    @property
    def leans(self) -> bool:
        """Whether the words point back to what was said before."""
        return not self.acts.isdisjoint(_LEANING)

    @property
    def elliptical(self) -> bool:
        """Whether it asks nothing by itself: it names no topic, or leans on what was said before and names but a side
        ("and online?", "in dollars?")."""
        if self.figures or self.intent in ("overview", "figure", "claim"):
            return False
        if not self.terms:
            return not self.hints and (self.leans or (bool(self.asks) and not self.sessions))
        return self.is_modifier and not (self.sessions or self.asks or self.hints)

    @property
    def is_short(self) -> bool:
        """Whether it has so few words that it goes on with what was said before, if it names no session."""
        return self.size <= _FEW_WORDS

    @property
    def counts_unnamed(self) -> bool:
        """Whether it asks how many without saying of what ("how many at ministerial level?")."""
        return bool(self.needs & {"count", "number"}) and not self.counted and not self.sessions

    @property
    def restricts(self) -> bool:
        """Whether it names only which of the things told last are meant ("how many from Germany?", "any on tax?")."""
        asked = self.needs & AMOUNTS or self.polar or "among" in self.acts
        named = all(term.kind == "name" for term in self.terms) and bool(asked)
        return named or ("ones" in self.acts and len(self.terms) == 1)

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

    def replaces(self, term: Term) -> bool:
        """Whether it names something that excludes a term of the question before: another side, or another kind of
        value ("how many" in the place of "how much money", "in dollars" in the place of a share)."""
        if self.converts:
            return term.options <= PERCENTAGES
        if self.needs & {"count", "number"} and term.options <= VALUE_KINDS:
            return True
        mine = frozenset().union(*(t.options for t in (*self.terms, *self.hints)))
        if mine & {"money", "dollar", "yuan"} and term.options <= {"share", "rate"}:
            return True
        return any(term.options & row and mine & row for row in RIVALS)

    def recounts(self, last: Self, term: Term) -> bool:
        """Whether it asks how many of something, where the question before counted what a term stands for ("from how
        many countries did guests come?" "How many joined online?")."""
        counted = frozenset().union(*(concepts for concepts, _ in last.counted))
        return bool(self.terms and self.needs & {"count", "number"} and term.options & counted)

    def parts(self) -> tuple[Self, ...]:
        """The query once for each of its coordinated parts that asks for something: with the terms and asks of that
        part, and what the others mention as its context. A part that names no topic ("and how many online?") has that
        of the first."""
        several = self.enumerates()
        wanted = VALUE_KINDS if several else frozenset[str]()
        telling = {t.part for t in self.terms if not t.measures or t.options & wanted}
        lead = self._lead()
        if not several and any(t.part not in telling for t in self.terms if t.part > lead):
            return ()
        asked = {part for ask, part in self.asks if several and ask != "what" and part > lead}
        headings = {t.part for t in self.terms if t.part < lead and not t.modifies}
        heading = tuple(t for t in self.terms if t.part in headings)
        numbers = sorted((telling | asked) - headings)
        return tuple(replace(self._part(number, lead, several), heading=heading) for number in numbers)

    def _lead(self) -> int:
        """The first part that names a topic, and is no mere heading of those behind it ("results: number, value")."""
        topics = sorted({t.part for t in self.terms if not t.modifies})
        asked = {part for _, part in self.asks}
        behind = {part for part in (*asked, *(t.part for t in self.terms)) if topics and part > topics[0]}
        headed = len(behind) > 1 < len(topics) and topics[0] not in asked
        return topics[headed and topics[1] in asked - self.joined] if topics else 0

    def _part(self, number: int, lead: int, several: bool) -> Self:
        own, asks = self.part_of(number), tuple(row for row in self.asks if row[1] == number)
        others = tuple(t for t in self.terms if t.kind == "concept" and t.part != number)
        hints = (*self.hints, *(t for t in others if t.options & VALUE_KINDS))
        if number != lead:
            bare = all(t.modifies for t in own) and not (own and all(t.options <= GROWTH for t in own))
            if bare and not own and {ask for ask, _ in asks} == {"how_much"}:
                own = (Term("concept", frozenset({"money"}), "", number),)
            named = {"name"} if not asks and all(t.kind != "name" for t in own) else set()
            taken = (t for t in self.part_of(lead) if t.kind in named or (bare and not (t.modifies and own)))
            own += tuple(replace(t, part=number) for t in taken)
        return replace(
            self,
            terms=own,
            context=tuple(t for t in others if t.options.isdisjoint(VALUE_KINDS)),
            hints=tuple(t for t in hints if not several or t.part == number or t.options.isdisjoint(VALUE_KINDS)),
            asks=asks,
            counted=tuple(row for row in self.counted if row[1] == number),
            named=tuple(row for row in self.named if row[1] == number),
            sessions=tuple(s for s, part in self.places if part == number) or self.sessions,
        )

    def of(self, sessions: tuple[SessionRef, ...], places: tuple[tuple[SessionRef, int], ...] = ()) -> Self:
        """The query of other sessions."""
        return replace(self, sessions=sessions, places=places)

    def part_of(self, number: int) -> tuple[Term, ...]:
        """The terms of one coordinated part."""
        return tuple(t for t in self.terms if t.part == number)

    def insisting(self) -> Self:
        """The query with its hints as terms where it has nothing else to go by ("who came?")."""
        return self if self.terms else replace(self, terms=self.hints, hints=())

    def doing(self, acts: frozenset[str]) -> Self:
        """The query with acts that its words do not say."""
        return replace(self, acts=self.acts | acts) if acts else self

    def enumerates(self) -> bool:
        """Whether different parts ask for different kinds of value ("count, value, share"), or each for its own."""
        if "breakdown" in self.acts and len({term.part for term in self.terms}) > 1:
            return True
        kinds: dict[int, set[str]] = {term.part: set() for term in self.terms}
        for term in self.terms:
            kinds[term.part] |= term.options & VALUE_KINDS
        told = any(ask != "what" for ask, _ in self.asks)
        for ask, part in self.asks:
            asked = {"count"} if ask in AMOUNTS else {ask} if ask != "what" or (told and part in self.joined) else set()
            kinds.setdefault(part, set()).update(asked)
        lead = self._lead()
        more = {part for part, row in kinds.items() if part in self.joined and part > lead and row & VALUE_KINDS}
        if more and not kinds.get(lead) and all(t.measures for part in more for t in self.part_of(part)):
            return True
        rows = [part for part, row in kinds.items() if row and part >= lead]
        topical = len(rows) == 2 and lead in rows and rows[1] not in self.joined and not self.part_asks(lead)
        return len(rows) > 1 and not topical  # "the contracts, how much are they worth" asks once

    def asks_figure(self) -> bool:
        """Whether it asks how many or how much of something."""
        return bool(self.wishes & AMOUNTS)

    def part_asks(self, number: int) -> bool:
        """Whether a coordinated part asks something of its own."""
        return any(part == number for _, part in self.asks)

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
