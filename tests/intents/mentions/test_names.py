"""Names are understood whole, by an alias, or by a part that tells."""

import pytest

from intents.mentions import recognise
from intents.models import Kind
from intents.normalise import read
from intents.vocabulary import Vocabulary
from tests.intents.conftest import Reader

Named = list[tuple[str, str]]
"""The words of each name, and its entities separated by blanks."""


def names(text: str, mentions: Reader) -> Named:
    """The names of a text."""
    return [(m.text, " ".join(sorted(m.entities))) for m in mentions(text) if m.kind is Kind.NAME]


NAMED: list[tuple[str, str, Named]] = [
    ("whole", "Merrow Harbour Holdings", [("merrow harbour holdings", "merrow")]),
    ("in any case", "MERROW HARBOUR HOLDINGS", [("merrow harbour holdings", "merrow")]),
    ("American", "merrow harbor holding", [("merrow harbor holding", "merrow")]),
    ("possessive", "Merrow Harbour Holdings' deal", [("merrow harbour holdings", "merrow")]),
    ("its telling word", "Merrow", [("merrow", "merrow")]),
    ("its first words", "merrow harbour", [("merrow harbour", "merrow")]),
    ("its last words", "harbour holdings", [("harbour holdings", "merrow")]),
    ("in another order", "holdings merrow", [("holdings merrow", "merrow")]),
    ("an ordinary word of it", "harbour", []),
    ("a word of the language", "holdings", []),
    ("words of the language alone", "university of technology", []),
    ("a part with a word of the language", "Quillfort university", [("quillfort university", "quillfort")]),
    ("a whole name of ordinary words", "star lantern festival", [("star lantern festival", "star")]),
    ("an ordinary word, alone", "star", []),
    ("another ordinary word, alone", "festival", []),
    ("a name goes on where it is longest", "University of Ludhaven", [("university of ludhaven", "ludhaven")]),
    (
        "a word of two names",
        "Quillfort University and Ludhaven",
        [("quillfort university", "quillfort"), ("ludhaven", "ludhaven")],
    ),
    ("two names side by side", "Merrow Quillfort", [("merrow", "merrow"), ("quillfort", "quillfort")]),
    ("an alias", "KSA", [("ksa", "saudi-arabia")]),
    ("an alias with dots", "U.K.", [("uk", "united-kingdom")]),
    ("an alias with accents", "GRÊMIO", [("gremio", "gremio")]),
    ("an alias in another form", "Singaporeans", [("singaporeans", "singapore")]),
    ("a name in the middle", "Did Merrow sign?", [("merrow", "merrow")]),
    ("a slip", "Merow Harbour", [("merrow harbour", "merrow")]),
    ("none", "how many exhibitors", []),
    ("an unknown name", "Zyzzo Harbour Holdings", [("harbour holdings", "merrow")]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_names_are_understood(text: str, expected: Named, mentions: Reader) -> None:
    """A name is understood by as much of it as tells it from other words."""
    assert expected == names(text, mentions)


def test_a_figure_alone_is_no_name(mentions: Reader) -> None:
    """A figure in a name needs the rest of the name beside it."""
    assert [] == names("7 agreements", mentions)


def test_a_name_goes_before_a_term_of_the_same_words(vocabulary: Vocabulary) -> None:
    """A name that is a term too is the name."""
    joined = Vocabulary.join(vocabulary.language, {"square": ["Exhibitors"]})
    (mention,) = recognise(read("exhibitors"), joined)[1]

    assert (Kind.NAME, frozenset({"square"})) == (mention.kind, mention.entities)


def test_a_name_that_is_filling_is_no_name(vocabulary: Vocabulary) -> None:
    """What every question says names nothing in it."""
    joined = Vocabulary.join(vocabulary.language, {"ciftis": ["CIFTIS"], "us": ["US"]})

    assert [] == [m for m in recognise(read("tell us of CIFTIS"), joined)[1] if m.kind is Kind.NAME]


def test_a_longer_term_goes_before_a_name(vocabulary: Vocabulary) -> None:
    """Of a name and a longer term that begins with it the term is taken."""
    joined = Vocabulary.join(vocabulary.language, {"square": ["Square"]})

    assert ["square metres"] == [mention.text for mention in recognise(read("square metres"), joined)[1]]


def test_an_ambiguous_name_gives_all_that_it_can_be(vocabulary: Vocabulary) -> None:
    """A part that two names have stands for both."""
    joined = Vocabulary.join(vocabulary.language, {"a": ["Merrow Lanterns"], "b": ["Merrow Silk"]})
    found = [recognise(read(text), joined)[1][0].entities for text in ("Merrow", "Merrow Silk")]

    assert [{"a", "b"}, {"b"}] == found
