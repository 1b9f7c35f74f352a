"""Questions that name no fact: the key figures of a session, what else there is, and the answer to "which do you
mean?"."""

from collections.abc import Iterable

from bot.conversation import Context
from bot.neighbours import beside
from bot.query import OPERATIONS, Query
from bot.resolve import Found, Missing, Resolution, resolve, sessions_of
from bot.targets import Targets
from facts.models import Blank, Change, Fact, Quantity, Share

_KEY_FIGURES = 8
"""Facts in an overview of one session."""

_MORE = 4
"""Facts added by "what else?"."""


def overview(query: Query, context: Context, targets: Targets) -> Resolution:
    """The most telling facts of the sessions named, of the one talked about, or of the latest documented ones."""
    known, unknown = sessions_of(query.sessions or (context.query.sessions if context.query else ()), targets.store)
    if unknown:
        return Missing("unknown_session", sessions=unknown)
    sessions = known or tuple(session.id for session in targets.store.latest)
    each = max(2, _KEY_FIGURES // len(sessions))
    facts = tuple(f for one in sessions for f in ranked(targets.store.in_session(one), targets)[:each])
    return Found(facts) if facts else Missing("not_stated", sessions=query.sessions)


def goes_on_overview(query: Query, context: Context) -> bool:
    """Whether a message names but a session, right behind the overview of another ("and 2023?")."""
    bare = bool(query.sessions) and not (query.terms or query.asks or query.figures or query.acts & OPERATIONS)
    return bare and context.query is not None and context.query.intent == "overview"


def more(context: Context, targets: Targets) -> Resolution:
    """What was not told yet of what stands beside the last facts; else what is most telling of their sessions."""
    told = {fact.id for fact in (*context.facts, *context.before)}
    near = [targets.store.facts[one] for one in sorted(beside(context.facts, targets.store)) if one not in told]
    sessions = dict.fromkeys(fact.session for fact in context.facts)
    far = [f for one in sessions for f in ranked(targets.store.in_session(one), targets) if f.id not in told]
    general = context.query is None or not context.query.terms
    facts = ranked(near, targets) or (far if general else [])
    return Found(tuple(facts)[:_MORE]) if facts else Missing("not_stated", lacks=frozenset({"more"}))


def chosen(query: Query, context: Context, targets: Targets) -> Resolution | None:
    """What the person chose of several readings: by number ("the second"), all of them, or in words; None if the
    message is no choice."""
    if not context.choices:
        return None
    kinds = list(dict.fromkeys((f.measure, f.value.kind) for f in context.choices))
    if "choose_all" in query.acts and not query.terms:
        return Found(context.choices)
    numbers = [int(f.amount) for f in query.figures] + [ref.ordinal for ref in query.sessions if ref.ordinal]
    if numbers and not query.terms:
        if not 1 <= numbers[0] <= len(kinds):
            return None
        return Found(tuple(f for f in context.choices if (f.measure, f.value.kind) == kinds[numbers[0] - 1]))
    if not query.terms:
        return None
    found = resolve(query, targets, within=frozenset(f.id for f in context.choices))
    return found if isinstance(found, Found) else None


def ranked(facts: Iterable[Fact], targets: Targets) -> list[Fact]:
    """Facts by how telling they are; of one measure its value alone, and no blank fields of a page."""
    plain = (f for f in facts if not isinstance(f.value, Blank | Change | Share))
    return sorted(plain, key=lambda f: (targets.telling(f), not isinstance(f.value, Quantity)))
