"""A stated figure in another unit."""

from dataclasses import replace

from bot.analysis import Analysis, operands_of
from bot.operands import facts_of, operands, plain
from bot.query import Query
from bot.targets import Targets
from facts import compare
from facts.compare import figured, quantity


def converted(query: Query, targets: Targets) -> Analysis | None:
    """The figures that a question names, in a unit that it names and that they can be converted into."""
    wanted = [unit for unit in targets.store.units.values() if unit.id in query.said]
    if not wanted:
        return None
    bare = replace(plain(query, *(unit.id for unit in wanted)), counted=())
    found = operands(bare, targets)
    rows = [
        compare.conversion(fact, unit)
        for fact in facts_of(found) for unit in wanted if figured(fact) and quantity(fact).unit == unit.of
    ]  # fmt: skip
    return Analysis("conversion", operands_of(rows), tuple(rows)) if rows else None
