"""Action → Answer: what is shown when a button is pressed or a link is followed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from bot import compose
from bot.actions import Action, by_token
from bot.analysis import Analysis
from bot.answer import Answer
from bot.comparisons import combine
from bot.compose_derived import analysed
from bot.conversation import Context
from bot.fact_sheet import fact_sheet
from bot.passages import passages
from bot.pipeline import Desk, answer_of, route, understand
from bot.query import Query
from bot.slots import slots
from facts.models import Fact, Quantity

_COMPARE = frozenset({"compare"})


def view(action: Action, now: float, desk: Desk) -> tuple[Answer, Context | None]:
    """What ``action`` shows, and the context that it leaves behind: that of a question for the same facts, or None
    where it changes none. ``now`` is Unix time in seconds. An action about facts that are known no longer says so.
    """
    known = known_facts(desk)
    facts = tuple(desk.targets.store.facts[known[one]] for one in action.facts if one in known)
    if action.kind == "sheet":
        session = known_sessions(desk).get(action.session)
        if session is None:
            return _gone(desk), None
        return fact_sheet(session, action.page, desk), None
    if not facts or len(facts) < len(action.facts):
        return _gone(desk), None
    context = Context(query_for(facts[0], desk), facts, said_at=now, language=desk.language)
    if action.kind in ("source", "cite"):
        return passages(facts, desk.wording), context
    if action.kind in ("compare", "chart"):
        answer = compared(facts, desk)
        return answer or compose.answered(facts, desk.wording, "compare"), context
    return compose.answered(facts, desk.wording, "value"), context


@lru_cache(maxsize=16)
def known_facts(desk: Desk) -> Mapping[str, str]:
    """Ids of the desk's facts by their tokens."""
    return by_token(desk.targets.store.facts)


@lru_cache(maxsize=16)
def known_sessions(desk: Desk) -> Mapping[str, str]:
    """Ids of the sessions that a document reports on, by their tokens."""
    return by_token(session.id for session in desk.targets.store.documented)


def has_counterpart(identifier: str, desk: Desk) -> bool:
    """Whether another session has something to set beside a fact."""
    fact = desk.targets.store.facts[identifier]
    return isinstance(fact.value, Quantity) and _across(identifier, desk) is not None


def query_for(fact: Fact, desk: Desk) -> Query:
    """The question that a fact answers, as a query."""
    return slots(understand(desk.wording.question(fact) or desk.wording.label(fact.measure), desk))


def compared(facts: Sequence[Fact], desk: Desk) -> Answer | None:
    """Figures side by side: one beside its counterpart in the other sessions, several two by two. None where there is
    nothing to set beside."""
    figures = [fact for fact in facts if isinstance(fact.value, Quantity)]
    if len(figures) == 1:
        return _across(figures[0].id, desk)
    pairs = [
        combine(Query(acts=_COMPARE), (b,), (a,), desk.targets)
        for a, b in zip(figures[::2], figures[1::2], strict=False)
    ]
    found = [pair for pair in pairs if pair is not None]
    return analysed(_merged(found), desk.wording, "compare") if found else None


def _merged(rows: Sequence[Analysis]) -> Analysis:
    facts = {fact.id: fact for row in rows for fact in row.facts}
    return Analysis(
        "compare",
        tuple(facts.values()),
        tuple(one for row in rows for one in row.derivations),
        tuple(one for row in rows for one in row.rows),
    )


@lru_cache(maxsize=4096)
def _across(identifier: str, desk: Desk) -> Answer | None:
    """As the question "compare it over the sessions" is answered; None unless another session has something."""
    fact = desk.targets.store.facts[identifier]
    query = query_for(fact, desk)
    query = replace(query, acts=query.acts | _COMPARE, intent="compare", sessions=(), places=())
    reading, outcome = route(query, Context(), desk)
    if not isinstance(outcome, Analysis):
        return None
    answer = answer_of(reading, outcome, desk)
    rows = [row.figures for row in answer.comparison if fact.id in {figure.fact for figure in row.figures}]
    return answer if any(len({figure.session for figure in row}) > 1 for row in rows) else None


def _gone(desk: Desk) -> Answer:
    example = compose.example(desk.wording)
    return compose.chat(desk.wording.say("refusal.gone", example=example), desk.wording, "gone")
