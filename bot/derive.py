"""Comparisons and arithmetic: from a query to the facts that they rest on and the figures that follow.

Each operation finds its operands by the same coverage rule as a plain question, and refuses where the figures do not
belong together; what it returns is typed (``Analysis``), the words for it come later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.query import OPERATIONS, Query
from bot.resolve import Found, resolve, sessions_of
from bot.targets import Targets
from facts import compare
from facts.compare import CURRENCIES, Comparability, Derivation, Verdict, comparability
from facts.models import Change, Fact, Names, Quantity
from intents.models import SessionRef


@dataclass(frozen=True, slots=True)
class Analysis:
    """Facts, what follows from them, and how far they may be compared."""

    operation: str
    facts: tuple[Fact, ...]
    derivations: tuple[Derivation, ...] = ()
    comparability: Comparability | None = None
    pair: tuple[Fact, Fact] | None = None
    """The two facts that the verdict is about."""
    lacking: tuple[SessionRef, ...] = ()
    """Sessions that no source states the measure for."""


def analyse(query: Query, targets: Targets) -> Analysis | None:
    """What a query that asks for a comparison or for arithmetic comes to; None if it asks for neither, or if the store
    does not hold the operands."""
    for operation in (_implied, _against_previous, _average, _remainder, _share, _total, _pairwise, _across_sessions):
        analysis = operation(query, targets)
        if analysis is not None:
            return analysis
    return None


def combine(query: Query, before: Sequence[Fact], now: Sequence[Fact], targets: Targets) -> Analysis | None:
    """The operation that a follow-up asks for, on the figures told before and those told now ("plus the offline
    ones")."""
    facts = tuple({f.id: f for f in (*now, *before) if isinstance(f.value, Quantity)}.values())
    if "remainder" in query.acts:
        wholes = {targets.store.measures[f.measure].part_of for f in facts}
        whole = targets.store.of(wholes.pop() or "", facts[0].session) if len(wholes) == 1 else ()
        if whole and all(_unit(f) == _unit(whole[0]) for f in facts):
            row = compare.remainder(whole[0], facts)
            return Analysis("remainder", row.operands, (row,))
    if len(facts) != 2 or len(now) == len(facts):
        return None
    if "total_of" in query.acts and _unit(facts[0]) == _unit(facts[1]):
        row = compare.total(facts)
        return Analysis("total", row.operands, (row,))
    if not query.acts & {"difference", "ratio", "percent_change", "which_more", "compare"}:
        return None
    return _compared((facts[0], facts[1]), targets)


def goes_beyond(query: Query, targets: Targets) -> bool:
    """Whether a stated change or share is not all that is asked for: a figure of a session that no source reports on,
    to be worked out from the one after it, or several changes beside each other."""
    known = sessions_of(query.sessions, targets.store)[0] or ()
    back = "implied" in query.acts or any(not targets.store.sessions[one].documented for one in known)
    return back or ("which_more" in query.acts and len(query.parts()) > 1)


def counterparts(facts: Sequence[Fact], refs: Sequence[SessionRef], targets: Targets) -> tuple[Fact, ...]:
    """What other sessions state that comes nearest to the figures given: measures of the same group."""
    return tuple({f.id: f for fact in facts for f in _counterparts(fact, refs, targets)}.values())


def _figures(query: Query, targets: Targets) -> tuple[Fact, ...]:
    """The figures that answer a query, nothing else."""
    resolution = resolve(query, targets)
    facts = resolution.facts if isinstance(resolution, Found) else ()
    return tuple(f for f in facts if isinstance(f.value, Quantity))


def _plain(query: Query, *drop: str) -> Query:
    """The query without what asks for arithmetic: its operands are found by what is left."""
    terms = tuple(t for t in query.terms if not (t.kind == "concept" and t.options & set(drop)))
    hints = tuple(t for t in query.hints if not (t.kind == "concept" and t.options & set(drop)))
    asks = tuple(a for a in query.asks if a[0] not in ("percent", "how_often", "which", "who"))
    return replace(query, terms=terms, hints=hints, asks=asks, figures=(), acts=query.acts - OPERATIONS, intent="value")


def _implied(query: Query, targets: Targets) -> Analysis | None:
    """The figure of the session before, from a figure and its change against it."""
    wanted = query.said & {"previous"} or "implied" in query.acts
    known, unknown = sessions_of(query.sessions, targets.store)
    bases = {one for one in known or () if not targets.store.sessions[one].documented}
    if unknown or not (wanted or bases) or ("change" in query.said and not bases):
        return None
    plain = _plain(query, "previous", "change")
    sessions = tuple(s for s in plain.sessions if (sessions_of((s,), targets.store)[0] or ("",))[0] not in bases)
    values = _figures(replace(plain, sessions=sessions), targets)
    rows: list[Derivation] = []
    for value in values:
        changes = (f for f in targets.store.of(value.measure, value.session) if isinstance(f.value, Change))
        rows += [compare.implied(value, f) for f in changes if not bases or _base(f) in bases]
    if not rows or any(targets.store.of(v.measure, b) for v in values for b in bases):
        return None
    return Analysis("implied", _operands(rows), tuple(rows))


def _base(fact: Fact) -> str:
    return fact.value.base if isinstance(fact.value, Change) else ""


def _against_previous(query: Query, targets: Targets) -> Analysis | None:
    """A figure beside its stated change against the session before."""
    if "previous" not in query.said or not query.acts & OPERATIONS:
        return None
    values = _figures(_plain(query, "previous"), targets)
    changes = [f for v in values for f in targets.store.of(v.measure, v.session) if isinstance(f.value, Change)]
    return Analysis("compare", (*values, *changes)) if changes else None


def _average(query: Query, targets: Targets) -> Analysis | None:
    """How much of one figure falls to one of another: a value and a count of the same population, or what "per"
    joins."""
    if "average" not in query.acts:
        return None
    bare = (replace(part, hints=()) for part in _plain(query, "size", "average").parts())
    parts = [row for row in (_figures(part, targets) for part in bare) if row]
    if len(parts) == 2 and len(parts[0]) == len(parts[1]) == 1:
        one, other = sorted((parts[0][0], parts[1][0]), key=lambda f: _divides(query, f, targets))
        if one.session == other.session and one.id != other.id:
            row = compare.average(one, other)
            return Analysis("average", row.operands, (row,))
    both = _figures(_plain(query, "size", "average"), targets)
    if len(both) == 2 and both[0].session == both[1].session and _unit(both[0]) != _unit(both[1]):
        row = compare.average(*sorted(both, key=lambda f: _divides(query, f, targets)))
        return Analysis("average", row.operands, (row,))
    counts = _figures(_plain(query, "size", "average", "money", "dollar", "yuan"), targets)
    rows = [compare.average(value, one) for one in counts for value in _values_of(one, targets)]
    return Analysis("average", _operands(rows), tuple(rows)) if rows else None


def _divides(query: Query, fact: Fact, targets: Targets) -> int:
    """Where a fact stands in an average, the divisor last: it is what "per" names, else what is mentioned last."""
    if _unit(fact) in CURRENCIES:
        return -1
    heads = frozenset().union(*targets.target(fact).heads)
    places = [t.at for t in query.terms if t.options & heads]
    behind = [place for place in places if 0 <= query.per <= place]
    return (
        min((abs(place - query.per) for place in behind), default=-1) * -1 + 1000 if behind else min(places, default=0)
    )


def _values_of(fact: Fact, targets: Targets) -> Iterable[Fact]:
    """The amounts of money of the population that a fact counts, or, for an amount, none."""
    measure = targets.store.measures[fact.measure]
    if measure.unit in CURRENCIES:
        return ()
    same = (m for m in targets.store.measures.values() if m.population == measure.population and m.unit in CURRENCIES)
    return [f for m in same for f in targets.store.of(m.id, fact.session) if isinstance(f.value, Quantity)]


def _remainder(query: Query, targets: Targets) -> Analysis | None:
    """What is left of a whole without its parts."""
    if "remainder" not in query.acts and "unnamed" not in query.said:
        return None
    store = targets.store
    plain = _plain(query, "remainder", "share", "other", "apart_from", "unnamed")
    if "unnamed" in query.said:
        return _unnamed(plain, targets)
    named = [f for part in (plain, *plain.parts()) for f in _figures(part, targets)]
    wholes = {(store.measures[f.measure].part_of, f.session) for f in named if store.measures[f.measure].part_of}
    wholes |= {(f.measure, f.session) for f in named if any(m.part_of == f.measure for m in store.measures.values())}
    rows: list[Derivation] = []
    for measure, session in sorted(wholes, key=str):
        whole = next((f for f in store.of(str(measure), session) if isinstance(f.value, Quantity)), None)
        parts = [f for f in named if store.measures[f.measure].part_of == measure and f.session == session]
        parts = parts or _parts_of(str(measure), session, targets)
        same = {f.id: f for f in parts if whole and _unit(f) == _unit(whole)}
        if whole and same:
            rows.append(compare.remainder(whole, tuple(same.values())))
    return Analysis("remainder", _operands(rows), tuple(rows)) if rows else None


def _unnamed(query: Query, targets: Targets) -> Analysis | None:
    """How many of those counted the source does not name."""
    for fact in _figures(query, targets):
        for mate in targets.mates(fact):
            if isinstance(mate.value, Names) and not mate.value.complete and set(mate.topics) == set(fact.topics):
                row = compare.unnamed(fact, mate)
                return Analysis("remainder", row.operands, (row,))
    return None


def _parts_of(measure: str, session: str, targets: Targets) -> list[Fact]:
    parts = (m.id for m in targets.store.measures.values() if m.part_of == measure)
    return [f for part in parts for f in targets.store.of(part, session) if isinstance(f.value, Quantity)]


def _share(query: Query, targets: Targets) -> Analysis | None:
    """What percentage of a whole a figure is, where the sources state its parts and not the percentage."""
    if not ("share" in query.said or "percent" in query.wishes) or "change" in query.said or len(query.sessions) > 1:
        return None
    if isinstance(resolve(query, targets), Found):
        return None
    plain = _plain(query, "share", "rate", "total")
    plain = replace(plain, asks=())
    store = targets.store
    rows: list[Derivation] = []
    for part in {f.id: f for row in (plain, *plain.parts()) for f in _figures(row, targets)}.values():
        measure = store.measures[part.measure]
        whole = [f for f in store.of(measure.part_of or "", part.session) if isinstance(f.value, Quantity)]
        siblings = [
            m.id for m in store.measures.values() if m.population == measure.population and m.unit == measure.unit
        ]
        if not whole and len(siblings) > 1:
            whole = [f for m in siblings for f in store.of(m, part.session) if isinstance(f.value, Quantity)]
        if whole and all(_unit(f) == _unit(part) for f in whole):
            rows.append(compare.share(part, tuple(whole)))
    named = query.said
    rows = [r for r in rows if targets.target(r.operands[0]).facets <= named] or rows
    return Analysis("share", _operands(rows), tuple(rows)) if 0 < len(rows) < 3 else None


def _across_sessions(query: Query, targets: Targets) -> Analysis | None:
    """One measure, or what comes nearest to it, over two sessions."""
    known, unknown = sessions_of(query.sessions, targets.store)
    if unknown or not (len(known or ()) == 2 or query.acts & OPERATIONS or "change" in query.said):
        return None
    refs = (
        query.sessions
        if len(known or ()) == 2
        else tuple(SessionRef(s.ordinal, s.year) for s in targets.store.documented)
    )
    if len(refs) != 2 or (len(known or ()) == 1 and "compare" not in query.acts):
        return None
    plain = _plain(query, "change", "down", "previous", "size") if len(query.terms) > 1 else _plain(query, "down")
    sides = [_side(plain, query, ref, targets) for ref in refs]
    if not all(sides):
        return _one_sided(sides, refs, targets)
    pairs = _pairs(sides[0], sides[1], targets)
    if not pairs:
        return Analysis("compare", tuple(f for side in sides for f in side))
    facts: list[Fact] = []
    derivations: list[Derivation] = []
    verdicts: list[Comparability] = []
    for a, b in pairs:
        verdict = comparability(a, b, targets.store)
        verdicts.append(verdict)
        facts += [a, b]
        if verdict.verdict is not Verdict.NOT_COMPARABLE:
            derivations += _arithmetic(a, b)
    told = tuple({f.id: f for f in facts}.values())
    return Analysis("compare", told, tuple(derivations), verdicts[0], pairs[0])


def _side(plain: Query, full: Query, ref: SessionRef, targets: Targets) -> tuple[Fact, ...]:
    """What one session states: of the whole query, else of the parts that name this session."""
    for query in (_plain(full), plain):
        whole = resolve(replace(query, sessions=(ref,)), targets)
        if isinstance(whole, Found):
            return whole.facts
        parts = query.parts()
        own = [part for part in parts if part.sessions == (ref,)] or list(parts)
        found = (resolve(replace(part, sessions=(ref,)), targets) for part in own)
        facts = {f.id: f for row in found if isinstance(row, Found) for f in row.facts}
        if facts:
            return tuple(facts.values())
    return ()


def _pairs(one: Sequence[Fact], other: Sequence[Fact], targets: Targets) -> list[tuple[Fact, Fact]]:
    """The figures of both sides that belong beside each other: of one measure, else of one group."""
    measures = targets.store.measures
    rows = [(a, b) for a in one for b in other if isinstance(a.value, Quantity) and isinstance(b.value, Quantity)]
    same = [(a, b) for a, b in rows if a.measure == b.measure]
    return same or [(a, b) for a, b in rows if measures[a.measure].group == measures[b.measure].group] or rows


def _one_sided(sides: Sequence[tuple[Fact, ...]], refs: Sequence[SessionRef], targets: Targets) -> Analysis | None:
    """The side that is stated, beside the other's nearest counterpart where there is one."""
    known = next((side for side in sides if side), ())
    lacking = tuple(ref for ref, side in zip(refs, sides, strict=True) if not side)
    if not known or not all(_documented(ref, targets) for ref in lacking):
        return None
    for fact in known:
        for other in _counterparts(fact, lacking, targets):
            return _compared((fact, other), targets)
    return Analysis("compare", known, comparability=Comparability(verdict=Verdict.ONE_SIDE_ONLY), lacking=lacking)


def _documented(ref: SessionRef, targets: Targets) -> bool:
    ids = sessions_of((ref,), targets.store)[0] or ()
    return all(targets.store.sessions[one].documented for one in ids)


def _counterparts(fact: Fact, refs: Sequence[SessionRef], targets: Targets) -> list[Fact]:
    """The figures of the measures of the same group in other sessions."""
    store = targets.store
    sessions = sessions_of(refs, store)[0]
    if fact.measure not in store.measures or not sessions or not isinstance(fact.value, Quantity):
        return []
    group = store.measures[fact.measure].group
    measures = [m.id for m in store.measures.values() if m.group == group]
    return [f for m in measures for s in sessions for f in store.of(m, s) if isinstance(f.value, Quantity)]


def _pairwise(query: Query, targets: Targets) -> Analysis | None:
    """Two figures of one session against each other ("how many more online than offline exhibitors")."""
    if not query.acts & {"difference", "ratio", "percent_change", "which_more", "compare"} or len(query.sessions) > 1:
        return None
    plain = _plain(query, "size", "down") if "change" not in query.said else _plain(query, "size", "down", "change")
    parts = plain.parts()
    if "change" in query.said:
        grown = [t for t in query.terms if "change" in t.options]
        changes = [resolve(replace(p, terms=(*p.terms, *grown)), targets) for p in parts]
        facts = {f.id: f for row in changes if isinstance(row, Found) for f in row.facts}
        return Analysis("compare", tuple(facts.values())) if len(facts) > 1 else None
    figures = tuple({f.id: f for part in parts for f in _figures(part, targets)}.values())
    if len(figures) != 2:
        return None
    return _compared((figures[0], figures[1]), targets)


def _compared(pair: tuple[Fact, Fact], targets: Targets) -> Analysis:
    """Two figures, how far they may be compared, and the arithmetic if they may."""
    verdict = comparability(*pair, targets.store)
    money = verdict.differs == ("currency",)
    rows = [] if money or (_unit(pair[0]) != _unit(pair[1])) else _arithmetic(*pair)
    return Analysis("compare", pair, tuple(rows), verdict, pair)


def _total(query: Query, targets: Targets) -> Analysis | None:
    """The sum of the figures that the question names."""
    if "total_of" not in query.acts:
        return None
    plain = _plain(query, "total")
    facts = _figures(plain, targets)
    parts = {f.id: f for part in plain.parts() for f in _figures(part, targets)}
    chosen = tuple(f for f in (facts if len(facts) > 1 else parts.values()) if not _in_round_terms(f, targets))
    if len(chosen) < 2 or len({_unit(f) for f in chosen}) > 1 or len({f.session for f in chosen}) > 1:
        return None
    row = compare.total(chosen)
    return Analysis("total", row.operands, (row,))


def _in_round_terms(fact: Fact, targets: Targets) -> bool:
    """Whether a figure sums up others in round terms, and would count them twice."""
    return targets.store.measures[fact.measure].method == "in round terms"


def _arithmetic(a: Fact, b: Fact) -> list[Derivation]:
    """Difference and ratio, the larger first."""
    large, small = (a, b) if compare.quantity(a).amount >= compare.quantity(b).amount else (b, a)
    rows = [compare.difference(large, small)]
    if compare.quantity(small).amount:
        rows.append(compare.ratio(large, small))
    return rows


def _unit(fact: Fact) -> str:
    return compare.quantity(fact).unit


def _operands(rows: Iterable[Derivation]) -> tuple[Fact, ...]:
    return tuple({f.id: f for row in rows for f in row.operands}.values())
