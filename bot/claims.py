"""A claim in the question is checked against the facts, not swallowed."""

from collections.abc import Iterable, Iterator, Sequence

from bot.compose import statement
from bot.query import Query
from bot.wording import Wording
from facts.models import Fact
from facts.store import quantities_of, values_of
from intents.models import Figure

_SMALL = 3
"""Spelled figures up to this are rather counts of what is wanted ("name three") than claims."""


def verdict(query: Query, facts: Sequence[Fact], wording: Wording) -> str:
    """The statement of the facts, opened by "yes" or "no" where the question claims a figure; else plain."""
    plain = statement(facts, wording)
    claimed = [f for f in query.figures if not (f.spelled and f.amount <= _SMALL)]
    if not claimed:
        return wording.say("claim.right", answer=plain) if query.intent == "claim" else plain
    wrong = [figure for figure in claimed if not any(_same(figure, other) for other in _figures(facts, wording))]
    if wrong:
        return wording.say("claim.wrong", answer=plain)
    return wording.say("claim.right", answer=plain) if query.intent == "claim" else plain


def _figures(facts: Iterable[Fact], wording: Wording) -> Iterator[Figure]:
    """The figures of facts, and of the facts that stand in the same passage."""
    passages = {(c.source, c.start) for fact in facts for c in fact.citations}
    sessions = {fact.session for fact in facts}
    for session in sessions:
        for fact in wording.store.in_session(session):
            if any((c.source, c.start) in passages for c in fact.citations):
                for value in values_of(fact):
                    for quantity in quantities_of(value):
                        unit = quantity.unit if quantity.unit in ("percent", "usd", "cny") else None
                        yield Figure(quantity.amount, unit, spelled=False)
                        if quantity.of is not None:
                            yield Figure(quantity.of, unit, spelled=False)


def _same(claimed: Figure, stated: Figure) -> bool:
    return claimed.amount == stated.amount and (claimed.unit is None or claimed.unit == stated.unit)
