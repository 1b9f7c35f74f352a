"""What a comparison or a computation comes to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from facts.compare import Comparability, Derivation, Verdict, comparability, kin, quantity
from facts.consistency import Recomputed
from facts.models import Fact
from facts.store import FactStore
from intents.models import SessionRef


@dataclass(frozen=True, slots=True)
class Row:
    """Figures that belong beside each other."""

    facts: tuple[Fact, ...]
    verdict: Comparability
    lacking: tuple[SessionRef, ...] = ()
    """Sessions that no source states the measure for."""

    @property
    def computable(self) -> bool:
        """Whether its figures may be set off against each other."""
        return self.verdict.verdict not in (Verdict.NOT_COMPARABLE, Verdict.ONE_SIDE_ONLY)


@dataclass(frozen=True, slots=True)
class Analysis:
    """Facts, what follows from them, and how far they may be compared."""

    operation: str
    facts: tuple[Fact, ...]
    derivations: tuple[Derivation, ...] = ()
    rows: tuple[Row, ...] = ()
    """What is compared, and how far it may be; empty for an operation that compares nothing."""
    recomputed: tuple[Recomputed, ...] = ()
    """Stated figures beside what they come to by those that they rest on."""
    passed: tuple[str, ...] = ()
    """Words of the question that no fact explains and that were let pass."""

    def beside(self, facts: Sequence[Fact]) -> "Analysis":
        """The same with further facts told."""
        return replace(self, facts=tuple({f.id: f for f in (*self.facts, *facts)}.values()))


def beside(facts: Sequence[Fact], store: FactStore) -> Row:
    """Figures beside each other, with the least favourable of the verdicts on two of them. What is counted in one
    listing, as a part or a kind of one thing, is set off against its neighbours with a caveat."""
    pairs = [(a, b) for at, a in enumerate(facts) for b in facts[at + 1 :]]
    return Row(tuple(facts), min((_verdict(a, b, store) for a, b in pairs), key=_severity))


def _verdict(one: Fact, other: Fact, store: FactStore) -> Comparability:
    found = comparability(one, other, store)
    if found.verdict is Verdict.NOT_COMPARABLE and kin(one, other, store):
        return Comparability(verdict=Verdict.CAVEAT, differs=found.differs)
    return found


def _severity(found: Comparability) -> int:
    return (Verdict.NOT_COMPARABLE, Verdict.CAVEAT, Verdict.CONVERTIBLE, Verdict.SAME).index(found.verdict)


def unit(fact: Fact) -> str:
    return quantity(fact).unit


def operands_of(rows: Iterable[Derivation]) -> tuple[Fact, ...]:
    """The facts that derivations rest on, each once."""
    return tuple({f.id: f for row in rows for f in row.operands}.values())
