"""Every token is in one mention, and what nothing explains is said to be unexplained."""

import pytest

from intents.language import Language
from intents.mentions import recognise
from intents.models import Kind
from intents.normalise import read
from intents.vocabulary import Vocabulary
from tests.intents.conftest import Reader

KINDS: list[tuple[str, list[tuple[Kind, str]]]] = [
    (
        "How many exhibitors in 2023?",
        [(Kind.TERM, "how many"), (Kind.TERM, "exhibitors"), (Kind.FRAME, "in"), (Kind.SESSION, "2023")],
    ),
    (
        "the 4th: Merrow, 20%, Sept 6",
        [
            (Kind.FRAME, "the"),
            (Kind.SESSION, "4th"),
            (Kind.NAME, "merrow"),
            (Kind.NUMBER, "20"),
            (Kind.TERM, "%"),
            (Kind.DATE, "sept 6"),
        ],
    ),
    ("zyzzo visitors", [(Kind.WORD, "zyzzo"), (Kind.TERM, "visitors")]),
    ("北京", [(Kind.WORD, "北京")]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), KINDS, ids=[ascii(text) for text, _ in KINDS])
def test_mentions_have_their_kinds(text: str, expected: list[tuple[Kind, str]], mentions: Reader) -> None:
    """Each run of tokens is a mention of one kind."""
    assert expected == [(mention.kind, mention.text) for mention in mentions(text)]


WORDS: list[tuple[str, Kind, bool]] = [
    # a noun or an adjective of the language, which no name is
    ("banana", Kind.WORD, True),
    ("bananas", Kind.WORD, True),
    # a proper name, or no word of the language at all
    ("italian", Kind.WORD, False),
    ("zyzzo", Kind.WORD, False),
    # verbs, adverbs and signs restrict nothing
    ("abandon", Kind.FRAME, False),
    ("ambitiously", Kind.FRAME, False),
    ("abducted", Kind.FRAME, False),
    ("#", Kind.TERM, False),
    ("€", Kind.FRAME, False),
]


@pytest.mark.parametrize(("word", "kind", "ordinary"), WORDS, ids=[word for word, _, _ in WORDS])
def test_a_word_that_no_list_has_is_a_word_or_filling(word: str, kind: Kind, ordinary: bool, mentions: Reader) -> None:
    """Unexplained nouns and adjectives veto; a common one is told from a name."""
    assert [(kind, ordinary)] == [(mention.kind, mention.ordinary) for mention in mentions(word)]


def test_a_short_form_stands_where_it_was_typed(invented: Language) -> None:
    """The words that a short form is read as all have its place, clause and sentence."""
    text = "ne. la kint?"
    utterance, _ = recognise(read(text), Vocabulary.join(invented, {}))

    assert ["kunlabora", "interkonsento"] == [token.norm for token in utterance.tokens[2:]]
    assert {("kint", 1, 1)} == {(text[t.start : t.end], t.clause, t.sentence) for t in utterance.tokens[2:]}


def test_a_repaired_token_stands_where_it_was_typed(vocabulary: Vocabulary) -> None:
    """A repair changes a word and not its place."""
    text = "how many exhibtiors"
    token = recognise(read(text), vocabulary)[0].tokens[-1]

    assert ("exhibitors", "exhibtiors") == (token.norm, text[token.start : token.end])


def test_a_slip_behind_a_short_form_is_told_of_its_own_mention(invented: Language) -> None:
    """A short form of several words moves the tokens behind it, and the slips with them."""
    found = recognise(read("kint eksponantjo"), Vocabulary.join(invented, {}))[1]

    assert [("kunlabora interkonsento", None), ("eksponantoj", "eksponantjo")] == [(m.text, m.repaired) for m in found]


def test_a_phrase_is_understood_across_a_comma(mentions: Reader) -> None:
    """Punctuation does not keep the words of a phrase apart."""
    assert ["how many"] == [mention.text for mention in mentions("how, many")]
