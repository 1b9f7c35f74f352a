"""What buttons and links show, and what replies offer."""

import pytest

from bot.actions import MOST_FACTS, Action, by_token, token
from bot.answer import Answer
from bot.compose import quotes
from bot.conversation import Context
from bot.fact_sheet import page
from bot.offers import offers, sheets
from bot.passages import passages, widened
from bot.pipeline import Desk, ask
from bot.views import view
from facts.models import Blank, Fact


def stated(desk: Desk) -> list[Fact]:
    """Every fact that says something."""
    return [fact for fact in desk.targets.store.facts.values() if not isinstance(fact.value, Blank)]


def answer_to(question: str, desk: Desk) -> Answer:
    return ask(question, Context(), 0, desk)[0]


def offered(answer: Answer, desk: Desk, label: str) -> Action:
    """The action of the button that says ``label``."""
    return next(offer.action for offer in offers(answer, desk) if offer.label == label)


def shown(action: Action, desk: Desk) -> Answer:
    return view(action, 0, desk)[0]


def test_a_token_names_one_fact(desk: Desk) -> None:
    """Each fact has a token of its own, of six characters that a link can carry."""
    tokens = by_token(desk.targets.store.facts)
    assert len(tokens) == len(desk.targets.store.facts)
    assert all(len(one) == 6 and one.replace("-", "").replace("_", "").isalnum() for one in tokens)


def test_a_shared_token_names_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of facts whose tokens are the same, a button shows none rather than the wrong one."""
    monkeypatch.setattr("bot.actions.LENGTH", 1)
    names = [str(number) for number in range(100)]
    found = by_token(names)
    assert len(found) < 64
    assert all(token(name) == short for short, name in found.items())


def test_every_offer_shows_something(desk: Desk) -> None:
    """Whatever can be pressed below the answer of any fact, and below what that shows, leads to an answer with a
    passage.
    """
    for fact in stated(desk):
        first = shown(Action("facts", "en", (token(fact.id),)), desk)
        assert first.answer == desk.wording.sentence(fact)
        for offer in offers(first, desk):
            second = shown(offer.action, desk)
            assert (second.status, bool(second.citations)) == ("answered", True), (fact.id, offer)
            for further in offers(second, desk, offer.action):
                assert shown(further.action, desk).citations, (fact.id, offer, further)


def test_a_comparison_is_offered_where_there_is_one(desk: Desk) -> None:
    """What "Compare" shows sets the fact beside a figure of another session; without one, it is not offered."""
    for fact in stated(desk):
        answer = shown(Action("facts", "en", (token(fact.id),)), desk)
        found = [offer.action for offer in offers(answer, desk) if offer.action.kind == "compare"]
        for action in found:
            figures = [figure for row in shown(action, desk).comparison for figure in row.figures]
            assert fact.id in {figure.fact for figure in figures}
            assert len({figure.session for figure in figures}) == 2


@pytest.mark.parametrize(
    "question",
    [
        "compare offline and online exhibitors 2023",
        "4th vs 2023 area",
        "compare visitors",
        "compare area and contracts of both sessions",
        "compare the two sessions",
        "对比两届",
    ],
)
def test_a_comparison_is_rebuilt_from_its_facts(desk: Desk, question: str) -> None:
    """The picture of a comparison, whatever the words that asked for it, is that of the same figures, side by side as
    they were told, all of them.
    """
    answer, context = ask(question, Context(), 0, desk)
    assert desk.speaking
    own = desk.speaking(context.language)
    found = {offer.action.kind: offer.action for offer in offers(answer, own)}
    again = shown(found["chart"], own)
    assert [row.figures for row in again.comparison] == [row.figures for row in answer.comparison]
    cited = {quote.quote for quote in shown(found.get("cite") or found["source"], own).citations}
    assert cited == {quote.quote for quote in answer.citations}


def test_the_other_session_is_offered(desk: Desk) -> None:
    """A figure of one session offers that of the other one, and that the first."""
    first = answer_to("exhibition area 2023", desk)
    second = shown(offered(first, desk, "Other session"), desk)
    assert second.sessions == ("ciftis-4",)
    assert shown(offered(second, desk, "Other session"), desk).answer == first.answer


def test_back_leads_to_the_answer(desk: Desk) -> None:
    """Behind a passage or a comparison, one button leads back to the same answer."""
    answer = answer_to("exhibitors 2023", desk)
    source = offered(answer, desk, "Source")
    back = next(offer for offer in offers(shown(source, desk), desk, source) if offer.action.kind == "facts")
    assert shown(back.action, desk).answer == answer.answer


def test_each_choice_has_a_button(desk: Desk) -> None:
    """Where it asks which is meant, each button says a choice and shows it."""
    answer = answer_to("digital", desk)
    assert answer.status == "clarify"
    found = offers(answer, desk)
    assert [offer.label for offer in found] == list(answer.choices)
    for offer in found:
        assert offer.label in {fact.label for fact in shown(offer.action, desk).facts}


def test_a_conversation_goes_on_from_what_is_shown(desk: Desk) -> None:
    """A follow-up to a button's answer is understood as behind a question."""
    _, context = view(Action("facts", "en", (token("2023.exhibitors-offline"),)), 0, desk)
    assert context
    assert ask("and online?", context, 0, desk)[0].answer == "The 2023 CIFTIS had more than 6,700 online exhibitors."


@pytest.mark.parametrize(
    "action",
    [
        Action("facts", "en", ("AAAAAA",)),
        Action("source", "en", (token("2023.area"), "AAAAAA")),
        Action("facts", "en"),
        Action("sheet", "en", session="AAAAAA"),
    ],
)
def test_what_is_gone_is_said_to_be(desk: Desk, action: Action) -> None:
    """A button about a fact that the corpus has lost shows nothing in its place."""
    answer, context = view(action, 0, desk)
    assert (answer.status, answer.facts, context) == ("chat", (), None)
    assert "ask again" in answer.answer
    assert offers(answer, desk, action) == () or action.kind == "sheet"


def test_an_action_is_about_as_many_facts_as_a_button_holds(desk: Desk) -> None:
    """No offer is about more facts than have room, whatever was asked."""
    for question in ("Give me an overview", "key figures", "agreements", "who signed"):
        for offer in offers(answer_to(question, desk), desk):
            assert len(offer.action.facts) <= MOST_FACTS


@pytest.mark.parametrize("session", ["ciftis-2023", "ciftis-4"])
def test_a_fact_sheet_holds_every_fact_once(desk: Desk, session: str) -> None:
    """The pages of a session's sheet hold all that is stated of it, each fact once, and no page is long."""
    count = page(session, 1, desk).of
    pages = [page(session, number, desk) for number in range(1, count + 1)]
    found = [fact.id for one in pages for fact in one.facts]
    assert sorted(found) == sorted(fact.id for fact in stated(desk) if fact.session == session)
    assert max(len(one.facts) for one in pages) <= 8
    assert page(session, 0, desk) == pages[0]
    assert page(session, 9999, desk) == pages[-1]


def test_a_fact_sheet_is_paged(desk: Desk) -> None:
    """Each page leads to its neighbours and to the sheets of the other sessions."""
    sheet: Action | None = next(offer.action for offer in sheets(desk) if "2023" in offer.label)
    seen: list[str] = []
    while sheet:
        answer = shown(sheet, desk)
        labels = {offer.label: offer.action for offer in offers(answer, desk, sheet)}
        assert "Facts of the 4th CIFTIS" in labels
        assert (desk.wording.say("offers.previous") in labels) == bool(seen)
        seen.append(answer.answer)
        sheet = labels.get(desk.wording.say("offers.next"))
    assert len(set(seen)) == page("ciftis-2023", 1, desk).of


def test_a_passage_stands_in_its_paragraph(desk: Desk) -> None:
    """Every quote is shown with what stands around it in its paragraph, in whole sentences."""
    for fact in stated(desk):
        for quote in quotes([fact], desk.wording):
            text = desk.targets.store.texts[quote.source]
            first, last = widened((quote.start, quote.end), text)
            assert first <= quote.start
            assert quote.end <= last
            assert "\n" not in text[first : quote.start] + text[quote.end : last]
            before, behind = text[:first], text[last:]
            lines = before[len(before.rstrip()) :]
            assert first == quote.start or not before or "\n" in lines or before.rstrip()[-1] in '.!?;"”'
            assert last == quote.end or text[last - 1] in '.!?;"”' or behind[:1] in ("", "\n")


def test_the_quotes_are_marked_in_their_passages(desk: Desk) -> None:
    """What is marked in a passage, verbatim of the document, are the quotes of the facts and nothing else."""
    for fact in stated(desk):
        answer = passages([fact], desk.wording)
        for passage in answer.passages:
            assert any(passage.text in text for text in desk.targets.store.texts.values())
        marked = {passage.text[start:end] for passage in answer.passages for start, end in passage.marks}
        assert all(any(quote.quote in mark for mark in marked) for quote in answer.citations)
        assert all(any(quote.quote in mark for quote in answer.citations) for mark in marked)


def test_passages_within_others_are_shown_once(desk: Desk) -> None:
    """Facts of one paragraph show it once, with both quotes marked, the document, its publisher and the places."""
    names = ("2023.exhibitors-offline", "2023.attendees")
    answer = passages([desk.targets.store.facts[name] for name in names], desk.wording)
    (passage,) = answer.passages
    assert [passage.text[start:end] for start, end in passage.marks] == [
        "There were over 2,400 offline and more than 6,700 online exhibitors.",
        "As of noon on Sept 6, nearly 280,000 people had attended the event",
    ]
    (note,) = answer.caveats
    assert all(f"{quote.start}–{quote.end}" in note for quote in answer.citations)
    assert "Published by" in note


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("exhibition area 2023", "source"),
        ("exhibitors 2023", "source"),
        ("What share of the 331 contracts was international in the 4th?", "cite"),
        ("compare offline and online exhibitors 2023", "cite"),
        ("Is it true that 331 contracts were signed in 2023?", "cite"),
        ("How many Italian exhibitors?", "cite"),
    ],
)
def test_what_no_button_brings_back_stays(desk: Desk, question: str, kind: str) -> None:
    """Passages take the place of plain facts, to which a button leads back; other answers stay, and they come below."""
    assert offered(answer_to(question, desk), desk, "Source").kind == kind
