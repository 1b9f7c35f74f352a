"""Figures are compared as far as they count the same thing."""

import pytest

from tests.engine.cases import broken
from tests.engine.talk import Talk, figures, told

AREAS = {"2023.area", "4th.area"}
REPORTS = "reports is taken for a filling word outside of how many reports, so that nothing is asked"


@pytest.mark.parametrize(
    "question",
    [
        "area 4th vs 2023",
        "Compare the exhibition area of 2023 and the 4th.",
        "How many more square meters in 2023 than at the 4th session?",
        "By how much did the exhibition area grow from the 4th to 2023?",
        "Which session had the larger exhibition area?",
        "How many times larger was the area in 2023 than at the 4th?",
        "What is the difference between the exhibition area of the 4th and of 2023?",
        "Did the exhibition area grow from the 4th to 2023?",
        "Was the exhibition area bigger in 2023 than at the 4th?",
        "Did the exhibition area double from the 4th to 2023?",
    ],
)
def test_areas_are_compared(question: str, talk: Talk) -> None:
    """Both figures, the verdict that they count the same, the difference and the ratio, with both sources cited."""
    reply = talk(question)

    assert AREAS == told(reply)
    assert {"105,000 square meters", "3.1"} == {row.value for row in reply.derived}
    assert {AREAS == set(row.from_) for row in reply.derived} == {True}
    assert reply.comparability is not None
    assert "same" == reply.comparability.verdict
    assert {"ciftis-2023", "ciftis-4"} == {quote.session for quote in reply.citations}


@pytest.mark.parametrize(
    "question",
    [
        "By how many percent was the exhibition area of 2023 larger than that of the 4th?",
        "Percentage change of the exhibition area from the 4th to 2023?",
    ],
)
def test_a_change_in_percent_is_computed(question: str, talk: Talk) -> None:
    """From 50,000 to 155,000 square meters is an increase of 210%."""
    assert "210%" in {row.value for row in talk(question).derived}


@pytest.mark.parametrize(
    "question",
    [
        "Compare attendance at the 4th and in 2023.",
        "Compare attendance in 2023 and at the 4th.",
        "How many more visitors in 2023 than at the 4th?",
        "How many more visitors at the 4th than in 2023?",
        "Did more people attend in 2023 than at the 4th?",
        "Which session drew more people?",
        "By how much did attendance grow from the 4th to 2023?",
        "Did attendance grow from the 4th to 2023?",
        "What is the difference between the person-times of the 4th and the attendance of 2023?",
        "Subtract 171,000 person-times from 280,000 people.",
        "How many times the person-times of the 4th is the attendance of 2023?",
        "How many percent more visitors came in 2023 than to the 4th?",
        "What is the total attendance of the 4th and 2023?",
        "How many people attended in 2023? → and at the 4th? → what's the difference?",
        "How many person-times at the 4th? → compare with 2023",
    ],
)
def test_people_are_never_compared_with_person_times(question: str, talk: Talk) -> None:
    """Both figures side by side, the reason why they are not subtracted, and no arithmetic, in either order."""
    reply = talk(question)

    assert {"2023.attendees", "4th.visits"} == told(reply)
    assert () == reply.derived
    assert reply.comparability is not None
    assert "not_comparable" == reply.comparability.verdict
    assert "person-times" in reply.comparability.reason
    assert set() == figures(reply.answer) & {"109000", "451000", "1.64", "63.7"}


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("Compare the contracts of the 4th with the achievements of 2023.", "4th.contracts 2023.achievements"),
        ("Compare the contracts of the 4th and 2023.", "4th.contracts 2023.achievements"),
        ("Compare the countries at the 4th and in 2023.", "4th.merchant-countries 2023.countries"),
        ("How many more countries at the 4th than in 2023?", "4th.merchant-countries 2023.countries"),
    ],
)
def test_what_counts_something_else_stands_side_by_side(question: str, facts: str, talk: Talk) -> None:
    """The nearest counterpart is given with the reason, and nothing is computed."""
    reply = talk(question)

    assert set(facts.split()) == told(reply)
    assert () == reply.derived
    assert reply.comparability is not None
    assert "not_comparable" == reply.comparability.verdict
    assert reply.comparability.reason in reply.answer


@pytest.mark.parametrize("pair", [("4th", "2023"), ("2023", "4th")], ids=" ".join)
@pytest.mark.parametrize(
    "topic",
    ["exhibition area", "attendance", "contracts", "forums", "countries", "exhibitors", "contract volume", "reports"],
)
def test_both_orders_agree(topic: str, pair: tuple[str, str], talk: Talk) -> None:
    """Comparing A with B and B with A gives the same facts, the same verdict and the same arithmetic."""
    forth, back = (talk(f"Compare the {topic} of the {a} and the {b} CIFTIS.") for a, b in (pair, pair[::-1]))

    assert told(forth) == told(back)
    assert {row.value for row in forth.derived} == {row.value for row in back.derived}
    assert forth.comparability is not None
    assert back.comparability is not None
    assert forth.comparability.verdict == back.comparability.verdict


@pytest.mark.parametrize(
    ("question", "stated", "lacking"),
    [
        ("Compare the exhibitors of the 4th and 2023.", "2023.exhibitors-offline", "the 4th CIFTIS"),
        ("Compare the reports of 2023 and the 4th.", "2023.reports", "the 4th CIFTIS"),
        ("Compare the contract volume of 2023 and the 4th.", "4th.contract-value", "the 2023 CIFTIS"),
        ("Compare the minister counselors of 2023 and the 4th.", "4th.minister-counselors", "the 2023 CIFTIS"),
        broken(REPORTS, "How many more reports in 2023 than at the 4th?", "2023.reports", "the 4th CIFTIS"),
    ],
)
def test_one_side_is_told_alone(question: str, stated: str, lacking: str, talk: Talk) -> None:
    """The side that is stated, that the other is not, and nothing computed."""
    reply = talk(question)

    assert stated in told(reply)
    assert () == reply.derived
    assert reply.comparability is not None
    assert "one_side_only" == reply.comparability.verdict
    assert lacking in reply.comparability.reason


@pytest.mark.parametrize(
    "question",
    [
        "Compare the area of 2023 and 2022.",
        "Compare the exhibitors of 2023 with the 3rd.",
        "area 2023 vs the 1st CIFTIS",
    ],
)
def test_a_session_only_referred_to_is_not_dropped(question: str, talk: Talk) -> None:
    """One side that nothing is stated of is said to be that."""
    reply = talk(question)

    assert () == reply.derived
    assert [] != [name for name in ("2022 CIFTIS", "3rd CIFTIS", "1st CIFTIS") if name in reply.answer]


def test_a_comparison_is_typed(talk: Talk) -> None:
    """Who draws a comparison gets the figures as numbers, with session, unit, qualifier and verdict."""
    (row,) = talk("How many contracts at the 4th against the achievements of 2023?").comparison

    assert [(331, "exactly"), (1100, "more_than")] == [(int(f.amount), str(f.qualifier)) for f in row.figures]
    assert ["ciftis-4", "ciftis-2023"] == [f.session for f in row.figures]
    assert ["contract", "achievement"] == [f.unit for f in row.figures]
    assert "not_comparable" == row.comparability.verdict


def test_what_one_side_lacks_is_typed(talk: Talk) -> None:
    """A figure that only one session states stands alone, with the name of the other session."""
    (row,) = talk("compare the authoritative reports of 2023 and the 4th").comparison

    assert ["2023.reports"] == [f.fact for f in row.figures]
    assert ("the 4th CIFTIS",) == row.lacking
    assert "one_side_only" == row.comparability.verdict
