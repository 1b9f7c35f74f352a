"""The context of a conversation outlives the process."""

import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest

from bot.conversation import Context
from bot.packing import pack, unpack
from bot.pipeline import ask

if TYPE_CHECKING:
    from bot.pipeline import Desk

CONVERSATIONS = [
    [],
    ["exhibitors 2023?"],
    ["exhibitors 2023?", "and online?"],
    ["How many contracts were signed for 1,100 projects on 6 September?", "compare the exhibition area"],
    ["visitors?", "the other one"],
    ["theme at the 5th?"],
    ["What was the amount in dollars, not yuan?", "How many?"],
]


@pytest.mark.parametrize("turns", CONVERSATIONS, ids=" / ".join)
def test_a_context_comes_back_as_it_was(turns: list[str], desk: "Desk") -> None:
    """Unpacked, a context equals the one that was packed."""
    context = Context()
    for turn in turns:
        _, context = ask(turn, context, 1000.0, desk)
    assert context == unpack(pack(context), desk.targets.store.facts)


def test_every_field_is_packed() -> None:
    """No field of a context is left behind."""
    assert {"version", *(field.name for field in fields(Context))} == json.loads(pack(Context())).keys()


@pytest.mark.parametrize(
    "change",
    [{"version": 0}, {"query": {"terms": 5}}, {"facts": ["no-such-fact"]}, {"said_at": None}],
    ids=lambda change: next(iter(change)),
)
def test_what_cannot_be_used_is_dropped(change: dict[str, object], desk: "Desk") -> None:
    """A context of another version, of another form or of facts that are gone is none, and no failure."""
    text = json.dumps(json.loads(pack(Context())) | change)
    assert unpack(text, desk.targets.store.facts) is None
    assert unpack(text[:-5], desk.targets.store.facts) is None


def test_any_text_can_be_packed(desk: "Desk") -> None:
    """Half a surrogate pair in a question does not keep its context from being stored."""
    _, context = ask("exhibitors 2023?", Context(), 0.0, desk)
    assert context.query
    odd = replace(context, query=replace(context.query, intent="\ud83d"))
    assert pack(odd).isascii()
