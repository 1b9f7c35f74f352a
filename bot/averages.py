"""How much of one figure falls to one of another."""

from itertools import product

from bot.analysis import Analysis, unit
from bot.arithmetic import apart, computed
from bot.operands import facts_of, operands, plain
from bot.query import AMOUNTS, Query
from bot.targets import Targets
from facts import compare
from facts.compare import CURRENCIES, Derivation, figured, kin
from facts.models import Fact


def average(query: Query, targets: Targets) -> Analysis | None:
    """How much of one figure falls to one of another: a value and a count of the same population, or what "per"
    joins."""
    if "average" not in query.acts or query.per > max((t.at for t in query.terms), default=0):
        return None  # "how many are given for each?" spreads nothing
    found = operands(plain(query, "size", "average"), targets)
    facts = [f for f in facts_of(found) if figured(f)]
    if len({row.topic for row in found}) == 1:
        return computed("average", [row for fact in facts for row in _average_of(fact, targets)])
    named = [row.figures for row in found]
    if query.per < 0 and len(facts) > 1 and all(kin(facts[0], f, targets.store) for f in facts):
        return computed("average", [row for fact in facts for row in _average_of(fact, targets)])
    if len(named) != 2 or not all(named):
        return None
    rows: list[Derivation] = []
    for one, other in product(*named):
        first, per = sorted((one, other), key=lambda f: _divides(query, f, targets))
        first = _of_group(first, per, query, targets)
        related = unit(first) != unit(per) or kin(first, per, targets.store)
        if one.session == other.session and one.id != other.id and related and not _other_money(first, per, targets):
            rows.append(compare.average(first, per))
    return computed("average", rows) or apart(facts, targets)


def _of_group(amount: Fact, count: Fact, query: Query, targets: Targets) -> Fact:
    """What is spread over a count: rather the figure of the count's own group ("achievements per company" are those
    that the companies presented)."""
    store = targets.store
    a, b = store.measures.get(amount.measure), store.measures.get(count.measure)
    if a is None or b is None or a.group == b.group:
        return amount
    named = {t for t in query.terms if t.options & targets.profile(amount).explained}
    mates = [f for m in store.group(b.group) for f in store.figures(m.id, count.session) if f.id != count.id]
    fitting = [f for f in mates if any(head <= query.said for head in targets.target(f).heads)]
    fitting = [f for f in fitting if all(t.options & targets.profile(f).explained for t in named)]
    return fitting[0] if len(fitting) == 1 else amount


def _other_money(amount: Fact, count: Fact, targets: Targets) -> bool:
    """Whether money would be spread over what it was not signed for."""
    measures = targets.store.measures
    if unit(amount) not in CURRENCIES:
        return unit(count) in CURRENCIES
    if amount.measure not in measures or count.measure not in measures:
        return True
    return measures[amount.measure].population != measures[count.measure].population


def _average_of(fact: Fact, targets: Targets) -> list[Derivation]:
    """A value over the count of its population, or the value of what is counted over it."""
    measures = targets.store.measures
    own = measures.get(fact.measure)
    if own is None:
        return []
    money = own.unit in CURRENCIES
    same = (m for m in measures.values() if m.population == own.population and (m.unit in CURRENCIES) != money)
    mates = [f for m in same for f in targets.store.figures(m.id, fact.session)]
    return [compare.average(fact, mate) if money else compare.average(mate, fact) for mate in mates]


def _divides(query: Query, fact: Fact, targets: Targets) -> int:
    """Where a fact stands in an average, the divisor last: it is what "per" names, else what is not asked for by "how
    many", else what is mentioned last."""
    if unit(fact) in CURRENCIES:
        return -1
    own = targets.profile(fact).explained if not targets.target(fact).heads else frozenset[str]()
    heads = frozenset().union(*targets.target(fact).heads, own)
    places = [t.at for t in query.terms if t.options & heads]
    asked = {part for ask, part in query.asks if ask in AMOUNTS}
    behind = [place - query.per for place in places if 0 <= query.per <= place]
    if query.per < 0 and any(t.part in asked for t in query.terms if t.options & heads):
        return -1
    return 1000 - min(behind) if behind else min(places, default=0)
