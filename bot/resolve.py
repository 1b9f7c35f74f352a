"""Query + facts → what to answer: the coverage rule.

A fact answers a question if it explains every content word of it: by its measure's signature, its topics, the names
that it holds, or the words of its own passage. Of the facts that do, those win that the question leaves least unsaid
about; several that are equal are all given. One word that nothing explains, and there is no answer ("Italian
exhibitors"): the nearest facts are offered as what they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.candidates import Candidate, beside, best_of, candidates, explains, weigh
from bot.listing import figures_in, unit_of
from bot.query import COUNTING, Query
from bot.targets import Targets
from bot.terms import GROWTH, Term
from facts.models import Change, Date, Fact, Quantity, Share
from facts.store import FactStore
from intents.models import SessionRef

_FOREIGN = frozenset({"other_matter"})
"""Concepts of what no source says anything of."""

_ENOUGH = 3
"""Terms that a question must have for one of them to be passed over."""

MOST = 6
"""Facts of different kinds in one reply; where more are equal, the person is asked."""


@dataclass(frozen=True, slots=True)
class Found:
    """Facts that answer the question, in the order of its parts."""

    facts: tuple[Fact, ...]
    considered: tuple[Candidate, ...] = ()
    passed: tuple[str, ...] = ()
    """Words of the question that no fact explains and that were let pass."""
    instead: tuple[SessionRef, ...] = ()
    """The sessions that the fact asked for is not stated for, where these are but the nearest."""


@dataclass(frozen=True, slots=True)
class Missing:
    """No fact answers the question."""

    reason: str
    """``unknown_session``, ``not_stated``, ``unknown_measure`` or ``off_topic``."""
    unexplained: tuple[str, ...] = ()
    """Words of the question that nothing explains."""
    familiar: bool = False
    """Whether they are words that other facts explain."""
    nearest: tuple[Fact, ...] = ()
    """What is stated instead."""
    lacks: frozenset[str] = frozenset()
    """Kinds of question that the nearest facts, which explain every word, do not answer."""
    sessions: tuple[SessionRef, ...] = ()
    """The sessions that no source covers, or that the fact is not stated for."""
    considered: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """More facts than one reply should hold."""

    facts: tuple[Fact, ...]
    considered: tuple[Candidate, ...] = ()


Resolution = Found | Missing | Ambiguous


def resolve(
    query: Query,
    targets: Targets,
    within: frozenset[str] | None = None,
    without: frozenset[str] = frozenset(),
    strict: bool = False,
    among: frozenset[str] | None = None,
) -> Resolution:
    """What the store holds on a query; among the facts ``within``, if given, and never one of ``without``. ``strict``:
    every term must be explained. ``among``: the facts that come into question, if not all; unlike those ``within``,
    they must be found by what they state, and not by whatever they mention."""
    known, unknown = sessions_of(query.sessions, targets.store)
    if unknown:
        return Missing("unknown_session", sessions=unknown)
    found = candidates(query, targets, known) if within is None else beside(query, targets, known, within)
    here = tuple(c for c in found if c.fact.id not in without)
    if among is not None:
        here = tuple(c for c in here if c.fact.id in among and not c.beside)
    chosen = _by_parts(query, targets, known) if within is None and query.enumerates() else []
    chosen = chosen or best_of(here)
    if not chosen and within is None:
        chosen = _by_parts(query, targets, known) or _by_topic(query, targets, known)
        chosen = chosen or _by_sentence(query, targets, known) or _by_unit(query, targets, known)
    chosen = [c for c in chosen if c.fact.id not in without]
    if not chosen and not strict:
        chosen = _nearly(query, here, targets)
    if not chosen:
        return _missing(query, targets, known, here)
    facts = tuple(c.fact for c in chosen)
    if len({(f.measure, f.value.kind) for f in facts}) > MOST:
        return Ambiguous(facts, here)
    return Found(facts, here, tuple(dict.fromkeys(t.text for c in chosen for t in c.unexplained)))


def broken_down(resolution: Resolution, query: Query, targets: Targets) -> Resolution:
    """With what is found for a question that wants a breakdown, the other figures of its group: each kind of event,
    each rank of diplomat."""
    if "breakdown" not in query.acts or not isinstance(resolution, Found):
        return resolution
    facts = {f.id: f for f in resolution.facts}
    facts |= {f.id: f for fact in resolution.facts for f in targets.group(fact)}
    return replace(resolution, facts=tuple(facts.values()))


def figured(query: Query, targets: Targets) -> Resolution:
    """What the figures of a query stand for: every fact that holds one of them, also with thousands behind it."""
    known, unknown = sessions_of(query.sessions, targets.store)
    if unknown:
        return Missing("unknown_session", sessions=unknown)
    amounts = [f.amount * scale for f in query.figures if f.amount >= COUNTING for scale in (1, 1000)]
    facts = {fact.id: fact for amount in amounts for fact in targets.store.with_amount(amount, known)}
    here = tuple(facts.values())
    here = tuple(f for f in here if isinstance(f.value, Quantity | Change | Share)) or here
    return Found(here[:MOST]) if here else Missing("not_stated", tuple(str(f.amount) for f in query.figures))


def sessions_of(refs: Iterable[SessionRef], store: FactStore) -> tuple[tuple[str, ...] | None, tuple[SessionRef, ...]]:
    """The ids of the sessions named (None: all), and those that are not known. One named goes before "each"."""
    by_ref = _session_index(store)
    ids, unknown = [], []
    named = [ref for ref in refs if ref != SessionRef()]
    for ref in named:
        session = by_ref.get(("ordinal", ref.ordinal)) or by_ref.get(("year", ref.year))
        if session:
            ids.append(session)
        else:
            unknown.append(ref)
    return tuple(ids) or None, tuple(unknown)


@lru_cache(maxsize=8)
def _session_index(store: FactStore) -> dict[tuple[str, int | None], str]:
    index: dict[tuple[str, int | None], str] = {}
    for session in store.sessions.values():
        if session.ordinal is not None:
            index["ordinal", session.ordinal] = session.id
        if session.year is not None:
            index["year", session.year] = session.id
    return index


def _by_parts(query: Query, targets: Targets, sessions: tuple[str, ...] | None) -> list[Candidate]:
    """An answer for each coordinated part ("the theme and the guest of honour"), or nothing if one part has none."""
    parts = query.parts()
    names = sum(t.kind == "name" for t in query.terms)
    together = (query.polar and names) or ("claim" in query.acts and names > 1)
    if len(parts) < 2 or together:
        return []
    chosen: list[Candidate] = []
    for part in parts:
        growth = _growth_of(chosen, part, targets)
        if growth:
            chosen += growth
            continue
        headed = replace(part, terms=(*part.terms, *part.heading))
        found = best_of(candidates(headed, targets, sessions)) or best_of(candidates(part, targets, sessions))
        if not found:
            return []
        chosen += found
    return list({c.fact.id: c for c in chosen}.values())


def _growth_of(chosen: Sequence[Candidate], part: Query, targets: Targets) -> list[Candidate]:
    """How each of the figures before has grown, for a part that names nothing but growth ("their number, their value
    and the growth of each")."""
    if not all(t.options <= GROWTH for t in part.terms):
        return []
    found = {(c.fact.measure, c.fact.session): c.fact for c in chosen if isinstance(c.fact.value, Quantity)}
    grown = [f for measure, session in found for f in targets.store.changes(measure, session)]
    return [weigh(replace(part, terms=()), fact, targets.target(fact), 0, targets) for fact in grown]


def _by_topic(query: Query, targets: Targets, sessions: tuple[str, ...] | None) -> list[Candidate]:
    """An answer for each of several terms of one topic, listed without a joint ("digital content: buyers demands
    talks"), or nothing if one term has none."""
    topics = tuple(t for t in query.terms if t.kind == "concept" and any(targets.store.on(o) for o in t.options))
    listed = tuple(t for t in query.terms if t not in topics)
    chosen: list[Candidate] = []
    for term in listed if topics and len(listed) > 1 else ():
        found = best_of(
            candidates(replace(query, terms=(*topics, term), hints=(), acts=frozenset()), targets, sessions)
        )
        if not found:
            return []
        chosen += found
    return list({c.fact.id: c for c in chosen}.values())


def _by_sentence(query: Query, targets: Targets, sessions: tuple[str, ...] | None) -> list[Candidate]:
    """An answer to the only sentence that asks something, where the others are talk that names nothing unknown, nor
    what no source tells."""
    asking = query.sentences()
    if len(asking) != 1:
        return []
    talk = [t for t in query.terms if t not in asking[0].terms]
    if any((t.kind == "word" and not t.passable) or t.options & _FOREIGN for t in talk):
        return []
    return best_of(candidates(asking[0], targets, sessions))


def _by_unit(query: Query, targets: Targets, sessions: tuple[str, ...] | None) -> list[Candidate]:
    """Every figure of the unit that a question wants all figures of."""
    unit = unit_of(query)
    found = figures_in(unit, targets.store, sessions) if unit else ()
    return [weigh(replace(query, terms=()), fact, targets.target(fact), 0, targets) for fact in found]


def _nearly(query: Query, found: Iterable[Candidate], targets: Targets) -> list[Candidate]:
    """The candidates that explain and answer all but one passable word, of three terms at least. A word that could
    name a topic of its own is not passable."""
    if len(query.terms) < _ENOUGH:
        return []
    near = [c for c in found if not c.unmet and len(c.unexplained) == 1 and _may_pass(c.unexplained[0], query)]
    near = [c for c in near if not targets.names_topic(c.unexplained[0])]
    best = min((c.rank for c in near), default=None)
    return [c for c in near if c.rank == best]


def _may_pass(term: Term, query: Query) -> bool:
    """Whether a word may be passed over: not if it is all that a sentence of its own asks about ("… was the UK. Who was
    it the year before?")."""
    alone = term.sentence > 0 and not any(t.sentence == term.sentence for t in query.terms if t != term)
    return term.passable and not (alone and query.part_asks(term.part))


def _missing(query: Query, targets: Targets, sessions: tuple[str, ...] | None, here: tuple[Candidate, ...]) -> Missing:
    """Why there is no answer, and what comes nearest to one."""
    elsewhere = best_of(candidates(query, targets, None)) if sessions else []
    elsewhere.sort(key=lambda c: targets.telling(c.fact))
    if elsewhere:
        return Missing(
            "not_stated", nearest=tuple(c.fact for c in elsewhere)[:3], sessions=query.sessions, considered=here
        )
    ranked = sorted(here, key=lambda c: (len(c.unexplained), len(c.unmet), c.missing))
    named = any(t.kind == "name" for t in query.terms)
    near = [c for c in ranked if c.head or named or not query.concepts.isdisjoint(c.fact.topics)]
    near = [c for c in near if len(c.unexplained) == len(near[0].unexplained)][:2]
    unexplained = near[0].unexplained if near else tuple(t for t in query.terms if t.kind == "word") or query.terms
    strange = tuple(t for t in unexplained if t.kind == "word")
    words = tuple(dict.fromkeys(term.text for term in strange or unexplained))
    near += _completing(near, query, targets)
    if not near and "when" in query.wishes and sessions:  # the fair as a whole: what day of it there is
        days = [f for one in sessions for f in targets.store.in_session(one) if isinstance(f.value, Date)]
        return Missing("not_stated", nearest=tuple(days[:2]), lacks=frozenset({"when"}), considered=here)
    if near:
        nearest = tuple({c.fact.id: c.fact for c in near}.values())
        lacks = frozenset() if words else near[0].unmet
        return Missing("not_stated", words, not strange, nearest, lacks, considered=here)
    foreign = all(t.kind == "word" or t.options <= _FOREIGN for t in query.terms) and not query.sessions
    reason = "off_topic" if foreign else "unknown_measure"
    return Missing(reason, words, not strange, considered=here)


def _completing(near: Sequence[Candidate], query: Query, targets: Targets) -> list[Candidate]:
    """The facts of the same passage that explain what the nearest ones leave open ("for all the agreements
    together")."""
    found: dict[str, Candidate] = {}
    for candidate in near:
        for mate in targets.mates(candidate.fact):
            own = targets.profile(mate)
            if candidate.unexplained and all(
                explains(t, mate, own.explained, own.names) for t in candidate.unexplained
            ):
                found[mate.id] = weigh(query, mate, targets.target(mate), 0, targets)
    return list(found.values())[:2]
