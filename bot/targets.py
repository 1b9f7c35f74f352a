"""What can be asked for, indexed by the concepts that a question mentions.

A *target* is a measure's value, its change, its share, or a predicate. Its signature comes with the corpus; the kinds
of value add what they state of themselves: a change explains "rose", a share explains "proportion".
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

from bot.terms import Term
from facts.models import (
    Blank,
    Change,
    Date,
    EntityKind,
    Fact,
    Names,
    Quantity,
    Share,
    Signature,
    Texts,
    Value,
)
from facts.store import FactStore, Sessions, entities_of

_OF_ANYTHING = frozenset({"total", "during", "named"})
_OF_CHANGE = frozenset({"change", "down", "previous"})
_OF_SHARE = frozenset({"share", "rate"})
_OF_CURRENCY = {"usd": frozenset({"dollar", "money", "currency"}), "cny": frozenset({"yuan", "money", "currency"})}
_PARTIES = frozenset({"company", "institution", "intl_org", "partner", "participant", "country", "person", "exhibitor"})
"""What has a name of its own, so that "which" asks for the names."""

_OF_KIND = {
    EntityKind.ORGANISATION: frozenset({"company", "institution", "intl_org", "partner", "participant"}),
    EntityKind.COUNTRY: frozenset({"country"}),
    EntityKind.PERSON: frozenset({"person"}),
    EntityKind.PLACE: frozenset({"city"}),
    EntityKind.WORK: frozenset({"document"}),
    EntityKind.PROJECT: frozenset({"project"}),
}
"""What an entity may be called without its name ("which company …")."""

KINDS = frozenset().union(*_OF_KIND.values(), {"region"})
"""What anything named may be called: no topic by itself ("which country?")."""


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of thing that facts state."""

    measure: str
    kind: str
    """The kind of value: ``quantity``, ``change``, ``names`` …"""
    heads: tuple[frozenset[str], ...]
    facets: frozenset[str]
    explains: frozenset[str]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a fact accounts for in a question."""

    explained: frozenset[str]
    """Concepts: its target's, its topics, its currencies, and the kinds of the entities that it names."""
    names: frozenset[str]
    """The entities that it names, with their countries."""
    kinds: frozenset[str]
    """What these may be called without their names."""
    offered: frozenset[str]
    """Kinds of question (``who``, ``when``, ``count`` …) that it answers."""


@dataclass(frozen=True, slots=True)
class Targets:
    """All targets of a store, and the facts by the entities and the countries that they name."""

    store: FactStore
    by_concept: Mapping[str, tuple[Target, ...]]
    of_fact: Mapping[tuple[str, str], Target]
    """Measure and kind of value → target."""
    residents: Mapping[str, frozenset[str]]
    """Country → the entities placed in it."""
    by_passage: Mapping[tuple[str, int], tuple[Fact, ...]]
    """Source and offset of a passage → the facts that cite it first."""
    countable: frozenset[str] = frozenset()
    """Everything that a measure counts."""
    _profiles: dict[str, Profile] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def over(cls, store: FactStore) -> Self:
        """Index a store; costs a pass over its facts."""
        pairs: set[tuple[str, str]] = {(fact.measure, fact.value.kind) for fact in store.facts.values()}
        targets = {pair: _target(*pair, store.about(pair[0])) for pair in sorted(pairs)}
        by_concept: dict[str, list[Target]] = {}
        for target in targets.values():
            for concept in {c for head in target.heads for c in head}:
                by_concept.setdefault(concept, []).append(target)
        passages: dict[tuple[str, int], list[Fact]] = {}
        for fact in store.facts.values():
            passages.setdefault((fact.citations[0].source, fact.citations[0].start), []).append(fact)
        residents: dict[str, set[str]] = {}
        for entity in store.entities.values():
            if entity.country:
                residents.setdefault(entity.country, set()).add(entity.id)
        return cls(
            store,
            {concept: tuple(row) for concept, row in by_concept.items()},
            targets,
            {country: frozenset(row) for country, row in residents.items()},
            {passage: tuple(row) for passage, row in passages.items()},
            frozenset(concept for measure in store.measures.values() for concept in measure.counts),
        )

    def headed(self, concepts: Iterable[str]) -> dict[Target, int]:
        """The targets that have a head among the concepts, with the size of the largest such head."""
        mentioned = frozenset(concepts)
        found: dict[Target, int] = {}
        for concept in sorted(mentioned):
            for target in self.by_concept.get(concept, ()):
                if target not in found:
                    sizes = [len(head) for head in target.heads if head <= mentioned]
                    if sizes:
                        found[target] = max(sizes)
        return found

    def names_topic(self, term: Term) -> bool:
        """Whether a term could name a topic of its own, so that an answer may not pass it over."""
        return any(option in self.by_concept or self.store.on(option) for option in term.options)

    def naming(self, entity: str, sessions: Sessions = None) -> tuple[Fact, ...]:
        """The facts that name an entity, or, for a country, an entity placed in it; of some sessions if given."""
        direct = self.store.naming(entity, sessions)
        resident = (fact for one in sorted(self.residents.get(entity, ())) for fact in self.store.naming(one, sessions))
        return tuple({fact.id: fact for fact in (*direct, *resident)}.values())

    def mates(self, fact: Fact) -> tuple[Fact, ...]:
        """The facts that cite the passage which a fact cites first."""
        first = fact.citations[0]
        return self.by_passage.get((first.source, first.start), ())

    def group(self, fact: Fact) -> Iterator[Fact]:
        """The figures of the same session, group, unit and topics as a fact's own; none for what is not a figure."""
        measure = self.store.measures.get(fact.measure)
        if measure and isinstance(fact.value, Quantity):
            mates = [m.id for m in self.store.group(measure.group) if m.unit == measure.unit]
            for mate in (f for one in mates for f in self.store.of(one, fact.session)):
                if mate.value.kind == fact.value.kind and set(mate.topics) == set(fact.topics):
                    yield mate

    def counts_other(self, fact: Fact, counted: frozenset[str]) -> bool:
        """Whether a fact's figure counts something other than what a question wants counted."""
        measure = self.store.measures.get(fact.measure)
        return bool(measure and measure.counts and counted.isdisjoint(measure.counts))

    def names_other(self, fact: Fact, named: frozenset[str]) -> bool:
        """Whether a fact does not name the parties or persons that a question wants named: it names other things, or
        but counts them."""
        if named.isdisjoint(_PARTIES):
            return False
        if fact.measure in self.store.measures:
            return not named.isdisjoint(self.store.measures[fact.measure].counts)
        target = self.target(fact)
        return named.isdisjoint(self.profile(fact).kinds.union(target.facets, *target.heads))

    def profile(self, fact: Fact) -> Profile:
        """What a fact accounts for; worked out once for each fact that a question comes upon."""
        known = self._profiles.get(fact.id)
        if known is None:
            entities = [self.store.entities[one] for one in dict.fromkeys(entities_of(fact))]
            kinds = frozenset[str]().union(*(_OF_KIND.get(entity.kind, frozenset()) for entity in entities))
            kinds |= {"country"} if any(entity.country for entity in entities) else frozenset()
            placed = {"origin"} if "country" in kinds else set[str]()
            names = {entity.id for entity in entities} | {entity.country for entity in entities if entity.country}
            explained = self.target(fact).explains.union(fact.topics, _currencies(fact), kinds, placed)
            known = self._profiles[fact.id] = Profile(explained, frozenset(names), kinds, _offered(fact, self.store))
        return known

    def telling(self, fact: Fact) -> int:
        """How telling a fact is in an overview: the most telling first."""
        about = self.store.measures.get(fact.measure) or self.store.predicates[fact.measure]
        return about.rank

    def kinds(self, fact: Fact) -> frozenset[str]:
        """What the names that are a fact's value may be called without them ("which countries …")."""
        named = fact.value.entities if isinstance(fact.value, Names) else ()
        return frozenset().union(*(_OF_KIND.get(self.store.entities[one].kind, frozenset()) for one in named))

    def target(self, fact: Fact) -> Target:
        return self.of_fact[fact.measure, fact.value.kind]


def _target(measure: str, kind: str, about: Signature) -> Target:
    heads = tuple(frozenset(head) for head in about.head)
    facets = frozenset(about.facets)
    explains = _OF_ANYTHING.union(about.also, facets, *heads)
    if "before" in explains:  # what was done before a session was not done during it
        explains -= {"during"}
    if kind == "change":
        heads = (frozenset({"change"}), *(h | {"change"} for h in heads))
        return Target(measure, kind, heads, facets | {"change"}, explains | _OF_CHANGE)
    if kind == "share":
        heads = (*(h - {"money"} | {"share"} for h in heads), frozenset({"share"}))
        return Target(measure, kind, heads, frozenset({"share"}), explains | _OF_SHARE)
    return Target(measure, kind, heads, facets, explains)


def _currencies(fact: Fact) -> Iterable[str]:
    for value in (fact.value, *fact.roles.values()):
        if isinstance(value, Quantity):
            yield from _OF_CURRENCY.get(value.unit, ())


def _offered(fact: Fact, store: FactStore) -> frozenset[str]:
    """The kinds of question that a fact's value and roles answer."""
    offered: set[str] = set()
    predicate = store.predicates.get(fact.measure)
    if predicate:
        offered.update(predicate.offers)
    for role, value in (("", fact.value), *fact.roles.items()):
        if role != "beside":
            offered.update(_offers(value, store) if not role else set(_offers(value, store)) - {"count"})
    if "as_of" in fact.roles:
        offered.update(("when", "time"))
    if isinstance(fact.value, Names) and len(fact.value.entities) > 1:
        offered.add("with_whom")
    if "subject" in fact.roles:
        offered.add("about_what")
    return frozenset(offered.difference(predicate.refuses if predicate else ()))


def _offers(value: Value, store: FactStore) -> Iterable[str]:
    match value:
        case Quantity(unit="percent") | Share():
            return ("percent", "how_much", "amount")
        case Quantity(unit="usd" | "cny"):
            return ("how_much", "amount", "number", "currency", "count")
        case Quantity(unit="time"):
            return ("how_often", "count", "number", "how_much", "amount")
        case Quantity(unit="year"):
            return ("duration", "count", "number", "how_much", "amount")
        case Quantity():
            return ("count", "number", "how_much", "amount")
        case Change(by=by):
            return ("percent" if by.unit == "percent" else "count", "how_much", "amount")
        case Date():
            return ("when",)
        case Names(entities=entities):
            kinds = {store.entities[one].kind for one in entities}
            if kinds <= {EntityKind.PLACE}:
                return ("where", "names", "which")
            who = () if kinds <= {EntityKind.WORK} else ("who",)
            return (*who, "names", "which", *(("where",) if kinds == {EntityKind.COUNTRY} else ()))
        case Texts():
            return ("names", "which")
        case Blank():
            return ("names", "count", "number", "who", "where", "how_much", "amount")
