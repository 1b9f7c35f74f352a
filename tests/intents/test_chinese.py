"""Chinese is read like any language, but for its words, which no blanks part."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from intents.language import FOLDER, load, profile
from intents.mentions import recognise
from intents.mixing import mixed
from intents.models import Kind, Mention, SessionRef
from intents.normalise import read
from intents.telling import language_of
from intents.vocabulary import Vocabulary

ROWS: dict[str, Any] = yaml.load(Path(__file__).with_name("chinese.yaml").read_bytes(), yaml.CSafeLoader)

Reader = Callable[..., tuple[Mention, ...]]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Chinese with English in it, and the forms that they list of the corpus's names."""
    language = mixed(load(FOLDER / "zh"), load(FOLDER / "en"))
    return Vocabulary.join(language, {entity: [] for entity in language.names}, years=[2023])


@pytest.fixture(scope="module")
def mentions(vocabulary: Vocabulary) -> Reader:
    """Text → its mentions."""
    return lambda text, boldly=False: recognise(read(text), vocabulary, boldly)[1]


def each(name: str, *arguments: str) -> pytest.MarkDecorator:
    """A case for each row of the file."""
    rows = [row if isinstance(row, list) else [row] for row in ROWS[name]]
    return pytest.mark.parametrize(arguments, [pytest.param(*row, id=ascii(row[0])) for row in rows])


@each("sessions", "text", "expected")
def test_sessions_are_read(text: str, expected: list[str], mentions: Reader) -> None:
    """Ordinals stand behind a sign or before the noun, years in digits and in characters."""
    refs = {"all": SessionRef()}
    named = [
        refs.get(row) or (SessionRef(year=int(row[1:])) if row[0] == "y" else SessionRef(ordinal=int(row)))
        for row in expected
    ]

    assert named == [mention.session for mention in mentions(text) if mention.session is not None]


@each("figures", "text", "expected")
def test_figures_are_read(text: str, expected: list[str], mentions: Reader) -> None:
    """Numerals of every kind are one amount, with the scales of ten thousand and a hundred million."""
    assert expected == [f"{m.figure.amount.normalize():f}" for m in mentions(text) if m.figure]


@each("units", "text", "expected")
def test_units_are_read(text: str, expected: str, mentions: Reader) -> None:
    """A unit stands behind a figure, a percentage before it, too."""
    assert [expected] == [m.figure.unit or "" for m in mentions(text) if m.figure]


@each("bounds", "text", "expected")
def test_bounds_are_read(text: str, expected: str, mentions: Reader) -> None:
    """What bounds a figure stands before or right behind it."""
    assert [expected] == [m.figure.bound for m in mentions(text) if m.figure]


@each("dates", "text", "expected")
def test_dates_are_read(text: str, expected: list[int], mentions: Reader) -> None:
    """A month and a day, each with its sign."""
    assert [tuple(expected)] * bool(expected) == [m.date for m in mentions(text) if m.date]


@each("slips", "text", "meant")
def test_slips_of_sound_are_repaired(text: str, meant: str, mentions: Reader) -> None:
    """What sounds like a phrase, or lacks a character of a long one, is read as the phrase; what was typed is kept."""
    found = mentions(text)

    assert [] == [m.text for m in found if m.kind is Kind.WORD]
    assert any(m.repaired and meant in m.text for m in found)


@each("no_slips", "text")
def test_what_can_be_read_is_no_slip(text: str, mentions: Reader) -> None:
    """Ordinary words, numerals and words side by side stay as they are."""
    assert [] == [m for m in mentions(text) if m.repaired]


@each("words", "text", "expected")
def test_unknown_words_are_whole(text: str, expected: list[str], mentions: Reader) -> None:
    """What nothing explains is one word, and no known word is cut out of it or into it."""
    assert expected == [m.text for m in mentions(text) if m.kind is Kind.WORD]


@each("variants", "text", "simplified")
def test_variants_are_folded(text: str, simplified: str) -> None:
    """Characters of both scripts and of both widths have one norm."""
    assert [t.norm for t in read(simplified).tokens] == [t.norm for t in read(text).tokens]


@given(st.integers(2, 10**12))
def test_every_integer_in_characters_is_read(mentions: Reader, number: int) -> None:
    """An integer written out in characters is read as what it is."""
    found = [m.figure for m in mentions(_spelled(number)) if m.figure]

    assert [number] == [int(figure.amount) for figure in found]


def _spelled(number: int) -> str:
    """A number in characters, as it is written in a newspaper."""
    zero: str = ROWS["numerals"]["zero"]
    digits: list[str] = ROWS["numerals"]["digits"]
    scales: list[tuple[int, str]] = ROWS["numerals"]["scales"]
    for scale, sign in scales:
        if number >= scale:
            above, below = divmod(number, scale)
            gap = zero if 0 < below < scale // 10 else ""
            return _spelled(above) + sign + (gap + _spelled(below) if below else "")
    return digits[number]


LETTERS = {one: pattern for one in ("en", "zh") if (pattern := profile(FOLDER / one).letters)}


@each("languages", "text", "kept", "expected")
def test_the_language_of_a_message_is_told(text: str, kept: str, expected: str) -> None:
    """Characters tell Chinese, unless they are but a few in an English sentence; a name or a figure alone goes on in
    the language of the conversation."""
    assert expected == language_of(text, LETTERS, kept, "en")
