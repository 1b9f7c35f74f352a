"""Figures side by side: measures over sessions, two figures of one session, a figure and the one told before."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.analysis import Analysis, Row, beside, unit
from bot.operands import OF_FIGURES, Operand, elsewhere, facts_of, operands, plain
from bot.phrases import expanded, telling
from bot.query import AMOUNTS, COMPARING, OPERATIONS, Query
from bot.resolve import sessions_of
from bot.targets import Targets
from facts import compare
from facts.compare import CURRENCIES, Comparability, Derivation, Verdict, figured, kin
from facts.models import Fact, Share
from facts.store import quantities_of
from intents.models import SessionRef

GROWN = ("change", "previous", "size", "down")
"""Concepts of words that say how figures differ, and not which figures are meant."""

_MEASURING = COMPARING - {"compare"}
"""Acts that are done on figures alone."""

_OF_ANOTHER = frozenset({"compare", "ratio", "percent_change"})
"""Acts for which a session that is named alone is set beside the other."""

_OF_ANYTHING = frozenset({"percent", "how_often"})
"""Kinds of question that a comparison answers, of whatever it is."""


def combine(query: Query, before: Sequence[Fact], now: Sequence[Fact], targets: Targets) -> Analysis | None:
    """The operation that a follow-up asks for, on the figures told before and those told now ("plus the offline
    ones")."""
    if "change" in query.said:
        return None  # how much something has grown is not how far two figures are apart
    shares = [tuple(f for f in row if isinstance(f.value, Share)) for row in (before, now)]
    if query.acts & COMPARING and all(shares) and shares[0] != shares[1]:
        return Analysis("compare", (*shares[0], *shares[1]))
    told = {f.id: f for f in before if figured(f)}
    new = [f for f in now if figured(f) and f.id not in told]
    akin = [f for f in new if any(kin(f, one, targets.store) for one in told.values())]
    akin = akin or [f for f in new if unit(f) in {unit(one) for one in told.values()}]
    facts = (*(akin or new), *told.values())
    if "remainder" in query.acts:
        wholes = {targets.store.measures[f.measure].part_of for f in facts if f.measure in targets.store.measures}
        whole = targets.store.figures(wholes.pop() or "", facts[0].session) if len(wholes) == 1 else ()
        if whole and all(unit(f) == unit(whole[0]) for f in facts):
            row = compare.remainder(whole[0], facts)
            return Analysis("remainder", row.operands, (row,))
    if len(facts) != 2 or not new:
        return None
    if "per" in query.acts and len(new) == 1 and unit(facts[0]) != unit(facts[1]):
        row = compare.average(*told.values(), *new)
        return Analysis("average", row.operands, (row,))
    row_of = beside(facts, targets.store)
    if "total_of" in query.acts and row_of.computable:
        total = compare.total(facts)
        return Analysis("total", total.operands, (total,))
    return of_rows((row_of,), query) if query.acts & (COMPARING | {"total_of"}) else None


def compared(query: Query, targets: Targets) -> Analysis | None:
    """What a question sets beside each other: measures over sessions, or figures of one."""
    known, unknown = sessions_of(query.sessions, targets.store)
    several = len(known or ()) > 1 or SessionRef() in query.sessions
    if unknown or not (several or query.acts & COMPARING or "change" in query.said):
        return None
    if "change" in query.said and ("previous" in query.said or not (several or query.acts & COMPARING)):
        return None
    figures = bool(query.acts & _MEASURING or query.wishes & AMOUNTS)
    answers = OF_FIGURES if figures else _OF_ANYTHING
    bare = plain(query, *GROWN, answers=answers if query.acts & COMPARING else answers - {"percent"})
    readings = [bare, plain(bare, "share")]
    if "money" in query.said:
        readings.reverse()
    readings.append(plain(query, *(word for word in GROWN if word != "size"), answers=answers))
    tried = (operands(reading, targets, figures, kinds=True) for reading in readings)
    found = next(filter(None, tried), ())
    if not figures and any(row.figures for row in found) and not all(row.figures for row in found):
        counted = operands(plain(query, *GROWN), targets, kinds=True)
        found = counted if counted and all(row.figures for row in counted) else found
    if not found:
        return None
    if not query.acts & COMPARING and any(row.passed for row in found):
        return None  # what only names two sessions is no comparison that could pass a word over
    if len({row.topic for row in found}) == 1:
        return _one_topic(bare, query, found, targets)
    return _several_topics(query, found, targets)


def _one_topic(bare: Query, query: Query, found: Sequence[Operand], targets: Targets) -> Analysis | None:
    """One measure, or what comes nearest to it, over the sessions named, or over all documented ones."""
    if len(found) == 1:
        facts = found[0].figures
        if len({f.session for f in facts}) == 1 and 1 < len(facts) and query.acts & COMPARING:
            return of_rows((beside(facts, targets.store),), query, found[0].passed)
        if "previous" in query.said:
            return _against_previous(found[0].facts, targets) if query.acts & COMPARING else None
        order = [f.session for f in found[0].facts]
        documented = sorted(targets.store.latest, key=lambda s: order.index(s.id) if s.id in order else len(order))
        refs = tuple(SessionRef(s.ordinal, s.year) for s in documented)
        named = found[0].phrase.query.sessions
        if not query.acts & COMPARING or (named and (not query.acts & _OF_ANOTHER or named[0] not in refs)):
            return None
        found = operands(replace(bare, sessions=refs, places=()), targets, bool(query.acts & _MEASURING), kinds=True)
        compared = _over_sessions(query, found, targets) if len(found) > 1 else None
        joined = query.joined - {part for _, part in query.places}
        if not named and joined and compared and any(row.lacking for row in compared.rows):
            return None  # what is set beside it was not understood
        if named and not (compared and all(_akin(row.facts, targets) for row in compared.rows) and compared.rows):
            return None  # the other session was not asked about, and has nothing of the kind
        return compared
    return _over_sessions(query, found, targets)


def _akin(facts: Sequence[Fact], targets: Targets) -> bool:
    """Whether figures are of one group of measures, and of several sessions."""
    measures = targets.store.measures
    groups = {measures[f.measure].group if f.measure in measures else f.id for f in facts}
    return len(groups) == 1 and len({f.session for f in facts}) > 1


def _against_previous(facts: Sequence[Fact], targets: Targets) -> Analysis | None:
    """What is stated of a session, where its change against the one before is asked for and not stated."""
    figures = tuple(filter(figured, facts))
    if not figures:
        return Analysis("compare", tuple(facts)) if facts else None
    before = [targets.store.sessions[f.session].previous for f in figures]
    refs = tuple(SessionRef(s.ordinal, s.year) for s in (targets.store.sessions[one] for one in before if one))
    return Analysis("compare", figures, (), (Row(figures, Comparability(verdict=Verdict.ONE_SIDE_ONLY), refs[:1]),))


def _over_sessions(query: Query, found: Sequence[Operand], targets: Targets) -> Analysis | None:
    """The sides of one topic, a session each."""
    sides = [row.facts for row in found]
    refs = [row.phrase.query.sessions[0] for row in found]
    passed = found[0].passed
    if not all(sides):
        return _one_sided(query, sides, refs, targets)
    if len(sides) > 2:
        facts = facts_of(found)
        same = all(figured(f) for f in facts) and len({f.measure for f in facts}) == 1
        return of_rows((beside(facts, targets.store),), query, passed) if same else Analysis("compare", facts)
    counted = [any(map(figured, side)) for side in sides]
    if any(counted) and not all(counted):  # a figure is compared with a figure, where there is one of its kind
        side = sides[counted.index(True)]
        nearest = counterparts(side, [refs[counted.index(False)]], targets)
        sides = [side if has else nearest or other for has, other in zip(counted, sides, strict=True)]
    pairs = _pairs(sides[0], sides[1], targets)
    if not pairs:
        return Analysis("compare", facts_of(found), passed=passed)
    return of_rows([beside(pair, targets.store) for pair in pairs], query, passed)


def _several_topics(query: Query, found: Sequence[Operand], targets: Targets) -> Analysis | None:
    """Figures of different measures: each topic by itself where it is asked for over sessions, else side by side."""
    topics = [[row for row in found if row.topic == topic] for topic in dict.fromkeys(row.topic for row in found)]
    passed = tuple(dict.fromkeys(word for row in found for word in row.passed))
    if any(len(rows) > 1 for rows in topics):
        parts = [one for one in (_over_sessions(query, rows, targets) for rows in topics) if one]
        rows = [row for one in parts for row in one.rows]
        facts = tuple({f.id: f for one in parts for f in one.facts}.values())
        return Analysis("compare", facts, _computed(rows, query), tuple(rows), passed=passed) if parts else None
    if not all(row.facts or all(_documented(ref, targets) for ref in row.phrase.query.sessions) for row in found):
        return None  # nothing is put in the place of a session that no source reports on
    sides = [row.facts or elsewhere(row.phrase, targets) for row in found]
    facts = tuple({f.id: f for side in sides for f in side}.values())
    if len(facts) == len(found) and all(figured(f) for f in facts) and len(facts) > 1:
        found_too = [_other_kind(f, targets) for f in facts] if _both_kinds(query) else []
        others = [f for f in found_too if f is not None]
        rows = [beside(row, targets.store) for row in (facts, others) if len(row) == len(facts)]
        return of_rows(rows, query, passed)
    return Analysis("compare", facts, passed=passed) if len(facts) > 1 else None


def _both_kinds(query: Query) -> bool:
    """Whether number and value are wanted of each ("by number and by value")."""
    told = {t.part for t in query.terms if not t.measures}
    money = any(t.options & {"money", "dollar", "yuan"} and t.part not in told for t in query.terms)
    return money and any(ask in AMOUNTS and part not in told for ask, part in query.asks)


def _other_kind(fact: Fact, targets: Targets) -> Fact | None:
    """The value of what a figure counts, or the number of what it is the value of."""
    own = targets.store.measures.get(fact.measure)
    if own is None:
        return None
    same = (m for m in targets.store.measures.values() if m.population == own.population)
    kinds = [m.id for m in same if (m.unit in CURRENCIES) != (own.unit in CURRENCIES)]
    return next((f for kind in kinds for f in targets.store.figures(kind, fact.session)), None)


def _pairs(one: Sequence[Fact], other: Sequence[Fact], targets: Targets) -> list[tuple[Fact, Fact]]:
    """The figures of both sides that belong beside each other: of one measure, else of one group."""
    measures = targets.store.measures
    rows = [(a, b) for a in one for b in other if a.measure in measures and b.measure in measures]
    rows = [(a, b) for a, b in rows if figured(a) and figured(b)]
    same = [(a, b) for a, b in rows if a.measure == b.measure]
    return same or [(a, b) for a, b in rows if measures[a.measure].group == measures[b.measure].group] or rows


def _one_sided(
    query: Query, sides: Sequence[tuple[Fact, ...]], refs: Sequence[SessionRef], targets: Targets
) -> Analysis | None:
    """The side that is stated, beside the other's nearest counterpart where there is one."""
    known = next((side for side in sides if side), ())
    lacking = tuple(ref for ref, side in zip(refs, sides, strict=True) if not side)
    if not known or ("change" in query.concepts and not all(_documented(ref, targets) for ref in lacking)):
        return None
    for fact in known:
        others = [f for f in _counterparts(fact, lacking, targets) if f.id != fact.id]
        for other in others[:1]:
            row = beside((fact, other), targets.store)
            return of_rows((row if row.computable else beside((fact, *others), targets.store),), query)
    return Analysis("compare", known, (), (Row(known, Comparability(verdict=Verdict.ONE_SIDE_ONLY), lacking),))


def _documented(ref: SessionRef, targets: Targets) -> bool:
    ids = sessions_of((ref,), targets.store)[0] or ()
    return all(targets.store.sessions[one].documented for one in ids)


def counterparts(facts: Sequence[Fact], refs: Sequence[SessionRef], targets: Targets) -> tuple[Fact, ...]:
    """What other sessions state that comes nearest to the figures given: measures of the same group."""
    return tuple({f.id: f for fact in facts for f in _counterparts(fact, refs, targets)}.values())


def _counterparts(fact: Fact, refs: Sequence[SessionRef], targets: Targets) -> list[Fact]:
    """The figures of the measures of the same group in other sessions."""
    store = targets.store
    sessions = sessions_of(refs, store)[0]
    if fact.measure not in store.measures or not sessions or not figured(fact):
        return []
    return [
        f for m in store.group(store.measures[fact.measure].group) for s in sessions for f in store.figures(m.id, s)
    ]


def of_rows(rows: Iterable[Row], query: Query, passed: tuple[str, ...] = ()) -> Analysis:
    """A comparison, with its arithmetic as far as its rows allow any."""
    rows = tuple(rows)
    facts = tuple({f.id: f for row in rows for f in row.facts}.values())
    return Analysis("compare", facts, _computed(rows, query), rows, passed=passed)


def _computed(rows: Iterable[Row], query: Query) -> tuple[Derivation, ...]:
    several = [row for row in rows if row.computable and len({*map(unit, row.facts)}) == 1 < len(row.facts)]
    return tuple(derived for row in several for derived in _arithmetic(row.facts, query))


def _arithmetic(facts: Sequence[Fact], query: Query) -> list[Derivation]:
    """Difference and ratio of two figures, the larger first, and their difference in percent where that is asked for;
    of more figures, each step."""
    if len(facts) > 2:
        pairs = [*pairwise(facts), (facts[0], facts[-1])]
        return [compare.ratio(b, a) for a, b in pairs if compare.quantity(a).amount]
    a, b = facts
    large, small = (a, b) if compare.quantity(a).amount >= compare.quantity(b).amount else (b, a)
    rows = [compare.difference(large, small)]
    if compare.quantity(small).amount:
        rows.append(compare.ratio(large, small))
        if "percent" in query.wishes or "percent_change" in query.acts:
            less = "down" in query.concepts or "lesser" in query.acts
            rows.append(compare.percent_change(small, large) if less else compare.percent_change(large, small))
    return rows


def same_number(query: Query, targets: Targets) -> Analysis | None:
    """What a number stands for in each of several sessions ("there is a 12 in both texts")."""
    refs = expanded(query.sessions, targets.store)
    amounts = {figure.amount for figure in query.figures if telling(figure)}
    known, unknown = sessions_of(refs, targets.store)
    if unknown or len(amounts) != 1 or len(known or ()) < 2:
        return None
    unit_asked = {figure.unit for figure in query.figures if telling(figure)}
    facts = targets.store.with_amount(amounts.pop(), known or ())
    facts = tuple(f for f in facts if any(unit_asked & {None, q.unit} for q in quantities_of(f.value)))
    words = [t for t in query.terms if not any(t.options & targets.profile(f).explained for f in facts)]
    if len({f.session for f in facts}) < 2 or not all(t.passable or t.acts & OPERATIONS for t in words):
        return None
    return Analysis("compare", tuple(facts), passed=tuple(t.text for t in words if t.kind == "word"))
