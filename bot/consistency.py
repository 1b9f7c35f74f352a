""" "Does that add up?": the figures that the sources state, worked out again from those that they rest on."""

from collections.abc import Sequence

from bot.analysis import Analysis
from bot.operands import facts_of, operands, plain
from bot.query import Query
from bot.resolve import sessions_of
from bot.targets import Targets
from facts.consistency import Recomputed, shares, sums
from facts.models import Fact


def consistency(query: Query, targets: Targets, told: Sequence[Fact]) -> Analysis | None:
    """The stated shares and sums worked out again: those of the figures that a question names, of the ones just told
    (``told``), or else of its sessions."""
    if "consistency" not in query.acts:
        return None
    known, unknown = sessions_of(query.sessions, targets.store)
    if unknown:
        return None
    rows = [*shares(targets.store), *sums(targets.store)]
    named = facts_of(operands(plain(query, "share", "rate", "total"), targets)) or tuple(told)
    concerned = [row for row in rows if not {f.id for f in named}.isdisjoint(_rests_on(row))] if named else rows
    concerned = [row for row in concerned if known is None or row.stated.session in known]
    facts = {f.id: f for row in concerned for f in (row.stated, *row.derived.operands)} or {f.id: f for f in named}
    derived = tuple(row.derived for row in concerned)
    return Analysis("consistency", tuple(facts.values()), derived, recomputed=tuple(concerned)) if facts else None


def _rests_on(row: Recomputed) -> set[str]:
    return {row.stated.id, *(fact.id for fact in row.derived.operands)}
