"""What a few typed letters may mean: ranked facts and comparisons, each ready to be sent as it is.

A fact is found if each typed word begins a word of what it is called, of the question that it answers, or of its
session. Nothing is repaired and nothing is passed over, so that nothing is offered that was not typed.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, zip_longest

from bot import compose
from bot.actions import Action, Offer, token
from bot.answer import Answer
from bot.browse import ranked
from bot.conversation import Context
from bot.offers import offers
from bot.pipeline import Desk, reply
from bot.views import compared, has_counterpart
from facts.models import Blank, Fact
from intents.normalise import read

MOST = 20
"""Results of one look-up."""

_COMPARED = 2
"""Facts that a comparison is offered for, of the best ones."""

_BEHIND_ALL = "\U0010ffff"
"""No character stands behind it."""

_NAMED = 2
"""Measures that a title names at most."""


@dataclass(frozen=True, slots=True)
class Result:
    """Something that can be sent."""

    key: str
    """Stands for its content: the same in every look-up and every process; at most 64 characters."""
    title: str
    answer: Answer
    offers: tuple[Offer, ...]


def look_up(text: str, now: float, desk: Desk) -> tuple[Result, ...]:
    """The results for what was typed so far, the best first; for nothing typed, the most telling facts."""
    results: dict[str, Result] = {}
    for result in _results(text, now, desk):
        results.setdefault(result.key, result)
        if len(results) == MOST:
            break
    return tuple(results.values())


def prepare(desk: Desk) -> None:
    """Does what would make the first look-up wait."""
    _index(desk)
    look_up("", 0, desk)


def _results(text: str, now: float, desk: Desk) -> Iterator[Result]:
    typed = [token.norm for token in read(text).tokens]
    if not typed:
        yield from (_one(fact.id, desk) for fact in _telling(desk))
        return
    answer, context = reply(text, Context(), now, desk)
    asked = context.choices
    if answer.status == "answered":
        asked = tuple(desk.targets.store.facts[fact.id] for fact in answer.facts)
        if len(asked) > 1 and answer.intent != "claim":  # yes or no is said to whoever asked, not to whoever reads
            yield _whole(answer, asked, desk)
    found = (*asked, *_index(desk).found(typed))
    for fact in found[:1]:
        yield _one(fact.id, desk)
    for fact in found[:_COMPARED]:
        if not answer.comparison and has_counterpart(fact.id, desk):
            yield _beside(fact.id, desk)
    yield from (_one(fact.id, desk) for fact in found[1:])


@lru_cache(maxsize=4096)
def _one(identifier: str, desk: Desk) -> Result:
    """A fact alone."""
    wording, fact = desk.wording, desk.targets.store.facts[identifier]
    answer = compose.answered((fact,), wording, "value")
    title = wording.say("result", label=wording.label(fact.measure), session=wording.session_id(fact.session))
    return Result(f"f{token(fact.id)}", _capital(title), answer, offers(answer, desk))


@lru_cache(maxsize=4096)
def _beside(identifier: str, desk: Desk) -> Result:
    """A fact beside its counterpart in another session."""
    fact = desk.targets.store.facts[identifier]
    answer = compared((fact,), desk)
    assert answer is not None  # it has a counterpart
    wording, pair = desk.wording, sorted(figure.fact for row in answer.comparison for figure in row.figures)
    action = Action("compare", desk.language, (token(fact.id),))
    title = wording.say("result_compared", label=wording.label(fact.measure))
    return Result(f"c{token(' '.join(pair))}", _capital(title), answer, offers(answer, desk, action))


def _whole(answer: Answer, facts: Sequence[Fact], desk: Desk) -> Result:
    """The answer to what was typed, as to a question."""
    wording = desk.wording
    labels = tuple(dict.fromkeys(wording.label(fact.measure) for fact in facts))
    sessions = tuple(dict.fromkeys(wording.session_id(fact.session) for fact in facts))
    title = wording.say("result", label=wording.join(labels[:_NAMED]), session=wording.join(sessions))
    return Result(f"w{token(answer.answer)}", _capital(title), answer, offers(answer, desk))


@dataclass(frozen=True, slots=True)
class _Index:
    """What the facts are called, word by word."""

    facts: tuple[Fact, ...]
    """Every fact that says something, the most telling first."""
    words: tuple[str, ...]
    """In order, so that those of one beginning stand beside each other."""
    called: tuple[tuple[int, ...], ...]
    """For each word, the facts that it finds, by their place in ``facts``."""

    def found(self, typed: Sequence[str]) -> tuple[Fact, ...]:
        """The facts of which each typed word begins a word, the most telling first."""
        places = [self._begun(word) for word in typed]
        return tuple(self.facts[place] for place in sorted(frozenset.intersection(*places)))

    def _begun(self, typed: str) -> frozenset[int]:
        first = bisect_left(self.words, typed)
        last = bisect_left(self.words, typed + _BEHIND_ALL, first)
        return frozenset(chain.from_iterable(self.called[first:last]))


@lru_cache(maxsize=16)
def _index(desk: Desk) -> _Index:
    wording, facts = desk.wording, desk.targets.store.facts.values()
    telling = dict.fromkeys([*ranked(facts, desk.targets), *(f for f in facts if not isinstance(f.value, Blank))])
    called: dict[str, list[int]] = {}
    for place, fact in enumerate(telling):
        texts = (wording.label(fact.measure), wording.question(fact), wording.session_id(fact.session))
        for word in {one.norm for text in texts for one in read(text).tokens}:
            called.setdefault(word, []).append(place)
    words = sorted(called)
    return _Index(tuple(telling), tuple(words), tuple(tuple(called[word]) for word in words))


@lru_cache(maxsize=16)
def _telling(desk: Desk) -> tuple[Fact, ...]:
    """The most telling facts, the sessions in turn."""
    store = desk.targets.store
    rows = [ranked(store.in_session(session.id), desk.targets)[:MOST] for session in store.latest]
    turns = zip_longest(*rows)
    return tuple(islice((fact for turn in turns for fact in turn if fact is not None), MOST))


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]
