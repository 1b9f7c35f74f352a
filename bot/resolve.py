"""Query + facts → what to answer: the coverage rule.

A fact answers a question if it explains every content word of it: by its measure's signature, its topics, the names
that it holds, or the words of its own passage. Of the facts that do, those win that the question leaves least unsaid
about; several that are equal are all given. One word that nothing explains, and there is no answer ("Italian
exhibitors"): the nearest facts are offered as what they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.query import Query, Term
from bot.targets import Target, Targets, offers
from facts.models import Change, Date, Fact, Quantity, Share
from facts.store import FactStore, figures_of, quantities_of
from intents.models import SessionRef
from intents.normalise import read

_COUNTED = 4
"""Spelled figures below this count what is wanted ("in both cases", "three zeros")."""

_ENOUGH = 3
"""Terms that a question must have for one of them to be passed over."""

MOST = 6
"""Facts of different kinds in one reply; where more are equal, the person is asked."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact with what speaks for and against it."""

    fact: Fact
    unexplained: tuple[Term, ...]
    unmet: frozenset[str]
    """Kinds of question that it does not answer."""
    missing: int
    """Facets that the question does not mention."""
    loose: int
    """Hints that it does not explain, and wishes that it does not meet."""
    figures: int
    """Figures of the question that it holds."""
    head: int
    """Concepts of the head that found it; 0 if a name, a topic or a figure did."""

    @property
    def whole(self) -> bool:
        """Whether it explains and answers everything."""
        return not self.unexplained and not self.unmet

    @property
    def rank(self) -> tuple[int, int]:
        """The better, the smaller: its figures are named, little is left unsaid and little is left over."""
        return -self.figures, self.missing + self.loose


@dataclass(frozen=True, slots=True)
class Found:
    """Facts that answer the question, in the order of its parts."""

    facts: tuple[Fact, ...]
    considered: tuple[Candidate, ...] = ()
    passed: tuple[str, ...] = ()
    """Words of the question that no fact explains and that were let pass."""


@dataclass(frozen=True, slots=True)
class Missing:
    """No fact answers the question."""

    reason: str
    """``unknown_session``, ``not_stated``, ``unknown_measure`` or ``off_topic``."""
    unexplained: tuple[str, ...] = ()
    """Words of the question that nothing explains."""
    nearest: tuple[Fact, ...] = ()
    """What is stated instead."""
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
    query: Query, targets: Targets, within: frozenset[str] | None = None, without: frozenset[str] = frozenset()
) -> Resolution:
    """What the store holds on a query; among the facts ``within``, if given, and never one of ``without``."""
    known, unknown = sessions_of(query.sessions, targets.store)
    if unknown:
        return Missing("unknown_session", sessions=unknown)
    found = candidates(query, targets, known) if within is None else beside(query, targets, known, within)
    here = tuple(c for c in found if c.fact.id not in without)
    chosen = _by_parts(query, targets, known) if within is None and query.enumerates() else []
    chosen = chosen or _best(here)
    if not chosen and within is None:
        chosen = _by_parts(query, targets, known) or _by_sentence(query, targets, known)
    chosen = [c for c in chosen if c.fact.id not in without] or _nearly(query, here, targets)
    if not chosen:
        return _missing(query, targets, known, here)
    facts = tuple(c.fact for c in chosen)
    if len({(f.measure, f.value.kind) for f in facts}) > MOST:
        return Ambiguous(facts, here)
    return Found(facts, here, tuple(dict.fromkeys(t.text for c in chosen for t in c.unexplained)))


def figured(query: Query, targets: Targets) -> Resolution:
    """What the figures of a query stand for: every fact that holds one of them, also with thousands behind it."""
    known, unknown = sessions_of(query.sessions, targets.store)
    if unknown:
        return Missing("unknown_session", sessions=unknown)
    amounts = [
        f.amount * scale for f in query.figures if not (f.spelled and f.amount < _COUNTED) for scale in (1, 1000)
    ]
    facts = {fact.id: fact for amount in amounts for fact in targets.store.with_amount(amount)}
    here = tuple(f for f in facts.values() if known is None or f.session in known)
    here = tuple(f for f in here if isinstance(f.value, Quantity | Change | Share)) or here
    return Found(here[:MOST]) if here else Missing("not_stated", tuple(str(f.amount) for f in query.figures))


def sessions_of(refs: Iterable[SessionRef], store: FactStore) -> tuple[tuple[str, ...] | None, tuple[SessionRef, ...]]:
    """The ids of the sessions named (None: all), and those that are not known."""
    by_ref = _session_index(store)
    ids, unknown = [], []
    for ref in refs:
        if ref == SessionRef():
            return None, ()
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


def candidates(query: Query, targets: Targets, sessions: tuple[str, ...] | None) -> Iterator[Candidate]:
    """Every fact that the query's concepts, names or topics find, in the sessions given."""
    store = targets.store
    seen: set[str] = set()
    for target, head in targets.headed(query.concepts).items():
        if not query.excluded.isdisjoint(target.facets.union(*target.heads)):
            continue
        for fact in _facts_of(target, store, sessions):
            seen.add(fact.id)
            yield weigh(query, fact, target, head, targets)
    for fact in _found_directly(query, targets):
        if fact.id not in seen and (sessions is None or fact.session in sessions):
            seen.add(fact.id)
            yield weigh(query, fact, targets.target(fact), 0, targets)


def beside(
    query: Query, targets: Targets, sessions: tuple[str, ...] | None, within: frozenset[str]
) -> Iterator[Candidate]:
    """The facts of a small circle, found by whatever they explain."""
    for fact in (targets.store.facts[one] for one in sorted(within)):
        if sessions is None or fact.session in sessions:
            yield weigh(query, fact, targets.target(fact), 0, targets)


def _facts_of(target: Target, store: FactStore, sessions: tuple[str, ...] | None) -> Iterator[Fact]:
    rows = [store.of(target.measure)] if sessions is None else [store.of(target.measure, one) for one in sessions]
    return (fact for row in rows for fact in row if fact.value.kind == target.kind)


def _found_directly(query: Query, targets: Targets) -> Iterator[Fact]:
    for term in query.terms:
        for option in sorted(term.options):
            if term.kind == "name":
                yield from targets.naming(option)
            elif term.kind == "concept":
                yield from targets.store.on(option)
    for figure in query.figures:
        if not figure.spelled:
            yield from targets.store.with_amount(figure.amount)


def weigh(query: Query, fact: Fact, target: Target, head: int, targets: Targets) -> Candidate:
    """What of the query a fact explains and answers."""
    explained, names = targets.explained(fact), targets.names(fact)
    unexplained = tuple(t for t in query.terms if not _explains(t, fact, explained, names))
    loose = sum(not _explains(hint, fact, explained, names) for hint in query.hints)
    offered = offers(fact, targets.store)
    whole = "breakdown" in query.acts or (not query.wishes and _is_topic(query, fact, names))
    missing = 0 if whole else len(target.facets - query.concepts - set(fact.topics)) + _unspecific(query, fact, names)
    loose += len(query.wishes - offered) + ("which" in query.wishes - offered)
    loose -= isinstance(fact.value, Quantity) and fact.value.unit.partition("_")[0] in query.counted
    return Candidate(
        fact, unexplained, query.needs - offered, missing, loose, _figures_named(query, fact, targets), head
    )


def _unspecific(query: Query, fact: Fact, names: frozenset[str]) -> int:
    """1 for one of several statements of a kind of which the question mentions neither topic nor name."""
    if not fact.topics or not query.concepts.isdisjoint(fact.topics):
        return 0
    return int(not any(t.kind == "name" and t.options & names for t in query.terms))


def _is_topic(query: Query, fact: Fact, names: frozenset[str]) -> bool:
    """Whether the question mentions nothing but names and topics: all that is known of them is wanted."""
    topics = set(fact.topics)
    return all(t.options & names if t.kind == "name" else t.options & topics for t in query.terms)


def _figures_named(query: Query, fact: Fact, targets: Targets) -> int:
    """How many figures of the question stand in the fact's passage; one that is its own value tells against it where
    another figure is asked for ("139 results came from how many firms?")."""
    amounts = {figure.amount for figure in query.figures}
    if not amounts:
        return 0
    own = amounts.intersection(quantity.amount for quantity in quantities_of(fact.value))
    if own and query.intent != "claim" and query.wishes & {"count", "how_much", "percent"}:
        return -1
    return len(amounts.intersection(amount for mate in targets.mates(fact) for amount in figures_of(mate)))


def _explains(term: Term, fact: Fact, explained: frozenset[str], names: frozenset[str]) -> bool:
    """Whether a fact accounts for a term of the question."""
    if term.kind == "name":
        return not term.options.isdisjoint(names)
    if term.kind == "word":
        return not term.options.isdisjoint(_words(fact))
    return not term.options.isdisjoint(explained)


@lru_cache(maxsize=4096)
def _passage_words(passage: str) -> frozenset[str]:
    return frozenset(token.norm for token in read(passage).tokens) | {token.key for token in read(passage).tokens}


def _words(fact: Fact) -> frozenset[str]:
    return _passage_words(fact.citations[0].exact)


def _best(found: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that explain and answer everything and leave least unsaid."""
    whole = [c for c in found if c.whole]
    best = min((c.rank for c in whole), default=None)
    return [c for c in whole if c.rank == best]


def _by_parts(query: Query, targets: Targets, sessions: tuple[str, ...] | None) -> list[Candidate]:
    """An answer for each coordinated part ("the theme and the guest of honour"), or nothing if one part has none."""
    parts = query.parts()
    if len(parts) < 2:
        return []
    chosen: list[Candidate] = []
    for part in parts:
        whole = [c for c in candidates(part, targets, sessions) if c.whole]
        if not whole:
            return []
        chosen += _best(whole)
    return list({c.fact.id: c for c in chosen}.values())


def _by_sentence(query: Query, targets: Targets, sessions: tuple[str, ...] | None) -> list[Candidate]:
    """An answer to the only sentence that asks something, where the others are talk."""
    asking = query.sentences()
    return _best(candidates(asking[0], targets, sessions)) if len(asking) == 1 else []


def _nearly(query: Query, found: Iterable[Candidate], targets: Targets) -> list[Candidate]:
    """The candidates that explain and answer all but one passable word, of three terms at least. A word that could
    name a topic of its own is not passable."""
    if len(query.terms) < _ENOUGH:
        return []
    near = [c for c in found if not c.unmet and len(c.unexplained) == 1 and c.unexplained[0].passable]
    near = [c for c in near if targets.by_concept.keys().isdisjoint(c.unexplained[0].options)]
    best = min((c.rank for c in near), default=None)
    return [c for c in near if c.rank == best]


def _missing(query: Query, targets: Targets, sessions: tuple[str, ...] | None, here: tuple[Candidate, ...]) -> Missing:
    """Why there is no answer, and what comes nearest to one."""
    elsewhere = _best(candidates(query, targets, None)) if sessions else []
    if elsewhere:
        return Missing(
            "not_stated", nearest=tuple(c.fact for c in elsewhere)[:3], sessions=query.sessions, considered=here
        )
    ranked = sorted(here, key=lambda c: (len(c.unexplained), len(c.unmet), c.missing))
    near = [c for c in ranked if c.head or any(t.kind == "name" for t in query.terms)]
    near = [c for c in near if len(c.unexplained) == len(near[0].unexplained)][:2]
    unexplained = near[0].unexplained if near else tuple(t for t in query.terms if t.kind == "word") or query.terms
    words = tuple(dict.fromkeys(term.text for term in unexplained))
    near += _completing(near, query, targets)
    if near:
        nearest = tuple({c.fact.id: c.fact for c in near}.values())
        return Missing("not_stated", words, nearest, considered=here)
    reason = "unknown_measure" if any(t.kind != "word" for t in query.terms) or query.sessions else "off_topic"
    return Missing(reason, words, considered=here)


def _completing(near: Sequence[Candidate], query: Query, targets: Targets) -> list[Candidate]:
    """The facts of the same passage that explain what the nearest ones leave open ("for all the agreements
    together")."""
    found: dict[str, Candidate] = {}
    for candidate in near:
        for mate in targets.mates(candidate.fact):
            explained, names = targets.explained(mate), targets.names(mate)
            if candidate.unexplained and all(_explains(t, mate, explained, names) for t in candidate.unexplained):
                found[mate.id] = weigh(query, mate, targets.target(mate), 0, targets)
    return list(found.values())[:2]


def dates_of(fact: Fact) -> Iterator[tuple[int, int]]:
    """Month and day of each date that a fact holds."""
    for value in (fact.value, *fact.roles.values()):
        if isinstance(value, Date):
            yield value.month, value.day
