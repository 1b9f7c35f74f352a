"""Mentions fill slots, and the intent that fits them best is the question's."""

from collections import Counter

import pytest

from intents.match import count, match
from intents.models import Kind, Mention, Question
from intents.normalise import read
from intents.template import Intent


def mention(kind: Kind, concepts: str = "", asks: str = "", acts: str = "", soft: bool = False, at: int = 0) -> Mention:
    """A mention of one token with names separated by blanks."""
    return Mention(
        kind, at, at + 1, "x", frozenset(concepts.split()), frozenset(asks.split()), frozenset(acts.split()), soft=soft
    )


FILLED: list[tuple[str, Mention, dict[str, int]]] = [
    ("a session", mention(Kind.SESSION), {"session": 1}),
    ("a session that says more", mention(Kind.SESSION, acts="everywhere"), {"session": 1, "act:everywhere": 1}),
    ("a figure", mention(Kind.NUMBER), {"number": 1}),
    ("a name is a topic too", mention(Kind.NAME), {"name": 1, "topic": 1}),
    ("a concept", mention(Kind.TERM, concepts="visitor"), {"topic": 1}),
    ("alternatives are one topic", mention(Kind.TERM, concepts="visitor visit"), {"topic": 1}),
    ("a soft concept is a hint", mention(Kind.TERM, concepts="sign", soft=True), {"hint": 1}),
    ("an unexplained word is a topic", mention(Kind.WORD), {"topic": 1}),
    ("filling fills nothing", mention(Kind.FRAME), {}),
    ("a date fills nothing", mention(Kind.DATE), {}),
    ("a kind of question", mention(Kind.TERM, asks="who names"), {"ask:who": 1, "ask:names": 1}),
    ("an act", mention(Kind.TERM, acts="compare"), {"act:compare": 1}),
    (
        "all at once",
        mention(Kind.TERM, "share", "percent", "compare", soft=True),
        {"hint": 1, "ask:percent": 1, "act:compare": 1},
    ),
]


@pytest.mark.parametrize(("said", "slots"), [row[1:] for row in FILLED], ids=[row[0] for row in FILLED])
def test_a_mention_fills_slots(said: Mention, slots: dict[str, int]) -> None:
    """What a mention is and means says which slots it fills."""
    assert Counter(slots) == count([said])
    assert Counter({slot: 2 * number for slot, number in slots.items()}) == count([said, said])


def asked(*mentions: Mention) -> Question:
    """The question over three intents."""
    intents = (
        Intent.parse({"intent": "value", "skeletons": ["topic"]}),
        Intent.parse({"intent": "who", "skeletons": ["topic ask:who"]}),
        Intent.parse({"intent": "describe", "skeletons": ["topic"]}),
        Intent.parse({"intent": "help", "weight": 9, "skeletons": ["act:help topic!"]}),
    )
    return match(read("x"), mentions, intents)


TOPIC = mention(Kind.TERM, concepts="visitor")


def test_the_most_specific_intent_is_taken() -> None:
    """All that fit are listed, best first; of equals the first in the list goes first."""
    question = asked(TOPIC, mention(Kind.TERM, asks="who"))

    assert "who" == question.intent
    assert (("who", 3), ("value", 1), ("describe", 1)) == question.scores


def test_weight_outweighs_what_it_is_about() -> None:
    """A heavy intent wins where it fits, and is not listed where it does not."""
    help_wanted = mention(Kind.TERM, acts="help")

    assert (("help", 12),) == asked(help_wanted).scores
    assert "value" == asked(help_wanted, TOPIC).intent


def test_nothing_fits() -> None:
    """Without an intent that fits the question has none."""
    question = asked(mention(Kind.FRAME))

    assert ("", ()) == (question.intent, question.scores)


def test_a_question_knows_what_its_mentions_say() -> None:
    """Asks and acts are those of all mentions; mentions of a kind come in order."""
    second = mention(Kind.TERM, asks="who", acts="help", at=1)
    question = asked(TOPIC, second, mention(Kind.SESSION, acts="everywhere", at=2))

    assert {"who"} == question.asks
    assert {"help", "everywhere"} == question.acts
    assert [TOPIC, second] == list(question.of(Kind.TERM))
