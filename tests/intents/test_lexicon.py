"""Phrases are found by their longest form, and by their exact form first."""

import pytest

from intents.lexicon import Entry, Lexicon
from intents.normalise import read

LEXICON = Lexicon.build(
    concepts={
        "sign": ["sign", "signing ceremony"],
        "opening": ["opening ceremony", "sign"],
        "commerce": ["e-commerce", "=goods"],
        "benefit": ["good"],
        "hit": ["hit"],
        "motto": ["theme"],
        "stop": ["stopover"],
    },
    asks={"count": ["how many", "how many of", "share of"]},
    acts={"compare": ["compare", "more than"], "agree": ["sign"], "marked": ["=both"]},
    soft=frozenset({"hit"}),
    frame=["the", "them", "holding", "of"],
)


def entry(
    concepts: str = "", asks: str = "", acts: str = "", entities: str = "", frame: bool = False, end: int = 1
) -> tuple[Entry, int]:
    """What is found: the names of each kind, separated by blanks, and the index after the phrase."""
    sets = [frozenset(names.split()) for names in (concepts, asks, acts, entities)]
    return Entry(sets[0], sets[1], sets[2], sets[3], frame), end


FOUND: list[tuple[str, str, tuple[Entry, int] | None]] = [
    ("the longest phrase is taken", "how many of them", entry(asks="count", end=3)),
    ("a shorter phrase is taken where the longer one does not stand", "how many sign", entry(asks="count", end=2)),
    ("no phrase goes beyond the text", "how", None),
    ("words that only begin a phrase are none", "share", None),
    ("a phrase is found in another form", "signed ceremonies", entry("sign", end=2)),
    ("a phrase of its own outweighs its words", "opening ceremonies", entry("opening", end=2)),
    ("a phrase in two lists has both concepts, and an act adds to them", "sign", entry("sign opening", acts="agree")),
    ("an act counts only as it is written", "signs", entry("sign opening")),
    ("an act of one word is not found in another form", "compared", None),
    ("an act of several words is found", "more than", entry(acts="compare", end=2)),
    ("an act may be marked as exact too", "both", entry(acts="marked")),
    ("an exact form goes before a key", "goods", entry("commerce")),
    ("a key is found where the exact form does not stand", "good", entry("benefit")),
    ("a hyphen is written", "e-commerce", entry("commerce", end=2)),
    ("a hyphen is a blank", "e commerce", entry("commerce", end=2)),
    ("a hyphen is left out", "ecommerce", entry("commerce")),
    ("words for soft concepts are filling too, in every form", "hits", entry("hit", frame=True)),
    ("filling words of five letters and more are taken in every form", "hold", entry(frame=True)),
    ("short filling words are taken as written", "the", entry(frame=True)),
    ("a concept is found by the key that it shares with a filling word", "themes", entry("motto")),
    ("a hyphen that is not in the list joins nothing", "stop-over", None),
    ("an unknown word is nothing", "zzz", None),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_what_is_found(text: str, expected: tuple[Entry, int] | None) -> None:
    """The first words of a text are found as the lists have them."""
    assert expected == LEXICON.longest(read(text).tokens, 0)


def test_a_short_filling_word_takes_no_meaning_from_its_key() -> None:
    """ "them" is no theme."""
    assert entry(frame=True) == LEXICON.longest(read("them").tokens, 0)


def test_a_phrase_is_found_where_it_begins() -> None:
    """Tokens before the place that is asked for are not looked at."""
    tokens = read("sign more than the goods").tokens

    assert entry(acts="compare", end=3) == LEXICON.longest(tokens, 1)
    assert entry("commerce", end=5) == LEXICON.longest(tokens, 4)


def test_names_are_alternatives() -> None:
    """A name that two entities share gives both."""
    lexicon = Lexicon.build(entities={"river": ["Merrow"], "town": ["Merrow", "Merrow Town"]})

    assert entry(entities="river town") == lexicon.longest(read("Merrow Bay").tokens, 0)
    assert entry(entities="town", end=2) == lexicon.longest(read("Merrow Town").tokens, 0)


def test_words_are_as_written_and_keys_without_inflection() -> None:
    """Words of phrases and of filling are all known, folded."""
    lexicon = Lexicon.build(concepts={"a": ["Signing Ceremonies"]}, frame=["Holding"])

    assert {"signing", "ceremonies", "holding"} == lexicon.words
    assert {"sign", "ceremony", "hold"} == lexicon.keys


def test_an_empty_lexicon_finds_nothing() -> None:
    """No phrases, no hits."""
    assert Lexicon.build().longest(read("anything").tokens, 0) is None
