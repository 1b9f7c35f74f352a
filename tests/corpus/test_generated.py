"""Questions made from those of the files: unknown values in every slot, slips in every word, every suggestion asked."""

import re
from functools import cache
from random import Random

import pytest

from bot.desk import open_desk
from bot.pipeline import Desk, understand
from intents.match import match
from intents.models import Kind, Mention, Question
from tests.corpus.test_corpus import CASES, LISTED, Case, Visitor, holds
from tests.intents.slips import KINDS, slips

UNKNOWN = {Kind.SESSION: "the 7th session", Kind.NAME: "Zorblatt"}
"""What stands in a slot in the place of a value that is known."""

REFUTED = frozenset(
    {
        "Did Britain bring its biggest delegation in 2023?",
        "Is it true the delegation of Britain in 2023 was the most big in its history?",
        "Which Japanese pump manufacturer, Ebara, I believe, is mentioned – could you tell me in which city it is "
        "setting up its head office?",
    }
)
"""Claims that an unknown name makes wrong, and that are set right."""

SEED = 2023
SLIPPED = 0.95
"""Share of the questions that are answered rightly with a slip in one of their words."""

MISLED = 0.01
"""Share of those at most that get another answer for it."""

_WORD = re.compile(r"[A-Za-z]{4,}")


@cache
def _desk() -> Desk:
    return open_desk()


def _right() -> list[Case]:
    """The English look-ups and lists that are answered, and rightly."""
    failing = dict(LISTED)
    mine = (c for c in CASES if len(c.turns) == 1 and c.file in ("lookups", "lists"))
    return [c for c in mine if c.expected.status == ("answered",) and c.name not in failing]


RIGHT = _right()


def _filled(question: Question, kind: Kind) -> list[Mention]:
    return [m for m in question.of(kind) if kind is Kind.NAME or (m.session and (m.session.year or m.session.ordinal))]


def _with_unknown(kind: Kind) -> list[str]:
    """Each question once for each of its slots of a kind, with an unknown value there."""
    made = []
    for case in RIGHT:
        question = understand(case.turns[0], _desk())
        tokens, text = question.utterance.tokens, case.turns[0]
        for mention in _filled(question, kind) if case.turns[0] not in REFUTED else ():
            start, end = tokens[mention.start].start, tokens[mention.end - 1].end
            made.append(text[:start] + UNKNOWN[kind] + text[end:])
    return made


@pytest.fixture(scope="module")
def visitor() -> Visitor:
    return Visitor(_desk())


@pytest.mark.parametrize("kind", UNKNOWN)
def test_an_unknown_value_in_a_slot_is_never_answered(kind: Kind, visitor: Visitor) -> None:
    """Whatever else a question says, a session or a name that the sources lack is refused."""
    made = _with_unknown(kind)

    assert len(made) >= 100
    assert [] == [question for question in made if visitor.ask((question,))[-1].status == "answered"]


def test_a_slip_in_a_word_of_a_suggested_question_hardly_ever_leads_to_another_answer(visitor: Visitor) -> None:
    """Each word of each question that is suggested for a fact, with one slip: the same is told, or nothing, but for
    slips that are as close to another word."""
    store, wording = visitor.desk.targets.store, visitor.desk.wording
    questions = {question for fact in store.facts.values() if (question := wording.question(fact))}
    tried, astray = 0, []
    for question in sorted(questions):
        expected = {fact.id for fact in visitor.ask((question,))[-1].facts}
        for word in _WORD.finditer(question):
            typed = Random(f"{SEED} {question} {word[0]}").choice([s for k in KINDS for s in slips(word[0].lower(), k)])
            tried += 1
            reply = visitor.ask((question[: word.start()] + typed + question[word.end() :],))[-1]
            if reply.status == "answered" and not expected & {fact.id for fact in reply.facts}:
                astray.append((question, typed))

    assert MISLED >= len(astray) / tried, astray


def test_a_slip_costs_few_answers(visitor: Visitor) -> None:
    """Of the questions that are answered rightly nearly all are with a slip in one word, and hardly any is misled."""
    right, misled = 0, []
    for case in RIGHT:
        text, rng = case.turns[0], Random(f"{SEED} {case.turns[0]}")
        words = [word for word in _WORD.finditer(text) if not word[0].isupper()]
        if not words:
            right += 1
            continue
        word = rng.choice(words)
        typed = rng.choice([s for k in KINDS for s in slips(word[0].lower(), k)])
        reply = visitor.ask((text[: word.start()] + typed + text[word.end() :],))[-1]
        said = all(any(holds(reply.answer, wanted) for wanted in group) for group in case.expected.says)
        right += reply.status == "answered" and said
        misled += [(text, typed)] if reply.status == "answered" and not said else []

    assert SLIPPED <= right / len(RIGHT)
    assert MISLED >= len(misled) / len(RIGHT), misled


def test_every_suggestion_shown_is_answered(visitor: Visitor) -> None:
    """Whatever is asked, each question that a reply suggests gets an answer when it is asked by itself."""
    shown = {suggestion for case in CASES for reply in visitor.ask(case.turns) for suggestion in reply.suggestions}

    assert shown
    assert [] == [row for row in sorted(shown) if visitor.ask((row,))[-1].status != "answered"]


def test_every_phrasing_is_matched_against_every_intent(visitor: Visitor) -> None:
    """No question about the fair fits an intent of small talk better than one of the questions, and where two intents
    fit alike, it is always the same of the two that is taken."""
    talk = {"greeting", "thanks", "help", "sources", "source", "again", "more"}
    taken: dict[frozenset[str], str] = {}
    lost = []
    for case in RIGHT:
        question = understand(case.turns[0], visitor.desk)
        best = [name for name, score in question.scores if score == question.scores[0][1]]
        assert question.intent == taken.setdefault(frozenset(best), question.intent)
        again = match(question.utterance, question.mentions, visitor.desk.vocabulary.language.intents)
        assert again == question
        lost += [case.name] if question.intent in talk else []

    assert [] == lost
