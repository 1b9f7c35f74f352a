"""Questions that can be asked next. Each is one that the store answers: it is made from a fact."""

from collections.abc import Iterable, Iterator

from bot.browse import ranked
from bot.targets import Targets
from bot.wording import Wording
from facts.models import Fact

_MOST = 3


def suggestions(told: Iterable[Fact], targets: Targets, wording: Wording) -> tuple[str, ...]:
    """Up to three questions: about the same measure elsewhere, about what stands beside the facts told, then about the
    most telling facts of their sessions."""
    facts = tuple(told)
    known = {(fact.measure, fact.session) for fact in facts}
    questions: dict[str, None] = {}
    for fact in _next(facts, targets):
        question = wording.question(fact)
        if question and (fact.measure, fact.session) not in known:
            known.add((fact.measure, fact.session))
            questions[question] = None
        if len(questions) == _MOST:
            break
    return tuple(questions)


def _next(facts: tuple[Fact, ...], targets: Targets) -> Iterator[Fact]:
    store = targets.store
    for fact in facts[:1]:
        yield from (f for f in store.of(fact.measure) if f.session != fact.session)
    yield from ranked((store.facts[one] for one in sorted(targets.beside(facts))), targets)
    for session in dict.fromkeys(f.session for f in facts) or [s.id for s in store.documented]:
        yield from ranked(store.in_session(session), targets)
