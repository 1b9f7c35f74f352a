"""What a few typed letters find."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.look_up import MOST, look_up
from bot.pipeline import Desk


def titles(text: str, desk: Desk) -> list[str]:
    return [result.title for result in look_up(text, 0, desk)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2023 area", "Exhibition area, the 2023 CIFTIS"),
        ("2023 ar", "Exhibition area, the 2023 CIFTIS"),
        ("area 4th", "Exhibition area, the 4th CIFTIS"),
        ("4th exhibition ar", "Exhibition area, the 4th CIFTIS"),
        ("area", "Exhibition area, the 2023 CIFTIS and the 4th CIFTIS"),
        ("contra", "Contracts signed, the 4th CIFTIS"),
        ("how many contr", "Contracts signed, the 4th CIFTIS"),
        ("Huawei", "Buyers named in the digital content field, the 4th CIFTIS"),
        ("offline exh", "Offline exhibitors, the 2023 CIFTIS"),
    ],
)
def test_the_best_comes_first(desk: Desk, text: str, first: str) -> None:
    """Half a word is enough; a whole question is answered as one."""
    assert titles(text, desk)[0] == first


@pytest.mark.parametrize(
    "text",
    [
        "italian exhibitors",
        "exhibitors 2019",
        "2022 area",
        "xyz",
        "weather in beij",
        "except the area",
        "area of the moon",
    ],
)
def test_nothing_is_invented(desk: Desk, text: str) -> None:
    """Words that no fact is called by find nothing, nor does a session that no document covers."""
    assert titles(text, desk) == []


@pytest.mark.parametrize("text", ["", " ", "?!", "👍"])
def test_nothing_typed_suggests(desk: Desk, text: str) -> None:
    """Before anything is typed, the most telling facts of all sessions are offered."""
    results = look_up(text, 0, desk)
    assert len(results) == MOST
    assert {session for result in results[:2] for session in result.answer.sessions} == {"ciftis-2023", "ciftis-4"}


def test_a_comparison_is_among_the_results(desk: Desk) -> None:
    """Next to a figure stands the comparison with the other session, once, whichever of the two is found first."""
    results = look_up("exhibition ar", 0, desk)
    compared = [result for result in results if result.answer.comparison]
    assert [result.title for result in compared[:1]] == ["Exhibition area, the sessions compared"]
    assert "The difference is 105,000 square meters" in compared[0].answer.answer
    by_other = [result.key for result in look_up("area 4th", 0, desk) if result.answer.comparison]
    assert by_other == [compared[0].key]


def test_each_reading_is_a_result(desk: Desk) -> None:
    """What can mean several things finds each of them."""
    found = titles("digital", desk)
    assert len(found) == 7
    assert {"Buyers in the digital content field, the 4th CIFTIS", "Reports released, the 2023 CIFTIS"} <= set(found)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 9999), st.integers(0, 120))
def test_results_are_ready_to_be_sent(desk: Desk, one: int, letters: int) -> None:
    """Whatever beginning of a question is typed: each result cites, has a title, and an id of its own that is the same
    the next time; and there are no more than may be.
    """
    facts = list(desk.targets.store.facts.values())
    fact = facts[one % len(facts)]
    typed = (desk.wording.question(fact) or fact.id)[:letters]
    results = look_up(typed, 0, desk)
    keys = [result.key for result in results]
    assert len(keys) == len(set(keys)) <= MOST
    assert all(len(key) <= 64 for key in keys)
    assert all(result.title and result.answer.citations for result in results)
    assert results == look_up(typed, 0, desk)


def test_every_fact_is_found_by_its_label(desk: Desk) -> None:
    """The name of what a fact states, with its session, finds it."""
    store, wording = desk.targets.store, desk.wording
    for session in store.documented:
        for fact in store.in_session(session.id):
            typed = f"{wording.session(session)} {wording.label(fact.measure)}"
            found = {one.id for result in look_up(typed, 0, desk) for one in result.answer.facts}
            assert fact.id in found or fact.value.kind == "blank", typed


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=60) | st.text(alphabet="0123456789 %.,-th年届展第", max_size=20))
def test_any_text_is_taken(desk: Desk, text: str) -> None:
    """Whatever is typed, every result holds an answer with its passage."""
    assert all(result.answer.citations for result in look_up(text, 0, desk))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 9999), st.randoms())
def test_the_beginning_of_each_word_is_enough(desk: Desk, at: int, random: Random) -> None:
    """A fact is found by beginnings of the words of its name and its session, in any order, if not among too many."""
    store, wording = desk.targets.store, desk.wording
    facts = [fact for session in store.documented for fact in store.in_session(session.id) if wording.question(fact)]
    fact = facts[at % len(facts)]
    words = f"{wording.label(fact.measure)} {wording.session_id(fact.session)}".replace("-", " ").split()
    begun = [word[: random.randint(3, max(3, len(word)))] for word in random.sample(words, len(words))]
    results = look_up(" ".join(begun), 0, desk)
    assert len(results) == MOST or fact.id in {one.id for result in results for one in result.answer.facts}
