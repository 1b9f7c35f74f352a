"""The answer as programs and renderers get it: words, facts and citations, no markup."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Status = Literal["answered", "not_found", "clarify", "chat"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedFact:
    """A fact that the answer rests on."""

    id: str
    session: str
    measure: str
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A figure that no source states: computed, and said to be."""

    expression: str
    value: str
    statement: str
    from_: tuple[str, ...]
    """Ids of the facts that it is computed from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparability:
    """How far two figures count the same thing, and why."""

    verdict: Literal["same", "convertible", "caveat", "not_comparable", "one_side_only"]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedFigure:
    """A stated figure on one side of a comparison."""

    fact: str
    """Its id."""
    session: str
    session_name: str
    """As the answer's language names the session."""
    measure: str
    label: str
    """What the measure is called."""
    amount: Decimal
    unit: str
    """Id of the unit (``square_metre``, ``usd``); figures of different units belong on different scales."""
    unit_name: str
    """The word behind the figure; empty for units that go without one."""
    qualifier: Literal["exactly", "over", "more_than", "nearly", "about"]
    value: str
    """As it is said: the figure with its qualifier."""
    as_of: str = ""
    """When it was counted, if the source says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """Figures that stand beside each other, and how far they may be compared."""

    label: str
    figures: tuple[ComparedFigure, ...]
    """In the order in which they were asked for; one alone where the sources state no other."""
    lacking: tuple[str, ...] = ()
    """Names of the sessions that no source states the measure for."""
    comparability: Comparability


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A verbatim passage; ``start`` and ``end`` are code points of the source's text, ``end`` exclusive."""

    source: str
    session: str
    title: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a document around what is quoted of it."""

    title: str
    """The document's."""
    text: str
    """Verbatim."""
    marks: tuple[tuple[int, int], ...]
    """Where in ``text`` the quotes stand: code points, each end exclusive, in order and apart from each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The reply to one question. ``bot.render`` turns it into what a surface shows."""

    status: Status
    answer: str
    """One or a few sentences: no quotes, no markup."""
    caveats: tuple[str, ...] = ()
    """What the figure does not say: provisional, another count, inherited session."""
    choices: tuple[str, ...] = ()
    """For ``clarify``: the questions between which the person can choose."""
    choice_facts: tuple[tuple[str, ...], ...] = ()
    """For each of ``choices``, the ids of the facts that it stands for."""
    intent: str | None = None
    reason: str | None = None
    """For ``not_found`` and ``clarify``: why."""
    sessions: tuple[str, ...] = ()
    facts: tuple[CitedFact, ...] = ()
    derived: tuple[Derived, ...] = ()
    comparability: Comparability | None = None
    """The verdict of the comparison; of several rows the least favourable one."""
    comparison: tuple[ComparedRow, ...] = ()
    """The figures that the answer sets beside each other, a row a measure."""
    citations: tuple[Quote, ...] = ()
    passages: tuple[Passage, ...] = ()
    """The citations with what stands around them, where that was asked for."""
    suggestions: tuple[str, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()
    """Words of the answer's language that renderers set before its parts (``source``, ``ask_next``)."""
