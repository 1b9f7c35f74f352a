"""Skeletons fit the slots that a question fills, and say how specifically."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.template import Intent, Skeleton

SLOTS = ("topic", "session", "number", "name", "hint", "ask:who", "act:compare")

SCORES: list[tuple[str, str, int | None]] = [
    ("topic", "topic", 1),
    ("topic", "", None),
    ("topic", "topic topic topic", 1),
    ("topic", "topic session ask:who", 1),
    ("topic session", "topic", None),
    ("topic session", "session topic", 2),
    ("topic ask:who", "topic ask:who", 3),
    ("topic act:compare", "topic act:compare", 4),
    ("topic flag:late", "topic flag:late", 3),
    ("ask:who", "ask:when", None),
    ("number name", "number name", 2),
    # * may occur
    ("topic session*", "topic", 1),
    ("topic session*", "topic session session", 1),
    # + at least once, ++ at least twice
    ("session+", "", None),
    ("session+", "session", 1),
    ("session++", "session", None),
    ("session++", "session session", 2),
    ("session++", "session session session", 2),
    ("act:compare++", "act:compare act:compare", 6),
    # ! must not occur
    ("act:compare topic!", "act:compare", 3),
    ("act:compare topic!", "act:compare topic", None),
    ("act:compare topic!", "act:compare session", 3),
    # only
    ("only topic", "topic", 1),
    ("only topic", "topic topic", 1),
    ("only topic", "topic session", None),
    ("only topic session*", "topic session", 1),
    ("only topic session*", "topic hint", None),
    ("only topic hint*", "topic hint", 1),
    ("only topic session!", "topic session", None),
    # nothing is needed
    ("", "topic", 0),
]


@pytest.mark.parametrize(("line", "slots", "score"), SCORES, ids=[f"{line}: {slots}" for line, slots, _ in SCORES])
def test_a_skeleton_is_scored(line: str, slots: str, score: int | None) -> None:
    """What is needed adds to the score, what may occur does not, and what must not occur rules out."""
    assert score == Skeleton.parse(line).score(Counter(slots.split()))


def test_a_slot_of_count_zero_is_not_filled() -> None:
    """A counter that has been asked for a slot does not fill it."""
    slots = Counter({"topic": 1, "session": 0})

    assert 1 == Skeleton.parse("only topic").score(slots)
    assert 1 == Skeleton.parse("topic session!").score(slots)


@given(st.lists(st.sampled_from(SLOTS)), st.lists(st.sampled_from(SLOTS[:4]), unique=True))
def test_more_mentions_never_lower_a_score(slots: list[str], needs: list[str]) -> None:
    """A skeleton without bars that fits keeps fitting, with the same score, whatever else is said."""
    skeleton = Skeleton.parse(" ".join(needs))
    before, after = skeleton.score(Counter(slots)), skeleton.score(Counter([*slots, *SLOTS]))

    assert before in (None, after)


def test_an_intent_has_the_score_of_its_best_skeleton_and_its_weight() -> None:
    """Of the skeletons that fit the most specific one counts."""
    intent = Intent.parse({"intent": "compare", "weight": "2", "skeletons": ["topic", "topic session++", "number"]})

    assert ("compare", 2) == (intent.name, intent.weight)
    assert 3 == intent.score(Counter(["topic"]))
    assert 5 == intent.score(Counter(["topic", "session", "session"]))
    assert intent.score(Counter(["name"])) is None


def test_an_intent_weighs_nothing_unless_said() -> None:
    """Weight may be left out."""
    assert 0 == Intent.parse({"intent": "value", "skeletons": ["topic"]}).weight


MALFORMED: list[tuple[str, dict[str, Any]]] = [
    ("no name", {"skeletons": ["topic"]}),
    ("no skeletons", {"intent": "value"}),
    ("a weight that is no number", {"intent": "value", "weight": "much", "skeletons": ["topic"]}),
]
PASSED_OVER: list[tuple[str, dict[str, Any]]] = [
    ("a slot that there is none of", {"intent": "value", "skeletons": ["tpoic"]}),
    ("a slot of a kind that there is none of", {"intent": "value", "skeletons": ["asks:who"]}),
    ("an unknown slot that may occur", {"intent": "value", "skeletons": ["only topic sesion*"]}),
    ("skeletons that are no list", {"intent": "value", "skeletons": "topic"}),
    ("a key that there is none of", {"intent": "value", "wieght": 2, "skeletons": ["topic"]}),
]


@pytest.mark.parametrize(
    "row",
    [
        *(pytest.param(row, id=name) for name, row in MALFORMED),
        *(
            pytest.param(row, id=name, marks=pytest.mark.xfail(reason="Intent.parse takes it without a word"))
            for name, row in PASSED_OVER
        ),
    ],
)
def test_a_malformed_row_is_refused(row: dict[str, Any]) -> None:
    """A slip in a file of intents stops the start."""
    with pytest.raises((KeyError, ValueError)):
        Intent.parse(row)
