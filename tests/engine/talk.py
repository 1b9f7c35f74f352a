"""Holds a conversation with the engine."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.answer import Answer
from bot.conversation import Context
from bot.pipeline import Desk, ask
from facts.store import FactStore
from tests.engine.cases import SCALES, TURN

_AMOUNT = re.compile(rf"(?<!\w)(\d+(?:,\d{{3}})*(?:\.\d+)?)\s*({'|'.join(SCALES)})?", re.ASCII | re.IGNORECASE)
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?!\w)")


@dataclass(frozen=True)
class Talk:
    """A desk that is talked to."""

    desk: Desk = field(repr=False)
    _known: dict[str, Answer] = field(default_factory=dict, repr=False)

    @property
    def store(self) -> FactStore:
        return self.desk.targets.store

    def speaking(self, language: str) -> Desk:
        """The desk that speaks a language."""
        assert self.desk.speaking is not None
        return self.desk.speaking(language)

    def __call__(self, conversation: str) -> Answer:
        """The reply to the last of some messages; what was asked before is not asked again."""
        if conversation not in self._known:
            self._known[conversation] = self.replies(conversation)[-1]
        return self._known[conversation]

    def replies(self, conversation: str, clock: Callable[[int], float] = lambda _: 0.0) -> list[Answer]:
        """The reply to each message of a conversation; ``clock`` tells when each is sent."""
        context, replies = Context(), []
        for number, turn in enumerate(conversation.split(TURN)):
            answer, context = ask(turn, context, clock(number), self.desk)
            replies.append(answer)
        return replies

    def without_sessions(self, text: str) -> str:
        """A text without the names of sessions, whose numbers are no figures, and without examples of questions."""
        wording = self.desk.for_message(text, Context()).wording
        names = [re.escape(wording.session_id(session)) for session in self.store.sessions]
        names += [re.escape(example) for example in wording.language.answers["examples"]]
        return re.sub("|".join(names), "", text, flags=re.IGNORECASE)


def told(answer: Answer) -> set[str]:
    """The ids of the facts that a reply rests on."""
    return {fact.id for fact in answer.facts}


def figures(*texts: str) -> set[str]:
    """Every figure in digits, without what parts its thousands."""
    return {figure.replace(",", "") for text in texts for figure in _FIGURE.findall(text)}


def groundless(text: str, *grounds: str) -> list[float]:
    """The figures of a text that none of the grounds holds, as they stand or scaled ("15.5 myriads" is 155,000)."""
    known = {amount for ground in grounds for amounts in _amounts(ground) for amount in amounts}
    return [max(amounts) for amounts in _amounts(text) if not amounts & known]


def _amounts(text: str) -> list[set[float]]:
    found = ((float(number.replace(",", "")), SCALES.get(scale.lower(), 1)) for number, scale in _AMOUNT.findall(text))
    return [{number, round(number * scale, 4)} for number, scale in found]
