"""The context of one conversation, and what a follow-up inherits from it.

A follow-up edits the last question. The readings of a message are tried in order; the first that is answered counts.
What was said and not understood is never replaced by what was said before: every reading keeps all terms of the
message.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from bot.query import Query
from facts.models import Fact

LIFETIME = 30 * 60
"""Seconds after which a message goes on from nothing."""

_MOST_TERMS = 5
"""Terms of the last question that are taken over at most."""

_FEW_WORDS = 4
"""A message of so few words that names no session goes on with the last one."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the last answered turn leaves behind; bounded: one question and its facts."""

    query: Query | None = None
    facts: tuple[Fact, ...] = ()
    before: tuple[Fact, ...] = ()
    """The facts of the turn before the last."""
    choices: tuple[Fact, ...] = ()
    """What the person was asked to choose between."""
    said_at: float = 0.0
    """Unix time of the turn."""

    def at(self, now: float) -> "Context":
        """The context as it counts now: empty once it has expired."""
        return Context() if self.query and now - self.said_at > LIFETIME else self


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


def readings(query: Query, context: Context, mates: frozenset[str]) -> Iterator[Reading]:
    """The ways to read a message in its context. ``mates``: ids of the facts that stand beside the last ones."""
    last = context.query
    if last is None:
        yield Reading(query.insisting())
        return
    without = (
        frozenset(f.id for f in context.facts) if "more" in query.acts or "other" in query.concepts else frozenset()
    )
    session = query if query.sessions else replace(query, sessions=last.sessions)
    inherited = frozenset() if query.sessions else frozenset({"session"})
    alone = Reading(session, inherited, without=without)
    beside = Reading(session, inherited | {"topic"}, within=mates, without=without)
    merged = _merged(session.insisting(), last, inherited, without)
    if not query.terms:
        yield from merged
        if not query.leans:
            yield Reading(query.insisting())
    elif query.is_modifier:
        yield from merged
        if not query.converts:
            yield beside
    elif query.stands_alone:
        yield Reading(query)
        yield from merged
    elif query.leans or (query.size <= _FEW_WORDS and not query.needs):
        yield from merged
        yield beside
        if "pronoun" not in query.acts:
            yield alone
            yield Reading(query)
    else:
        yield Reading(query)
        yield beside
        yield from merged


def _merged(query: Query, last: Query, inherited: frozenset[str], without: frozenset[str]) -> Iterator[Reading]:
    """The last question with what the message says put in its place: first with all its terms, then with fewer. A
    message that has no term of its own changes nothing but session and ask, so that all terms stay."""
    stays = [t for t in last.terms if query.converts or not query.rivals(t)]
    part, sentence = (query.terms[0].part, query.terms[0].sentence) if query.terms else (0, 0)
    kept = tuple(replace(t, part=part, sentence=sentence) for t in stays)[:_MOST_TERMS]
    asks = query.asks or (() if query.terms else last.asks)
    least = 1 if query.terms else len(kept)
    for count in range(len(kept), least - 1, -1):
        for row in combinations(kept, count):
            if query.is_modifier and any(query.converts or not t.modifies for t in kept if t not in row):
                continue
            hints = (*query.hints, *last.hints)
            yield Reading(
                replace(query, terms=(*query.terms, *row), hints=hints, asks=asks), inherited | {"topic"}, None, without
            )
