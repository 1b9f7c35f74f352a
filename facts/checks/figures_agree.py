"""The shares and the parts that a source states fit the figures that they are of.

A share is worked out from its part and its whole and must round to what is stated; parts must not be more than their
whole. A source that contradicts itself is cited as it is: give the share the figures that it is of, or leave it out.
"""

from collections.abc import Iterator

from facts.checks.problem import Problem, fact_problem
from facts.consistency import shares, sums
from facts.store import FactStore


def check(store: FactStore) -> Iterator[Problem]:
    """A problem for each share that is another by its figures, and for each whole that is less than its parts."""
    for row in shares(store):
        if not row.agrees:
            names = " / ".join(fact.id for fact in row.derived.operands)
            message = f"value: {names} is {row.derived.amount:.1f}%: mend the figures or the share"
            yield fact_problem(store, row.stated, message)
    for row in sums(store):
        if not row.agrees:
            names = " + ".join(fact.id for fact in row.derived.operands[1:])
            yield fact_problem(store, row.stated, f"value: less than its parts {names}: mend one of them")
