"""Questions that can be asked next. Each is one that the store answers: it is made from a fact."""

from collections.abc import Iterable, Iterator

from bot.browse import ranked
from bot.neighbours import akin, beside
from bot.targets import Targets
from bot.wording import Wording
from facts.models import Change, Fact, Share

_MOST = 3


def suggestions(facts: tuple[Fact, ...], told: Iterable[Fact], targets: Targets, wording: Wording) -> tuple[str, ...]:
    """Up to three questions that go on from facts, and that neither they nor those ``told`` before answer."""
    known = {fact.id for fact in (*facts, *told)}
    questions: dict[str, None] = {}
    for fact in _next(facts, targets):
        question = wording.question(fact) if fact.id not in known else ""
        if question:
            questions[question] = None
        if len(questions) == _MOST:
            break
    return tuple(questions)


def _next(facts: tuple[Fact, ...], targets: Targets) -> Iterator[Fact]:
    """Facts by how near they lie: the first one's measure in another session, its growth and its share, its nearest
    counterpart in another session, what else is found by the same word, what stands beside the facts, and the most
    telling facts of their sessions."""
    store = targets.store
    mates = [store.facts[one] for one in sorted(beside(facts, store))]
    for fact in facts[:1]:
        yield from (f for f in store.of(fact.measure) if f.session != fact.session)
        yield from (f for f in store.of(fact.measure, fact.session) if isinstance(f.value, Change | Share))
        yield from ranked((f for f in akin(fact, store) if f.session != fact.session), targets)
        heads = {head for head in targets.target(fact).heads if len(head) == 1}
        yield from ranked((f for f in mates if not heads.isdisjoint(targets.target(f).heads)), targets)
        alike = (f for f in store.in_session(fact.session) if not heads.isdisjoint(targets.target(f).heads))
        yield from ranked(alike, targets)
    topics = {topic for fact in facts for topic in fact.topics}
    yield from ranked((f for f in mates if not topics.isdisjoint(f.topics)), targets)
    yield from ranked(mates, targets)
    for session in dict.fromkeys(f.session for f in facts) or [s.id for s in store.latest]:
        yield from ranked(store.in_session(session), targets)
