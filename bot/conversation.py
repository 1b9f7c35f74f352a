"""The context of one conversation: what a turn leaves behind, and what of a reply is new."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.candidates import explains, subject
from bot.query import Query
from bot.resolve import Found
from bot.targets import Targets
from bot.terms import Term
from facts.compare import CURRENCIES
from facts.models import Fact, Names, Quantity
from intents.models import SessionRef

LIFETIME = 30 * 60
"""Seconds after which a message goes on from nothing."""

MOST_TERMS = 5
"""Terms of the last question that are taken over at most."""

_ALL = frozenset({"choose_all", "everywhere", "total_of", "breakdown"})
"""Acts that want what was told as well."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the last answered turn leaves behind; bounded: one question and its facts."""

    query: Query | None = None
    facts: tuple[Fact, ...] = ()
    before: tuple[Fact, ...] = ()
    """The facts of the turn before the last."""
    choices: tuple[Fact, ...] = ()
    """What the person was asked to choose between."""
    unmet: Query | None = None
    """A later question that was understood and is not answered for its session: the next may name another."""
    said_at: float = 0.0
    """Unix time of the turn."""
    language: str = ""
    """Code of the language of the last message; empty before the first."""

    def at(self, now: float) -> "Context":
        """The context as it counts now: empty once it has expired."""
        expired = (self.query or self.unmet) and now - self.said_at > LIFETIME
        return Context(language=self.language) if expired else self


def talked_about(query: Query, facts: Sequence[Fact], targets: Targets) -> Query:
    """The question that the next message edits: with the terms of the one before that the facts told are about too,
    and with their session if they have one in common."""
    profiles = [targets.profile(fact) for fact in facts]
    kept = [t for t in query.hints if t.taken and all(t.options & p.explained for p in profiles)]
    hints = tuple(t for t in query.hints if t not in kept)
    if facts and all(isinstance(f.value, Quantity) and f.value.unit in CURRENCIES for f in facts):
        hints += (Term("concept", frozenset({"money"}), ""),)
    sessions = {fact.session: targets.store.sessions[fact.session] for fact in facts}
    refs = query.sessions or tuple(SessionRef(s.ordinal, s.year) for s in sessions.values())
    refs = refs if len(sessions) == 1 else query.sessions
    return replace(query, terms=(*query.terms, *kept)[:MOST_TERMS], hints=hints, sessions=refs, focus=frozenset())


def elsewhere(found: Found, query: Query, context: Context) -> Found:
    """What a short message finds that names no session: said to be of another one than the talk was of, if it is."""
    told = {fact.session for fact in context.facts}
    last = context.query.sessions if context.query else ()
    apart = len(last) == 1 and not query.sessions and told.isdisjoint(fact.session for fact in found.facts)
    return replace(found, instead=last) if apart and SessionRef() not in last else found


def news(query: Query, found: Found, context: Context, targets: Targets) -> Found:
    """What a follow-up finds without what was told last, where the rest explains all that the message says."""
    told = {fact.id for fact in context.facts}
    named = frozenset().union(*(term.options for term in query.insisting().terms))
    again = not named and "names" in query.needs
    new = tuple(
        f
        for f in found.facts
        if f.id not in told or not named.isdisjoint(subject(f, targets)) or (again and isinstance(f.value, Names))
    )
    whole = bool(query.sessions) or not query.acts.isdisjoint(_ALL)
    if whole or not new or len(new) == len(found.facts):
        return found
    profiles = [(fact, targets.profile(fact)) for fact in new]
    own = query.insisting().terms
    plain = all(any(explains(t, f, p.explained, p.names) for f, p in profiles) for t in own)
    return replace(found, facts=new) if plain else found
