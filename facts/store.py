"""The fact store: everything that is known, immutable and indexed.

Lookups cost the same however large the corpus is, return tuples in corpus order, and give an empty tuple for what is
not there. One that names no session gives the facts of the latest sessions that have any, ``MOST_SESSIONS`` at most:
those that come last in the corpus.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Generic, Literal, NamedTuple, Self, TypeAlias, TypeVar

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
    Unit,
    Value,
)

Sessions: TypeAlias = Collection[str] | None
"""Ids of sessions."""

Key = TypeVar("Key")
Item = TypeVar("Item")

MOST_SESSIONS = 6
"""Sessions that a look-up speaks of which names none: a reply about more of them is read by nobody."""

Kind = Literal["source", "session", "measure", "entity", "fact", "unit"]
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
    units: Mapping[str, Unit] = field(default_factory=dict)
    """Units that figures can be converted into."""
    places: Mapping[tuple[Kind, str], Place] = field(default_factory=dict)
    """Where each entry stands in the corpus files; empty for a store that was not loaded from files."""
    documented: tuple[Session, ...] = field(init=False)
    """The sessions that a source reports on, in corpus order."""
    latest: tuple[Session, ...] = field(init=False)
    """The last of the documented sessions, ``MOST_SESSIONS`` at most."""
    _of: "_Latest[str]" = field(init=False, repr=False)
    _of_in: Mapping[tuple[str, str], tuple[Fact, ...]] = field(init=False, repr=False)
    _in: Mapping[str, tuple[Fact, ...]] = field(init=False, repr=False)
    _naming: "_Latest[str]" = field(init=False, repr=False)
    _on: "_Latest[str]" = field(init=False, repr=False)
    _group: Mapping[str, tuple[Measure, ...]] = field(init=False, repr=False)
    _parts: Mapping[str, tuple[Measure, ...]] = field(init=False, repr=False)
    _with_amount: "_Latest[Decimal]" = field(init=False, repr=False)
    _citing: Mapping[str, tuple[Fact, ...]] = field(init=False, repr=False)
    _after: Mapping[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for name in ("sources", "texts", "sessions", "measures", "predicates", "entities", "facts", "units", "places"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        facts = tuple(self.facts.values())
        order = {session: at for at, session in enumerate(self.sessions)}
        documented = tuple(session for session in self.sessions.values() if session.documented)
        derived = {
            "documented": documented,
            "latest": documented[-MOST_SESSIONS:],
            "_of": _Latest.of(((fact.measure, fact) for fact in facts), order),
            "_of_in": _index(((fact.measure, fact.session), fact) for fact in facts),
            "_in": _index((fact.session, fact) for fact in facts),
            "_naming": _Latest.of(((one, fact) for fact in facts for one in dict.fromkeys(entities_of(fact))), order),
            "_on": _Latest.of(((topic, fact) for fact in facts for topic in dict.fromkeys(fact.topics)), order),
            "_group": _index((measure.group, measure) for measure in self.measures.values()),
            "_parts": _index((m.part_of, m) for m in self.measures.values() if m.part_of),
            "_with_amount": _Latest.of(
                ((one, fact) for fact in facts for one in dict.fromkeys(figures_of(fact))), order
            ),
            "_citing": _index((source, fact) for fact in facts for source in {c.source for c in fact.citations}),
            "_after": _following(self.sessions.values()),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    def of(self, measure: str, session: str | None = None) -> tuple[Fact, ...]:
        """The facts that state a measure or a predicate, of one session if given."""
        return self._of.facts.get(measure, ()) if session is None else self._of_in.get((measure, session), ())

    def sessions_with(self, measure: str) -> int:
        """How many sessions state a measure or a predicate."""
        return self._of.sessions.get(measure) or len({fact.session for fact in self.of(measure)})

    def figures(self, measure: str, session: str) -> tuple[Fact, ...]:
        """The facts that state a measure's figure itself, not its change or its share."""
        return tuple(fact for fact in self.of(measure, session) if isinstance(fact.value, Quantity))

    def changes(self, measure: str, session: str) -> tuple[Fact, ...]:
        """The facts that state how a measure has changed against another session."""
        return tuple(fact for fact in self.of(measure, session) if isinstance(fact.value, Change))

    def in_session(self, session: str) -> tuple[Fact, ...]:
        """The facts about a session."""
        return self._in.get(session, ())

    def naming(self, entity: str, sessions: Sessions = None) -> tuple[Fact, ...]:
        """The facts whose value or roles name an entity, of some sessions if given."""
        return self._found(self._naming, entity, sessions, lambda fact: entity in entities_of(fact))

    def on(self, topic: str, sessions: Sessions = None) -> tuple[Fact, ...]:
        """The facts that list a topic, of some sessions if given."""
        return self._found(self._on, topic, sessions, lambda fact: topic in fact.topics)

    def with_amount(self, amount: Decimal, sessions: Sessions = None) -> tuple[Fact, ...]:
        """The facts whose value or roles hold a figure of this amount, whatever its unit and its bound; of some
        sessions if given."""
        return self._found(self._with_amount, amount, sessions, lambda fact: amount in figures_of(fact))

    def _found(
        self, index: "_Latest[Key]", key: Key, sessions: Sessions, fits: Callable[[Fact], bool]
    ) -> tuple[Fact, ...]:
        facts = index.facts.get(key, ())
        if sessions is None:
            return facts
        if key in index.sessions:  # there are more of them
            return tuple(fact for session in sessions for fact in self.in_session(session) if fits(fact))
        return tuple(fact for fact in facts if fact.session in sessions)

    def citing(self, source: str) -> tuple[Fact, ...]:
        """The facts that cite a passage of a source."""
        return self._citing.get(source, ())

    def following(self, session: str) -> str | None:
        """The id of the session that comes right after another, as far as is known."""
        return self._after.get(session)

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


@dataclass(frozen=True, slots=True)
class _Latest(Generic[Key]):
    """Facts by a key, of the latest sessions alone."""

    facts: Mapping[Key, tuple[Fact, ...]]
    sessions: Mapping[Key, int]
    """How many sessions there are, for the keys that have more of them."""

    @classmethod
    def of(cls, pairs: Iterable[tuple[Key, Fact]], order: Mapping[str, int]) -> Self:
        """``order``: the place of each session."""
        facts, sessions = dict(_index(pairs)), {}
        for key, row in facts.items():
            if len(row) > MOST_SESSIONS and len(found := {fact.session for fact in row}) > MOST_SESSIONS:
                latest = set(sorted(found, key=lambda one: order.get(one, -1))[-MOST_SESSIONS:])
                facts[key], sessions[key] = tuple(fact for fact in row if fact.session in latest), len(found)
        return cls(MappingProxyType(facts), MappingProxyType(sessions))


def _following(sessions: Iterable[Session]) -> Mapping[str, str]:
    """Session → the one that says it comes after it, else the one with the next ordinal."""
    by_ordinal = {session.ordinal: session.id for session in sessions if session.ordinal}
    rows = {one: by_ordinal[number + 1] for number, one in by_ordinal.items() if number + 1 in by_ordinal}
    return MappingProxyType(rows | {session.previous: session.id for session in sessions if session.previous})


def _index(pairs: Iterable[tuple[Key, Item]]) -> Mapping[Key, tuple[Item, ...]]:
    lists: dict[Key, list[Item]] = {}
    for key, item in pairs:
        lists.setdefault(key, []).append(item)
    return MappingProxyType({key: tuple(items) for key, items in lists.items()})
