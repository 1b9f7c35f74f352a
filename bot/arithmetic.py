"""Arithmetic that a question asks for: remainders, shares, totals.

Each operation finds its operands by the same coverage rule as a plain question, and gives None where the question does
not ask for it. Figures that do not belong together come beside each other, with the reason and without arithmetic.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.analysis import Analysis, beside, operands_of, unit
from bot.operands import SCALES, Operand, facts_of, operands, plain
from bot.phrases import telling
from bot.query import AMOUNTS, COMPARING, Query
from bot.targets import Targets
from bot.terms import Term
from facts import compare
from facts.compare import CURRENCIES, Derivation, figured, kin, quantity
from facts.models import Fact, Names, Quantity, Share
from facts.store import figures_of
from intents.models import Figure

_MOST = 3
"""Results of one question; more of them answer another one."""

_LEFT_OUT = 10_000
"""The part of a question that what it leaves out is put into."""


def remainder(query: Query, targets: Targets) -> Analysis | None:
    """What is left of a whole without its parts."""
    without = bool(query.excluded and not query.contrasted and query.wishes & (AMOUNTS | {"percent"}))
    denied = "negation" in query.acts and bool(query.wishes & AMOUNTS)
    if "remainder" not in query.acts and "unnamed" not in query.said and not without and not denied:
        return None
    bare = plain(query, "remainder", "share", "other", "apart_from", "unnamed")
    bare = replace(bare, hints=tuple(t for t in bare.hints if t.options.isdisjoint({"other", "named"})))
    if without:
        left_out = Term("concept", query.excluded, "", _LEFT_OUT)
        bare = replace(bare, terms=(*bare.terms, left_out), excluded=frozenset())
    heads = [Term("concept", frozenset(h), "") for f in _wholes(query, targets) for h in targets.target(f).heads]
    found = operands(bare, targets) or operands(replace(bare, hints=(*bare.hints, *heads)), targets)
    if any(row.facts and not row.figures for row in found):
        return None  # what is left without one of the parts named is another figure
    named = [f for f in facts_of(found) if figured(f)]
    uncovered = [compare.uncovered(f) for f in named if quantity(f).of is not None]
    if uncovered:
        return computed("remainder", uncovered)
    bare_asks = {part for ask, part in query.asks if ask in AMOUNTS} - {t.part for t in query.terms}
    if "remainder" not in query.acts and "unnamed" not in query.said and not without and not bare_asks:
        return None  # "how many were not?" is left of what was named; "how many did not come?" asks for something else
    rows = [*_left(named, query, targets)]
    if "unnamed" in query.said or (not rows and "named" in query.said):
        rows = [row for fact in named for row in _unnamed(fact, targets)] or rows
    if "share" in query.said or "percent" in query.wishes:
        whole = [row for row in rows if row.operation == "remainder"]
        rows = [compare.complement(row.operands[0], row.operands[1:]) for row in whole] or rows
    return computed("remainder", rows)


def _left(named: Sequence[Fact], query: Query, targets: Targets) -> Iterator[Derivation]:
    """What is left of each whole: of one that is named with parts of it, of one whose parts alone are named."""
    store = targets.store
    measures = [(store.measures[f.measure], f.session) for f in named if f.measure in store.measures]
    wholes = {(m.part_of, session) for m, session in measures if m.part_of}
    wholes |= {(m.id, session) for m, session in measures if store.parts(m.id)}
    wholes |= {(f.measure, f.session) for f in _wholes(query, targets)}
    populations = {m.population for m, _ in measures}
    meant = {figure.amount for figure in query.figures}
    found = []
    for measure, session in sorted(wholes, key=str):
        for whole in store.figures(str(measure), session)[:1]:
            parts = [f for m in store.parts(whole.measure) for f in store.figures(m.id, session)]
            parts = [f for f in parts if unit(f) == unit(whole)]
            chosen = [f for f in parts if store.measures[f.measure].population in populations]
            if chosen or parts:
                found.append(compare.remainder(whole, tuple(chosen or parts)))
    yield from [r for r in found if quantity(r.operands[0]).amount in meant] or found


def _wholes(query: Query, targets: Targets) -> list[Fact]:
    """The figures that the question names of what has parts."""
    facts = (f for figure in query.figures for f in targets.store.with_amount(figure.amount))
    return [f for f in facts if targets.store.parts(f.measure) and isinstance(f.value, Quantity)]


def _unnamed(fact: Fact, targets: Targets) -> Iterator[Derivation]:
    """How many of those counted the source does not name; none where it counts only those beside the ones that it
    names."""
    if "beside" in fact.roles:
        return
    for mate in targets.mates(fact):
        names = isinstance(mate.value, Names) and not mate.value.complete
        if names and set(mate.topics) == set(fact.topics):
            yield compare.unnamed(fact, mate)
    for topic in fact.topics:
        for mate in targets.store.on(topic, (fact.session,)):
            if isinstance(mate.value, Names) and not mate.value.complete and set(mate.topics) == set(fact.topics):
                yield compare.unnamed(fact, mate)
                return


def share_of(query: Query, targets: Targets, stated: Sequence[Fact] = ()) -> Analysis | None:
    """What percentage of a whole a figure is, where the sources state its parts and not the percentage. ``stated``:
    what they state themselves."""
    asked = "share" in query.said or "percent" in query.wishes or "part_of" in query.acts
    if not asked or "change" in query.said or len(query.sessions) > 1 or len({f.value.kind for f in stated}) > 1:
        return None
    if stated and all(isinstance(f.value, Share) for f in stated):
        return _by_number(query, stated, targets)
    if any(_answers(f, query, targets) for f in stated):
        return None
    found = operands(plain(query, "share", "rate", "total"), targets)
    facts = [f for f in facts_of(found) if figured(f)]
    if len(facts) > 1 and len({row.topic for row in found}) == 2 == len(found):
        rows = list(_of_another(query, found, targets))
        return computed("share", rows) or (None if query.acts & COMPARING else apart(facts, targets))
    facts = [f for f in facts if all(t.options & targets.profile(f).explained for t in query.kin)]
    rows = [compare.share(f, whole) for f in facts if (whole := _whole(f, targets))]
    named = [r for r in rows if targets.target(r.operands[0]).facets <= query.said] or rows
    return computed("share", [row for row in named if _holds(row, query, targets)])


def _answers(fact: Fact, query: Query, targets: Targets) -> bool:
    """Whether a fact states the percentage asked for by what it is about, and not for being a percentage alone."""
    return any(head <= query.said for head in targets.target(fact).heads) and (
        isinstance(fact.value, Share) or (figured(fact) and unit(fact) == "percent")
    )


def _of_another(query: Query, found: Sequence[Operand], targets: Targets) -> Iterator[Derivation]:
    """The shares that one operand makes of the other."""
    store = targets.store
    for one, other in (found, tuple(reversed(found))):
        for part in filter(figured, one.facts):
            wholes = tuple(f for f in other.facts if figured(f) and unit(f) == unit(part) and f.session == part.session)
            if part in wholes and len(wholes) > 1:
                yield compare.share(part, wholes)
                return
            measure = store.measures.get(part.measure)
            for whole in wholes:
                if measure and measure.part_of == whole.measure:
                    yield compare.share(part, (whole,))
                    return
    facts = () if query.acts & COMPARING else facts_of(found)
    if len(facts) == 2 and all(set(facts) == set(_whole(f, targets)) for f in facts):
        yield compare.share(_asked_for(query, facts, targets), facts)


def _asked_for(query: Query, facts: Sequence[Fact], targets: Targets) -> Fact:
    """Which of two parts of a whole is meant: the one that is named last ("800 on site and 300 online: what share was
    online?")."""
    telling = [targets.target(f).facets for f in facts]
    places = [max((t.at for t in query.terms if t.options & own), default=-1) for own in telling]
    return facts[places.index(max(places))]


def _whole(part: Fact, targets: Targets) -> tuple[Fact, ...]:
    """What a figure is a part of: the figure of its whole, else all figures of its population."""
    store = targets.store
    measure = store.measures.get(part.measure)
    if measure is None:
        return ()
    whole = store.figures(measure.part_of or "", part.session)
    if not whole:
        same = [m for m in store.group(measure.group) if (m.population, m.unit) == (measure.population, measure.unit)]
        whole = tuple(f for m in same for f in store.figures(m.id, part.session)) if len(same) > 1 else ()
    return whole if all(unit(f) == unit(part) for f in whole) else ()


def _by_number(query: Query, facts: Sequence[Fact], targets: Targets) -> Analysis | None:
    """Beside a stated share of the money, where money is not mentioned: the share of the number."""
    store = targets.store
    if not query.said.isdisjoint({"money", "dollar", "yuan"}):
        return None
    rows: list[Derivation] = []
    for fact in facts:
        population = store.measures[fact.measure].population
        for measure in store.measures.values():
            counts = measure.population == population and measure.unit not in CURRENCIES and measure.part_of
            whole = store.of(measure.part_of or "", fact.session) if counts else ()
            rows += [compare.share(f, whole[:1]) for f in store.of(measure.id, fact.session) if whole]
    rows = [row for row in rows if _holds(row, query, targets)]
    return Analysis("share", (*facts, *operands_of(rows)), tuple(rows)) if rows else None


def _holds(row: Derivation, query: Query, targets: Targets) -> bool:
    """Whether a share is of the figures that the question gives, or of what stands beside them ("what percent of the
    350 projects" is none of contracts)."""
    given = {f.amount for f in query.figures if f.unit is None and telling(f)}
    amounts = {amount for fact in row.operands for mate in targets.mates(fact) for amount in figures_of(mate)}
    return all(any(amount * scale in amounts for scale in SCALES) for amount in given)


def total(query: Query, targets: Targets) -> Analysis | None:
    """The sum of the figures that the question names."""
    summed = _summed(query)
    if "total_of" not in query.acts and summed is None:
        return None
    found = [row for row in operands(plain(query, "total", "size"), targets) if row.phrase.query.figures != (summed,)]
    if not all(row.facts for row in found):
        return None  # a sum that leaves out one of the parts asked for is a wrong figure
    facts = tuple(f for f in facts_of(found) if figured(f) and not _in_round_terms(f, targets))
    if len(facts) == 1 and query.acts & {"choose_all", "everywhere", "breakdown"}:
        facts = tuple(f for f in targets.group(facts[0]) if _explained(f, found[0].phrase.query, targets))
    wholes = {f for f in facts if any(_part(part, f, targets) for part in facts)}
    if len(facts) - len(wholes) > 1:
        facts = tuple(f for f in facts if f not in wholes)
    if len(facts) < 2:
        return None
    addable = all(kin(a, b, targets.store) for a in facts for b in facts) and len({f.session for f in facts}) == 1
    if addable and not any(_part(a, b, targets) for a in facts for b in facts):
        rows = [compare.total(facts)]
        whole = _common_whole(facts, targets)
        if whole and ("share" in query.said or "percent" in query.wishes):
            rows.append(compare.combined(whole, facts))
        return Analysis("total", operands_of(rows), tuple(rows))
    return apart(facts, targets) if len({row.topic for row in found}) > 1 else None


def _explained(fact: Fact, query: Query, targets: Targets) -> bool:
    """Whether a fact accounts for the words of a phrase, and is no figure in round terms."""
    own = targets.profile(fact).explained
    return all(t.options & own for t in query.terms if t.kind == "concept") and not _in_round_terms(fact, targets)


def _common_whole(facts: Sequence[Fact], targets: Targets) -> Fact | None:
    """The figure of which all of some figures are parts."""
    wholes = {whole for f in facts for whole in _whole(f, targets)}
    return wholes.pop() if len(wholes) == 1 else None


def _summed(query: Query) -> Figure | None:
    """The figure of a question that is the sum of its others ("800 on site and 300 online, so 1,100?")."""
    figures = [figure for figure in query.figures if telling(figure)]
    whole = max(figures, key=lambda figure: figure.amount, default=None)
    rest = sum(figure.amount for figure in figures if figure is not whole)
    return whole if whole and len(figures) > 2 and rest == whole.amount else None


def _part(one: Fact, other: Fact, targets: Targets) -> bool:
    """Whether a figure is counted in another already."""
    measure = targets.store.measures.get(one.measure)
    return measure is not None and measure.part_of == other.measure


def _in_round_terms(fact: Fact, targets: Targets) -> bool:
    """Whether a figure sums up others in round terms, and would count them twice."""
    measure = targets.store.measures.get(fact.measure)
    return measure is not None and measure.method == "in round terms"


def computed(operation: str, rows: Sequence[Derivation]) -> Analysis | None:
    """What comes of a computation, each result once; None for none, or for more than answer one question."""
    unique = tuple({tuple(f.id for f in row.operands): row for row in rows}.values())
    return Analysis(operation, operands_of(unique), unique) if 0 < len(unique) <= _MOST else None


def apart(facts: Sequence[Fact], targets: Targets) -> Analysis | None:
    """Figures that no arithmetic joins, beside each other and with the reason."""
    if len(facts) != 2 or facts[0].id == facts[1].id:
        return None
    row = beside(facts, targets.store)
    return Analysis("compare", row.facts, (), (row,))
