"""The ways to read a message in its context.

A follow-up edits the last question. The readings of a message are tried in order; the first that is answered counts.
What was said and not understood is never replaced by what was said before: every reading keeps all terms of the
message.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.conversation import MOST_TERMS, Context
from bot.query import COMPARING, Query, Term
from bot.targets import Targets
from facts.models import Quantity
from facts.store import entities_of
from intents.models import SessionRef

_FEW_WORDS = 4
"""A message of so few words that names no session goes on with the last one."""

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


def readings(query: Query, context: Context, targets: Targets) -> Iterator[Reading]:
    """The ways to read a message in its context, the likeliest first."""
    if context.unmet is not None:
        yield _edited(query.insisting(), context.unmet)
    if context.query is None:
        yield Reading(query.insisting())
        return
    other = "other" in query.concepts
    if other:
        yield from _others(query, context, targets)
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
            within=frozenset(f.id for f in targets.within(fact)) - {fact.id},
        )
        for fact in facts
    )


def _circle(query: Query, context: Context, targets: Targets) -> frozenset[str]:
    """Ids of the facts that stand beside the last ones; behind a pronoun for somebody named, those that name him."""
    circle = targets.beside(context.facts)
    named = {entity for fact in context.facts for entity in entities_of(fact)} if "pronoun" in query.acts else set()
    naming = (fact.id for entity in sorted(named) for fact in targets.store.naming(entity))
    return circle.intersection(naming) if named else circle


def _others(query: Query, context: Context, targets: Targets) -> Iterator[Reading]:
    """The other one: what is of the kind of the facts told last in their session, else the same of another session."""
    last = context.query or query
    told = frozenset(fact.id for fact in context.facts)
    terms = tuple(t for t in query.terms if t.options != {"other"})
    own = replace(query, terms=terms, hints=(), sessions=query.sessions or last.sessions)
    yield Reading(own, frozenset({"session", "topic"}), within=targets.siblings(context.facts), without=told)
    if not terms:
        known = {fact.session for fact in context.facts}
        refs = tuple(SessionRef(s.ordinal, s.year) for s in targets.store.documented if s.id not in known)
        yield Reading(replace(last, sessions=refs, asks=query.asks or last.asks), frozenset({"topic"}))


def _in_order(query: Query, last: Query, circle: frozenset[str]) -> Iterator[Reading]:
    bare, query = not query.terms, query.insisting()
    if all(t.options <= {"previous"} for t in query.terms) and not query.figures:
        query = replace(query, acts=query.acts - {"claim"}, polar=False)  # says nothing that could be right or wrong
    fresh, edited, changed = Reading(query), _edited(query, last), _changed(query, last)
    session = query if query.sessions else replace(query, sessions=last.sessions)
    inherited = frozenset() if query.sessions else frozenset({"session"})
    alone = Reading(session, inherited)
    beside = Reading(replace(session, hints=changed.query.hints), inherited | {"topic"}, within=circle)
    kept = tuple(_kept(query, last)[0])
    related = replace(changed, query=replace(changed.query, kin=kept))
    leans = query.leans or not query.excluded.isdisjoint(last.concepts)
    if bare:
        turned = any(query.replaces(t) for t in (*last.terms, *last.hints))
        yield from (beside, edited) if turned else (edited, *((beside,) if query.terms else ()))
        if not leans or query.sessions:
            yield fresh
    elif query.is_modifier or "pronoun" in query.acts:
        yield edited
        if not query.converts:
            yield beside
        if not query.is_modifier:
            yield related
        if query.sessions:
            yield fresh
    elif query.sessions and not leans:
        yield fresh
        yield changed
    elif leans or query.size <= _FEW_WORDS:
        if query.acts & COMPARING:
            yield beside
        yield changed if query.wishes.isdisjoint(_ATTRIBUTES) else related
        yield edited
        yield beside
        yield alone
        if query.size > _MANY_WORDS or not (leans and last.sessions):
            yield fresh
    else:
        yield fresh
        yield beside
        yield changed


def _edited(query: Query, last: Query) -> Reading:
    """The last question with session, side and ask of the message put in their place: all else stays."""
    kept, hints = _kept(query, last)
    stays = [t for t in kept if not query.recounts(last, t)]
    asks = query.asks or (last.asks if all(t.options <= {"previous"} for t in query.terms) else ())
    return _inheriting(replace(query, terms=(*query.terms, *stays), hints=hints, asks=asks), query, last)


def _changed(query: Query, last: Query) -> Reading:
    """The message, on something that belongs to the last question. Whom or what that named stays until another is
    named."""
    kept, hints = _kept(query, last)
    named = any(t.kind == "name" for t in query.terms)
    stays = [t for t in kept if t.kind == "name" and not named]
    hints = (*hints, *(t for t in kept if t.kind == "concept"))
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
