"""What a comparison or a computation comes to, and how its operands are found."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.query import OPERATIONS, Query
from bot.resolve import Found, resolve
from bot.targets import Targets
from facts.compare import Comparability, Derivation, quantity
from facts.models import Fact, Quantity
from intents.models import SessionRef


@dataclass(frozen=True, slots=True)
class Row:
    """Figures that belong beside each other."""

    facts: tuple[Fact, ...]
    verdict: Comparability
    lacking: tuple[SessionRef, ...] = ()
    """Sessions that no source states the measure for."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Facts, what follows from them, and how far they may be compared."""

    operation: str
    facts: tuple[Fact, ...]
    derivations: tuple[Derivation, ...] = ()
    rows: tuple[Row, ...] = ()
    """What is compared, and how far it may be; empty for an operation that compares nothing."""


def stated(query: Query, targets: Targets) -> tuple[Fact, ...]:
    """The figures that answer a query, nothing else."""
    resolution = resolve(query, targets)
    facts = resolution.facts if isinstance(resolution, Found) else ()
    return tuple(f for f in facts if isinstance(f.value, Quantity))


def plain(query: Query, *drop: str) -> Query:
    """The query without what asks for arithmetic: its operands are found by what is left."""
    terms = tuple(t for t in query.terms if not (t.kind == "concept" and t.options & set(drop)))
    hints = tuple(t for t in query.hints if not (t.kind == "concept" and t.options & set(drop)))
    asks = tuple(a for a in query.asks if a[0] not in ("percent", "number", "how_often", "which", "who"))
    units = {t.part for t in terms} - {t.part for t in terms if not t.measures}
    hints += tuple(t for t in terms if t.part in units)
    terms = tuple(t for t in terms if t.part not in units) or terms
    return replace(query, terms=terms, hints=hints, asks=asks, figures=(), acts=query.acts - OPERATIONS, intent="value")


def unit(fact: Fact) -> str:
    return quantity(fact).unit


def operands(rows: Iterable[Derivation]) -> tuple[Fact, ...]:
    return tuple({f.id: f for row in rows for f in row.operands}.values())
