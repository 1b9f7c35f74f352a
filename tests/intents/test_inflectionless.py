"""Words lose plural, tense and the spelling of one side of the Atlantic, and nothing else."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given

from intents.normalise import inflectionless
from tests.intents import strategies


@given(strategies.words | strategies.inflected)
def test_twice_is_once(word: str) -> None:
    """A key has nothing left to take off."""
    assert inflectionless(word) == inflectionless(inflectionless(word))


@given(strategies.texts)
def test_every_string_has_a_key(text: str) -> None:
    """Nothing is raised, a key is never longer by more than a spelling, and no text becomes empty."""
    assert bool(text) == bool(inflectionless(text))
    assert len(inflectionless(text)) <= len(text)


PAIRS = {
    name: [tuple(row.split()) for row in rows]
    for name, rows in yaml.load(
        Path(__file__).with_name("inflectionless.yaml").read_bytes(), Loader=yaml.BaseLoader
    ).items()
}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *PAIRS["same"],
        *(
            pytest.param(*pair, marks=pytest.mark.xfail(reason="no rule makes these two the same word"))
            for pair in PAIRS["same_but_apart"]
        ),
    ],
)
def test_forms_of_a_word_have_one_key(first: str, second: str) -> None:
    """Number, tense and spelling do not tell words apart."""
    assert inflectionless(first) == inflectionless(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *PAIRS["apart"],
        *(
            pytest.param(*pair, marks=pytest.mark.xfail(reason="the rules take off what is no inflection"))
            for pair in PAIRS["apart_but_same"]
        ),
    ],
)
def test_other_words_have_other_keys(first: str, second: str) -> None:
    """What is derived from a word is another word."""
    assert inflectionless(first) != inflectionless(second)


@pytest.mark.parametrize(
    "word", ["4th", "2023", "m2", "r&d", "北", "é", "gas", "us", "is", "has", "this", "business", "basis"]
)
def test_what_has_no_inflection_is_kept(word: str) -> None:
    """Figures, short words, other scripts, and a final s that is no plural, stay as they are."""
    assert word == inflectionless(word)
