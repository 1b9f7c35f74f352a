"""Arithmetic that a question asks for: implied figures, averages, remainders, shares, totals.

Each operation finds its operands by the same coverage rule as a plain question, and gives None where the question does
not ask for it or the figures do not belong together.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.analysis import Analysis, operands, plain, stated, unit
from bot.query import OPERATIONS, Query, Term
from bot.resolve import Found, resolve, sessions_of
from bot.targets import Targets
from facts import compare
from facts.compare import CURRENCIES, Derivation
from facts.models import Change, Fact, Names, Quantity, Share


def implied(query: Query, targets: Targets) -> Analysis | None:
    """The figure of the session before, from a figure and its change against it."""
    wanted = query.said & {"previous"} or "implied" in query.acts
    known, unknown = sessions_of(query.sessions, targets.store)
    bases = {one for one in known or () if not targets.store.sessions[one].documented}
    if unknown or not (wanted or bases) or ("change" in query.said and not bases):
        return None
    bare = plain(query, "previous", "change")
    if not bare.terms:
        return None
    sessions = tuple(s for s in bare.sessions if (sessions_of((s,), targets.store)[0] or ("",))[0] not in bases)
    values = stated(replace(bare, sessions=sessions), targets)
    rows: list[Derivation] = []
    for value in values:
        changes = targets.store.changes(value.measure, value.session)
        rows += [compare.implied(value, f) for f in changes if not bases or _base(f) in bases]
    if not rows or any(targets.store.of(v.measure, b) for v in values for b in bases):
        return None
    return Analysis("implied", operands(rows), tuple(rows))


def _base(fact: Fact) -> str:
    return fact.value.base if isinstance(fact.value, Change) else ""


def against_previous(query: Query, targets: Targets) -> Analysis | None:
    """A figure beside its stated change against the session before."""
    if "previous" not in query.said or not query.acts & OPERATIONS:
        return None
    values = stated(plain(query, "previous"), targets)
    changes = [f for v in values for f in targets.store.changes(v.measure, v.session)]
    return Analysis("compare", (*values, *changes)) if changes else None


def average(query: Query, targets: Targets) -> Analysis | None:
    """How much of one figure falls to one of another: a value and a count of the same population, or what "per"
    joins."""
    if "average" not in query.acts:
        return None
    bare = (replace(part, hints=(), context=()) for part in plain(query, "size", "average").parts())
    parts = [row for row in (stated(part, targets) for part in bare) if row]
    if len(parts) == 2 and len(parts[0]) == len(parts[1]) == 1:
        one, other = sorted((parts[0][0], parts[1][0]), key=lambda f: _divides(query, f, targets))
        if one.session == other.session and one.id != other.id:
            row = compare.average(one, other)
            return Analysis("average", row.operands, (row,))
    both = stated(plain(query, "size", "average"), targets)
    if len(both) == 2 and both[0].session == both[1].session and unit(both[0]) != unit(both[1]):
        row = compare.average(*sorted(both, key=lambda f: _divides(query, f, targets)))
        return Analysis("average", row.operands, (row,))
    counts = stated(plain(query, "size", "average", "money", "dollar", "yuan"), targets)
    rows = [compare.average(value, one) for one in counts for value in _same_population(one, targets, True)]
    rows = rows or [compare.average(value, one) for value in both for one in _same_population(value, targets, False)]
    return Analysis("average", operands(rows), tuple(rows)) if rows else None


def _divides(query: Query, fact: Fact, targets: Targets) -> int:
    """Where a fact stands in an average, the divisor last: it is what "per" names, else what is mentioned last."""
    if unit(fact) in CURRENCIES:
        return -1
    heads = frozenset().union(*targets.target(fact).heads)
    places = [t.at for t in query.terms if t.options & heads]
    behind = [place for place in places if 0 <= query.per <= place]
    return (
        min((abs(place - query.per) for place in behind), default=-1) * -1 + 1000 if behind else min(places, default=0)
    )


def _same_population(fact: Fact, targets: Targets, in_money: bool) -> list[Fact]:
    """The amounts of money of the population that a fact counts, or the counts of the one that its amount of money is
    stated for; none for a fact that is itself of the kind wanted."""
    measures = targets.store.measures
    own = measures[fact.measure]
    if (own.unit in CURRENCIES) == in_money:
        return []
    same = (m for m in measures.values() if m.population == own.population and (m.unit in CURRENCIES) == in_money)
    return [f for m in same for f in targets.store.figures(m.id, fact.session)]


def remainder(query: Query, targets: Targets) -> Analysis | None:
    """What is left of a whole without its parts."""
    without = bool(query.excluded and query.wishes & {"count", "how_much", "percent"})
    if "remainder" not in query.acts and "unnamed" not in query.said and not without:
        return None
    store = targets.store
    bare = plain(query, "remainder", "share", "other", "apart_from", "unnamed")
    if "unnamed" in query.said:
        return _unnamed(bare, targets)
    if without:
        left_out = Term("concept", query.excluded, "")
        bare = replace(bare, terms=(*bare.terms, left_out), excluded=frozenset())
    named = [f for part in (bare, *bare.parts()) for f in stated(part, targets)]
    wholes = {(store.measures[f.measure].part_of, f.session) for f in named if store.measures[f.measure].part_of}
    wholes |= {(f.measure, f.session) for f in named if any(m.part_of == f.measure for m in store.measures.values())}
    wholes |= {(f.measure, f.session) for f in _with_figures(query, targets)}
    rows = [row for measure, session in sorted(wholes, key=str) for row in _left(str(measure), session, named, targets)]
    meant = {figure.amount for figure in query.figures}
    rows = [row for row in rows if compare.quantity(row.operands[0]).amount in meant] or rows
    return Analysis("remainder", operands(rows), tuple(rows)) if rows else None


def _with_figures(query: Query, targets: Targets) -> list[Fact]:
    """The figures that the question names, as wholes to take from."""
    facts = (f for figure in query.figures for f in targets.store.with_amount(figure.amount))
    wholes = {measure.part_of for measure in targets.store.measures.values()}
    return [f for f in facts if f.measure in wholes and isinstance(f.value, Quantity)]


def _left(measure: str, session: str, named: Sequence[Fact], targets: Targets) -> list[Derivation]:
    """What is left of a whole without its parts of the populations named, or without all of its parts."""
    store = targets.store
    whole = next(iter(store.figures(measure, session)), None)
    if whole is None:
        return []
    parts = [f for f in _parts_of(measure, session, targets) if unit(f) == unit(whole)]
    populations = {store.measures[f.measure].population for f in named}
    chosen = [f for f in parts if store.measures[f.measure].population in populations] or parts
    return [compare.remainder(whole, tuple(chosen))] if chosen else []


def _unnamed(query: Query, targets: Targets) -> Analysis | None:
    """How many of those counted the source does not name."""
    for fact in stated(query, targets):
        for mate in targets.mates(fact):
            if isinstance(mate.value, Names) and not mate.value.complete and set(mate.topics) == set(fact.topics):
                row = compare.unnamed(fact, mate)
                return Analysis("remainder", row.operands, (row,))
    return None


def _parts_of(measure: str, session: str, targets: Targets) -> list[Fact]:
    parts = (m.id for m in targets.store.measures.values() if m.part_of == measure)
    return [f for part in parts for f in targets.store.figures(part, session)]


def share_of(query: Query, targets: Targets) -> Analysis | None:
    """What percentage of a whole a figure is, where the sources state its parts and not the percentage."""
    if not ("share" in query.said or "percent" in query.wishes) or "change" in query.said or len(query.sessions) > 1:
        return None
    found = resolve(query, targets)
    if isinstance(found, Found):
        return _by_number(query, found.facts, targets)
    bare = plain(query, "share", "rate", "total")
    bare = replace(bare, asks=())
    store = targets.store
    rows: list[Derivation] = []
    for part in {f.id: f for row in (bare, *bare.parts()) for f in stated(row, targets)}.values():
        measure = store.measures[part.measure]
        whole = store.figures(measure.part_of or "", part.session)
        siblings = [
            m.id for m in store.measures.values() if m.population == measure.population and m.unit == measure.unit
        ]
        if not whole and len(siblings) > 1:
            whole = tuple(f for m in siblings for f in store.figures(m, part.session))
        if whole and all(unit(f) == unit(part) for f in whole):
            rows.append(compare.share(part, whole))
    named = query.said
    rows = [r for r in rows if targets.target(r.operands[0]).facets <= named] or rows
    return Analysis("share", operands(rows), tuple(rows)) if 0 < len(rows) < 3 else None


def _by_number(query: Query, facts: Sequence[Fact], targets: Targets) -> Analysis | None:
    """Beside a stated share of the money, where money is not mentioned: the share of the number."""
    store = targets.store
    if not all(isinstance(f.value, Share) for f in facts) or not query.said.isdisjoint({"money", "dollar", "yuan"}):
        return None
    rows: list[Derivation] = []
    for fact in facts:
        population = store.measures[fact.measure].population
        for measure in store.measures.values():
            counts = measure.population == population and measure.unit not in CURRENCIES and measure.part_of
            whole = store.of(measure.part_of or "", fact.session) if counts else ()
            rows += [compare.share(f, whole[:1]) for f in store.of(measure.id, fact.session) if whole]
    told = (*facts, *operands(rows))
    return Analysis("share", told, tuple(rows)) if rows else None


def total(query: Query, targets: Targets) -> Analysis | None:
    """The sum of the figures that the question names."""
    if "total_of" not in query.acts:
        return None
    bare = plain(query, "total")
    facts = stated(bare, targets)
    named = [stated(part, targets) for part in bare.parts()]
    # A sum that leaves out one of the parts asked for is a wrong figure.
    parts = {f.id: f for part in named for f in part} if all(named) else {}
    chosen = tuple(f for f in max(facts, tuple(parts.values()), key=len) if not _in_round_terms(f, targets))
    if len(chosen) < 2 or len({unit(f) for f in chosen}) > 1 or len({f.session for f in chosen}) > 1:
        return None
    row = compare.total(chosen)
    return Analysis("total", row.operands, (row,))


def _in_round_terms(fact: Fact, targets: Targets) -> bool:
    """Whether a figure sums up others in round terms, and would count them twice."""
    return targets.store.measures[fact.measure].method == "in round terms"
