"""What is not stated is not answered: typed refusals that say what there is."""

import pytest

from facts.models import Quantity
from tests.engine.cases import LABELS, MEASURES, broken
from tests.engine.talk import Talk, figures, told

COUNTED = "the count, or the kinds, are told as if they answered who they are"

# -- Sessions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "session",
    ["the 5th CIFTIS", "the fifth session", "the tenth edition", "the 10th CIFTIS", "the 2019 CIFTIS", "the 2024 fair",
     "the 1999 session", "the 2nd CIFTIS", "the 21st edition"],
)  # fmt: skip
@pytest.mark.parametrize(
    "form",
    [
        "How many contracts did {} sign?",
        "What was the exhibition area of {}?",
        "{}: exhibitors?",
        "Who was the guest of honor of {}?",
        "Compare the area in 2023 and at {}.",
        "Is it true that {} signed 331 contracts?",
        "How many exhibitors were there in 2023? → and at {}?",
    ],
)
def test_a_session_that_no_source_covers_is_refused(session: str, form: str, talk: Talk) -> None:
    """The reply names the sessions that are covered, and states no fact of them in the place of the other."""
    reply = talk(form.format(session))

    assert ("not_found", "unknown_session") == (reply.status, reply.reason)
    assert "the 4th CIFTIS and the 2023 CIFTIS" in reply.answer
    assert set() == told(reply)


@pytest.mark.parametrize(
    "question",
    [
        "How many contracts did the 1st CIFTIS sign?",
        "What was the exhibition area of the 3rd session?",
        "How many exhibitors in 2022?",
        "theme of the 2022 fair?",
        "guest of honor at the 3rd CIFTIS",
    ],
)
def test_a_session_that_is_only_referred_to_has_what_is_stated_of_it(question: str, talk: Talk) -> None:
    """Of the 1st, the 3rd and the one of 2022 the sources state but a few facts; the others are not stated."""
    assert ("not_found", "not_stated") == (talk(question).status, talk(question).reason)


# -- Words that restrict -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    "word",
    ["Italian", "female", "robotics", "Zorblatt", "retired",
     "from Italy", "on the first day", "per day", "by Zorblatt Robotics", "in the mining sector"],
)  # fmt: skip
def test_a_word_that_nothing_explains_vetoes_the_figure(word: str, measure: str, talk: Talk) -> None:
    """However a question narrows a measure down, the figure of the whole is no answer."""
    label, before = LABELS[measure], word[0].isupper() or " " not in word
    for session in dict.fromkeys(fact.session for fact in talk.store.of(measure)):
        when = talk.desk.wording.session_id(session)
        question = f"How many {word} {label} at {when}?" if before else f"How many {label} {word} at {when}?"
        assert "answered" != talk(question).status


@pytest.mark.parametrize(
    "question",
    [
        "How many Italian exhibitors in 2023?",
        "How many exhibitors were Italian in 2023?",
        "Italian exhibitors 2023",
        "exhibitors in 2023 from Italy",
        "In 2023, of the exhibitors, how many were Italian?",
        "How many exhibitors in 2023 had Italian staff?",
        "How many contracts did women sign at the 4th CIFTIS?",
        "What was the outdoor exhibition area in 2023?",
        "How many square meters did robotics have in 2023?",
        "How many people attended on the first day in 2023?",
        "How many people attended per day in 2023?",
        "How many forums about medicine were there in 2023?",
        "How many English contracts at the 4th?",
        "How many contracts at the 4th were signed online?",
        "How many of the 331 contracts were about robots?",
        "How many countries from Africa hosted in 2023?",
        "How many African countries hosted in 2023?",
        "How many reports on robotics were released in 2023?",
        "How many ambassadors from Brazil came to the 4th?",
        "How many retired exhibitors in 2023?",
        "How many banned exhibitors in 2023?",
        "How many bankrupt or withdrawn exhibitors in 2023?",
        "How many rejected contracts at the 4th?",
        "How many returning exhibitors in 2023?",
        "What was the rented exhibition area in 2023?",
        "How many exhibitors on Sept 4 in 2023?",
        "How many people attended on Sept 3, 2023?",
        "How many contracts were signed on Sept 1 at the 4th?",
    ],
)
def test_restrictions_stand_anywhere(question: str, talk: Talk) -> None:
    """A restricting word is no less one before, behind or far from what it restricts."""
    assert "answered" != talk(question).status


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("How many Italian exhibitors in 2023?", "Italian"),
        ("How many exhibitors from Italy in 2023?", "Italy"),
        ("How many contracts did Siemens sign at the 4th?", "Siemens"),
        ("How many people attended on the first day in 2023?", "first day"),
    ],
)
def test_a_veto_names_the_word(question: str, word: str, talk: Talk) -> None:
    """The reply says which word it has nothing on, and what the sources do state, as such."""
    reply = talk(question)

    assert "not_stated" == reply.reason
    assert word in reply.answer
    assert "What they do state: " in reply.answer
    assert reply.citations


@pytest.mark.parametrize(
    ("question", "word"),
    [("Did online exhibitors fall in 2023?", "fall"), ("Did Gremio sign with Germany?", "Germany")],
)
def test_a_word_of_the_sources_is_not_said_to_be_unknown(question: str, word: str, talk: Talk) -> None:
    """What other facts explain does not fit here; that the sources say nothing about it would be wrong."""
    reply = talk(question)

    assert "not_found" == reply.status
    assert f'state nothing here on "{word}"' in reply.answer
    assert "say nothing about" not in reply.answer


def test_signs_that_cannot_be_shown_are_not_said_back(talk: Talk) -> None:
    """A direction mark or an escape inside a word stays out of the reply."""
    reply = talk("How many ital\u202eian exhibitors in 2023?")

    assert reply.answer.isprintable()


# -- Measures that a session lacks -------------------------------------------------------------------------------------


def lacking(talk: Talk, measure: str) -> list[str]:
    """The documented sessions that state nothing of a measure."""
    return [s.id for s in talk.store.documented if not talk.store.of(measure, s.id)]


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_that_a_session_lacks_is_refused(measure: str, talk: Talk) -> None:
    """The reply names the session asked for, and every figure that it tells instead is said to be another's; figures of
    the session itself are of other measures."""
    for session in lacking(talk, measure):
        when = talk.desk.wording.session_id(session)
        reply = talk(f"How many {LABELS[measure]} at {when}?")
        others = [fact for fact in reply.facts if fact.measure == measure]

        assert others == [] or reply.status != "answered"
        for fact in others:
            assert when in reply.answer
            assert talk.desk.wording.session_id(fact.session).lower() in reply.answer.lower()


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("How many contracts did the 2023 CIFTIS sign?", "4th.contracts"),
        ("What was the intentional contract volume in 2023?", "4th.contract-value"),
        ("How many person-times were there in 2023?", "4th.visits"),
        ("How many minister counselors came in 2023?", "4th.minister-counselors"),
        ("How many exhibitors were there at the 4th CIFTIS?", "2023.exhibitors-offline"),
        ("How many reports were released at the 4th CIFTIS?", "2023.reports"),
        ("What was the theme of the 4th CIFTIS?", "2023.theme"),
        ("Who was the guest of honor at the 4th?", "2023.guest-of-honour"),
        ("How many achievements did the 4th CIFTIS have?", "2023.achievements"),
        ("When did the 4th CIFTIS close?", "2023.closing-date"),
        ("address on the page about the 4th?", "2023.address"),
    ],
)
def test_what_the_other_session_states_is_told_as_such(question: str, fact: str, talk: Talk) -> None:
    """The refusal holds the other session's fact, with the session's name and a citation."""
    reply = talk(question)

    assert ("not_found", "not_stated") == (reply.status, reply.reason)
    assert fact in told(reply)
    assert talk.desk.wording.session_id(talk.store.facts[fact].session).lower() in reply.answer.lower()
    assert talk.store.facts[fact].citations[0].exact in {quote.quote for quote in reply.citations}


# -- Names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "Who is Henri Dupont?",
        "What did Zorblatt Industries sign at the 4th CIFTIS?",
        "Which agreement did Siemens reach?",
        "With whom did Volkswagen sign?",
        "Did Tesla attend the 2023 CIFTIS?",
        "Did Brazil sign the Beijing Convention?",
        "Was Microsoft among the buyers?",
        "What did Maria Gonzalez promote?",
        "How many contracts did Airbus sign?",
        "Who led the delegation of Hamburg?",
        "What about Kaunas Zorblatt College?",
    ],
)
def test_a_name_that_no_source_holds_is_not_answered(question: str, talk: Talk) -> None:
    """Nothing is said of who is not named, and a claim about them is not confirmed."""
    reply = talk(question)
    assert reply.status == "not_found" or reply.answer.startswith("No.")


@pytest.mark.parametrize(
    "question",
    [
        "What are the names of the three minister counselors?",
        "Name the 121 international contract projects.",
        "List the 155 projects of brother provinces and cities.",
        "Which companies are the Fortune Global 500 exhibitors?",
        "What are the names of the 500 Fortune Global companies?",
        "What are the titles of the high-level forums in 2023?",
        "List the 102 special forums.",
        "List the 14 delegations at ministerial level.",
        "Name the 75 companies and institutions.",
        "Name the 42 countries of the ministerial guests.",
        "Name the 30 service procurement demands.",
        "Which countries hosted for the first time in 2023?",
        broken(COUNTED, "Which countries do the other 17 ambassadors represent?"),
        "Who are the commercial counselors?",
        "Name the 331 contracts.",
        "What are the names of the 126 countries of the merchants?",
    ],
)
def test_what_is_only_counted_has_no_names(question: str, talk: Talk) -> None:
    """Titles and names that the sources do not list are not stated."""
    assert ("not_found", "not_stated") == (talk(question).status, talk(question).reason)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Name all 15 countries that signed the Beijing Convention.", "Switzerland, Singapore, and Saudi Arabia"),
        ("Name the 25 buyers in the digital content field.", "Huawei, Google, and CCTV Animation"),
        ("Which agreements were reached at the international exhibition site?", "Gremio football training cooperation"),
        ("Which reports were released in 2023?", "China Service Trade Development Report"),
        ("Which reports were released in 2023?", "World Tourism City Development Report"),
        ("What are the titles of the reports?", "Digital Trade Development and Cooperation Report"),
    ],
)
def test_what_is_partly_named_is_told_as_far_as_it_is(question: str, named: str, talk: Talk) -> None:
    """The names that the sources give as examples are told."""
    assert named in talk(question).answer


@pytest.mark.parametrize(
    "question",
    [
        "In which year was the 4th CIFTIS held?",
        "When was the 4th CIFTIS?",
        "On which dates was the 4th CIFTIS held?",
        "When did the 2023 CIFTIS open?",
        "How many ambassadors came to the 4th CIFTIS in total?",
    ],
)
def test_what_the_sources_leave_open_stays_open(question: str, talk: Talk) -> None:
    """The year and the dates of the 4th session and the total of the ambassadors are stated nowhere."""
    reply = talk(question)
    assert reply.status == "not_found" or not reply.derived
    assert set() == figures(talk.without_sessions(reply.answer)) & {"2018", "2019", "2016", "19", "2"}


# -- Blank fields ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("What is the email address?", "Email"),
        ("e-mail?", "Email"),
        ("How can I write an email to the organizers?", "Email"),
        ("What is the phone number on the page?", "TEL"),
        ("telephone number 2023", "TEL"),
        ("fax number?", "FAX"),
        ("Is there a fax number?", "FAX"),
        ("Who are the permanent supporters?", "Permanent Supporters"),
        ("Name the permanent supporters of the 4th CIFTIS.", "Permanent Supporters"),
        ("How many permanent supporters are there?", "Permanent Supporters"),
    ],
)
def test_a_label_without_a_value_is_told_as_such(question: str, label: str, talk: Talk) -> None:
    """The page prints the label and nothing behind it: not stated, with the label quoted."""
    reply = talk(question)

    assert ("not_found", "not_stated") == (reply.status, reply.reason)
    assert f'"{label}"' in reply.answer
    assert label in {quote.quote for quote in reply.citations}


def test_every_measure_is_stated_somewhere(talk: Talk) -> None:
    """No measure is without a figure, so that each case above has one to withhold."""
    assert [] == [one for one in MEASURES if not any(isinstance(f.value, Quantity) for f in talk.store.of(one))]


@pytest.mark.parametrize(
    "question",
    [
        "Who painted the lanterns of Zigong?",
        "Who designed the pavilion of the UK in 2023?",
        "Who flew Reker to the fair?",
    ],
)
def test_what_somebody_is_said_to_have_done_must_be_stated(question: str, talk: Talk) -> None:
    """A verb right behind "who" is what is asked, whatever else of the question is known."""
    assert talk(question).status == "not_found"


@pytest.mark.parametrize("question", ["What is the revenue of Ebara?", "Who is the lawyer behind Standard Chartered?"])
def test_what_is_asked_of_a_name_is_not_passed_over(question: str, talk: Talk) -> None:
    """A word that the question asks for is no aside, also where filling words stand between."""
    assert talk(question).status == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "What is the contract volume of the 4th in yuan?",
        "contract volume 4th in RMB",
        "convert the contract volume of the 4th to yuan",
    ],
)
def test_a_sum_in_another_currency_is_not_answered_with_other_sums(question: str, talk: Talk) -> None:
    """The source gives it in dollars, and no rate: that is told, and no sum of something else."""
    reply = talk(question)

    assert ("not_found", {"4th.contract-value"}) == (reply.status, told(reply))
