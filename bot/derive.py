"""Comparisons and arithmetic: which of them a query asks for, and what comes of it."""

from bot.analysis import Analysis
from bot.arithmetic import against_previous, average, implied, remainder, share_of, total
from bot.comparisons import across_sessions, growths, pairwise
from bot.query import COMPARING, GROWTH, Query
from bot.resolve import sessions_of
from bot.targets import Targets

_OPERATIONS = (growths, implied, against_previous, average, remainder, share_of, total, pairwise, across_sessions)
"""In the order in which they are tried, the most specific first."""


def analyse(query: Query, targets: Targets) -> Analysis | None:
    """What a query that asks for a comparison or for arithmetic comes to; None if it asks for neither, or if the store
    does not hold the operands."""
    for operation in _OPERATIONS:
        analysis = operation(query, targets)
        if analysis is not None:
            return analysis
    return None


def goes_beyond(query: Query, targets: Targets) -> bool:
    """Whether a stated change or share is not all that is asked for: a figure of a session that no source reports on,
    to be worked out from the one after it, or several changes beside each other."""
    known = sessions_of(query.sessions, targets.store)[0] or ()
    between = len(known) == 2 and all(targets.store.sessions[one].documented for one in known)
    earlier = GROWTH & query.said == {"previous"} and query.needs & {"count", "number"} and not query.acts & COMPARING
    back = (
        between
        or bool(earlier)
        or "implied" in query.acts
        or any(not targets.store.sessions[one].documented for one in known)
    )
    return back or (not query.acts.isdisjoint({"which_more", "outgrew"}) and len(query.parts()) > 1)
