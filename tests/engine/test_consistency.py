"""The sources' own figures are worked out again, and two sessions are compared in all that they share."""

import pytest

from tests.engine.talk import Talk, told


@pytest.mark.parametrize(
    "question",
    [
        "Do the stated shares add up at the 4th session?",
        "Check the sums: 19.88 and 31.5 of 101.08, is it really 20% and 31%?",
        "What is the international contract volume of the 4th? → does that add up?",
    ],
)
def test_a_stated_share_is_worked_out(question: str, talk: Talk) -> None:
    """19.88 of 101.08 is 19.7%, stated as 20%: the reply says so, with the computation and its figures cited."""
    reply = talk(question)

    assert "about 19.7% (19.88 billion USD / 101.08 billion USD), stated as 20%; that fits" in reply.answer
    assert {"4th.international-contract-share", "4th.contract-value"} <= told(reply)
    assert "about 19.7%" in {row.value for row in reply.derived}


def test_parts_are_set_against_their_whole(talk: Talk) -> None:
    """What parts leave of a whole is said; no more is claimed of it."""
    reply = talk("How many contracts did the 4th sign? → does that add up?")

    assert "55 contracts are left (331 − 121 − 155); the parts fit into the whole" in reply.answer


def test_where_nothing_adds_up_that_is_said(talk: Talk) -> None:
    """Of a figure without parts there is nothing to add up."""
    assert "nothing to add up" in talk("What was the area in 2023? → does that add up?").answer


@pytest.mark.parametrize(
    "question", ["compare the two sessions", "4th vs 2023", "What changed between the 4th and 2023?"]
)
def test_two_sessions_are_compared_in_all_that_they_share(question: str, talk: Talk) -> None:
    """A row for each group of measures, what is comparable first, each with its verdict."""
    rows = talk(question).comparison

    assert ["same"] + ["not_comparable"] * 4 == [row.comparability.verdict for row in rows]
    assert {"4th.area", "2023.area"} == {figure.fact for figure in rows[0].figures}
    assert {2} == {len({figure.session for figure in row.figures}) for row in rows}


def test_several_measures_are_compared_at_once(talk: Talk) -> None:
    """Each measure named is compared over the sessions named; what is contracts here is achievements there."""
    rows = talk("Compare the 4th and 2023 in area, attendance and contracts").comparison

    assert [
        {"4th.area", "2023.area"}, {"4th.visits", "2023.attendees"}, {"4th.contracts", "2023.achievements"}
    ] == [{figure.fact for figure in row.figures} for row in rows]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "opening"),
    [
        ("Did the exhibition area more than triple from the 4th to 2023?", "Yes."),
        ("Is it true that the 2023 area was five times that of the 4th?", "No."),
        ("does 121 make 31%?", "No."),
        ("Do 121 international and 155 provincial contracts add up to 331?", "No."),
        ("Is it true that international contracts were 36.6% of all contracts by number?", "Yes."),
        ("Is it correct that exhibitors totalled exactly 9,100 in 2023?", "No."),
        ("So the 3rd session signed 236 contracts, right?", "Yes."),
        ("So the 3rd session signed 331 contracts, right?", "No."),
    ],
)
def test_a_claim_on_a_computed_figure_is_judged(claim: str, opening: str, talk: Talk) -> None:
    """Multiples, percentages, sums and implied figures that are claimed are confirmed or refuted by the computation."""
    reply = talk(claim)

    assert opening == reply.answer[: len(opening)]
    assert reply.derived


def test_near_equal_numbers_of_different_things_are_told_apart(talk: Talk) -> None:
    """800 people on site and 300 online are no 1,100 achievements: the sum is given, and what the other number is."""
    reply = talk("800 on site + 300 online = 1,100?")

    assert {"2023.dignitaries-on-site", "2023.dignitaries-online", "2023.achievements"} == told(reply)
    assert not reply.answer.startswith("Yes")
