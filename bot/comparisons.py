"""Figures side by side: one measure over two sessions, two figures of one session, a figure and the one told before."""

from collections.abc import Sequence
from dataclasses import replace

from bot.analysis import Analysis, Row, plain, stated, unit
from bot.query import COMPARING, Query
from bot.resolve import Found, resolve, sessions_of
from bot.targets import Targets
from facts import compare
from facts.compare import Comparability, Derivation, Verdict, comparability
from facts.models import Fact, Quantity, Share, Texts
from intents.models import SessionRef


def combine(query: Query, before: Sequence[Fact], now: Sequence[Fact], targets: Targets) -> Analysis | None:
    """The operation that a follow-up asks for, on the figures told before and those told now ("plus the offline
    ones")."""
    shares = [tuple(f for f in row if isinstance(f.value, Share)) for row in (before, now)]
    if query.acts & COMPARING and all(shares) and shares[0] != shares[1]:
        return Analysis("compare", (*shares[0], *shares[1]))
    facts = tuple({f.id: f for f in (*now, *before) if isinstance(f.value, Quantity)}.values())
    units = {unit(f) for f in before if isinstance(f.value, Quantity)}
    if len([f for f in facts if unit(f) in units]) == 2:
        facts = tuple(f for f in facts if unit(f) in units)
    if "remainder" in query.acts:
        wholes = {targets.store.measures[f.measure].part_of for f in facts}
        whole = targets.store.of(wholes.pop() or "", facts[0].session) if len(wholes) == 1 else ()
        if whole and all(unit(f) == unit(whole[0]) for f in facts):
            row = compare.remainder(whole[0], facts)
            return Analysis("remainder", row.operands, (row,))
    if len(facts) != 2 or len(now) == len(facts):
        return None
    if "total_of" in query.acts and unit(facts[0]) == unit(facts[1]):
        row = compare.total(facts)
        return Analysis("total", row.operands, (row,))
    if not query.acts & COMPARING:
        return None
    return _compared((facts[0], facts[1]), targets)


def counterparts(facts: Sequence[Fact], refs: Sequence[SessionRef], targets: Targets) -> tuple[Fact, ...]:
    """What other sessions state that comes nearest to the figures given: measures of the same group."""
    return tuple({f.id: f for fact in facts for f in _counterparts(fact, refs, targets)}.values())


def across_sessions(query: Query, targets: Targets) -> Analysis | None:
    """One measure, or what comes nearest to it, over two sessions."""
    known, unknown = sessions_of(query.sessions, targets.store)
    if unknown or not (len(known or ()) == 2 or query.acts & COMPARING or "change" in query.said):
        return None
    refs = (
        query.sessions
        if len(known or ()) == 2
        else tuple(SessionRef(s.ordinal, s.year) for s in targets.store.documented)
    )
    if len(refs) != 2 or (len(known or ()) == 1 and "compare" not in query.acts):
        return None
    bare = plain(query, "change", "down", "previous", "size") if len(query.terms) > 1 else plain(query, "down")
    sides = [_side(bare, query, ref, targets) for ref in refs]
    if not all(sides):
        return _one_sided(sides, refs, "change" in query.concepts, targets)
    pairs = _pairs(sides[0], sides[1], targets)
    if len(known or ()) == 1 and not _akin(pairs, targets):
        return None  # the other session was not asked about, and has nothing of the kind
    if not pairs:
        return Analysis("compare", tuple(f for side in sides for f in side))
    rows = tuple(Row((a, b), comparability(a, b, targets.store)) for a, b in pairs)
    derivations = [
        d for row in rows if row.verdict.verdict is not Verdict.NOT_COMPARABLE for d in _arithmetic(*row.facts)
    ]
    told = tuple({f.id: f for row in rows for f in row.facts}.values())
    return Analysis("compare", told, tuple(derivations), rows)


def _side(bare: Query, full: Query, ref: SessionRef, targets: Targets) -> tuple[Fact, ...]:
    """What one session states: of the whole query, else of the parts that name this session."""
    grown = plain(full)
    growth = "change" in full.said and "previous" not in full.said
    for query in (bare, grown) if growth else (grown, bare):
        whole = resolve(replace(query, sessions=(ref,)), targets)
        if isinstance(whole, Found) and (
            query is not grown or any(not isinstance(f.value, Texts) for f in whole.facts)
        ):
            return whole.facts
        parts = query.parts()
        own = [part for part in parts if part.sessions == (ref,)] or list(parts)
        found = (resolve(replace(part, sessions=(ref,)), targets) for part in own)
        facts = {f.id: f for row in found if isinstance(row, Found) for f in row.facts}
        if facts and (query is not grown or any(not isinstance(f.value, Texts) for f in facts.values())):
            return tuple(facts.values())
    return ()


def _pairs(one: Sequence[Fact], other: Sequence[Fact], targets: Targets) -> list[tuple[Fact, Fact]]:
    """The figures of both sides that belong beside each other: of one measure, else of one group."""
    measures = targets.store.measures
    rows = [(a, b) for a in one for b in other if isinstance(a.value, Quantity) and isinstance(b.value, Quantity)]
    same = [(a, b) for a, b in rows if a.measure == b.measure]
    return same or [(a, b) for a, b in rows if measures[a.measure].group == measures[b.measure].group] or rows


def _akin(pairs: Sequence[tuple[Fact, Fact]], targets: Targets) -> bool:
    """Whether figures that belong beside each other are of one group of measures."""
    measures = targets.store.measures
    return all(measures[a.measure].group == measures[b.measure].group for a, b in pairs)


def _one_sided(
    sides: Sequence[tuple[Fact, ...]], refs: Sequence[SessionRef], growth: bool, targets: Targets
) -> Analysis | None:
    """The side that is stated, beside the other's nearest counterpart where there is one."""
    known = next((side for side in sides if side), ())
    lacking = tuple(ref for ref, side in zip(refs, sides, strict=True) if not side)
    if not known or (growth and not all(_documented(ref, targets) for ref in lacking)):
        return None
    for fact in known:
        for other in _counterparts(fact, lacking, targets):
            return _compared((fact, other), targets)
    return Analysis("compare", known, (), (Row(known, Comparability(verdict=Verdict.ONE_SIDE_ONLY), lacking),))


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
    return [f for m in measures for s in sessions for f in store.figures(m, s)]


def growths(query: Query, targets: Targets) -> Analysis | None:
    """Which of two figures of one session has grown more: the stated changes of both."""
    if not ("outgrew" in query.acts or ("which_more" in query.acts and "change" in query.said)):
        return None
    terms = tuple(t for t in query.terms if t.options.isdisjoint({"change", "size", "down"}))
    asks = tuple(row for row in query.asks if row[0] not in ("which", "what"))
    values = stated(replace(query, terms=terms, asks=asks, intent="value"), targets)
    changes = [f for v in values for f in targets.store.changes(v.measure, v.session)]
    return Analysis("compare", tuple(changes)) if len(changes) > 1 else None


def pairwise(query: Query, targets: Targets) -> Analysis | None:
    """Two figures of one session against each other ("how many more online than offline exhibitors")."""
    if not query.acts & COMPARING or len(query.sessions) > 1:
        return None
    bare = plain(query, "size", "down") if "change" not in query.said else plain(query, "size", "down", "change")
    parts = bare.parts()
    if "change" in query.said:
        grown = [t for t in query.terms if "change" in t.options]
        changes = [resolve(replace(p, terms=(*p.terms, *grown)), targets) for p in parts]
        facts = {f.id: f for row in changes if isinstance(row, Found) for f in row.facts}
        return Analysis("compare", tuple(facts.values())) if len(facts) > 1 else None
    figures = tuple({f.id: f for part in parts for f in stated(part, targets)}.values())
    if len(figures) != 2:
        return None
    return _compared((figures[0], figures[1]), targets)


def _compared(pair: tuple[Fact, Fact], targets: Targets) -> Analysis:
    """Two figures, how far they may be compared, and the arithmetic if they may."""
    verdict = comparability(*pair, targets.store)
    one_kind = unit(pair[0]) == unit(pair[1]) and pair[0].session == pair[1].session
    if verdict.verdict is Verdict.NOT_COMPARABLE and one_kind:
        verdict = Comparability(verdict=Verdict.CAVEAT, differs=verdict.differs)
    rows = [] if verdict.verdict is Verdict.NOT_COMPARABLE else _arithmetic(*pair)
    return Analysis("compare", pair, tuple(rows), (Row(pair, verdict),))


def _arithmetic(a: Fact, b: Fact) -> list[Derivation]:
    """Difference and ratio, the larger first."""
    large, small = (a, b) if compare.quantity(a).amount >= compare.quantity(b).amount else (b, a)
    rows = [compare.difference(large, small)]
    if compare.quantity(small).amount:
        rows.append(compare.ratio(large, small))
    return rows
