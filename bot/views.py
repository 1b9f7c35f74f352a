"""Action → Answer: what is shown when a button is pressed or a link is followed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from bot import compose
from bot.actions import Action, by_token
from bot.analysis import Analysis, beside
from bot.answer import Answer
from bot.comparisons import of_rows
from bot.compose_derived import analysed
from bot.conversation import Context
from bot.fact_sheet import fact_sheet
from bot.overall import overall
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
    if not action.facts:
        return _of_all(action, desk), None
    if len(facts) < len(action.facts):
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
    """Figures side by side: one beside its counterpart in the other sessions, several as they are; None where there is
    nothing to set beside. Figures of several sessions make a row up to the first of a session that is in it already;
    figures of one session are taken two by two.
    """
    figures = [fact for fact in facts if isinstance(fact.value, Quantity)]
    if len(figures) == 1:
        return _across(figures[0].id, desk)
    rows: list[list[Fact]] = []
    one = len({fact.session for fact in figures}) == 1
    for fact in figures:
        if not rows or (len(rows[-1]) > 1 if one else any(fact.session == other.session for other in rows[-1])):
            rows.append([])
        rows[-1].append(fact)
    found = [beside(row, desk.targets.store) for row in rows if len(row) > 1]
    return analysed(of_rows(found, Query(acts=_COMPARE)), desk.wording, "compare") if found else None


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


@lru_cache(maxsize=16)
def shared_by_all(desk: Desk) -> tuple[str, ...]:
    """Ids of the figures that all sessions can be compared by, as "compare the sessions" gives them."""
    everything = _everything(desk)
    return tuple(fact.id for fact in everything.facts) if everything else ()


def _everything(desk: Desk) -> Analysis | None:
    return overall(Query(acts=_COMPARE), desk.targets)


def _of_all(action: Action, desk: Desk) -> Answer:
    """What an action that names no facts shows of everything that the sessions share."""
    everything = _everything(desk)
    if everything is None or action.kind == "facts":
        return _gone(desk)
    if action.kind in ("source", "cite"):
        return passages(everything.facts, desk.wording)
    return analysed(everything, desk.wording, "compare")


def _gone(desk: Desk) -> Answer:
    example = compose.example(desk.wording)
    return compose.chat(desk.wording.say("refusal.gone", example=example), desk.wording, "gone")
