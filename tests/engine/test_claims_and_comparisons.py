"""Claims are verified, not swallowed; figures are compared as far as they count the same thing, and computed as what
it is."""

import pytest

from tests.engine.cases import broken
from tests.engine.talk import Talk, figures, told

AREAS = {"2023.area", "4th.area"}
EXHIBITORS = "2023.exhibitors-online 2023.exhibitors-offline"

POLAR = "a question for yes or no is answered with the figure, and neither confirmed nor corrected"
PASSAGE = "any figure of the same passage confirms a claim about another"
BOUND = "exactly, at least, more than and all are not checked against the figure and its bound"
UNIT = "people in a claim are confirmed by person-times"
DAY = "a claim with another day is refused instead of corrected"
PARTIES = "two facts that each name one of the parties confirm that they go together"
DIRECTION = "whether it was more or less is not checked against two figures"
DOLLARS = "finds the number of the projects in the place of their volume, and then no rival for the dollars"
REPORTS = "reports is taken for a filling word outside of how many reports, so that nothing is asked"
GROWTH = "the stated growth against the 3rd session is told as if from the 4th to 2023"
REFERRED = "a side of which nothing is stated is dropped without a word if no document reports on its session"
PERCENT = "difference and ratio alone; no change in percent is computed over two sessions"
LEAPFROG = "grow finds the statement of the leapfrog in the place of the figure"
REST = "were not opens a question for yes or no, and denies nothing"
AVERAGE = "an average of a value alone does not look for the count of its population"
SHARES = "the share of the volume is told for the share of the number"
SUM = "the parts of the sum are not found as volumes"


# -- Claims ------------------------------------------------------------------------------------------------------------


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
        ("Is it true that eight countries hosted for the first time?", "2023.first-time"),
        ("Is it true that 8 countries hosted for the first time?", "2023.first-time"),
        ("Is it true that the guest of honour was the United Kingdom?", "2023.guest-of-honour"),
        broken(POLAR, "Did Zigong sign with Longley?", "4th.zigong-longley"),
        ("Is it true that the 2023 CIFTIS closed on Sept 6?", "2023.closing-date"),
        ("Is it true that Henriette Reker led the delegation for four consecutive times?", "4th.reker-delegations"),
        ("Is it true that the Seven Star deal was worth 20 billion yuan?", "4th.seven-star-jinquan"),
        broken(BOUND, "Is it true that at least 2,000 exhibitors were offline in 2023?", "2023.exhibitors-offline"),
        broken(BOUND, "Is it true that more than 300 contracts were signed at the 4th?", "4th.contracts"),
        broken(
            BOUND,
            "Is it true that the courier contracts of the 4th were worth more than 100 billion yuan?",
            "4th.courier",
        ),
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
        broken(PASSAGE, "Is it true that the 2023 CIFTIS had 2,400 online exhibitors?", "more than 6,700"),
        broken(PASSAGE, "Is it true that contracts rose by 24% at the 4th?", "40%"),
        broken(PASSAGE, "Is it true that 800 guests joined online in 2023?", "300"),
        broken(PASSAGE, "Is it true that there were 102 high-level forums?", "10"),
        broken(
            PASSAGE,
            "Is it true that the courier contracts of the 4th were worth 50 billion yuan?",
            "more than 100 billion",
        ),
        broken(PASSAGE, "Is it true that 60 buyers published demands?", "25"),
        # another session's
        ("The 2023 CIFTIS signed 331 contracts, correct?", "the 4th CIFTIS signed 331 contracts"),
        ("So 2023 had 331 contracts?", "the 4th CIFTIS signed 331 contracts"),
        ("Is it true that the exhibition area of the 4th was 155,000 square meters?", "50,000"),
        ("Is it true that the exhibition area in 2023 was 50,000 square meters?", "155,000"),
        ("Is it true that visits rose by 12% in 2023?", "the 4th CIFTIS"),
        ("Did the 2023 CIFTIS sign contracts worth 101.08 billion USD?", "the 4th CIFTIS"),
        # another currency
        ("Was the contract volume of the 4th 101.08 billion yuan?", "101.08 billion USD"),
        broken(
            DOLLARS,
            "Is it true that the domestic delegations signed more than 36 billion dollars onsite?",
            "36 billion Yuan",
        ),
        ("Is it true that the Seven Star deal was worth 20 billion dollars?", "20 billion Yuan"),
        ("Is it true that the courier contracts of the 4th were worth 100 billion USD?", "100 billion Yuan"),
        # the other direction
        ("Is it true that the number of contracts fell by 40% at the 4th?", "up 40%"),
        broken(POLAR, "Did the number of contracts drop by 40% at the 4th?", "up 40%"),
        broken(POLAR, "Did visits fall by 12% at the 4th?", "higher"),
        broken(DIRECTION, "Is it true that fewer countries hosted in 2023 than the year before?", "up 12"),
        # people for person-times
        broken(UNIT, "Is it true that 171,000 people attended the 4th CIFTIS?", "person-times"),
        ("Is it true that 280,000 people attended the 4th CIFTIS?", "171,000 person-times"),
        # a bound that is not the source's
        broken(BOUND, "Is it true that exactly 280,000 people attended in 2023?", "nearly 280,000"),
        broken(BOUND, "Is it true that there were exactly 1,100 achievements in 2023?", "more than 1,100"),
        broken(BOUND, "Is it true that more than 300,000 people attended in 2023?", "nearly 280,000"),
        broken(BOUND, "Is it true that all contracts of the 4th were international?", "121"),
        # other names and days
        ("Is it true that the guest of honour was France?", "United Kingdom"),
        ("Is it true that Henriette Reker is mayor of Berlin?", "Cologne"),
        broken(DAY, "Is it true that the 2023 CIFTIS closed on Sept 7?", "Sept 6"),
        broken(POLAR, "Did Zigong sign with the American Festival Celebration Company?", "Longley"),
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


@pytest.mark.parametrize(
    "claim",
    [
        "Is it true that the 4th CIFTIS had 126 exhibitors?",
        "Is it true that the 2023 CIFTIS was held in Shanghai?",
        "Is it true that tickets cost 50 yuan?",
        "Is it true that Tesla exhibited in 2023?",
        "Is it true that the 4th CIFTIS closed on Sept 6?",
        broken(GROWTH, "Did attendance grow from the 4th to 2023?"),
        "Is it true that attendance grew by 109,000 from the 4th to 2023?",
    ],
)
def test_an_unsupported_claim_is_neither_right_nor_wrong(claim: str, talk: Talk) -> None:
    """What the sources do not state, or do not make comparable, is not confirmed."""
    reply = talk(claim)

    assert not reply.answer.startswith("Yes.")
    assert reply.status == "not_found" or reply.comparability is not None or reply.answer.startswith("No.")


# -- Comparisons -------------------------------------------------------------------------------------------------------


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
        broken(PERCENT, "By how many percent was the exhibition area of 2023 larger than that of the 4th?"),
        broken(PERCENT, "Percentage change of the exhibition area from the 4th to 2023?"),
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
        broken(GROWTH, "By how much did attendance grow from the 4th to 2023?"),
        broken(GROWTH, "Did attendance grow from the 4th to 2023?"),
        "What is the difference between the person-times of the 4th and the attendance of 2023?",
        "Subtract 171,000 person-times from 280,000 people.",
        "How many times the person-times of the 4th is the attendance of 2023?",
        broken(GROWTH, "How many percent more visitors came in 2023 than to the 4th?"),
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
        broken(REFERRED, "Compare the area of 2023 and 2022."),
        broken(REFERRED, "Compare the exhibitors of 2023 with the 3rd."),
        broken(REFERRED, "area 2023 vs the 1st CIFTIS"),
    ],
)
def test_a_session_only_referred_to_is_not_dropped(question: str, talk: Talk) -> None:
    """One side that nothing is stated of is said to be that."""
    reply = talk(question)

    assert () == reply.derived
    assert [] != [name for name in ("2022 CIFTIS", "3rd CIFTIS", "1st CIFTIS") if name in reply.answer]


# -- Arithmetic --------------------------------------------------------------------------------------------------------


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
        broken(REST, "How many contracts of the 4th were not international?", "210 contracts",
         "4th.contracts 4th.international-contracts"),
        ("How much volume remains without the international and the provincial projects?", "49.7 billion USD",
         "4th.contract-value 4th.international-contract-value 4th.province-contract-value"),
        broken(REST, "How many of the offline exhibitors were not Fortune 500 companies?", "about 1,900 exhibitors",
         "2023.exhibitors-offline 2023.fortune-500"),
        ("How many of the 25 buyers are not named?", "22", "4th.digital-buyers 4th.digital-buyers-named"),
        # averages
        ("What is the average value per contract at the 4th?", "about 305.38 million USD per contract",
         "4th.contract-value 4th.contracts"),
        broken(AVERAGE, "Average contract value at the 4th?", "about 305.38 million USD per contract",
         "4th.contract-value 4th.contracts"),
        ("What is the average value per international contract?", "about 164.3 million USD per contract",
         "4th.international-contract-value 4th.international-contracts"),
        ("How many visitors per square meter were there in 2023?", "less than 1.81 people per square meter",
         "2023.attendees 2023.area"),
        ("What was the value per agreement at the international exhibition site?",
         "more than 846,153 USD per agreement", "4th.site-value 4th.site-agreements"),
        # shares
        ("What percentage of the exhibitors were online in 2023?", "about 73.6%", EXHIBITORS),
        broken(SHARES, "What share of the number of contracts was international at the 4th?", "about 36.6%",
         "4th.international-contracts 4th.contracts"),
        broken(SHARES, "What percentage of the contracts were international?", "about 36.6%",
         "4th.international-contracts 4th.contracts"),
        # totals
        ("How many exhibitors in total, online and offline, in 2023?", "more than 9,100 exhibitors", EXHIBITORS),
        ("How many guests of rank in total, on site and online?", "less than 1,100 people",
         "2023.dignitaries-on-site 2023.dignitaries-online"),
        ("What is the total of high-level and special forums in 2023?", "112",
         "2023.forums-high-level 2023.forums-special"),
        ("What is the total number of minister counselors and commercial counselors?", "8",
         "4th.minister-counselors 4th.commercial-counselors"),
        broken(SUM, "What is the total volume of the international and the provincial contract projects?",
               "51.38 billion USD",
         "4th.international-contract-value 4th.province-contract-value"),
        # within a session and over the years
        ("How many more special forums than high-level forums in 2023?", "92",
         "2023.forums-special 2023.forums-high-level"),
        broken(LEAPFROG, "How much did the courier contracts grow from the 3rd to the 4th?",
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
