"""A figure that no source states is computed, and told as what it is."""

import pytest

from tests.engine.cases import broken
from tests.engine.talk import Talk, told

EXHIBITORS = "2023.exhibitors-online 2023.exhibitors-offline"
REST = "what is denied is left out of the search, so that the whole is told for what is left of it"


@pytest.mark.parametrize(
    ("question", "value", "facts"),
    [
        # the session before
        ("How many countries hosted in 2022?", "71", "2023.countries 2023.countries-change"),
        ("How many countries took part the year before 2023?", "71", "2023.countries 2023.countries-change"),
        ("How many contracts did the 3rd CIFTIS sign?", "about 236 contracts", "4th.contracts 4th.contracts-change"),
        ("What was the contract volume of the 3rd session?", "about 81.52 billion USD",
         "4th.contract-value 4th.contract-value-change"),
        ("How many person-times did the 3rd session have?", "about 152,679 person-times",
         "4th.visits 4th.visits-change"),
        # what is left
        ("How many contracts were neither international nor from brother provinces?", "55 contracts",
         "4th.contracts 4th.international-contracts 4th.province-contracts"),
        ("How many contracts of the 4th were not international?", "210 contracts",
         "4th.contracts 4th.international-contracts"),
        ("How much volume remains without the international and the provincial projects?", "49.7 billion USD",
         "4th.contract-value 4th.international-contract-value 4th.province-contract-value"),
        broken(REST, "How many of the offline exhibitors were not Fortune 500 companies?", "about 1,900 exhibitors",
         "2023.exhibitors-offline 2023.fortune-500"),
        ("How many of the 25 buyers are not named?", "22", "4th.digital-buyers 4th.digital-buyers-named"),
        # averages
        ("What is the average value per contract at the 4th?", "about 305.38 million USD per contract",
         "4th.contract-value 4th.contracts"),
        ("Average contract value at the 4th?", "about 305.38 million USD per contract",
         "4th.contract-value 4th.contracts"),
        ("What is the average value per international contract?", "about 164.3 million USD per contract",
         "4th.international-contract-value 4th.international-contracts"),
        ("How many visitors per square meter were there in 2023?", "less than 1.81 people per square meter",
         "2023.attendees 2023.area"),
        ("What was the value per agreement at the international exhibition site?",
         "at least about 846,154 USD per agreement", "4th.site-value 4th.site-agreements"),
        # shares
        ("What percentage of the exhibitors were online in 2023?", "about 73.6%", EXHIBITORS),
        ("What share of the number of contracts was international at the 4th?", "about 36.6%",
         "4th.international-contracts 4th.contracts"),
        ("What percentage of the contracts were international?", "about 36.6%",
         "4th.international-contracts 4th.contracts"),
        # totals
        ("How many exhibitors in total, online and offline, in 2023?", "more than 9,100 exhibitors", EXHIBITORS),
        ("How many guests of rank in total, on site and online?", "less than 1,100 people",
         "2023.dignitaries-on-site 2023.dignitaries-online"),
        ("What is the total of high-level and special forums in 2023?", "112",
         "2023.forums-high-level 2023.forums-special"),
        ("What is the total number of minister counselors and commercial counselors?", "8",
         "4th.minister-counselors 4th.commercial-counselors"),
        ("What is the total volume of the international and the provincial contract projects?",
               "51.38 billion USD",
         "4th.international-contract-value 4th.province-contract-value"),
        # within a session and over the years
        ("How many more special forums than high-level forums in 2023?", "92",
         "2023.forums-special 2023.forums-high-level"),
        ("How much did the courier contracts grow from the 3rd to the 4th?",
               "more than 50 billion yuan", "3rd.courier 4th.courier"),
        ("Did the courier contracts double from the 3rd to the 4th?", "more than 2", "3rd.courier 4th.courier"),
        ("By how much did the courier contracts grow from the 1st to the 3rd?", "45 billion yuan",
         "1st.courier 3rd.courier"),
    ],
)  # fmt: skip
def test_a_figure_is_computed(question: str, value: str, facts: str, talk: Talk) -> None:
    """A figure that no source states has its bound and unit, its expression in the reply, and its operands cited."""
    reply = talk(question)
    rows = {row.value: row for row in reply.derived}

    assert value in rows
    assert set(facts.split()) == set(rows[value].from_)
    assert rows[value].expression in reply.answer
    assert set(facts.split()) <= told(reply)
    assert reply.caveats


@pytest.mark.parametrize(
    "question",
    [
        "Add the 36 billion yuan and the 11 million dollars.",
        "How much is 101.08 billion USD plus 36 billion yuan?",
        "What is the total of the courier contracts and the contract volume at the 4th?",
        "Compare the courier volume with the contract volume at the 4th.",
        "What is the difference between the volume signed onsite by the domestic delegations and the volume at the "
        "international exhibition site?",
        "Is the Seven Star agreement bigger than the international contract volume?",
        "How many times the site volume is the courier volume at the 4th?",
        "What share of the contract volume were the courier contracts at the 4th?",
    ],
)
def test_currencies_are_never_mixed(question: str, talk: Talk) -> None:
    """Dollars and yuan are neither added, subtracted, divided nor ranked."""
    assert () == talk(question).derived


@pytest.mark.parametrize(
    "question",
    [
        "What is the sum of the contracts and the countries at the 4th?",
        "How many more exhibitors than achievements in 2023?",
        "Add the forums and the exhibitors of 2023.",
        "What is the total of the exhibition area and the attendance in 2023?",
    ],
)
def test_units_are_never_mixed(question: str, talk: Talk) -> None:
    """Contracts and countries, exhibitors and achievements: no figure comes of them."""
    assert () == talk(question).derived
