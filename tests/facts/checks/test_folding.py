"""Folding finds passages whatever their case and spacing, as whole words."""

from hypothesis import given
from hypothesis import strategies as st

from facts.checks.folding import Folded, fold, stands_in


def test_case_and_white_space_are_folded() -> None:
    """A name that a line break divides is found."""
    assert stands_in("united  Kingdom", "the UNITED\n  KINGDOM, too")


def test_part_of_a_word_is_not_found() -> None:
    """A name inside a longer word is another word."""
    assert not stands_in("China", "Indochina")
    assert not stands_in("Oman", "Romania and Omani")
    assert stands_in("R&D", "(R&D)")


def test_nothing_is_found_nowhere() -> None:
    """An empty passage stands in no text."""
    assert not stands_in(" ", "a text")


def test_spans_are_those_of_the_text_as_it_stands() -> None:
    """Characters that fold into several, and white space that folds into one, move no span."""
    text = "İ ß Saudi \n Arabia"
    spans = list(Folded.of(text).find("saudi arabia", 0, len(text)))

    assert ["Saudi \n Arabia"] == [text[start:end] for start, end in spans]


def test_only_the_part_asked_for_is_searched() -> None:
    """A passage outside the span, or across its edge, is not found."""
    folded = Folded.of("one two one two")

    assert [(8, 11)] == list(folded.find("one", 4, 15))
    assert [] == list(folded.find("one two", 4, 12))


@given(st.text(max_size=100), st.data())
def test_a_found_span_folds_into_the_passage(text: str, data: st.DataObject) -> None:
    """What stands at a span is the passage, once both are folded."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    passage = text[start:end]

    for low, high in Folded.of(text).find(passage, 0, len(text)):
        assert fold(passage) == fold(text[low:high])
