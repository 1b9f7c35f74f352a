"""Sessions are understood as they are named."""

# ruff: noqa: RUF001  # what is typed on other keyboards

import pytest

from intents.models import Kind, SessionRef
from intents.vocabulary import Vocabulary
from tests.intents.conftest import Reader

Named = list[int | str]
"""An ordinal, a year with "y" before it, or "all"."""


def named(text: str, mentions: Reader) -> Named:
    """The sessions that a text names."""
    refs = [mention.session for mention in mentions(text) if mention.session is not None]
    return ["all" if ref == SessionRef() else ref.ordinal or f"y{ref.year}" for ref in refs]


SESSIONS: list[tuple[Named, list[str]]] = [
    (
        [4],
        [
            "4th",
            "the 4th",
            "4TH session",
            "the 4th CIFTIS",
            "fourth",
            "the fourth edition",
            "forth session",
            "session 4",
            "session four",
            "session no. 4",
            "session No. 4?",
            "edition number 4",
            "CIFTIS 4",
            "what about No. 4?",
            "number four",
            "CIFTIS IV",
            "at the fouth session",
            "the 4th's exhibitors",
            "４th",
        ],
    ),
    (
        ["y2023"],
        [
            "2023",
            "CIFTIS 2023",
            "2023 CIFTIS",
            "the 2023 fair",
            "CIFTIS '23",
            "in ’23",
            "CIFTIS 23",
            "in 23?",
            "２０２３",
        ],
    ),
    (["y2022"], ["2022", "the 2022 edition", "'22"]),
    (["y1999"], ["in 1999"]),
    ([1], ["first session", "the first CIFTIS", "first edition ever", "the very first fair", "1st", "inaugural fair"]),
    ([1], ["first", "the first", "and the first?", "what about first"]),
    ([2], ["second session", "the second one", "2nd", "and the second?"]),
    ([3], ["third", "the third session", "3rd"]),
    ([5], ["5th", "the fifth session", "fifth"]),
    ([21], ["21st session", "the 21st"]),
    ([], ["first of all", "a second", "a second reason", "one second"]),
    ([1, 4], ["first to fourth", "the first to the fourth session", "from the 1st to the 4th", "first and fourth"]),
    ([3, 4], ["third and fourth", "the 3rd and the 4th session", "third vs fourth", "the third, the fourth"]),
    ([4, 1], ["of the fourth than of the first", "the 4th or the first"]),
    (
        [4, "y2023"],
        ["4th and 2023", "the 4th vs CIFTIS 2023", "the fourth session and the one in 2023", "session 4, 2023"],
    ),
    (["all"], ["both sessions", "each session", "every session", "both", "both the fairs", "session by session"]),
    (["all"], ["every edition", "the two sessions", "all sessions"]),
    (
        [],
        [
            # parts of a whole, amounts, other years
            "a fifth",
            "one fifth of visitors",
            "two fifths",
            "a fourth of the area",
            "2,023 visitors",
            "2,023",
            "23 agreements",
            "12",
            "0023",
            "in 1949",
            "in 2100",
            "20234",
            "2023.5",
            "session. 4 people",
            "how many sessions",
            "twenty agreements",
        ],
    ),
    ([4], ["session no.4"]),
    ([4], ["No. 4"]),
    ([21], ["the twenty-first session"]),
    ([24], ["the twenty-fourth session"]),
    ([], ["no one attended"]),
    ([], ["at the fair 12 ministers spoke"]),
]

WRONG: list[tuple[Named, str, str]] = [
    ([], "is it '12 percent'", "a quoted figure is read as a year"),
    ([], "1/5th of visitors", "the denominator of a fraction is read as a session"),
    ([], "who spoke first", "the ordinal that ends a short message names a session, also behind a verb"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(pytest.param(text, expected, id=ascii(text)) for expected, texts in SESSIONS for text in texts),
        *(
            pytest.param(text, expected, id=ascii(text), marks=pytest.mark.xfail(reason=reason))
            for expected, text, reason in WRONG
        ),
    ],
)
def test_sessions_are_named(text: str, expected: Named, mentions: Reader) -> None:
    """Ordinals, years and nouns name a session; amounts and parts of a whole do not."""
    assert expected == named(text, mentions)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("the 4th CIFTIS session?", "4th ciftis session"),
        ("session no. 4", "session number 4"),
        ("the very first ever CIFTIS", "first ever ciftis"),
        ("CIFTIS 2023 fair", "ciftis 2023 fair"),
        ("4th. Fair", "4th"),
        ("the 4th trade", "4th"),
    ],
)
def test_a_session_takes_the_nouns_around_it(text: str, whole: str, mentions: Reader) -> None:
    """Nouns before and behind belong to the mention, within its clause; what only stresses does not end it."""
    assert [whole] == [mention.text for mention in mentions(text) if mention.kind is Kind.SESSION]


def test_two_digits_are_a_year_only_of_a_session(vocabulary: Vocabulary, mentions: Reader) -> None:
    """ "CIFTIS 23" is short for a year that there was a session in."""
    assert frozenset({2023}) == vocabulary.years
    assert ["y2023"] == named("in 23", mentions)
    assert [] == named("in 22", mentions)


def test_all_sessions_are_an_act_too(mentions: Reader) -> None:
    """ "Both sessions" is known from other mentions without ordinal and year by its act."""
    (both,) = (mention for mention in mentions("both sessions") if mention.kind is Kind.SESSION)

    assert "everywhere" in both.acts
