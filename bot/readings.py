"""The ways to read a message in its context.

A follow-up edits the last question. The readings of a message are tried in order; the first that is answered counts.
What was said and not understood is never replaced by what was said before: every reading keeps all terms of the
message.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot import neighbours
from bot.conversation import MOST_TERMS, Context
from bot.query import COMPARING, OPERATIONS, Query
from bot.targets import KINDS, Targets
from bot.terms import SIDES, Term
from facts.models import Fact, Quantity
from facts.store import entities_of
from intents.models import SessionRef

_MANY_WORDS = 9
"""A longer message may be a question in full, though it begins like a follow-up."""

_FEW_FIGURES = 3
"""Figures told last to each of which a message may apply."""

_ATTRIBUTES = frozenset({"who", "where", "when", "which", "names", "with_whom", "about_what", "how", "currency"})
"""Kinds of question for something of the thing told last, rather than for another."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read a message, and what it takes from before."""

    query: Query
    inherited: frozenset[str] = frozenset()
    """``session``, ``topic``."""
    within: frozenset[str] | None = None
    """Ids of the facts that it is about, if not all."""
    without: frozenset[str] = frozenset()
    """Ids of the facts that were told already ("the other one")."""
    part: bool = False
    """Whether it singles out some of them: all of them would be no answer."""
    near: bool = False
    """Whether only what lies near the facts told last can answer it: it names no topic of its own."""


def readings(query: Query, context: Context, targets: Targets) -> Iterator[Reading]:
    """The ways to read a message in its context, the likeliest first."""
    if context.unmet is not None:
        yield _edited(query.insisting(), context.unmet)
    if context.query is None:
        yield Reading(query.insisting())
        return
    other = "other" in query.concepts or "other_session" in query.acts
    if other:
        yield from _others(query, context, targets)
    if "out_of" in query.acts:
        wholes = frozenset(whole.id for fact in context.facts for whole in neighbours.wholes(fact, targets.store))
        yield Reading(query, frozenset({"session", "topic"}), within=wholes)
    if "ones" in query.acts and query.terms and not query.is_modifier:
        yield Reading(query, frozenset({"session", "topic"}), within=neighbours.siblings(context.facts, targets.store))
    yield from _narrowed(query, context.query, context.facts)
    yield from _neighbouring(query, context, targets)
    told = frozenset(f.id for f in context.facts) if other or "more" in query.acts else frozenset()
    for reading in _in_order(query, context.query, _circle(query, context, targets)):
        yield replace(reading, without=told) if reading.inherited else reading


def parallel(query: Query, context: Context, targets: Targets) -> tuple[Reading, ...]:
    """For a message that names a side or a part of several figures told last, a reading for each of them ("the growth
    of both"): what is stated of its own measure, or of a part of it."""
    facts = tuple({f.measure: f for f in context.facts if isinstance(f.value, Quantity)}.values())
    own = query.insisting()
    if (
        not own.terms
        or set(query.sessions) - {SessionRef()}
        or not 1 < len(facts) <= _FEW_FIGURES
        or len(facts) < len(context.facts)
    ):
        return ()
    return tuple(
        Reading(
            replace(own, sessions=()),
            frozenset({"session", "topic"}),
            within=frozenset(f.id for f in neighbours.within(fact, targets.store)) - {fact.id},
        )
        for fact in facts
    )


def _circle(query: Query, context: Context, targets: Targets) -> frozenset[str]:
    """Ids of the facts that stand beside the last ones; behind a pronoun for somebody named, those that name him."""
    circle = neighbours.beside(context.facts, targets.store)
    named = {entity for fact in context.facts for entity in entities_of(fact)} if "pronoun" in query.acts else set()
    naming = (fact.id for entity in sorted(named) for fact in targets.store.naming(entity))
    return circle.intersection(naming) if named else circle


def _narrowed(query: Query, last: Query, facts: Sequence[Fact]) -> Iterator[Reading]:
    """Some of the facts told last, singled out by all that the message says ("those from abroad")."""
    words = (*query.terms, *query.hints)
    if query.leans and words and len(facts) > 1 and query.acts.isdisjoint(OPERATIONS | {"more"}):
        reading = _changed(replace(query, terms=words, hints=()), last)
        yield replace(reading, within=frozenset(fact.id for fact in facts), part=True)


def _neighbouring(query: Query, context: Context, targets: Targets) -> Iterator[Reading]:
    """What was told last for the session before or after it, where a source states that too."""
    said = frozenset().union(*(t.options for t in query.terms))
    told = {fact.session for fact in context.facts}
    if not query.terms or query.sessions or len(told) > 1 or not (said <= {"previous"} or said <= {"following"}):
        return
    session = targets.store.sessions[told.pop()]
    near = session.previous if said <= {"previous"} else targets.store.following(session.id)
    if near and any(targets.store.of(fact.measure, near) for fact in context.facts) and context.query:
        there = targets.store.sessions[near]
        refs = (SessionRef(there.ordinal, there.year),)
        yield Reading(replace(context.query, sessions=refs, acts=query.acts), frozenset({"topic"}))


def _others(query: Query, context: Context, targets: Targets) -> Iterator[Reading]:
    """The other one: what is of the kind of the facts told last in their session, else the same of another session."""
    last = context.query or query
    told = frozenset(fact.id for fact in context.facts)
    terms = tuple(t for t in query.terms if t.options != {"other"})
    own = replace(query, terms=terms, hints=(), sessions=query.sessions or last.sessions)
    kin = neighbours.siblings(context.facts, targets.store)
    if "other_session" not in query.acts:
        yield Reading(own, frozenset({"session", "topic"}), within=kin, without=told)
    if not terms:
        known = {fact.session for fact in context.facts}
        refs = tuple(SessionRef(s.ordinal, s.year) for s in targets.store.latest if s.id not in known)
        yield Reading(replace(last, sessions=refs, asks=query.asks or last.asks), frozenset({"topic"}))


@dataclass(frozen=True, slots=True)
class _Ways:
    """One message read in every way that may be tried."""

    fresh: Reading
    """By itself."""
    alone: Reading
    """By itself, in the session of the last question."""
    edited: Reading
    """The last question with session, side and ask of the message put in their place."""
    changed: Reading
    """By itself, preferring what belongs to the last question."""
    related: Reading
    """By itself, on something of what the last question was about."""
    beside: Reading
    """On something that stands beside what was told last."""


def _ways(query: Query, last: Query, circle: frozenset[str]) -> _Ways:
    session = query if query.sessions else replace(query, sessions=last.sessions)
    inherited = frozenset() if query.sessions else frozenset({"session"})
    changed, kept = _changed(query, last), tuple(_kept(query, last)[0])
    near = replace(session, hints=changed.query.hints, focus=changed.query.focus)
    return _Ways(
        fresh=Reading(query),
        alone=Reading(session, inherited),
        edited=_edited(query, last),
        changed=changed,
        related=replace(changed, query=replace(changed.query, kin=kept), near=not query.sessions),
        beside=Reading(near, inherited | {"topic"}, within=circle),
    )


def _in_order(query: Query, last: Query, circle: frozenset[str]) -> Iterator[Reading]:
    bare, query = not query.terms, query.insisting()
    if "pronoun" in query.acts and not (query.terms or query.asks or query.sessions or query.figures):
        query = replace(query, asks=(("names", 0),))  # "and they were …?"
    if all(t.options <= {"previous"} for t in query.terms) and not query.figures:
        query = replace(query, acts=query.acts - {"claim"}, polar=False)  # says nothing that could be right or wrong
    ways = _ways(query, last, circle)
    leans = query.leans or query.counts_unnamed or ("partner" in query.concepts and _names(last))
    leans = leans or not query.excluded.isdisjoint(last.concepts)
    if bare:
        yield from _of_no_topic(query, last, ways)
        if query.sessions or not (leans or query.is_modifier):
            yield ways.fresh
    elif query.is_modifier or "pronoun" in query.acts or query.restricts:
        yield from _of_a_side(query, ways)
    elif query.sessions and not leans:
        yield from (ways.fresh, ways.changed)
    elif leans or query.is_short:
        yield from _of_a_topic(query, last, ways)
        if query.sessions or query.size > _MANY_WORDS or not (leans and last.sessions):
            yield ways.fresh
    else:
        yield from (ways.fresh, ways.beside, ways.changed)


def _of_no_topic(query: Query, last: Query, ways: _Ways) -> Iterator[Reading]:
    near = not query.sessions
    turned = any(query.replaces(t) for t in (*last.terms, *last.hints))
    if turned:
        yield ways.beside
    yield replace(ways.edited, near=near)
    if query.terms and not turned and "names" not in query.needs:
        yield ways.beside


def _of_a_side(query: Query, ways: _Ways) -> Iterator[Reading]:
    yield replace(ways.edited, near=query.is_modifier and not query.sessions)
    if not query.converts:
        yield ways.beside
    if not query.is_modifier:
        yield ways.related
    if query.sessions:
        yield ways.fresh


def _of_a_topic(query: Query, last: Query, ways: _Ways) -> Iterator[Reading]:
    if query.acts & COMPARING:
        yield ways.beside
    yield from _turned(query, last, ways)
    near = not query.sessions
    if query.wishes.isdisjoint(_ATTRIBUTES):
        yield replace(ways.changed, near=near)
        yield ways.changed
        yield ways.edited
    else:
        ways = _named(ways) if all(t.options <= KINDS for t in query.terms) else ways
        yield ways.related
        yield replace(ways.edited, near=near)
        if all(t.options <= KINDS for t in query.terms):
            return
    if query.wishes.isdisjoint(_ATTRIBUTES) or query.leans:
        yield ways.beside
    pointing = query.acts & {"anaphora", "pronoun"} and _names(last)
    if query.sessions or not pointing:
        yield ways.alone


def _turned(query: Query, last: Query, ways: _Ways) -> Iterator[Reading]:
    """The message by itself, where a word of it that but helps to find puts another side in the place of the last
    question's: it is then what the message is about ("and projects during it?" after what was published before it)."""
    sides = tuple(
        t for t in query.hints if any(replace(query, hints=(t,), terms=()).replaces(one) for one in last.hints)
    )
    if sides:
        hints = tuple(t for t in (*query.hints, *_kept(query, last)[1]) if t not in sides)
        yield replace(ways.alone, query=replace(ways.alone.query, terms=(*query.terms, *sides), hints=hints))


def _names(query: Query) -> bool:
    return any(term.kind == "name" for term in query.terms)


def _named(ways: _Ways) -> _Ways:
    """The same, where "which company" asks for a name: what but counts companies is no answer."""
    related, edited = (
        replace(way, query=replace(way.query, asks=tuple(("names" if ask == "which" else ask, p) for ask, p in asks)))
        for way in (ways.related, ways.edited)
        for asks in (way.query.asks,)
    )
    return replace(ways, related=related, edited=edited)


def _edited(query: Query, last: Query) -> Reading:
    kept, hints = _kept(query, last)
    stays = [t for t in kept if not query.recounts(last, t)]
    asks = query.asks or (last.asks if all(t.options <= {"previous"} for t in query.terms) else ())
    return _inheriting(replace(query, terms=(*query.terms, *stays), hints=hints, asks=asks), query, last)


def _changed(query: Query, last: Query) -> Reading:
    """Whom or what the last question named stays until another is named."""
    kept, hints = _kept(query, last)
    named = any(t.kind == "name" for t in query.terms)
    stays = [t for t in kept if t.kind == "name" and not named]
    topics = (t for t in kept if t.kind == "concept" and t.options.isdisjoint(SIDES))
    hints = (*hints, *(replace(t, taken=True) for t in topics))
    focus = frozenset().union(*(t.options for t in query.terms if t.kind == "concept"))
    return _inheriting(replace(query, terms=(*query.terms, *stays), hints=hints, focus=focus), query, last)


def _kept(query: Query, last: Query) -> tuple[list[Term], tuple[Term, ...]]:
    """The terms of the last question that the message puts nothing in the place of, and the hints of both."""
    part, sentence = (query.terms[0].part, query.terms[0].sentence) if query.terms else (0, 0)
    kept = [replace(t, part=part, sentence=sentence) for t in last.terms if not query.replaces(t)]
    return kept[:MOST_TERMS], (*query.hints, *(t for t in last.hints if not query.replaces(t)))


def _inheriting(edit: Query, query: Query, last: Query) -> Reading:
    if query.sessions:
        return Reading(edit, frozenset({"topic"}))
    return Reading(replace(edit, sessions=last.sessions), frozenset({"session", "topic"}))
