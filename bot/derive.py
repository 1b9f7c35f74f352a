"""Comparisons and arithmetic: which of them a query asks for, and what comes of it."""

from collections.abc import Sequence

from bot.analysis import Analysis
from bot.arithmetic import remainder, share_of, total
from bot.averages import average
from bot.comparisons import compared, same_number
from bot.consistency import consistency
from bot.conversions import converted
from bot.operands import SCALES, facts_of, operands, plain
from bot.overall import overall
from bot.previous import growths, implied
from bot.query import COMPARING, OPERATIONS, Query
from bot.resolve import sessions_of
from bot.targets import Targets
from bot.terms import GROWTH
from facts.compare import figured, kin, quantity
from facts.models import Change, Fact, Quantity, Share
from intents.models import SessionRef

_OPERATIONS = (overall, growths, implied, average, remainder, share_of, total, compared)
"""In the order in which they are tried, the most specific first."""

_OF_TWO = frozenset({"percent_change", "ratio"})
"""Acts that no figure alone answers."""

_OF_NO_FIGURE = frozenset({"who", "where", "when", "time", "with_whom"})
"""Kinds of question that no computation answers."""


def analyse(query: Query, targets: Targets, stated: Sequence[Fact] = (), told: Sequence[Fact] = ()) -> Analysis | None:
    """What a query that asks for a comparison or for arithmetic comes to; None if it asks for neither, or if the store
    does not hold the operands. ``stated``: what the sources state themselves, which goes before; ``told``: what was
    told last."""
    first = consistency(query, targets, told) or same_number(query, targets) or converted(query, targets)
    if first is not None:
        return first
    if computes(query, targets):
        stated = ()
    shares = bool(stated) and all(isinstance(fact.value, Share) for fact in stated)
    if shares and not query.acts & (COMPARING | {"remainder"}):
        return share_of(query, targets, stated)
    if not query.acts & OPERATIONS and len({fact.session for fact in stated}) > 1 and SessionRef() in query.sessions:
        return None
    if "how_often" in query.wishes and any("how_often" in targets.profile(fact).offered for fact in stated):
        return None
    if any(isinstance(fact.value, Change | Share) for fact in stated) and not _goes_beyond(query, targets):
        return None
    operations = _OPERATIONS if query.needs.isdisjoint(_OF_NO_FIGURE) else (compared,)
    for operation in operations:
        analysis = share_of(query, targets, stated) if operation is share_of else operation(query, targets)
        if analysis is not None:
            return analysis
    return None


def computes(query: Query, targets: Targets) -> bool:
    """Whether bare figures are to be set off against each other ("121 out of 331")."""
    if len(query.figures) < 2:
        return False
    facts = [f for f in facts_of(operands(plain(query, "share"), targets)) if figured(f)]
    meant = {figure.amount * scale for figure in query.figures for scale in SCALES}
    facts = [f for f in facts if quantity(f).amount in meant]
    wanted = bool(query.acts & OPERATIONS or "percent" in query.wishes or "share" in query.said)
    if wanted and facts and "percent" in query.wishes and all(t.measures for t in query.terms):
        return True  # a figure and the share that it is said to be
    return wanted and any(kin(a, b, targets.store) for at, a in enumerate(facts) for b in facts[at + 1 :])


def _goes_beyond(query: Query, targets: Targets) -> bool:
    """Whether a stated change or share is not all that is asked for: a figure of a session that no source reports on,
    to be worked out from the one after it, or several changes beside each other."""
    known = sessions_of(query.sessions, targets.store)[0] or ()
    between = len(known) == 2 and all(targets.store.sessions[one].documented for one in known)
    earlier = GROWTH & query.said == {"previous"} and query.needs & {"count", "number"} and not query.acts & COMPARING
    if between or earlier or query.acts & {"remainder", "implied", "which_more", "outgrew", "difference"}:
        return True
    return any(not targets.store.sessions[one].documented for one in known)


def lacks_operands(query: Query, facts: Sequence[Fact]) -> bool:
    """Whether an average or a ratio is asked for and only figures are found that it does not come of ("visits per
    merchant"): one of them is not the answer."""
    asked = "average" in query.acts or not query.acts.isdisjoint(_OF_TWO)
    often = any(isinstance(fact.value, Quantity) and fact.value.unit == "time" for fact in facts)
    return asked and not often and not query.claims and all(isinstance(fact.value, Quantity) for fact in facts)
