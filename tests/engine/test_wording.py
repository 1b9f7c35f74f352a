"""Each fact of the corpus has a sentence."""

import re

import pytest

from facts.models import Quantity
from tests.engine.cases import FACTS, LABELS, MEASURES
from tests.engine.talk import Talk

TIMELESS = {"full_name", "promoted_technology", "broadcast", "discussion", "courier_leapfrog", "courier_development"}


def sentence(talk: Talk, fact: str) -> str:
    return talk.desk.wording.sentence(talk.store.facts[fact])


@pytest.mark.parametrize("fact", FACTS)
def test_a_sentence_is_whole(fact: str, talk: Talk) -> None:
    """It begins with a capital, a digit or a quotation mark, ends with a stop, and leaves no place unfilled."""
    text = sentence(talk, fact)

    assert text[0].isupper() or text[0].isdigit() or text[0] in '"“'
    assert re.search(r'[.?!]"?$', text)
    assert [] == [mark for mark in ("{", "}", "  ", " .", " ,", "None", "..") if mark in text]


@pytest.mark.parametrize("fact", FACTS)
def test_a_sentence_says_whose_its_value_is(fact: str, talk: Talk) -> None:
    """The value stands in it as the source writes it, with the word that bounds it, and so does the session, but for
    what is true of a person or of all sessions."""
    stated, text = talk.store.facts[fact], sentence(talk, fact).lower()

    assert talk.desk.wording.value(stated.value, running=True).lower() in text
    assert stated.measure in TIMELESS or talk.desk.wording.session_id(stated.session).lower() in text


@pytest.mark.parametrize("fact", FACTS)
def test_a_sentence_agrees_with_its_number(fact: str, talk: Talk) -> None:
    """One of something is singular, several are plural."""
    value, text = talk.store.facts[fact].value, talk.without_sessions(sentence(talk, fact))
    single = isinstance(value, Quantity) and value.amount == 1

    assert single or not re.search(r"(?<![\d,.-])\b(?:1|[Oo]ne)\b (?!of\b)\w+s\b", text)
    assert not re.search(r"\b(?:[2-9]|\d{2,}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ee]ight)\b \w+ (?:was|has)\b", text)
    assert not re.search(r"\b(\w{3,}) \1\b", text)


@pytest.mark.parametrize("measure", LABELS)
def test_a_label_fits_into_a_list(measure: str) -> None:
    """A label is short, begins small unless a name does, and ends without a stop."""
    label = LABELS[measure]

    assert 0 < len(label) <= 80
    assert label[0].islower() or label.startswith("Fortune")
    assert not label.endswith((".", ":", " "))


@pytest.mark.parametrize("measure", MEASURES)
def test_what_is_counted_is_said(measure: str, talk: Talk) -> None:
    """Where two figures are set against each other, what each counts has words of its own."""
    counts = talk.desk.wording.counts(measure)

    assert counts
    assert [] == [one for one in MEASURES if one != measure and talk.desk.wording.counts(one) == counts]


@pytest.mark.parametrize("unit", ["square_metre", "person", "person_time", "contract", "usd", "cny", "percent"])
def test_a_unit_has_a_word(unit: str, talk: Talk) -> None:
    """A derived figure is told with its unit."""
    assert talk.desk.wording.unit(unit)


@pytest.mark.parametrize("measure", MEASURES)
def test_an_average_can_name_what_it_is_per(measure: str, talk: Talk) -> None:
    """Each unit that can stand behind "per" has a word for one of it."""
    unit = talk.store.measures[measure].unit
    ones = talk.desk.wording.language.answers["ones"]

    assert unit in ones or unit in {"usd", "cny", "percent"}
