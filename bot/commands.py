"""What the commands of a chat program give: the same answers as questions do, asked for by name."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot import compose
from bot.actions import Action, Reply, token
from bot.conversation import Context
from bot.offers import offers, passages_of, sheets
from bot.pipeline import Desk, reply, small_talk, understand
from bot.resolve import sessions_of
from bot.slots import slots
from bot.views import compared, view

_COMPARE = frozenset({"compare"})


@dataclass(frozen=True, slots=True)
class Order:
    """A command as it was given."""

    argument: str
    """What stands behind the command."""
    context: Context
    """As it counts at ``now``."""
    now: float
    """Unix time in seconds."""
    desk: Desk


def asked(order: Order) -> Reply[Context]:
    """``/ask``: a question."""
    if not order.argument:
        return _prompt("ask", order)
    return question(order)


def question(order: Order) -> Reply[Context]:
    """A message that is no command."""
    answer, context = reply(order.argument, order.context, order.now, order.desk)
    return Reply(answer, context, offers(answer, order.desk))


def comparison(order: Order) -> Reply[Context]:
    """``/compare``: what is named, or what was told last, beside what other sessions state."""
    desk, context = order.desk, order.context
    if order.argument:
        answer, context = reply(order.argument, context, order.now, desk, _COMPARE)
    elif context.facts:
        found = compared(context.facts, desk)
        answer = found or compose.answered(context.facts, desk.wording, "compare")
    else:
        return _prompt("compare", order)
    if answer.status == "answered" and not answer.comparison and not answer.derived:
        answer = compose.with_note(answer, desk.wording.say("prompts.no_comparison"))
    return Reply(answer, context, offers(answer, desk))


def chart(order: Order) -> Reply[Context]:
    """``/chart``: a comparison as a picture."""
    if not order.argument and not order.context.facts:
        return _prompt("chart", order)
    return replace(comparison(order), chart=True)


def facts(order: Order) -> Reply[Context]:
    """``/facts``: the fact sheet of the session that is named, or the sessions to choose from."""
    desk = order.desk
    named = slots(understand(order.argument, desk)).sessions
    known, unknown = sessions_of(named, desk.targets.store)
    if unknown:
        return asked(order)  # it says which sessions are covered
    documented = [one for one in known or () if desk.targets.store.sessions[one].documented]
    if not documented:
        which = compose.chat(desk.wording.say("sheet.which"), desk.wording, "overview")
        return Reply(which, None, sheets(desk))
    return shown(Action("sheet", desk.language, session=token(documented[0])), order.now, desk)


def sources(order: Order) -> Reply[Context]:
    """``/sources``: the documents, or the passages behind what is asked."""
    desk, context = order.desk, order.context
    if order.argument:
        answer, context = reply(order.argument, context, order.now, desk)
        if answer.facts and answer.status == "answered":
            action = Action("source", desk.language, tuple(token(fact.id) for fact in answer.facts))
            return Reply(*view(action, order.now, desk), offers(answer, desk, action))
        return Reply(answer, context, offers(answer, desk))
    return Reply(small_talk("sources", desk), None, (*passages_of(context.facts, desk), *sheets(desk)))


def help_(order: Order) -> Reply[Context]:
    """``/help`` and ``/start``: what can be asked."""
    return Reply(small_talk("help", order.desk), None, sheets(order.desk))


def shown(action: Action, now: float, desk: Desk) -> Reply[Context]:
    """What a button or a link shows."""
    answer, context = view(action, now, desk)
    return Reply(answer, context, offers(answer, desk, action), chart=action.kind == "chart")


def _prompt(command: str, order: Order) -> Reply[Context]:
    """How to go on behind a command that came alone."""
    wording = order.desk.wording
    example = compose.example(wording) if command == "ask" else wording.say("prompts.compared")
    return Reply(compose.chat(wording.say(f"prompts.{command}", example=example), wording, "empty"), None)


UNARGUED = frozenset({"help", "start"})
"""Commands that mean the same whatever stands behind them."""

COMMANDS: dict[str, Callable[[Order], Reply[Context]]] = {
    "ask": asked,
    "compare": comparison,
    "facts": facts,
    "chart": chart,
    "sources": sources,
    "help": help_,
    "start": help_,
}
"""By name, in the order in which menus show them."""
