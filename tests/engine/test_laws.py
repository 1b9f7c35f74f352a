"""What holds for every reply, whatever was asked."""

import pytest
from hypothesis import HealthCheck, given, settings

from bot.conversation import Context
from bot.pipeline import Desk, ask
from facts import compare
from tests.engine.cases import FACTS, OPENS, QUESTIONS, STOPS, TURN
from tests.engine.strategies import conversations, messages, texts
from tests.engine.talk import Talk, groundless, told

each_question = pytest.mark.parametrize("question", QUESTIONS)

SESSION_QUESTIONS = [row for row in QUESTIONS if "the 3rd session" in row or "in 2022" in row]


pure = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)


@each_question
def test_every_figure_has_its_ground(question: str, talk: Talk) -> None:
    """A figure of a reply stands in a passage that it cites, in a computation that it shows, or in the question."""
    reply = talk(question)
    grounds = [q.quote for q in reply.citations] + [text for d in reply.derived for text in (d.value, d.expression)]

    assert [] == groundless(talk.without_sessions(reply.answer), question, *grounds)


@each_question
def test_every_fact_is_cited(question: str, talk: Talk) -> None:
    """Each fact of a reply is listed once and has one of its passages cited, verbatim and with its title; each
    computation rests on such facts; an answer has facts, and is about the sessions that they belong to."""
    reply, store = talk(question), talk.store
    passages = {(q.source, q.start, q.end) for q in reply.citations}
    cited = [
        row.id for row in reply.facts
        if passages & {(c.source, c.start, c.end) for c in store.facts[row.id].citations}
    ]  # fmt: skip

    assert sorted(told(reply)) == sorted(cited)
    assert set() == {one for row in reply.derived for one in row.from_} - set(cited)
    assert bool(cited) or reply.status != "answered"
    assert [] == [q for q in reply.citations if q.quote != store.texts[q.source][q.start : q.end]]
    assert reply.status != "answered" or {fact.session for fact in reply.facts} == set(reply.sessions)
    assert [] == [q for q in reply.citations if q.title != store.sources[q.source].title]


@pytest.mark.parametrize("question", SESSION_QUESTIONS)
def test_an_answer_speaks_of_the_session_asked_for(question: str, talk: Talk) -> None:
    """Nothing is put in the place of a session that the sources only refer to."""
    session = "the 3rd ciftis" if "3rd" in question else "the 2022 ciftis"
    reply = talk(question)
    assert reply.status != "answered" or reply.intent == "claim" or session in reply.answer.lower()


@each_question
def test_what_a_reply_says_is_plain(question: str, talk: Talk) -> None:
    """A reply has no unfilled place, no markup and no double blank, and begins and ends like a sentence."""
    answer = talk(question).answer

    assert [] == [mark for mark in ("{", "}", "<", "**", "  ", "\n", "None") if mark in answer]
    assert answer[0] in OPENS or (answer[0].isalnum() and not answer[0].islower())
    assert answer[-1] in STOPS


@each_question
def test_what_is_not_comparable_is_not_computed(question: str, talk: Talk) -> None:
    """Two figures that do not count the same thing are not subtracted in the same breath."""
    reply = talk(question)
    verdict = reply.comparability.verdict if reply.comparability else ""

    assert verdict not in ("not_comparable", "one_side_only") or reply.derived == ()


@each_question
def test_suggestions_are_answerable(question: str, talk: Talk) -> None:
    """Each question that a reply suggests is answered when it is asked by itself."""
    assert [] == [row for row in talk(question).suggestions if talk(row).status != "answered"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("fact", FACTS)
def test_a_question_made_from_a_fact_is_answered_by_it(fact: str, language: str, talk: Talk) -> None:
    """What is suggested for a fact tells that fact."""
    question = talk.speaking(language).wording.question(talk.store.facts[fact])

    assert not question or fact in told(talk(question))


@each_question
def test_nothing_just_told_is_suggested(question: str, talk: Talk) -> None:
    """What a suggestion is answered with holds more than the reply that suggests it."""
    reply = talk(question)

    assert [] == [row for row in reply.suggestions if told(talk(row)) <= told(reply)]


@each_question
def test_asking_twice_gives_the_same_reply(question: str, talk: Talk) -> None:
    """The same question has the same reply."""
    assert talk(question) == talk.replies(question)[-1]


@pure
@given(first=texts, then=messages)
def test_no_text_breaks_the_engine(talk: Talk, first: str, then: str) -> None:
    """Whatever is sent, alone or after something else, has a reply that says something."""
    assert all(reply.answer.strip() for reply in talk.replies(first.replace(TURN, "") + TURN + then))


@settings(pure, max_examples=50)
@given(turns=conversations)
def test_no_conversation_breaks_the_laws(talk: Talk, turns: list[str]) -> None:
    """However a conversation goes, each answer cites, and each passage is verbatim."""
    for reply in talk.replies(TURN.join(turns)):
        assert bool(reply.citations) or reply.status != "answered"
        assert [] == [q for q in reply.citations if talk.store.texts[q.source][q.start : q.end] != q.quote]


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n\n", "\t", "?", "...", "\0", "\x00\x01\x02", "\x1b[31mred\x1b[0m", "\u202eexhibitors", "\ufeff",
        "\u200b\u200d", "\ud800", "🎉" * 50, "Z̸̛̤a̶l̴g̷o̵", "exhibitors\x00in\x002023", "\r\n2023\r\n",
        "<script>alert(1)</script>", "<b>How many</b> exhibitors?", "[red]exhibitors[/red]", "*_`exhibitors`_*",
        "&lt;exhibitors&gt;", "'; DROP TABLE facts; --", "{{7*7}}", "{session} {value}", "%s %d %n", "$(rm -rf /)",
        "../../etc/passwd", "https://example.org/?q=exhibitors", '{"id": 1}', "= 1 + 1", "\\x41\\u0041",
    ],
    ids=ascii,
)  # fmt: skip
def test_hostile_text_has_a_clear_reply(text: str, talk: Talk) -> None:
    """Control characters, markup and code neither throw nor come back."""
    answer = talk(text).answer

    assert answer
    assert [] == [char for char in answer if not char.isprintable() or char in "<>{}[]\u202e`"]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000, "9" * 100_000, "zorblatt " * 11_000, "exhibitor and " * 7_000, "Huawei and Google " * 5_500,
        "in 2023 and at the 4th " * 4_300, "1 " * 50_000, "服务贸易" * 25_000, "<b>" * 33_000, "\0" * 100_000,
        "How many contracts did the 4th CIFTIS sign? " * 2_200, "compare exhibitors 4th and 2023 " * 3_000,
        "average value per contract " * 3_700, " ".join(f"zor{n}x" for n in range(12_000)),
    ],
    ids=lambda text: ascii(text[:20]),
)  # fmt: skip
def test_a_hundred_thousand_characters_have_a_short_reply(text: str, talk: Talk) -> None:
    """A message of any length has a reply that fits into one message of a chat."""
    assert 0 < len(talk(text).answer) < 4096


@pytest.mark.parametrize(
    "round_of",
    [
        ("and international ones?", "and in dollars?", "and in 2023?", "and at the 4th?"),
        ("what else?", "and online?", "source?"),
        ("how many exhibitors in 2023?", "and offline?", "what is the difference?", "in total?"),
        ("zorblatt?", "and the theme?", "which ones?"),
    ],
    ids=lambda turns: turns[0],
)
def test_context_stays_bounded(round_of: tuple[str, ...], desk: Desk) -> None:
    """What a conversation leaves behind does not grow with its length."""
    _, context = ask("How many contracts did the 4th CIFTIS sign?", Context(), 0.0, desk)
    sizes = []
    for _ in range(12):
        for turn in round_of:
            _, context = ask(turn, context, 0.0, desk)
        sizes.append(len(repr(context)))

    assert 1.1 * max(sizes[:6]) >= max(sizes[6:])
    assert 50_000 > max(sizes)


@each_question
def test_nothing_is_computed_across_kinds(question: str, talk: Talk) -> None:
    """What is added, subtracted or divided into a ratio is of one unit and one kind of thing; an average and an implied
    figure stay within one session; and every operand is cited."""
    for row in talk(question).derived:
        facts = [talk.store.facts[one] for one in row.from_]
        figured = [f for f in facts if compare.figured(f)]
        units = {compare.quantity(f).unit for f in figured}
        averaged = " / " in row.expression and len(units) == 2

        assert len({f.session for f in facts}) == 1 or len({f.measure for f in facts}) == 1
        assert averaged or all(compare.kin(a, b, talk.store) for a in figured for b in figured)
        assert not averaged or len(units & compare.CURRENCIES) < 2
