"""Everything that two sessions share: the table for "compare the two"."""

from itertools import product

from bot.analysis import Analysis, beside
from bot.comparisons import of_rows
from bot.phrases import expanded, telling
from bot.query import COMPARING, Query
from bot.resolve import sessions_of
from bot.targets import Targets
from facts.models import Fact
from intents.models import SessionRef


def overall(query: Query, targets: Targets) -> Analysis | None:
    """The figures that the sessions share, a row for each group of measures, the most telling first; where a session
    has several of a group, the one that counts most nearly what the other's counts. None for a question that names
    something."""
    named = [t for t in (*query.terms, *query.hints) if not t.options & _OF_ANY]
    refs = expanded(query.sessions or (SessionRef(),), targets.store)
    known, unknown = sessions_of(refs, targets.store)
    wanted = bool(query.acts & COMPARING) or "change" in query.said or len(query.sessions) > 1
    if named or unknown or not wanted or query.asks_figure() or any(map(telling, query.figures)):
        return None
    if "previous" in query.said or len(known or ()) != 2:
        return None
    one, other = known or ("", "")
    pairs = [pair for group in targets.store.groups() if (pair := _nearest(group, one, other, targets))]
    pairs.sort(key=lambda pair: min(map(targets.telling, pair)))
    rows = [beside(pair, targets.store) for pair in pairs]
    return of_rows(sorted(rows, key=lambda row: not row.computable), query) if rows else None


_OF_ANY = frozenset({"change", "size", "document", "day", "blank_field", "total", "other_matter"})
"""Concepts of words that name no measure."""


def _nearest(group: str, one: str, other: str, targets: Targets) -> tuple[Fact, Fact] | None:
    """The two figures of a group that stand nearest to each other."""
    store = targets.store
    sides = [[f for m in store.group(group) for f in store.figures(m.id, session)] for session in (one, other)]
    return min(product(sides[0], sides[1]), key=lambda pair: _distance(pair[0], pair[1], targets), default=None)


def _distance(a: Fact, b: Fact, targets: Targets) -> tuple[bool, int, int]:
    counts = [set(targets.store.measures[f.measure].counts) for f in (a, b)]
    return a.measure != b.measure, -len(counts[0] & counts[1]), targets.telling(a) + targets.telling(b)
