"""Our own questions, kept as data: what the reply must be, and below it the phrasings that ask for it.

A question that is answered wrongly stands in ``known_failures.yaml`` until it is answered right.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pytest
import yaml
from _pytest.mark import ParameterSet
from pydantic import BaseModel, ConfigDict, model_validator

from bot.answer import Answer
from bot.conversation import Context
from bot.pipeline import Desk, ask

HERE = Path(__file__).parent
FAILURES = "known_failures"
TURN = " → "
"""Stands between the messages of a conversation in the list of failures."""

LONGEST = 400
"""Characters that one fact may take."""


class Entry(BaseModel):
    """A frozen entry of a file, which refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Expectation(Entry):
    """What the last reply to each of some conversations must be."""

    why: str | None = None
    """Why the sources do not answer, where they do not."""
    facts: tuple[str, ...] = ()
    """Ids of the facts that an answer rests on, at least."""
    says: tuple[tuple[str, ...], ...] = ()
    """Of each group an answer holds one."""
    never: tuple[str, ...] = ()
    """What no answer holds."""
    status: tuple[Literal["answered", "clarify", "not_found"], ...]
    """Those that are right; small talk counts as not found."""
    questions: tuple[str, ...] = ()
    conversations: tuple[tuple[str, ...], ...] = ()

    @model_validator(mode="after")
    def _asked(self) -> "Expectation":
        if not self.status or bool(self.questions) == bool(self.conversations):
            raise ValueError("needs a status, and either questions or conversations")
        return self


class Failures(Entry):
    """Questions that are answered wrongly, all for one reason."""

    reason: str
    questions: tuple[str, ...]


class Case(NamedTuple):
    """One conversation, mostly of one message, and what is expected of it."""

    file: str
    turns: tuple[str, ...]
    expected: Expectation

    @property
    def name(self) -> str:
        return TURN.join(self.turns)


def _rows(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return rows


def _read() -> Iterator[Case]:
    for path in sorted(HERE.rglob("*.yaml")):
        if path.stem != FAILURES:
            for row in _rows(path):
                expected = Expectation.model_validate(row)
                for turns in (*((question,) for question in expected.questions), *expected.conversations):
                    yield Case(path.stem, turns, expected)


CASES = tuple(_read())
LISTED = tuple(
    (question, failures.reason)
    for failures in map(Failures.model_validate, _rows(HERE / f"{FAILURES}.yaml"))
    for question in failures.questions
)


def _marked() -> Iterator[ParameterSet]:
    failing = dict(LISTED)
    for case in CASES:
        reason = failing.get(case.name)
        marks = [] if reason is None else [pytest.mark.xfail(strict=True, reason=reason, raises=AssertionError)]
        yield pytest.param(case, id=f"{case.file}: {case.name}", marks=marks)


# -- How words are compared --------------------------------------------------------------------------------------------

_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)")
_QUOTES = str.maketrans("’“”", '\'""')


def folded(text: str) -> str:
    """A text without what makes no difference: case, shape of quotation marks, white space, parted thousands."""
    joined = _THOUSANDS.sub(lambda figure: "".join(filter(str.isdigit, figure[0])), text)
    return " ".join(joined.translate(_QUOTES).split()).casefold()


def holds(text: str, wanted: str) -> bool:
    """Whether a text says something: figures and words of up to four letters as a whole, the rest also inside words."""
    within, sought = folded(text), folded(wanted)
    before, after = "", ""
    if re.fullmatch("[a-z]{1,4}", sought):
        before, after = "(?<![a-z])", "(?![a-z])"
    if re.match(r"\d", sought):
        before = r"(?<!\d)(?<!\d[.,])"
    if re.search(r"\d$", sought):
        after = r"(?!\d)(?![.,]\d)"
    return re.search(before + re.escape(sought) + after, within) is not None


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("It had 155,000 square meters.", "155000", True),
        ("It had 155000 square meters.", "155,000", True),
        ("171,000 person-times", "71", False),
        ("171,000 person-times", "171", False),
        ("101.08 billion USD", "101", False),
        ("101.08 billion USD", "08 billion", False),
        ("in 2023, 12% more.", "12%", True),
        ("There were 83.", "83", True),
        ("the Ukraine", "UK", False),
        ("the UK’s largest", "uk's", True),
        ("Longley Group", "long", False),
        ("telecommunications", "communication", True),
    ],
)
def test_words_are_compared(text: str, wanted: str, expected: bool) -> None:
    """Thousands may be parted or not, case makes no difference, and a figure is no part of a longer one."""
    assert expected == holds(text, wanted)


# -- The questions -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Visitor:
    """Somebody at the desk, which is left out where a failure shows its arguments: to write it out takes 0.1 s."""

    desk: Desk = field(repr=False)

    def ask(self, turns: tuple[str, ...]) -> list[Answer]:
        """The reply to each message of a conversation."""
        context, given = Context(), []
        for turn in turns:
            answer, context = ask(turn, context, 0.0, self.desk)
            given.append(answer)
        return given

    def misquoted(self, answer: Answer) -> list[str]:
        """The quotes that do not stand in their sources at their places."""
        texts = self.desk.targets.store.texts
        return [
            cited.quote for cited in answer.citations if cited.quote != texts[cited.source][cited.start : cited.end]
        ]


@pytest.fixture(scope="module")
def visitor(desk: Desk) -> Visitor:
    """Somebody at the desk with the corpus and the language that come along."""
    return Visitor(desk)


@pytest.mark.parametrize("case", list(_marked()))
def test_the_reply_is_as_expected(case: Case, visitor: Visitor) -> None:
    """The last reply has a status that is right and, if it answers, says what it must, nothing that it must not, and
    rests on the facts that it must; every answer cites, and every quote stands in its source."""
    given = visitor.ask(case.turns)
    reply, expected = given[-1], case.expected

    assert [] == [quote for answer in given for quote in visitor.misquoted(answer)]
    assert all(answer.citations for answer in given if answer.status == "answered")
    assert ("not_found" if reply.status == "chat" else reply.status) in expected.status
    if reply.status == "answered":
        assert [] == [group for group in expected.says if not any(holds(reply.answer, wanted) for wanted in group)]
        assert [] == [unwanted for unwanted in expected.never if holds(reply.answer, unwanted)]
        assert set() == set(expected.facts) - {fact.id for fact in reply.facts}
        assert case.file != "lookups" or len(reply.answer) <= LONGEST


# -- The files ---------------------------------------------------------------------------------------------------------


def test_every_fact_is_one_of_the_corpus(desk: Desk) -> None:
    """A fact that was renamed is renamed here, too, and is no failure of the engine."""
    named = {fact for case in CASES for fact in case.expected.facts}

    assert set() == named - set(desk.targets.store.facts)


def test_no_question_stands_twice() -> None:
    """A question has one expectation, and one reason to fail it."""
    asked = Counter(case.name for case in CASES)
    listed = Counter(question for question, _ in LISTED)

    assert [] == [name for name, times in (*asked.items(), *listed.items()) if times > 1]


def test_every_known_failure_is_a_question_of_these() -> None:
    """Who changes or removes a question takes it off the list, too."""
    assert set() == {question for question, _ in LISTED} - {case.name for case in CASES}


@pytest.mark.parametrize(
    ("characters", "least"), [(False, (800, 250, 80)), (True, (300, 80, 25))], ids=["English", "Chinese"]
)
def test_there_are_enough_questions(characters: bool, least: tuple[int, int, int]) -> None:
    """In each language so many phrasings, of which so many must be refused, and so many conversations of several
    messages."""
    cases = [case for case in CASES if characters == any("\u4e00" <= char <= "\u9fff" for char in case.name)]
    refused = [case for case in cases if "answered" not in case.expected.status]
    conversations = [case for case in cases if len(case.turns) > 1]

    assert all(map(int.__ge__, (len(cases), len(refused), len(conversations)), least))
