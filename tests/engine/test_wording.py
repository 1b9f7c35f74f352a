"""Each fact of the corpus has a sentence."""

import re
from collections import Counter

import pytest

from facts.models import Quantity
from tests.engine.cases import FACTS, LABELS, MEASURES, QUESTIONS
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


@pytest.mark.parametrize("fact", FACTS)
def test_figures_are_written_in_one_way(fact: str, talk: Talk) -> None:
    """Yuan is written small, and what is counted in figures below ten is written as a word."""
    text = talk.without_sessions(sentence(talk, fact))

    assert "Yuan" not in text
    assert not re.search(r"(?<![\d.,-])\b[1-9]\b(?! billion| million|%|[\d.,])", text)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_sentence_is_told_twice(question: str, talk: Talk) -> None:
    """A reply does not repeat itself."""
    rows = re.split(r"(?<=[.?!]) (?=[A-Z0-9])", talk(question).answer)

    assert [] == [row for row, times in Counter(rows).items() if times > 1]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_refusal_says_what_is_missing(question: str, talk: Talk) -> None:
    """It names the session, the words, the measure or the kind of detail that the sources lack, or what can be asked
    instead; "the sources do not state this" says nothing without what they do state."""
    reply = talk(question)

    assert reply.status != "not_found" or reply.answer != "The sources do not state this."


def test_a_session_just_named_is_not_named_again(talk: Talk) -> None:
    """Behind a sentence on a session, another that would begin with it begins with a pronoun."""
    answer = talk("How many exhibitors were there in 2023?").answer

    assert answer == "The 2023 CIFTIS had over 2,400 offline exhibitors. It had more than 6,700 online exhibitors."


def test_a_name_has_its_article_in_a_sentence_alone(talk: Talk) -> None:
    """A sentence says "the United Kingdom"; the value by itself is the name."""
    reply = talk("Who was the guest of honor in 2023?")

    assert reply.answer == "The guest of honor of the 2023 CIFTIS was the United Kingdom."
    assert ["United Kingdom"] == [fact.value for fact in reply.facts]


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("Where are the lanterns to be made?", "The sources do not say where."),
        ("When did the 4th CIFTIS close?", "The sources state no closing day for the 4th CIFTIS."),
        ("What was the theme of the 4th CIFTIS?", "The sources state no theme for the 4th CIFTIS."),
        ("How many Italian exhibitors in 2023?", 'The sources say nothing about "Italian".'),
        ("Is there parking?", 'The sources state nothing on "parking".'),
    ],
)
def test_a_refusal_names_it(question: str, lacking: str, talk: Talk) -> None:
    """The first sentence of a refusal is what the sources lack."""
    assert talk(question).answer.startswith(lacking)


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
