"""A follow-up edits the last question: it fills what is missing, and never what was said and not understood."""

import pytest

from bot.conversation import LIFETIME
from bot.neighbours import near
from tests.engine.cases import FACTS, TURN, broken
from tests.engine.talk import Talk, told

CONTRACTS = "How many contracts did the 4th CIFTIS sign?"
EXHIBITORS = "How many exhibitors were there in 2023?"
AREA = "What was the exhibition area in 2023?"
VOLUME = "What was the intentional contract volume of the 4th CIFTIS?"
MAYOR = "Who is the mayor of Cologne?"
BOTH = "2023.exhibitors-offline 2023.exhibitors-online"

OTHER = "the other ones asks for a remainder, and the last answer is told again"


@pytest.mark.parametrize(
    ("conversation", "facts"),
    [
        # another session
        (f"{AREA} → and at the 4th?", "4th.area"),
        (f"{AREA} → the 4th?", "4th.area"),
        (f"{AREA} → what about the 4th session?", "4th.area"),
        (f"{AREA} → and at the 4th? → and in 2023 again?", "2023.area"),
        # the nearest counterpart in another session
        (f"{CONTRACTS} → and in 2023?", "2023.achievements"),
        ("How many people attended in 2023? → and at the 4th?", "4th.visits"),
        ("How many special forums were there in 2023? → how about the 4th?", "4th.forums"),
        ("How many countries did the merchants of the 4th CIFTIS come from? → and in 2023?",
         "2023.countries 2023.dignitary-countries"),
        # another topic, the session kept
        (f"{EXHIBITORS} → and achievements?", "2023.achievements"),
        (f"{AREA} → and the theme?", "2023.theme"),
        ("What was the theme in 2023? → and the guest of honour?", "2023.guest-of-honour"),
        (f"{CONTRACTS} → and forums?", "4th.forums"),
        # another side of the same topic
        (f"{EXHIBITORS} → only the online ones", "2023.exhibitors-online"),
        (f"{EXHIBITORS} → and offline?", "2023.exhibitors-offline"),
        ("How many offline exhibitors were there in 2023? → and online?", "2023.exhibitors-online"),
        (f"{CONTRACTS} → how much were they worth?", "4th.contract-value"),
        (f"{VOLUME} → and how many contracts?", "4th.contracts"),
        (f"{CONTRACTS} → by how much did it grow?", "4th.contracts-change"),
        (f"{CONTRACTS} → and the international ones?", "4th.international-contracts"),
        (f"{CONTRACTS} → how many of them were international?", "4th.international-contracts"),
        (f"{CONTRACTS} → how much were they worth? → and how many of them were international?",
         "4th.international-contracts"),
        # pronouns
        (f"{MAYOR} → how often did she come?", "4th.reker-delegations"),
        (f"{MAYOR} → what did she promote?", "4th.reker-technology"),
        (f"{MAYOR} → which TV programme did she take part in?", "4th.reker-programme"),
        ("What did Zigong sign? → with whom did they sign it?", "4th.zigong-longley"),
        ("Who was the guest of honor in 2023? → how big was its delegation?", "2023.guest-delegation"),
        # the other one
        broken(OTHER, "How many offline exhibitors were there in 2023? → and the other ones?",
               "2023.exhibitors-online"),
        # the last answer
        (f"{CONTRACTS} → source?", "4th.contracts"),
        (f"{CONTRACTS} → are you sure?", "4th.contracts"),
        (f"{EXHIBITORS} → where does that come from?", BOTH),
        (f"{EXHIBITORS} → really?", BOTH),
        (f"{CONTRACTS} → and in 2023? → source?", "2023.achievements"),
        # a fresh full question inherits nothing
        (f"{EXHIBITORS} → How many contracts were signed?", "4th.contracts"),
        (f"{CONTRACTS} → {EXHIBITORS}", BOTH),
        (f"{MAYOR} → What was the theme?", "2023.theme"),
        (f"{CONTRACTS} → What was the exhibition area?", "4th.area 2023.area"),
        # a turn between that says nothing of the fair
        (f"{CONTRACTS} → thanks → and in 2023?", "2023.achievements"),
        (f"{AREA} → hello → and at the 4th?", "4th.area"),
        (f"{AREA} → help → and at the 4th?", "4th.area"),
    ],
)  # fmt: skip
def test_a_follow_up_is_understood(conversation: str, facts: str, talk: Talk) -> None:
    """The last message is answered with these facts and no others."""
    reply = talk(conversation)

    assert ("answered", set(facts.split())) == (reply.status, told(reply))


@pytest.mark.parametrize(
    "failed",
    [
        "blah zorblatt",
        "and at the 5th CIFTIS?",
        "how many Italian ones?",
        "why?",
        "asdf",
        "",
        "🎉",
        "capital of France?",
    ],
)
def test_a_failed_turn_costs_no_context(failed: str, talk: Talk) -> None:
    """What was talked about before is still there after a message that was not answered."""
    failure, after = talk.replies(TURN.join((CONTRACTS, failed, "how much were they worth?")))[1:]

    assert "answered" != failure.status
    assert {"4th.contract-value"} == told(after)


@pytest.mark.parametrize(
    "conversation",
    [
        f"{EXHIBITORS} → how many of them were Italian?",
        f"{EXHIBITORS} → and women?",
        f"{EXHIBITORS} → how many female ones?",
        f"{EXHIBITORS} → and robots?",
        f"{EXHIBITORS} → the Italian ones",
        f"{EXHIBITORS} → only from Zorblatt",
        f"{EXHIBITORS} → and per day?",
        f"{EXHIBITORS} → and on the first day?",
        f"{CONTRACTS} → and by Siemens?",
        f"{CONTRACTS} → how many were cancelled?",
        f"{MAYOR} → is she married?",
        f"{MAYOR} → how old is she?",
        f"{AREA} → and the parking area?",
        f"{AREA} → and the 5th?",
        f"{AREA} → and in 2019?",
        f"{CONTRACTS} → why?",
    ],
)
def test_what_was_not_understood_is_not_replaced(conversation: str, talk: Talk) -> None:
    """A word that nothing explains vetoes a follow-up as it does a question: the last answer is no answer to it."""
    assert "answered" != talk(conversation).status


@pytest.mark.parametrize(
    "conversation",
    [
        f"{VOLUME} → in yuan?",
        f"{VOLUME} → and in euros?",
        f"{VOLUME} → how much is that in RMB?",
        f"{VOLUME} → convert it to pounds",
        "How much did the domestic delegations sign onsite at the 4th? → in dollars?",
        "What were the courier contracts worth at the 4th? → and in USD?",
        "How much was the agreement of Seven Star worth? → and in dollars?",
    ],
)
def test_another_currency_is_refused(conversation: str, talk: Talk) -> None:
    """No rate is stated, so that an amount is not told in another currency, and no other amount in its place."""
    reply = talk(conversation)

    assert ("not_found", "not_stated") == (reply.status, reply.reason)
    assert () == reply.derived


@pytest.mark.parametrize(
    ("conversation", "value"),
    [
        (f"{AREA} → and the 4th? → what's the difference?", "105,000 square meters"),
        (f"{AREA} → compare with the 4th", "105,000 square meters"),
        (f"{AREA} → and against the 4th?", "105,000 square meters"),
        (f"{AREA} → and the 4th? → how many times larger?", "3.1"),
        ("How many offline exhibitors in 2023? → and online? → how many in total?", "more than 9,100 exhibitors"),
        ("How many offline exhibitors in 2023? → plus the online ones?", "more than 9,100 exhibitors"),
        (f"{EXHIBITORS} → in total?", "more than 9,100 exhibitors"),
        (f"{CONTRACTS} → how many percent of them were international?", "about 36.6%"),
        (f"{CONTRACTS} → and at the session before?", "about 236 contracts"),
        (f"{CONTRACTS} → what is the average value?", "about 305.38 million USD per contract"),
    ],
)
def test_a_follow_up_can_compute(conversation: str, value: str, talk: Talk) -> None:
    """What is asked of the figures told last is computed from them."""
    assert value in {row.value for row in talk(conversation).derived}


@pytest.mark.parametrize("follow_up", ["and at the 4th?", "source?", "and online?", "what's the difference?"])
def test_context_expires(follow_up: str, talk: Talk) -> None:
    """After half an hour a message goes on from nothing; a moment earlier it goes on."""
    conversation = TURN.join((AREA, follow_up))
    late = talk.replies(conversation, clock=lambda turn: turn * (LIFETIME + 1.0))[-1]
    in_time = talk.replies(conversation, clock=lambda turn: turn * float(LIFETIME))[-1]

    assert talk(follow_up) == late
    assert talk(conversation) == in_time


NO_TOPIC = (
    "how much was it worth?",
    "worth?",
    "in dollars?",
    "share?",
    "growth?",
    "how many?",
    "how many online?",
    "who signed it?",
    "with whom?",
    "when?",
    "where?",
    "names?",
    "which ones?",
    "which company?",
    "from which countries?",
    "what did they do?",
    "for example?",
)
"""Messages that ask something of whatever was told last."""


@pytest.mark.parametrize("follow_up", NO_TOPIC)
def test_what_names_no_topic_is_answered_near_what_was_told(follow_up: str, talk: Talk) -> None:
    """A message without a topic of its own goes on with the facts told last, those beside them, and what other sessions
    state of the like; nothing further off answers it ("worth?" behind an agreement without a price)."""
    store, far = talk.store, []
    for fact in FACTS:
        question = talk.desk.wording.question(store.facts[fact])
        if question:
            first, then = talk.replies(TURN.join((question, follow_up)))
            circle = near([store.facts[one] for one in told(first)], store)
            far += [(question, then.answer)] if then.status == "answered" and told(then) - circle else []

    assert [] == far


@pytest.mark.parametrize(
    ("conversation", "facts"),
    [
        # a session put in the place of one that the fact is not stated for
        ("What was the theme of the 4th session? → and of 2023?", "2023.theme"),
        ("How many exhibitors were at the 4th? → then 2023", BOTH),
        ("exhibition area in 2022? → ok, 2023 then", "2023.area"),
        # the session before or after
        ("courier contracts at the 3rd session? → and one session later?", "4th.courier"),
        ("courier contracts at the 4th session? → and the session before?", "3rd.courier"),
        # each of several figures
        ("How many contracts and how much money at the 4th? → growth of both?",
         "4th.contracts-change 4th.contract-value-change"),
        # the whole of a part
        ("How many first-time hosts in 2023? → out of how many?", "2023.countries"),
        ("How many new products in 2023? → out of how many achievements?", "2023.presented-achievements"),
        # one of a kind
        ("Tell me about the lantern deals → and the e-commerce one?", "4th.fujian-malaysia"),
        ("Who was at the digital content field of the 4th? → and the buyers?",
         "4th.digital-buyers 4th.digital-buyers-named"),
        # some of what was told
        ("How many countries took part? → 2023. Those hosting exhibitions and meetings officially.",
         "2023.countries"),
        # something else than what was told, though that mentions it, too
        ("How many countries did the merchants of the 4th come from? → and person-times?", "4th.visits"),
        ("How many companies presented achievements in 2023? → and how many new products?", "2023.new-products"),
        # what is set aside is no part of the question
        ("area of the 4th? → not the area, the forums", "4th.forums"),
    ],
)  # fmt: skip
def test_a_follow_up_finds_what_it_points_at(conversation: str, facts: str, talk: Talk) -> None:
    """The last message is answered with these facts at least, and with none of those told before them."""
    *_, before, reply = talk.replies(conversation)

    assert "answered" == reply.status
    assert set(facts.split()) <= told(reply)
    assert set() == told(reply) & told(before) - set(facts.split())


def test_another_session_is_said_to_be_one(talk: Talk) -> None:
    """What only another session states is told as such to who talks of this one."""
    answer = talk(f"{CONTRACTS} → exhibitors?").answer

    assert answer.startswith("The sources do not state this for the 4th CIFTIS. What they do state: The 2023 CIFTIS")


@pytest.mark.parametrize("text", ["source?", "are you sure?", "and in 2023?", "the other one?", "and online?", "she?"])
def test_a_follow_up_of_nothing_is_not_answered(text: str, talk: Talk) -> None:
    """A message that goes on from nothing says so instead of guessing."""
    reply = talk(text)

    assert "answered" != reply.status
    assert set() == told(reply)


@pytest.mark.parametrize(
    ("conversation", "said"),
    [
        (f"{AREA} → and at the 4th?", "the 4th CIFTIS"),
        (f"{AREA} → and the theme?", "the 2023 CIFTIS"),
        (f"{CONTRACTS} → and in 2023?", "the 2023 CIFTIS"),
        (f"{EXHIBITORS} → and online?", "the 2023 CIFTIS"),
    ],
)
def test_what_was_inherited_is_said(conversation: str, said: str, talk: Talk) -> None:
    """The reply names the session that a follow-up took over."""
    assert said.lower() in talk(conversation).answer.lower()


@pytest.mark.parametrize(
    ("conversation", "counterpart"),
    [
        (f"{CONTRACTS} → and in 2023?", "achievements"),
        ("How many special forums were there in 2023? → how about the 4th?", "122 forums and business talks"),
        ("How many countries did the merchants of the 4th CIFTIS come from? → and in 2023?", "hosted exhibitions"),
    ],
)
def test_a_counterpart_is_said_to_be_one(conversation: str, counterpart: str, talk: Talk) -> None:
    """Achievements in the place of contracts are not told as if they were contracts: those are said not to be
    stated."""
    before, _, after = talk(conversation).answer.partition("What they do state: ")

    assert "do not state this for the" in before
    assert counterpart in after


def test_visits_are_said_to_be_no_people(talk: Talk) -> None:
    """Person-times in the place of people are told with what they count."""
    reply = talk("How many people attended in 2023? → and at the 4th?")

    assert "171,000 person-times (visits, not individual people)" in reply.answer
