"""Question → phrases: the things that it sets beside each other, each with its words, its figures and its session.

"offline and online exhibitors in 2023", "contracts at the 4th vs results of 2023", "area and attendance, 4th against
2023", "121 out of 331": a joint or a stop begins a phrase; what has no session of its own takes that of its neighbour,
and sessions that stand alone are those of every phrase.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.query import COUNTING, Query
from bot.terms import PERCENTAGES, RIVALS, SIDES, VALUE_KINDS, Term
from facts.store import FactStore
from intents.models import Figure, SessionRef

MOST = 6
"""Phrases of one question that are told apart."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One of the things that a question sets beside others."""

    topic: int
    """Phrases of one topic differ in their session alone."""
    query: Query
    """The question cut down to the words, figures and session of the phrase."""
    shared: tuple[Term, ...] = ()
    """What the rest of the question mentions, for what the phrase leaves out ("offline and online exhibitors")."""
    borrowed: bool = False
    """Whether its session is that of another phrase, and but likely its own."""
    by_figure: bool = False
    """Whether its figure says what is meant ("42 countries and 126")."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A coordinated part of a question."""

    number: int
    terms: tuple[Term, ...]
    figures: tuple[Figure, ...]
    sessions: tuple[SessionRef, ...]

    topical: bool
    """Whether it names something by itself, and not only a session, or in what a figure is given."""


def phrases(query: Query, store: FactStore, kinds: bool = False) -> tuple[Phrase, ...]:
    """The phrases of a question, in its order; none where it has no topic, or more topics than can be told apart.
    ``kinds``: whether a kind of value is one by itself ("the number of contracts or their value")."""
    query = _unheaded(_unrivalled(query.insisting()))
    parts = _parts(query, store, kinds)
    topics = [part for part in parts if part.topical]
    with_figures = [part for part in topics if any(map(telling, part.figures))]
    if kinds and len(topics) == 1:
        parts, topics = _promoted(query, parts)
    by_figure = len(with_figures) > 1
    topics = with_figures if by_figure else topics
    if not 0 < len(topics) <= MOST:
        return ()
    refs = tuple(dict.fromkeys(ref for part in parts for ref in part.sessions)) or expanded(query.sessions, store)
    free = [part for part in parts if not part.topical and part.sessions]
    alternating = _alternating(parts)
    rows: list[tuple[_Part, tuple[SessionRef, ...], bool]] = []
    for topic in topics:
        if len(refs) < 2 or (free and not alternating):
            rows.append((topic, refs, False))
        else:
            own = topic.sessions or (_led(topic, parts) if alternating else ())
            rows.append((topic, own or _beside(topic, topics) or refs, not own))
    return tuple(
        Phrase(number, _narrowed(query, topic, sessions), _shared(query, topic), borrowed, by_figure)
        for number, (topic, own, borrowed) in enumerate(rows)
        for sessions in ([(ref,) for ref in own] if len(own) > 1 else [own])
    )


def _promoted(query: Query, parts: Sequence[_Part]) -> tuple[list[_Part], list[_Part]]:
    """The parts, and those with a topic, where filling words behind a joint are what the only topic is set beside
    ("newcomers against all hosts")."""
    known = {part.number: part for part in parts}
    rows = []
    for number in query.joined:
        part = known.get(number, _Part(number, (), (), (), False))
        terms = tuple(t for t in query.hints if t.part == number and not t.modifies)
        if terms and not part.topical and not part.sessions:
            rows.append(replace(part, terms=terms, topical=True))
    kept = [part for part in parts if part.number not in {row.number for row in rows}]
    out = sorted((*kept, *rows), key=lambda part: part.number)
    return out, [part for part in out if part.topical]


def _unrivalled(query: Query) -> Query:
    """The question with what excludes each other in parts of its own, where no joint parts it ("online offline")."""
    parts = {t.part for t in query.terms}
    last = max(parts, default=0)
    terms: list[Term] = list(query.terms)
    for number in parts:
        for rivals in RIVALS:
            named = [t for t in query.part_of(number) if t.options & rivals]
            if len({t.options & rivals for t in named}) == 2 == len(named):
                last += 1
                rest = [t for t in query.part_of(number) if t not in named and not t.measures]
                terms = [replace(t, part=last) if t == named[1] else t for t in terms]
                terms += [replace(t, part=last) for t in rest]
    return replace(query, terms=tuple(terms))


def _unheaded(query: Query) -> Query:
    """The question with a heading in front of several things taken for what helps to find each ("volumes signed onsite:
    the foreign area vs the delegations")."""
    first, *others = sorted({t.part: t.sentence for t in query.terms if not t.modifies}.items()) or [(0, 0)]
    asked = any(part == first[0] for _, part in query.asks)
    if asked or len(others) < 2 or any(sentence <= first[1] for _, sentence in others):
        return query
    heading = tuple(replace(t, part=part) for t in query.part_of(first[0]) for part, _ in others)
    return replace(query, terms=tuple(t for t in query.terms if t.part != first[0]), hints=(*query.hints, *heading))


def expanded(refs: Sequence[SessionRef], store: FactStore) -> tuple[SessionRef, ...]:
    """Sessions with "both" and "each" written out as the latest documented ones."""
    documented = tuple(SessionRef(session.ordinal, session.year) for session in store.latest)
    rows = (row for ref in refs for row in (documented if ref == SessionRef() else (ref,)))
    return tuple(dict.fromkeys(rows))


def _narrowed(query: Query, part: _Part, sessions: tuple[SessionRef, ...]) -> Query:
    """A question cut down to one of its parts, of the sessions given. In what all figures are given ("in dollars")
    helps to find each."""
    number, told = part.number, {t.part for t in query.terms}
    given = tuple(t for t in query.terms if t.part != number and t.measures and _unit_part(query, t.part))
    given += tuple(t for t in query.hints if t.options == PERCENTAGES and t.part not in told)
    kept = [(f, at) for f, at in zip(query.figures, query.figured_at, strict=False) if at[1] == number]
    return replace(
        query,
        terms=part.terms,
        hints=(*(t for t in query.hints if t.part == number and t not in part.terms), *given),
        asks=tuple((ask, number) for ask, at in query.asks if at == number or (ask == "percent" and at not in told)),
        counted=tuple(row for row in query.counted if row[1] == number),
        figures=tuple(figure for figure, _ in kept),
        figured_at=tuple(at for _, at in kept),
        sessions=sessions,
        places=(),
    )


def _unit_part(query: Query, number: int) -> bool:
    """Whether a part says nothing but in what a figure is given."""
    return all(t.measures for t in query.part_of(number)) and not query.enumerates()


def _parts(query: Query, store: FactStore, by_kind: bool) -> list[_Part]:
    sides = {t.part for t in query.hints if t.options & SIDES}
    numbers = {t.part for t in query.terms} | {part for _, part in query.places} | {at[1] for at in query.figured_at}
    numbers |= sides if numbers else set()
    alone = all(t.measures for t in query.terms)
    kinds = VALUE_KINDS if alone or (by_kind and query.enumerates()) else frozenset[str]()
    parts = []
    for number in sorted(numbers):
        terms = query.part_of(number) or tuple(t for t in query.hints if t.part == number and t.options & SIDES)
        figures = tuple(f for f, at in zip(query.figures, query.figured_at, strict=False) if at[1] == number)
        sessions = expanded([ref for ref, part in query.places if part == number], store)
        named = any(not t.measures or t.options & kinds for t in terms)
        parts.append(_Part(number, terms, figures, sessions, named or any(map(telling, figures))))
    return parts


def telling(figure: Figure) -> bool:
    """Whether a bare figure stands for a fact; one that is small counts what is wanted ("both", "two")."""
    return figure.unit != "time" and (figure.amount >= COUNTING or figure.unit is not None)


def _alternating(parts: Sequence[_Part]) -> bool:
    """Whether each session stands right before its topic: "2023: the exhibitors; 4th: the contracts"."""
    rows = [part for part in parts if part.topical or part.sessions]
    free = [part for part in rows if not part.topical]
    led = [a for a, b in pairwise(rows) if not a.topical and b.topical and not b.sessions]
    return len(free) > 1 and len(led) == len(free)


def _led(topic: _Part, parts: Sequence[_Part]) -> tuple[SessionRef, ...]:
    """The sessions that stand last before a topic."""
    before = [part.sessions for part in parts if part.number < topic.number and part.sessions and not part.topical]
    return before[-1] if before else ()


def _beside(topic: _Part, topics: Sequence[_Part]) -> tuple[SessionRef, ...]:
    """The sessions of the nearest topic that has some, one before rather than one behind."""
    before = [other.sessions for other in topics if other.number < topic.number and other.sessions]
    behind = [other.sessions for other in topics if other.number > topic.number and other.sessions]
    return before[-1] if before else behind[0] if behind else ()


def _shared(query: Query, topic: _Part) -> tuple[Term, ...]:
    return tuple(t for t in (*query.terms, *query.hints) if t.part != topic.number and t.kind == "concept")
