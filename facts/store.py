"""The fact store: everything that is known, immutable and indexed.

Lookups cost the same however large the corpus is, return tuples in corpus order, and give an empty tuple for what is
not there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar

from facts.models import (
    Change,
    Entity,
    Fact,
    Measure,
    Names,
    Predicate,
    Quantity,
    Session,
    Share,
    Signature,
    Source,
    Value,
)

Key = TypeVar("Key")
Item = TypeVar("Item")

Kind = Literal["source", "session", "measure", "entity", "fact"]
"""What an id names; measures and predicates share the ids of kind ``measure``."""


class Place(NamedTuple):
    """Where an entry of the corpus stands."""

    path: Path
    line: int
    """Counted from 1."""

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line}"


def shown(path: Path) -> str:
    """The path as messages show it: relative to the working directory where it lies inside."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def values_of(fact: Fact) -> tuple[Value, ...]:
    """The fact's value and then the values of its roles."""
    return (fact.value, *fact.roles.values())


def quantities_of(value: Value) -> tuple[Quantity, ...]:
    """The quantity that a value is, or that a change or a share holds; empty for the other kinds."""
    match value:
        case Quantity():
            return (value,)
        case Change():
            return (value.by,)
        case Share():
            return (value.is_,)
        case _:
            return ()


def figures_of(fact: Fact) -> Iterator[Decimal]:
    """Every amount that a fact's value and roles hold, and the whole where it counts so many *of* so many."""
    for value in values_of(fact):
        for quantity in quantities_of(value):
            yield quantity.amount
            if quantity.of is not None:
                yield quantity.of


def entities_of(fact: Fact) -> Iterator[str]:
    """The ids of the entities that a fact's value and roles name."""
    for value in values_of(fact):
        if isinstance(value, Names):
            yield from value.entities


@dataclass(frozen=True, eq=False)
class FactStore:
    """All models of a corpus by id, and the lookups over its facts.

    The mappings are read-only and keep corpus order. Ids are taken to be unique and references to hold: ``facts.load``
    sees to both.
    """

    sources: Mapping[str, Source]
    texts: Mapping[str, str]
    """Source id to the source's text."""
    sessions: Mapping[str, Session]
    measures: Mapping[str, Measure]
    predicates: Mapping[str, Predicate]
    entities: Mapping[str, Entity]
    facts: Mapping[str, Fact]
    places: Mapping[tuple[Kind, str], Place] = field(default_factory=dict)
    """Where each entry stands in the corpus files; empty for a store that was not loaded from files."""
    documented: tuple[Session, ...] = field(init=False)
    """The sessions that a source reports on, in corpus order."""
    _of: Mapping[str, tuple[Fact, ...]] = field(init=False, repr=False)
    _of_in: Mapping[tuple[str, str], tuple[Fact, ...]] = field(init=False, repr=False)
    _in: Mapping[str, tuple[Fact, ...]] = field(init=False, repr=False)
    _naming: Mapping[str, tuple[Fact, ...]] = field(init=False, repr=False)
    _on: Mapping[str, tuple[Fact, ...]] = field(init=False, repr=False)
    _group: Mapping[str, tuple[Measure, ...]] = field(init=False, repr=False)
    _parts: Mapping[str, tuple[Measure, ...]] = field(init=False, repr=False)
    _with_amount: Mapping[Decimal, tuple[Fact, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for name in ("sources", "texts", "sessions", "measures", "predicates", "entities", "facts", "places"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        facts = tuple(self.facts.values())
        derived = {
            "documented": tuple(session for session in self.sessions.values() if session.documented),
            "_of": _index((fact.measure, fact) for fact in facts),
            "_of_in": _index(((fact.measure, fact.session), fact) for fact in facts),
            "_in": _index((fact.session, fact) for fact in facts),
            "_naming": _index((entity, fact) for fact in facts for entity in dict.fromkeys(entities_of(fact))),
            "_on": _index((topic, fact) for fact in facts for topic in dict.fromkeys(fact.topics)),
            "_group": _index((measure.group, measure) for measure in self.measures.values()),
            "_parts": _index((m.part_of, m) for m in self.measures.values() if m.part_of),
            "_with_amount": _index((amount, fact) for fact in facts for amount in dict.fromkeys(figures_of(fact))),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    def of(self, measure: str, session: str | None = None) -> tuple[Fact, ...]:
        """The facts that state a measure or a predicate, of one session if given."""
        return self._of.get(measure, ()) if session is None else self._of_in.get((measure, session), ())

    def figures(self, measure: str, session: str) -> tuple[Fact, ...]:
        """The facts that state a measure's figure itself, not its change or its share."""
        return tuple(fact for fact in self.of(measure, session) if isinstance(fact.value, Quantity))

    def changes(self, measure: str, session: str) -> tuple[Fact, ...]:
        """The facts that state how a measure has changed against another session."""
        return tuple(fact for fact in self.of(measure, session) if isinstance(fact.value, Change))

    def in_session(self, session: str) -> tuple[Fact, ...]:
        """The facts about a session."""
        return self._in.get(session, ())

    def naming(self, entity: str) -> tuple[Fact, ...]:
        """The facts whose value or roles name an entity."""
        return self._naming.get(entity, ())

    def on(self, topic: str) -> tuple[Fact, ...]:
        """The facts that list a topic."""
        return self._on.get(topic, ())

    def with_amount(self, amount: Decimal) -> tuple[Fact, ...]:
        """The facts whose value or roles hold a figure of this amount, whatever its unit and its bound."""
        return self._with_amount.get(amount, ())

    def group(self, group: str) -> tuple[Measure, ...]:
        """The measures that are each other's nearest counterparts."""
        return self._group.get(group, ())

    def groups(self) -> tuple[str, ...]:
        """The groups of measures, in corpus order."""
        return tuple(self._group)

    def parts(self, measure: str) -> tuple[Measure, ...]:
        """The measures whose population is a part of a measure's."""
        return self._parts.get(measure, ())

    def about(self, measure: str) -> Signature:
        """What a question about a measure or a predicate mentions; KeyError if the id names neither."""
        return (self.measures.get(measure) or self.predicates[measure]).about


def _index(pairs: Iterable[tuple[Key, Item]]) -> Mapping[Key, tuple[Item, ...]]:
    lists: dict[Key, list[Item]] = {}
    for key, item in pairs:
        lists.setdefault(key, []).append(item)
    return MappingProxyType({key: tuple(items) for key, items in lists.items()})
