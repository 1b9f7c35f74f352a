"""The context of a conversation as a text that outlives the process."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from bot.conversation import Context
from bot.query import Query
from facts.models import Fact


@dataclass(frozen=True, slots=True)
class _Packed:
    """A Context with ids in place of facts: those of today's corpus count."""

    version: Literal[1]
    """Raised when a field comes to mean something else; fields of another form are noticed without it."""
    query: Query | None
    facts: tuple[str, ...]
    before: tuple[str, ...]
    choices: tuple[str, ...]
    unmet: Query | None
    said_at: float
    language: str = ""


_PACKED = TypeAdapter(_Packed)


def pack(context: Context) -> str:
    """``context`` as a line of JSON in ASCII."""
    facts, before, choices = (tuple(f.id for f in row) for row in (context.facts, context.before, context.choices))
    packed = _Packed(1, context.query, facts, before, choices, context.unmet, context.said_at, context.language)
    return json.dumps(_PACKED.dump_python(packed, mode="json"))


def unpack(text: str, facts: Mapping[str, Fact]) -> Context | None:
    """What ``pack`` made ``text`` of; None if an other version did, or of facts that are no longer there."""
    try:
        packed = _PACKED.validate_json(text)
        rows = (tuple(facts[id_] for id_ in row) for row in (packed.facts, packed.before, packed.choices))
        told, before, choices = rows
        return Context(packed.query, told, before, choices, packed.unmet, packed.said_at, packed.language)
    except (ValidationError, KeyError):
        return None
