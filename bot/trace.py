"""How a reply came about: the steps of the pipeline once more, each with what it found.

The values of the steps are told field by field, leaving out what is empty or has its default, so that a new field of
theirs shows up here without a change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from typing import Any

from bot.candidates import Candidate
from bot.conversation import Context
from bot.pipeline import Desk, ask, attempts, route, understand
from bot.query import Query
from bot.resolve import Missing, Resolution
from bot.slots import slots
from facts.models import Fact
from intents.models import Mention, Question, Token

_MOST = 30
"""Facts told of one reading, the nearest to an answer first."""


def trace(text: str, context: Context, now: float, desk: Desk) -> Iterator[str]:
    """The lines that tell how ``pipeline.ask`` answers the same arguments."""
    desk = desk.for_message(text, context.at(now))
    question = understand(text, desk)
    query, before = slots(question), context.at(now)
    yield from _question(question)
    yield f"query      {_told_fields(query)}"
    if before.query:
        yield f"context    {_told_fields(before)}"
    answer, _ = ask(text, context, now, desk)
    if answer.status != "chat":
        yield from _readings(query, before, desk)
    yield f"reply      {answer.status} intent={answer.intent} reason={answer.reason}"


def _readings(query: Query, context: Context, desk: Desk) -> Iterator[str]:
    """The readings that are tried, each with what the facts say to it, and what comes of it all."""
    for reading, outcome in attempts(query, context, desk):
        yield f"reading    {_told_fields(reading, 'query') or 'nothing is inherited'}"
        if reading.query != query:
            yield f"  query    {_told_fields(reading.query)}"
        if isinstance(outcome, Resolution):
            yield from _resolution(outcome)
    _, outcome = route(query, context, desk)
    yield f"chosen     {type(outcome).__name__.lower()} {_told_fields(outcome, 'considered')}"


def _question(question: Question) -> Iterator[str]:
    tokens = question.utterance.tokens
    yield "tokens     " + " ".join(f"{token.norm}[{token.start}:{token.end}]" for token in tokens)
    yield "mentions"
    for mention in question.mentions:
        yield f"  {_span(tokens, mention):<9}  {mention.kind:<8} {_told_fields(mention, 'kind', 'start', 'end')}"
    yield "intents    " + (", ".join(f"{name} {score}" for name, score in question.scores) or "none fits")


def _span(tokens: Sequence[Token], mention: Mention) -> str:
    return f"{tokens[mention.start].start}:{tokens[mention.end - 1].end}"


def _resolution(resolution: Resolution) -> Iterator[str]:
    chosen = frozenset() if isinstance(resolution, Missing) else frozenset(fact.id for fact in resolution.facts)
    considered = sorted(resolution.considered, key=lambda one: (one.fact.id not in chosen, len(_vetoes(one))))
    for candidate in considered[:_MOST]:
        sign = "+" if candidate.fact.id in chosen else "x" if _vetoes(candidate) else "-"
        yield f"  {sign} {candidate.fact.id:<32} {_told_fields(candidate, 'fact')}"
    if len(considered) > _MOST:
        yield f"  … and {len(considered) - _MOST} more"
    yield f"  {type(resolution).__name__.lower():<10} {_told_fields(resolution, 'considered')}"


def _vetoes(candidate: Candidate) -> tuple[object, ...]:
    """What keeps a fact from being an answer."""
    return (*candidate.unexplained, *candidate.unmet)


def _told(value: Any) -> str:
    """A value of a step, in one line."""
    match value:
        case Fact(id=identifier):
            return str(identifier)
        case Enum():
            return str(value.value)
        case frozenset():
            return "|".join(sorted(map(_told, value)))
        case tuple():
            return "(" + ", ".join(map(_told, value)) + ")"
        case _ if is_dataclass(value):
            return "{" + _told_fields(value) + "}"
        case str():
            return repr(value) if not value or " " in value else value
        case _:
            return str(value)


def _told_fields(value: Any, *left_out: str) -> str:
    """The fields of a step's value that say something."""
    rows = ((field, getattr(value, field.name)) for field in fields(value) if field.name not in left_out)
    return " ".join(f"{field.name}={_told(part)}" for field, part in rows if not _is_default(field, part))


def _is_default(field: Field[Any], value: object) -> bool:
    empty = value is None or value in ("", (), frozenset())
    return empty or (field.default is not MISSING and value == field.default)
