"""Phrases → operands: the facts that each of the things named in a question comes to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.candidates import explains
from bot.phrases import Phrase, phrases, telling
from bot.query import OPERATIONS, Query
from bot.resolve import Found, resolve, sessions_of
from bot.targets import Targets
from bot.terms import Term
from facts.compare import CURRENCIES, figured, kin, quantity
from facts.models import Change, Fact, Texts

SCALES = (1, 10**3, 10**6, 10**9)
"""A bare figure may leave out its scale ("19.88 of 101.08")."""

OF_FIGURES = frozenset({"percent", "number", "how_often", "which", "who", "names", "why", "how"})
"""Kinds of question that are answered by what comes of figures, and not by the figures."""


@dataclass(frozen=True, slots=True)
class Operand:
    """One of the things that a question sets beside others, and what states it."""

    phrase: Phrase
    facts: tuple[Fact, ...]
    """Empty where its session does not state it."""
    passed: tuple[str, ...] = ()
    """Words of it that no fact explains and that were let pass."""

    @property
    def topic(self) -> int:
        return self.phrase.topic

    @property
    def figures(self) -> tuple[Fact, ...]:
        """Those of its facts that state a figure."""
        return tuple(filter(figured, self.facts))


def plain(query: Query, *drop: str, answers: frozenset[str] = OF_FIGURES) -> Query:
    """The query without what asks for arithmetic: its operands are found by what is left. ``drop``: concepts of words
    that name an operation; ``answers``: kinds of question that its result answers."""
    dropped = frozenset(drop)

    def stays(term: Term) -> bool:
        return not (term.kind == "concept" and (term.options & dropped or term.acts & OPERATIONS))

    return replace(
        query,
        terms=tuple(filter(stays, query.terms)),
        hints=tuple(filter(stays, query.hints)),
        asks=tuple(a for a in query.asks if a[0] not in answers),
        acts=query.acts - OPERATIONS,
        intent="value",
    )


def operands(query: Query, targets: Targets, figures: bool = True, kinds: bool = False) -> tuple[Operand, ...]:
    """What each phrase of a question comes to, in its order; none where a word of it stays unexplained. ``figures``:
    whether figures go before all else that is stated; ``kinds``: whether a kind of value is a phrase by itself."""
    found = [_operand(phrase, targets, figures) for phrase in phrases(query, targets.store, kinds)]
    rows = _joined(found, targets, figures)
    if not query.enumerates():
        rows = _in_money(rows, targets)
    return _distinct(rows, targets) if rows else ()


def facts_of(rows: Iterable[Operand]) -> tuple[Fact, ...]:
    """The facts of several operands, each once."""
    return tuple({fact.id: fact for row in rows for fact in row.facts}.values())


def _joined(found: Sequence[Operand], targets: Targets, figures: bool) -> list[Operand]:
    """The operands; a topic that comes to nothing by itself is read together with its neighbour ("national and
    institutional hosts"), taken for the heading of the others, or let pass if it is filling."""
    topics = list(dict.fromkeys(row.topic for row in found))
    for topic in topics:
        own = [row for row in found if row.topic == topic]
        others = [row for row in found if row.topic != topic]
        if _settled(own, others, targets):
            continue
        for other in (topic + 1, topic - 1):
            merged = _merged(own, [row for row in others if row.topic == other], targets, figures)
            if merged:
                rest = [row for row in others if row.topic != other]
                return _joined(sorted((*rest, *merged), key=lambda row: row.topic), targets, figures)
        terms = own[0].phrase.query.terms
        headed = _headed(terms, others) if topic == topics[0] else []
        if headed:
            return _joined(headed, targets, figures)
        if not others or not all(_passable(t, targets) for t in terms):
            return []
        return _joined(
            [replace(row, passed=(*row.passed, *(t.text for t in terms))) for row in others], targets, figures
        )
    return list(found)


def _settled(own: Sequence[Operand], others: Sequence[Operand], targets: Targets) -> bool:
    """Whether a topic comes to something of its own, be it in another session."""
    facts = {fact.id for fact in facts_of(own)}
    if own[0].phrase.borrowed:
        return bool(facts) and not any({f.id for f in row.facts} == facts for row in others)
    return bool(facts) or any(elsewhere(row.phrase, targets) for row in own)


def _passable(term: Term, targets: Targets) -> bool:
    """Whether a word may be let pass: not one that could name a topic of its own."""
    return term.passable and not targets.names_topic(term)


def _headed(terms: Sequence[Term], others: Sequence[Operand]) -> list[Operand]:
    """The other operands cut down to what a heading names ("digital content matchmaking: demands against intentions");
    empty if it does not fit each of them."""
    named = frozenset().union(*(t.options for t in terms))
    rows = [replace(row, facts=tuple(f for f in row.facts if named & set(f.topics))) for row in others]
    return rows if all(row.facts for row in rows) else []


def _merged(own: Sequence[Operand], other: Sequence[Operand], targets: Targets, figures: bool) -> list[Operand]:
    """Two topics read as one, for each session that either names; empty if that explains no more."""
    if not other:
        return []
    a, b = own[0].phrase, other[0].phrase
    first, second = (a.query, b.query) if a.topic < b.topic else (b.query, a.query)
    given = [row.phrase.query.sessions for row in (*own, *other) if not row.phrase.borrowed]
    rows = []
    for refs in dict.fromkeys(given or [second.sessions]):
        query = replace(
            first,
            terms=(*first.terms, *second.terms),
            hints=tuple(dict.fromkeys((*first.hints, *second.hints))),
            asks=(*first.asks, *second.asks),
            figures=(*first.figures, *second.figures),
            figured_at=(*first.figured_at, *second.figured_at),
            sessions=refs,
        )
        shared = tuple(t for t in a.shared if t not in query.terms and t not in query.hints)
        rows.append(_operand(Phrase(b.topic, query, shared, by_figure=b.by_figure), targets, figures))
    return rows if any(row.facts for row in rows) else []


def _operand(phrase: Phrase, targets: Targets, figures: bool) -> Operand:
    """What a phrase comes to: by its own words, where they leave a choice with the help of the rest of the question,
    and by its figure where it has no words."""
    query = phrase.query
    if not query.terms or (query.figures and all(t.measures for t in query.terms)):
        return Operand(phrase, _with_figure(query, targets))
    meant = _explaining(query, _with_figure(query, targets), targets) if phrase.by_figure else ()
    own = meant or _stated(query, targets, figures)
    wide = _stated(replace(query, context=phrase.shared), targets, figures) if len(own) != 1 else ()
    return Operand(phrase, wide or own)


def _stated(query: Query, targets: Targets, figures: bool) -> tuple[Fact, ...]:
    """The facts that answer a phrase; ``figures``: figures before changes, these before texts."""
    found = resolve(replace(query, figures=(), figured_at=()), targets)
    facts = found.facts if isinstance(found, Found) else ()
    for kind in (figured, _changes, _names) if figures else ():
        best = tuple(fact for fact in facts if kind(fact))
        if best:
            return best
    return facts


def _changes(fact: Fact) -> bool:
    return isinstance(fact.value, Change)


def _names(fact: Fact) -> bool:
    return not isinstance(fact.value, Texts)


def _explaining(query: Query, facts: Sequence[Fact], targets: Targets) -> tuple[Fact, ...]:
    """Of the facts that state a figure of a phrase those that account for its words too."""
    profiles = [(fact, targets.profile(fact)) for fact in facts]
    return tuple(f for f, own in profiles if all(explains(t, f, own.explained, own.names) for t in query.terms))


def _with_figure(query: Query, targets: Targets) -> tuple[Fact, ...]:
    """The facts that state a bare figure as their own."""
    sessions = sessions_of(query.sessions, targets.store)[0]
    found: dict[str, Fact] = {}
    for figure in filter(telling, query.figures):
        for amount in (figure.amount * scale for scale in SCALES):
            facts = targets.store.with_amount(amount, sessions)
            stated = [(f, quantity(f)) for f in facts if figured(f)]
            meant = {f.id: f for f, q in stated if q.amount == amount and figure.unit in (None, q.unit)}
            found |= meant
            if meant:
                break
    return tuple(found.values())


def elsewhere(phrase: Phrase, targets: Targets) -> tuple[Fact, ...]:
    """What other sessions state of what a phrase names."""
    return _operand(replace(phrase, query=replace(phrase.query, sessions=())), targets, True).facts


def _in_money(rows: Sequence[Operand], targets: Targets) -> list[Operand]:
    """The operands with the value of each where that of one is meant ("the volume of the deals on the site, and what
    the delegations signed")."""
    money = [row for row in rows if row.facts and all(quantity(f).unit in CURRENCIES for f in row.figures)]
    money = [row for row in money if row.figures]
    out = list(rows)
    for index, row in enumerate(rows):
        if money and row not in money and row.facts:
            hinted = replace(row.phrase.query, hints=(*row.phrase.query.hints, *row.phrase.shared))
            facts = [f for f in _stated(hinted, targets, True) if figured(f) and quantity(f).unit in CURRENCIES]
            if {*facts} - {*facts_of(rows)} and not any(
                kin(f, one, targets.store) for f in row.facts for one in facts_of(rows) if f != one
            ):
                out[index] = replace(row, facts=tuple(facts))
    return out


def _distinct(rows: Sequence[Operand], targets: Targets) -> tuple[Operand, ...]:
    """The operands with what the others tell on each: no fact stands for two of them where one has another, and of
    several facts those count that can stand beside the only fact of another."""
    out = list(rows)
    for index, row in enumerate(out):
        others = [other for other in out if other is not row and other.topic != row.topic]
        sole = [other.facts[0] for other in others if len(other.facts) == 1]
        if len(row.facts) > 1 and sole:
            taken = {fact.id for fact in sole}
            free = tuple(f for f in row.facts if f.id not in taken) or row.facts
            beside = tuple(f for f in free if any(kin(f, one, targets.store) for one in sole))
            out[index] = replace(row, facts=beside or free)
    return tuple(out)
