"""A corpus of many sessions: an answer looks at no more of it than one of few, and its reply says where it stops."""

from collections import Counter
from pathlib import Path

import pytest

from bot import candidates
from bot.conversation import Context
from bot.desk import open_desk
from bot.pipeline import Desk, ask
from facts.checks import rules
from facts.load import load
from facts.store import MOST_SESSIONS
from intents.language import FOLDER
from tests.bench import corpora

FEW, MANY = 20, 60

QUESTIONS = (
    "How large was the exhibition area of the 7th?",
    "exhibition area?",
    "exhibition area of all sessions",
    "exhibition area: 3rd or 7th?",
    "Which session had the largest exhibition area?",
    "In which session was the United Kingdom the guest of honor?",
    "How many Italian offline exhibitors?",
    "How many Italian offline exhibitors at the 7th?",
    "exhibition area of the 976th",
    "Tell me about the 7th.",
    "What were the contracts worth in total?",
)


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Desk]:
    """A desk over few sessions and one over many."""
    rows = {}
    for size in (FEW, MANY):
        folder = tmp_path_factory.mktemp("corpus") / "corpus"
        corpora.write(folder, size)
        rows[size] = open_desk(folder)
    return rows


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many facts have been weighed."""
    count, weigh = Counter[str](), candidates.weigh

    def counting(*arguments: object) -> candidates.Candidate:
        count["facts"] += 1
        return weigh(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(candidates, "weigh", counting)
    return count


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_looks_at_no_more_facts_than_one_over_few_sessions(
    desks: dict[int, Desk], weighed: Counter[str], question: str
) -> None:
    """The facts weighed for a question do not grow with the sessions."""
    costs = {}
    for size, desk in desks.items():
        weighed.clear()
        ask(question, Context(), 0, desk)
        costs[size] = weighed["facts"]

    assert costs[MANY] <= costs[FEW] * 1.1


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_reply_grows_no_longer(desks: dict[int, Desk], question: str) -> None:
    """A reply speaks of as many sessions as one over few sessions does, and of what may be read at a glance."""
    few, many = (ask(question, Context(), 0, desks[size])[0] for size in (FEW, MANY))

    assert len(set(many.sessions)) <= max(MOST_SESSIONS, len(set(few.sessions)))
    assert len(many.answer) <= len(few.answer) * 1.2 + 20


def test_a_question_that_names_no_session_is_answered_for_the_latest_and_says_so(desks: dict[int, Desk]) -> None:
    """Of many sessions the last ones are told, with a note; of few all of them, without one."""
    desk = desks[MANY]
    answer, _ = ask("exhibition area?", Context(), 0, desk)
    note = desk.wording.say("of_latest", most=str(MOST_SESSIONS))

    assert {f"fair-{MANY - back}" for back in range(MOST_SESSIONS)} == set(answer.sessions)
    assert note in answer.caveats
    assert note not in ask("exhibition area of the 7th?", Context(), 0, desk)[0].caveats


def test_a_session_that_is_named_is_found_however_old(desks: dict[int, Desk]) -> None:
    """By its figures, by a name and by a figure of it."""
    desk = desks[MANY]
    store = desk.targets.store
    area, guest = store.facts["f2.exhibition_area"], store.facts["f2.guest"]
    amount = area.citations[0].exact.rpartition(" ")[2]

    for question, fact in (
        ("exhibition area of the 2nd", area),
        (f"What was the {amount} of the 2nd session?", area),
        (f"Was {desk.wording.value(guest.value)} the guest of honor of the 2nd?", guest),
    ):
        assert fact.id in {one.id for one in ask(question, Context(), 0, desk)[0].facts}, question


def test_the_sessions_covered_are_told_in_few_words(desks: dict[int, Desk]) -> None:
    """A refusal does not list them all."""
    answer, _ = ask("exhibition area of the 976th", Context(), 0, desks[MANY])

    assert "unknown_session" == answer.reason
    assert f"{MANY}" in answer.answer
    assert "30th" not in answer.answer


def test_the_corpora_of_the_benchmarks_keep_every_rule(tmp_path: Path) -> None:
    """The real loader and the real checks find nothing wrong with them."""
    corpora.write(tmp_path / "corpus", 3)
    store = load(tmp_path / "corpus")

    assert [] == [problem for rule in rules(FOLDER) for problem in rule.check(store)]
