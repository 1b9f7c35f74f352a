"""What lies near a fact: in the same sentence of its source, on the same topic, of the same group of measures, a part
of it or its whole, in the same session or another."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from facts.models import Citation, Fact, Measure
from facts.store import FactStore

_STOP = re.compile(r"[.!?。！？](?=\s)|\n")
"""Ends a sentence of a source: a stop before white space, and a line."""


def beside(facts: Iterable[Fact], store: FactStore) -> frozenset[str]:
    """Ids of the facts that stand in the same sentence of a source as one of the facts, are on the same topics, or
    measure something of the same group or a part of the same whole in its session."""
    return frozenset(mate.id for fact in facts for mate in _beside(fact, store))


def _beside(fact: Fact, store: FactStore) -> Iterator[Fact]:
    for citation in fact.citations:
        yield from _by_sentence(citation.source, store)[_sentence(citation, store)]
    for mate in (f for topic in fact.topics for row in (None, (fact.session,)) for f in store.on(topic, row)):
        if set(mate.topics) <= set(fact.topics) or set(fact.topics) <= set(mate.topics):
            yield mate
    own = store.measures.get(fact.measure)
    for measure in _related(own, store) if own else ():
        yield from store.of(measure.id, fact.session)


def _related(own: Measure, store: FactStore) -> Iterator[Measure]:
    """The measures of the same group, the parts of a measure, its whole, and the other parts of that."""
    yield from store.group(own.group)
    yield from store.parts(own.id)
    if own.part_of:
        yield from (store.measures[own.part_of], *store.parts(own.part_of))


def akin(fact: Fact, store: FactStore) -> Iterator[Fact]:
    """The facts of every session whose measures are of the same group as a fact's own."""
    own = store.measures.get(fact.measure)
    measures = store.group(own.group) if own else ()
    return (mate for measure in measures for mate in store.of(measure.id))


def within(fact: Fact, store: FactStore) -> Iterator[Fact]:
    """The facts of the same session on a fact's measure, and on those that measure a part of its population."""
    return _of(fact.session, {fact.measure}, store)


def _of(session: str, wholes: set[str], store: FactStore) -> Iterator[Fact]:
    measures = [m.id for m in store.measures.values() if not wholes.isdisjoint((m.id, m.part_of))]
    return (mate for measure in measures for mate in store.of(measure, session))


def of_population(fact: Fact, store: FactStore) -> Iterator[Fact]:
    """The facts of the same session on whatever is measured of a fact's population, and of its parts."""
    own = store.measures.get(fact.measure)
    return _of(fact.session, {m.id for m in store.measures.values() if own and m.population == own.population}, store)


def wholes(fact: Fact, store: FactStore) -> tuple[Fact, ...]:
    """The figures of what a fact measures a part of, in its session."""
    measure = store.measures.get(fact.measure)
    return store.figures(measure.part_of or "", fact.session) if measure else ()


def siblings(facts: Iterable[Fact], store: FactStore) -> frozenset[str]:
    """Ids of the facts of the same session and measure as one of the facts, or of the same group of measures."""
    ids: set[str] = set()
    for fact in facts:
        own = store.measures.get(fact.measure)
        measures = [fact.measure, *(one.id for one in store.group(own.group))] if own else [fact.measure]
        ids.update(mate.id for measure in measures for mate in store.of(measure, fact.session))
    return frozenset(ids)


def near(facts: Iterable[Fact], store: FactStore) -> frozenset[str]:
    """Ids of the facts, of those beside them, of what is measured of their populations, and of what other sessions
    state of their measures and of measures of the same group."""
    facts = tuple(facts)
    others = {mate.id for fact in facts for mate in (*store.of(fact.measure), *akin(fact, store))}
    others |= {mate.id for fact in facts for mate in of_population(fact, store)}
    return beside(facts, store) | others | {fact.id for fact in facts}


def _sentence(citation: Citation, store: FactStore) -> int:
    """Which sentence of its source a passage begins in, counted from 0."""
    return bisect_right(_stops(citation.source, store), citation.start)


@lru_cache(maxsize=4096)
def _stops(source: str, store: FactStore) -> tuple[int, ...]:
    return tuple(stop.end() for stop in _STOP.finditer(store.texts[source]))


@lru_cache(maxsize=4096)
def _by_sentence(source: str, store: FactStore) -> Mapping[int, tuple[Fact, ...]]:
    sentences: dict[int, list[Fact]] = {}
    for fact in store.citing(source):
        for citation in fact.citations:
            if citation.source == source:
                sentences.setdefault(_sentence(citation, store), []).append(fact)
    return {number: tuple(row) for number, row in sentences.items()}
