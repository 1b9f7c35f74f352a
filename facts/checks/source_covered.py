"""Each figure and each proper name of a source is carried by a fact, or left out on purpose with a reason.

A figure or a word of a name is carried where it stands inside a citation of a fact that holds it: as an amount, as part
of a text, a date, a label or an entity's name (or its country's), in the words of its measure, or as the year or the
ordinal of its session or of the session that it is compared with. The year and the ordinal of the source's own session
need no fact: the source states its session. What an entry of ``left_out`` spans needs none either; an entry that spans
nothing that is left out is reported, so that exceptions do not outlive their reason.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from facts.checks.figures import Figure, figures_in
from facts.checks.folding import Folded
from facts.checks.problem import Problem, entry_problem, text_problem
from facts.checks.proper_names import Word, adjoin, name_words_in, words_in
from facts.models import Blank, Citation, Date, Fact, Measure, Names, Texts, Value
from facts.store import FactStore, quantities_of, values_of

Mark = TypeVar("Mark", Figure, Word)

_AROUND = 30
"""Characters of the text shown on each side of what no fact carries."""


@dataclass
class _Reading:
    """A source's text, what it holds, and which of it has been found carried."""

    folded: Folded
    figures: tuple[Figure, ...]
    words: tuple[Word, ...]
    carried: set[int] = field(default_factory=set)
    """Offsets at which a carried figure or word starts."""

    @classmethod
    def of(cls, text: str) -> "_Reading":
        return cls(Folded.of(text), figures_in(text), name_words_in(text))

    def figures_between(self, start: int, end: int) -> Sequence[Figure]:
        return _between(self.figures, start, end)

    def words_between(self, start: int, end: int) -> Sequence[Word]:
        return _between(self.words, start, end)

    def carry(self, start: int, end: int) -> bool:
        """Marks what stands in a span; whether anything did that was not marked before."""
        before = len(self.carried)
        self.carried.update(figure.start for figure in self.figures_between(start, end))
        self.carried.update(word.start for word in self.words_between(start, end))
        return len(self.carried) > before


@dataclass(frozen=True)
class _Held:
    """What a fact, or a measure, holds that a source's text can say."""

    amounts: frozenset[tuple[Decimal, bool]] = frozenset()
    """With whether each is a percentage."""
    ordinals: frozenset[Decimal] = frozenset()
    passages: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """Single words, in lower case."""


def check(store: FactStore) -> Iterator[Problem]:
    """A problem for each figure and each run of name words that nothing carries, and for each idle ``left_out``."""
    readings = {source: _Reading.of(text) for source, text in store.texts.items()}
    measures = {measure.id: _held_by_measure(measure) for measure in store.measures.values()}
    for fact in store.facts.values():
        helds = (_held_by_fact(store, fact), measures.get(fact.measure, _Held()))
        for citation in fact.citations:
            if citation.source in readings:
                _carry(readings[citation.source], citation, helds)
    for source, reading in readings.items():
        _carry_session(store, source, reading)
        yield from _idle_exceptions(store, source, reading)
        yield from _uncarried(store, source, reading)


def _held_by_fact(store: FactStore, fact: Fact) -> _Held:
    amounts: set[tuple[Decimal, bool]] = set()
    for value in values_of(fact):
        for quantity in quantities_of(value):
            amounts.add((quantity.amount, quantity.unit.startswith("percent")))
            if quantity.of is not None:
                amounts.add((quantity.of, False))
    bases = [value.base for value in values_of(fact) if value.kind == "change"]
    sessions = [store.sessions[session] for session in (fact.session, *bases) if session in store.sessions]
    amounts.update((Decimal(session.year), False) for session in sessions if session.year is not None)
    ordinals = frozenset(Decimal(session.ordinal) for session in sessions if session.ordinal is not None)
    passages = frozenset(passage for value in values_of(fact) for passage in _passages(store, value))
    return _Held(frozenset(amounts), ordinals, passages)


def _held_by_measure(measure: Measure) -> _Held:
    said = f"{measure.population} {measure.property} {measure.method} {measure.scope}"
    amounts = frozenset((figure.amount, figure.percent) for figure in figures_in(said))
    return _Held(amounts=amounts, words=frozenset(word.lower() for word in words_in(said)))


def _passages(store: FactStore, value: Value) -> Iterator[str]:
    match value:
        case Names():
            for identifier in value.entities:
                entity = store.entities.get(identifier)
                country = store.entities.get(entity.country or "") if entity else None
                for named in filter(None, (entity, country)):
                    yield from (named.name, *named.aliases)
        case Texts():
            yield from value.texts
        case Date():
            yield value.surface
        case Blank():
            yield value.label


def _carry(reading: _Reading, citation: Citation, helds: tuple[_Held, ...]) -> None:
    """Marks what the citation says of what its fact holds."""
    start, end = citation.start, citation.end
    figures, words = reading.figures_between(start, end), reading.words_between(start, end)
    for held in helds:
        for figure in figures:
            # "4th" is the session's number and "four" is not: an ordinal and an amount are never taken for each other.
            if figure.amount in held.ordinals if figure.ordinal else (figure.amount, figure.percent) in held.amounts:
                reading.carried.add(figure.start)
        reading.carried.update(word.start for word in words if word.text.lower() in held.words)
        for passage in held.passages:
            for span in reading.folded.find(passage, start, end):
                reading.carry(*span)


def _carry_session(store: FactStore, source: str, reading: _Reading) -> None:
    session = store.sessions.get(store.sources[source].session)
    if session is None:
        return
    for figure in reading.figures:
        if figure.amount == (session.ordinal if figure.ordinal else session.year):
            reading.carried.add(figure.start)


def _idle_exceptions(store: FactStore, source: str, reading: _Reading) -> Iterator[Problem]:
    end = len(store.texts[source])
    for index, exception in enumerate(store.sources[source].left_out):
        spans = list(reading.folded.find(exception.text, 0, end))
        if not spans:
            message = (
                f'left_out[{index}]: "{exception.text}" does not stand in the text: copy it verbatim, or remove it'
            )
            yield entry_problem(store, "source", source, message)
        elif not sum(reading.carry(*span) for span in spans):
            message = f'left_out[{index}]: nothing in "{exception.text}" is left out: remove it'
            yield entry_problem(store, "source", source, message)


def _uncarried(store: FactStore, source: str, reading: _Reading) -> Iterator[Problem]:
    text = store.texts[source]
    figures = [
        ("figure", figure.start, figure.end) for figure in reading.figures if figure.start not in reading.carried
    ]
    words = [(word.start, word.end) for word in reading.words if word.start not in reading.carried]
    runs: list[tuple[int, int]] = []
    for start, end in words:
        if runs and adjoin(text, runs[-1][1], start):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    for what, start, end in sorted(figures + [("name", *run) for run in runs], key=lambda found: found[1]):
        around = " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())
        message = f'no fact that cites the {what} "{text[start:end]}" carries it ("…{around}…")'
        advice = "state it in a fact, or list it under left_out in source.yaml with the reason"
        yield text_problem(store, source, start, f"{message}: {advice}")


def _between(found: Sequence[Mark], start: int, end: int) -> Sequence[Mark]:
    """Those of the found, which are in order, that lie between two offsets."""
    low = bisect_left(found, start, key=_start)
    high = bisect_left(found, end, lo=low, key=_start)
    return [mark for mark in found[low:high] if mark.end <= end]


def _start(mark: Figure | Word) -> int:
    return mark.start
