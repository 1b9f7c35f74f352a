"""Facts that a query finds, each weighed: what of the query it explains and answers, and what it leaves over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bot.query import COUNTING, Query
from bot.targets import Target, Targets
from bot.terms import Term
from facts.models import Change, Date, Fact, Quantity, Share
from facts.store import FactStore, figures_of, quantities_of, values_of
from intents.normalise import read


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
    stray: int
    """Concepts of the other parts of the question that it does not explain."""
    figures: int
    """Figures of the question that it holds."""
    head: int
    """Concepts of the head that found it; 0 if a name, a topic or a figure did."""
    beside: bool = False
    """Whether it states something else than what a follow-up names ("and visits?")."""

    @property
    def whole(self) -> bool:
        """Whether it explains and answers everything."""
        return not self.unexplained and not self.unmet

    @property
    def rank(self) -> tuple[int, bool, int, int]:
        """The better, the smaller: its figures are named, it states what a follow-up names, little is left unsaid and
        little is left over."""
        return -self.figures, self.beside, self.missing + self.loose, self.stray


_DEEDS = frozenset({"sign"})
"""Concepts of what a party that a question names must be stated to have done."""


def candidates(query: Query, targets: Targets, sessions: tuple[str, ...] | None) -> Iterator[Candidate]:
    """Every fact that the query's concepts, names or topics find, in the sessions given."""
    store = targets.store
    seen: set[str] = set()
    for target, head in targets.headed(query.mentioned).items():
        if not query.excluded.isdisjoint(target.facets):
            continue
        for fact in _facts_of(target, store, sessions):
            seen.add(fact.id)
            yield weigh(query, fact, target, head, targets)
    for fact in _found_directly(query, targets, sessions):
        if fact.id not in seen:
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


def _found_directly(query: Query, targets: Targets, sessions: tuple[str, ...] | None) -> Iterator[Fact]:
    for term in (
        *query.terms,
        *(t for t in query.hints if t.taken),
    ):  # what a follow-up takes over is about topics too
        for option in sorted(term.options):
            if term.kind == "name":
                yield from targets.naming(option, sessions)
            elif term.kind == "concept":
                yield from targets.store.on(option, sessions)
    for figure in query.figures:
        if figure.amount >= COUNTING or (query.terms and not figure.spelled):
            yield from targets.store.with_amount(figure.amount, sessions)


def weigh(query: Query, fact: Fact, target: Target, head: int, targets: Targets) -> Candidate:
    """What of the query a fact explains and answers."""
    profile = targets.profile(fact)
    explained, names, offered = profile.explained, profile.names, profile.offered
    unexplained = tuple(t for t in query.terms if not explains(t, fact, explained, names))
    if query.kin and not any(explains(t, fact, explained, names) for t in query.kin):
        unexplained = (*unexplained, *query.kin)
    deeds = [t for t in query.hints if t.options & _DEEDS] if any(t.kind == "name" for t in query.terms) else []
    done = frozenset[str]().union(*target.heads)
    unexplained = (*unexplained, *(t for t in deeds if t.options.isdisjoint(done)))
    loose = sum(not explains(hint, fact, explained, names) for hint in query.hints)
    wishes = query.wishes
    whole = not query.acts.isdisjoint({"breakdown", "overview"}) or (not wishes and _is_topic(query, fact, names))
    whole = whole or (isinstance(fact.value, Change | Share) and query.of_any)
    missing = 0 if whole else len(target.facets - query.concepts - set(fact.topics)) + _unspecific(query, fact, names)
    loose += len(wishes - offered) + ("which" in wishes - offered)
    counting = wishes & {"count", "number"}
    counted = query.counted[0][0] if counting and query.counted else frozenset[str]()
    loose -= isinstance(fact.value, Quantity) and fact.value.unit.partition("_")[0] in counted
    unmet = query.needs - offered
    if counted and targets.counts_other(fact, counted):
        unmet |= counting
    claimed = frozenset[str]().union(*query.numbered[0]) if query.claims and len(query.figures) == 1 else frozenset()
    own = {figure.amount for figure in query.figures} & {quantity.amount for quantity in quantities_of(fact.value)}
    if claimed and own and targets.counts_other(fact, claimed):
        unmet |= {"count"}
    if "names" in unmet and not query.concepts.isdisjoint(targets.kinds(fact)):
        unmet -= {"names"}
    naming = wishes & {"names", "which"}
    if naming and query.named and targets.names_other(fact, query.named[0][0]):
        unmet |= naming
    stray = sum(not explains(term, fact, explained, names) for term in query.context)
    figures = _figures_named(query, fact, targets)
    aside = bool(query.focus) and query.focus.isdisjoint(subject(fact, targets))
    return Candidate(fact, unexplained, unmet, missing, loose, stray, figures, head, aside)


def subject(fact: Fact, targets: Targets) -> frozenset[str]:
    """What a fact is found by, counts, or is on: not all that it can account for beside."""
    measure, target = targets.store.measures.get(fact.measure), targets.target(fact)
    return frozenset().union(*target.heads, target.facets, fact.topics, measure.counts if measure else ())


def _unspecific(query: Query, fact: Fact, names: frozenset[str]) -> int:
    """1 for one of several statements of a kind of which the question mentions neither topic nor name."""
    if not fact.topics or not query.mentioned.isdisjoint(fact.topics):
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
    asked = {"percent"} if all(figure.unit != "percent" for figure in query.figures) else set[str]()
    if own and not query.claims and query.wishes & {"count", "number", "how_much", *asked}:
        return -1
    told = {amount for mate in targets.mates(fact) for amount in figures_of(mate)}
    return len(amounts & (told | _passage_amounts(fact.citations[0].exact)))


def explains(term: Term, fact: Fact, explained: frozenset[str], names: frozenset[str]) -> bool:
    """Whether a fact accounts for a term of the question."""
    if term.kind == "name":
        return not term.options.isdisjoint(names)
    if term.kind == "word":
        return not term.options.isdisjoint(_words(fact))
    if term.kind == "date":
        return not term.options.isdisjoint(_dates(fact))
    return not term.options.isdisjoint(explained)


@lru_cache(maxsize=4096)
def _passage_words(passage: str) -> frozenset[str]:
    return frozenset(form for token in read(passage).tokens for form in (token.norm, token.key))


@lru_cache(maxsize=4096)
def _passage_amounts(passage: str) -> frozenset[Decimal]:
    """The figures that a passage has in digits."""
    return frozenset(
        Decimal(token.norm) for token in read(passage).tokens if token.norm.replace(".", "", 1).isdecimal()
    )


def _words(fact: Fact) -> frozenset[str]:
    return _passage_words(fact.citations[0].exact)


def _dates(fact: Fact) -> frozenset[str]:
    return frozenset(f"{value.month}-{value.day}" for value in values_of(fact) if isinstance(value, Date))


def best_of(found: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that explain and answer everything and leave least unsaid."""
    whole = [c for c in found if c.whole]
    best = min((c.rank for c in whole), default=None)
    return [c for c in whole if c.rank == best]
