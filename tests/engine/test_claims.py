"""Claims are verified, not swallowed."""

import pytest

from tests.engine.cases import broken
from tests.engine.talk import Talk, told

POLAR = "a question for yes or no is answered with the figure, and neither confirmed nor corrected"
PARTIES = "a claim with another party is refused instead of corrected"
BEFORE = "in a claim the year before is taken for the 4th session, and the stated change is not found"
DIRECTION = "whether it was more or less is not checked against two figures"
REPORTS = "reports is taken for a filling word outside of how many reports, so that nothing is asked"


@pytest.mark.parametrize(
    ("claim", "fact"),
    [
        ("The 4th CIFTIS signed 331 contracts, right?", "4th.contracts"),
        ("Is it true that the 4th CIFTIS signed 331 contracts?", "4th.contracts"),
        ("Can you confirm that over 2,400 exhibitors were offline in 2023?", "2023.exhibitors-offline"),
        ("Is it true that nearly 280,000 people attended in 2023?", "2023.attendees"),
        ("Our draft says the exhibition area of 2023 was 155,000 square meters. Correct?", "2023.area"),
        ("Is it true that contracts rose by 40% at the 4th?", "4th.contracts-change"),
        ("Is it true that the contract volume rose by 24% at the 4th?", "4th.contract-value-change"),
        ("Is it true that the contract volume of the 4th was 101.08 billion USD?", "4th.contract-value"),
        ("Did contracts rise 40% and their value 24% at the 4th?", "4th.contract-value-change"),
        ("2,400 offline and 6,700 online exhibitors in 2023, right?", "2023.exhibitors-online"),
        ("Did 75 companies present 139 achievements?", "2023.presented-achievements"),
        ("Is it true that eight countries hosted for the first time?", "2023.first-time"),
        ("Is it true that 8 countries hosted for the first time?", "2023.first-time"),
        ("Is it true that the guest of honour was the United Kingdom?", "2023.guest-of-honour"),
        broken(POLAR, "Did Zigong sign with Longley?", "4th.zigong-longley"),
        ("Is it true that the 2023 CIFTIS closed on Sept 6?", "2023.closing-date"),
        ("Is it true that Henriette Reker led the delegation for four consecutive times?", "4th.reker-delegations"),
        ("Is it true that the Seven Star deal was worth 20 billion yuan?", "4th.seven-star-jinquan"),
        ("Is it true that at least 2,000 exhibitors were offline in 2023?", "2023.exhibitors-offline"),
        ("Is it true that more than 300 contracts were signed at the 4th?", "4th.contracts"),
        ("Is it true that the courier contracts of the 4th were worth more than 100 billion yuan?", "4th.courier"),
    ],
)
def test_a_right_claim_is_confirmed(claim: str, fact: str, talk: Talk) -> None:
    """Yes, with the figure as the source states it."""
    reply = talk(claim)

    assert ("answered", "Yes.") == (reply.status, reply.answer[:4])
    assert fact in told(reply)


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        # another figure
        ("Is it true that the 4th CIFTIS signed 400 contracts?", "331"),
        ("Is it true that 155 contracts were international at the 4th?", "121"),
        ("Is it true that nine countries hosted for the first time?", "Eight"),
        ("Is it true that 15 companies presented achievements in 2023?", "75"),
        ("Is it true that Henriette Reker led the delegation five times?", "four consecutive times"),
        ("Is it true that contracts rose by 12% at the 4th?", "40%"),
        ("Is it true that 3,100 exhibitors were online in 2023?", "more than 6,700"),
        broken(REPORTS, "Is it true that there were 1,000 reports in 2023?", "a hundred"),
        # the figure of something else in the same passage
        ("Is it true that the 2023 CIFTIS had 2,400 online exhibitors?", "more than 6,700"),
        ("Is it true that contracts rose by 24% at the 4th?", "40%"),
        ("Is it true that 800 guests joined online in 2023?", "300"),
        ("Is it true that there were 102 high-level forums?", "10"),
        ("Is it true that the courier contracts of the 4th were worth 50 billion yuan?", "more than 100 billion"),
        ("Is it true that 60 buyers published demands?", "25"),
        # each other's
        ("6,700 offline and 2,400 online exhibitors in 2023, right?", "over 2,400 offline"),
        ("Were there 72 sideline meetings and 18 promotion events?", "18 sideline meetings"),
        ("Did 139 companies present 75 achievements?", "139 achievements"),
        ("Did contracts rise 24% and their value 40% at the 4th?", "increased by 40%"),
        ("Is it right that the international share is 31% and the provincial 20%?", "20%"),
        ("Did the Cologne mayor lead a delegation three times?", "four"),
        # the other way
        ("Did contracts fall at the 4th?", "increased by 40%"),
        ("visits dropped at the 4th, correct?", "12% higher"),
        # another session's
        ("The 2023 CIFTIS signed 331 contracts, correct?", "the 4th CIFTIS signed 331 contracts"),
        ("So 2023 had 331 contracts?", "the 4th CIFTIS signed 331 contracts"),
        ("Is it true that the exhibition area of the 4th was 155,000 square meters?", "50,000"),
        ("Is it true that the exhibition area in 2023 was 50,000 square meters?", "155,000"),
        ("Is it true that visits rose by 12% in 2023?", "the 4th CIFTIS"),
        ("Did the 2023 CIFTIS sign contracts worth 101.08 billion USD?", "the 4th CIFTIS"),
        # another currency
        ("Was the contract volume of the 4th 101.08 billion yuan?", "101.08 billion USD"),
        (
            "Is it true that the domestic delegations signed more than 36 billion dollars onsite?",
            "36 billion Yuan",
        ),
        ("Is it true that the Seven Star deal was worth 20 billion dollars?", "20 billion Yuan"),
        ("Is it true that the courier contracts of the 4th were worth 100 billion USD?", "100 billion Yuan"),
        # the other direction
        ("Is it true that the number of contracts fell by 40% at the 4th?", "increased by 40%"),
        broken(POLAR, "Did the number of contracts drop by 40% at the 4th?", "up 40%"),
        ("Did visits fall by 12% at the 4th?", "higher"),
        broken(BEFORE, "Is it true that fewer countries hosted in 2023 than the year before?", "up 12"),
        # people for person-times
        ("Is it true that 280,000 people attended the 4th CIFTIS?", "171,000 person-times"),
        # a bound that is not the source's
        ("Is it true that exactly 280,000 people attended in 2023?", "nearly 280,000"),
        ("Is it true that there were exactly 1,100 achievements in 2023?", "more than 1,100"),
        ("Is it true that more than 300,000 people attended in 2023?", "nearly 280,000"),
        ("Is it true that all contracts of the 4th were international?", "121"),
        # other names and days
        ("Is it true that the guest of honour was France?", "United Kingdom"),
        ("Is it true that Henriette Reker is mayor of Berlin?", "Cologne"),
        ("Is it true that the 2023 CIFTIS closed on Sept 7?", "Sept 6"),
        broken(PARTIES, "Did Zigong sign with the American Festival Celebration Company?", "Longley"),
        broken(PARTIES, "Was the Seven Star agreement with Huawei?", "Jinquan"),
        # between sessions
        broken(DIRECTION, "Is it true that the exhibition area shrank from the 4th to 2023?", "155,000"),
    ],
)
def test_a_wrong_claim_is_corrected(claim: str, right: str, talk: Talk) -> None:
    """No, with the right figure and whose it is; not a plain statement that leaves the claim standing."""
    reply = talk(claim)

    assert ("answered", "No.") == (reply.status, reply.answer[:3])
    assert right.lower() in reply.answer.lower()
    assert reply.citations


def test_people_are_not_confirmed_by_person_times(talk: Talk) -> None:
    """Whether 171,000 people came is open: what is counted is said, and neither yes nor no."""
    reply = talk("Is it true that 171,000 people attended the 4th CIFTIS?")

    assert {"4th.visits"} == told(reply)
    assert "171,000 person-times (visits, not individual people)" in reply.answer
    assert not reply.answer.startswith(("Yes", "No"))


@pytest.mark.parametrize(
    "claim",
    [
        "Is it true that the 4th CIFTIS had 126 exhibitors?",
        "Is it true that the 2023 CIFTIS was held in Shanghai?",
        "Is it true that tickets cost 50 yuan?",
        "Is it true that Tesla exhibited in 2023?",
        "Is it true that the 4th CIFTIS closed on Sept 6?",
        "Did attendance grow from the 4th to 2023?",
        "Is it true that attendance grew by 109,000 from the 4th to 2023?",
    ],
)
def test_an_unsupported_claim_is_neither_right_nor_wrong(claim: str, talk: Talk) -> None:
    """What the sources do not state, or do not make comparable, is not confirmed."""
    reply = talk(claim)

    assert not reply.answer.startswith("Yes.")
    assert reply.status == "not_found" or reply.comparability is not None or reply.answer.startswith("No.")


@pytest.mark.parametrize(
    ("claim", "confirmed"),
    [
        ("Is it true that the International Maritime Organization held the signing ceremony in 2023?", False),
        ("Our draft says the Hague Convention was signed in 2023. Correct?", False),
        ("Is it true that the Beijing Convention on the Judicial Sale of Ships was signed in 2023?", True),
        ("Is It True That The 4th CIFTIS Signed 331 Contracts?", True),
    ],
)
def test_nothing_is_confirmed_of_a_name_that_no_passage_has(claim: str, confirmed: bool, talk: Talk) -> None:
    """Words that are known one by one may be the name of somebody else; capitals tell it."""
    assert confirmed == talk(claim).answer.startswith("Yes.")
