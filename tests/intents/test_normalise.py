"""Text is cut into folded tokens, each of which knows where it stands."""

# ruff: noqa: RUF001  # what is typed on other keyboards

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from intents import normalise
from intents.normalise import LONGEST, inflectionless, read
from tests.intents import strategies


def tokens(text: str) -> list[tuple[str, str]]:
    """Of each token its norm and what was typed."""
    return [(token.norm, text[token.start : token.end]) for token in read(text).tokens]


def fold(text: str) -> str:
    """Compatibility form, case-folded, without combining marks, character by character."""
    pieces = (unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", char).casefold()) for char in text)
    return "".join(piece for row in pieces for piece in row if not unicodedata.combining(piece))


_VARIANTS = (Path(normalise.__file__).with_name("variants.txt").read_text(encoding="utf-8")).splitlines()
SIMPLIFIED = {ord(variant): row[0] for row in _VARIANTS for variant in row[2:]}
"""Traditional characters, and what they are folded to."""


TOKENS: list[tuple[str, list[tuple[str, str]]]] = [
    # contractions
    (
        "Can't won't SHAN'T",
        [("can", "Ca"), ("not", "n't"), ("will", "wo"), ("not", "n't"), ("shall", "SHA"), ("not", "N'T")],
    ),
    ("I'm", [("i", "I"), ("am", "'m")]),
    ("they’ve", [("they", "they"), ("have", "’ve")]),
    ("we'd we'll", [("we", "we"), ("would", "'d"), ("we", "we"), ("will", "'ll")]),
    ("o'clock", [("oclock", "o'clock")]),
    # possessives
    ("the fair's", [("the", "the"), ("fair", "fair")]),
    ("fair’s", [("fair", "fair")]),
    ("exhibitors' area", [("exhibitors", "exhibitors"), ("area", "area")]),
    ("what's", [("what", "what")]),
    # abbreviations with dots
    ("U.S. firms", [("us", "U.S."), ("firms", "firms")]),
    ("the U.K.,", [("the", "the"), ("uk", "U.K.")]),
    ("e.g. tea", [("eg", "e.g."), ("tea", "tea")]),
    # ordinals
    ("1st 22nd 3rd 4th", [("1st", "1st"), ("22nd", "22nd"), ("3rd", "3rd"), ("4th", "4th")]),
    ("the 4TH,", [("the", "the"), ("4th", "4TH")]),
    ("４th", [("4th", "４th")]),
    # figures
    ("1,100", [("1100", "1,100")]),
    ("5,000,000.50", [("5000000.50", "5,000,000.50")]),
    ("2.5.", [("2.5", "2.5")]),
    ("1,10", [("1", "1"), ("10", "10")]),
    ("12,13", [("12", "12"), ("13", "13")]),
    ("３，０００", [("3000", "３，０００")]),
    ("5bn 20%", [("5", "5"), ("bn", "bn"), ("20", "20"), ("%", "%")]),
    ("$5", [("$", "$"), ("5", "5")]),
    ("2023-09-06", [("2023", "2023"), ("09", "09"), ("06", "06")]),
    # "no." for number
    ("session no. 4", [("session", "session"), ("number", "no."), ("4", "4")]),
    ("the Nos. 5", [("the", "the"), ("number", "Nos."), ("5", "5")]),
    ("the no. of", [("the", "the"), ("number", "no."), ("of", "of")]),
    ("No. The", [("no", "No"), ("the", "The")]),
    # units
    ("155,000 m²", [("155000", "155,000"), ("m2", "m²")]),
    ("㎡", [("m2", "㎡")]),
    ("m2", [("m2", "m2")]),
    # years
    ("CIFTIS '23", [("ciftis", "CIFTIS"), ("2023", "'23")]),
    ("in ’23?", [("in", "in"), ("2023", "’23")]),
    ("'2023'", [("2023", "2023")]),
    # words with signs
    ("R&D", [("r&d", "R&D")]),
    ("covid19", [("covid19", "covid19")]),
    ("on/offline", [("on", "on"), ("/", "/"), ("offline", "offline")]),
    ("e-commerce", [("e", "e"), ("commerce", "commerce")]),
    # Unicode
    ("Grêmio GRE\u0302MIO", [("gremio", "Grêmio"), ("gremio", "GRE\u0302MIO")]),
    ("ﬁnance", [("finance", "ﬁnance")]),
    ("the eﬃcacy", [("the", "the"), ("efficacy", "eﬃcacy")]),
    ("Ａｒｅａ！", [("area", "Ａｒｅａ")]),
    ("STRASSE Straße", [("strasse", "STRASSE"), ("strasse", "Straße")]),
    ("第4届", [("第", "第"), ("4", "4"), ("届", "届")]),
    ("北京CIFTIS", [("北", "北"), ("京", "京"), ("ciftis", "CIFTIS")]),
    ("Ⅳ", [("iv", "Ⅳ")]),
    ("👍 2️⃣", [("2", "2")]),
    # nothing
    ("", []),
    (" \t\n", []),
    ("🤷 … -- ()", []),
    ("1,1000", [("1", "1"), ("1000", "1000")]),
    ("2½", [("2.5", "2½")]),
    ("session No.4", [("session", "session"), ("number", "No."), ("4", "4")]),
    ("exhi\u00adbitors", [("exhibitors", "exhi\u00adbitors")]),
    ("don´t", [("do", "do"), ("not", "n´t")]),
]

WRONG: list[tuple[str, list[tuple[str, str]], str]] = [
    ("10²", [("10", "10")], "a superscript is glued to the figure: 102"),
    ("'12 deals'", [("12", "12"), ("deals", "deals")], "a quoted figure becomes the year 2012"),
    ("GRE\u0301", [("gre", "GRE\u0301")], "the mark after a word's last letter is left out of its span"),
    (
        "the U.K now",
        [("the", "the"), ("uk", "U.K"), ("now", "now")],
        "without its last full stop an abbreviation falls apart",
    ),
    ("U.S.firms", [("us", "U.S."), ("firms", "firms")], "an abbreviation takes the first letter of the next word"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(pytest.param(text, expected, id=ascii(text)) for text, expected in TOKENS),
        *(
            pytest.param(text, expected, id=ascii(text), marks=pytest.mark.xfail(reason=reason))
            for text, expected, reason in WRONG
        ),
    ],
)
def test_tokens_are_folded_and_keep_their_place(text: str, expected: list[tuple[str, str]]) -> None:
    """A token's norm is folded; its span is what was typed."""
    assert expected == tokens(text)


CLAUSES: list[tuple[str, list[tuple[int, int]]]] = [
    ("a b", [(0, 0), (0, 0)]),
    ("a, b", [(0, 0), (1, 0)]),
    ("a (b) c", [(0, 0), (1, 0), (2, 0)]),
    ('a "b', [(0, 0), (1, 0)]),
    ("a，b", [(0, 0), (1, 0)]),
    ("a、b", [(0, 0), (0, 0), (0, 0)]),
    ("a. b", [(0, 0), (1, 1)]),
    ("a? b! c", [(0, 0), (1, 1), (2, 2)]),
    ("a\nb", [(0, 0), (1, 1)]),
    ("a；b", [(0, 0), (1, 1)]),
    ("a。b", [(0, 0), (1, 1)]),
    ("a: b", [(0, 0), (1, 1)]),
    ("a — b", [(0, 0), (1, 1)]),
    ("a - b", [(0, 0), (1, 1)]),
    ("a-b", [(0, 0), (0, 0)]),
    ("12:30", [(0, 0), (0, 0)]),
    ("2.5 b", [(0, 0), (0, 0)]),
    ("1,100 b", [(0, 0), (0, 0)]),
    ("U.S. b", [(0, 0), (0, 0)]),
    ("the no. b", [(0, 0), (0, 0), (0, 0)]),
    ("don't", [(0, 0), (0, 0)]),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES, ids=[ascii(text) for text, _ in CLAUSES])
def test_clauses_and_sentences_are_counted(text: str, expected: list[tuple[int, int]]) -> None:
    """Signs within figures, abbreviations and words end nothing."""
    assert expected == [(token.clause, token.sentence) for token in read(text).tokens]


@given(strategies.texts)
def test_every_text_is_read(text: str) -> None:
    """Whatever is typed gives tokens in order, within the text, with nothing raised."""
    utterance = read(text)
    found = utterance.tokens

    assert text == utterance.text
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(token.norm == token.norm.casefold() != "" for token in found)
    assert [inflectionless(token.norm) for token in found] == [token.key for token in found]
    for order in ("start", "end", "clause", "sentence"):
        counts = [getattr(token, order) for token in found]
        assert sorted(counts) == counts
    assert all(token.sentence <= token.clause for token in found)


@given(strategies.written)
@example("GRE\u0302MIO ﬁnal Ａｒｅａ 北京")
def test_what_stands_at_a_token_folds_to_its_norm(text: str) -> None:
    """Folding the span of a token gives its norm, for every script; one that is several words gives all."""
    for token in read(text).tokens:
        assert token.norm in fold(text[token.start : token.end]).translate(SIMPLIFIED)


@given(strategies.words)
def test_ascii_words_are_cut_at_blanks(word: str) -> None:
    """The span of a plain word is the word, whatever its case."""
    assert [(word, word.title()), (word, word.upper())] == tokens(f"{word.title()} {word.upper()}")


@given(strategies.figures)
def test_figures_are_one_token(figure: str) -> None:
    """A figure keeps its digits and its point, and loses its separators."""
    assert [(figure.replace(",", ""), figure)] == tokens(figure)


@settings(max_examples=25, deadline=None)
@given(strategies.texts)
@example("ﷺ")
def test_the_text_that_is_read_is_bounded(text: str) -> None:
    """What stands beyond the limit is not read."""
    long = (text + " ") * (LONGEST // (len(text) + 1) + 2)

    assert read(long[:LONGEST]).tokens == read(long).tokens


@pytest.mark.xfail(reason="a figure that stands across the limit is cut into another")
def test_the_limit_cuts_no_figure() -> None:
    """A figure is read whole or not at all."""
    text = "x " * (LONGEST // 2 - 2) + "2,400"

    assert ("2400", "2,400") == tokens(text)[-1] or "x" == tokens(text)[-1][0]
