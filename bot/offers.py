"""What a reply offers to show next. Each offer is one that shows something: it is made from facts."""

from collections.abc import Sequence

from bot.actions import MOST_FACTS, Action, Kind, Offer, token
from bot.answer import Answer
from bot.compose import statement
from bot.fact_sheet import page
from bot.pipeline import Desk
from bot.views import has_counterpart, known_sessions, shared_by_all
from facts.models import Fact


def offers(answer: Answer, desk: Desk, after: Action | None = None) -> tuple[Offer, ...]:
    """What can be shown after ``answer``; ``after`` is the action that led to it, if it was not a question."""
    if answer.status == "clarify":
        rows = zip(answer.choices, answer.choice_facts, strict=False)
        return tuple(Offer(label, _about("facts", ids, desk)) for label, ids in rows)
    if after is not None and after.kind == "sheet":
        return _around(after, desk)
    if not answer.facts or answer.status == "chat":
        return ()
    ids = [fact.id for fact in answer.facts]
    facts = [desk.targets.store.facts[one] for one in ids]
    kind = after.kind if after else "facts"
    found = []
    if kind not in ("source", "cite"):
        whole = len(ids) <= MOST_FACTS and answer.answer == statement(facts, desk.wording)
        plain = kind != "facts" or whole
        found.append(_offer("source", ids, desk, "source" if plain else "cite"))  # no button leads back to the others
    compared = [figure.fact for row in answer.comparison if len(row.figures) > 1 for figure in row.figures]
    if compared:
        found += [] if kind == "chart" else [_offer("chart", compared, desk, "chart")]
    elif one := next((one for one in ids if has_counterpart(one, desk)), None):
        found += [_offer("compare", (one,), desk, "compare"), _offer("chart", (one,), desk, "chart")]
    elsewhere = _elsewhere(facts, desk)
    if elsewhere and not compared:
        found.append(_offer("other", elsewhere, desk, "facts"))
    if after is not None and after.facts and kind in ("source", "cite", "compare"):
        found.append(Offer(desk.wording.say("offers.back"), Action("facts", after.language, after.facts)))
    return tuple(found)


def passages_of(facts: Sequence[Fact], desk: Desk) -> tuple[Offer, ...]:
    """The passages behind facts told before; nothing for none."""
    return (_offer("passage", [fact.id for fact in facts], desk, "cite"),) if facts else ()


def sheets(desk: Desk) -> tuple[Offer, ...]:
    """The fact sheet of each session that a document reports on."""
    store = desk.targets.store
    return tuple(
        Offer(
            desk.wording.say("offers.sheet", session=desk.wording.session(one)),
            Action("sheet", desk.language, session=token(one.id)),
        )
        for one in store.latest
    )


def _elsewhere(facts: Sequence[Fact], desk: Desk) -> list[str]:
    """Ids of what other sessions state of the same, where all the facts are of one session."""
    here = {fact.session for fact in facts}
    if len(here) != 1:
        return []
    store = desk.targets.store
    rows = [f for one in facts for f in store.of(one.measure) if f.value.kind == one.value.kind]
    return list(dict.fromkeys(f.id for f in rows if f.session not in here))


def _around(sheet: Action, desk: Desk) -> tuple[Offer, ...]:
    """The pages before and behind one of a fact sheet, and the sheets of the other sessions."""
    session = known_sessions(desk).get(sheet.session)
    if session is None:
        return sheets(desk)
    _, number, of = page(session, sheet.page, desk)
    say = desk.wording.say
    found = []
    if number > 1:
        found.append(Offer(say("offers.previous"), Action("sheet", desk.language, (), sheet.session, number - 1)))
    if number < of:
        found.append(Offer(say("offers.next"), Action("sheet", desk.language, (), sheet.session, number + 1)))
    return (*found, *(offer for offer in sheets(desk) if offer.action.session != sheet.session))


def _offer(label: str, ids: Sequence[str], desk: Desk, kind: Kind) -> Offer:
    return Offer(desk.wording.say(f"offers.{label}"), _about(kind, ids, desk))


def _about(kind: Kind, ids: Sequence[str], desk: Desk) -> Action:
    """The action on facts; of more than it holds, on the first ones, unless they are all that the sessions share."""
    if len(ids) > MOST_FACTS and frozenset(ids) == frozenset(shared_by_all(desk)):
        return Action(kind, desk.language)
    return Action(kind, desk.language, tuple(token(one) for one in ids[:MOST_FACTS]))
