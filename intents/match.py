"""Which intents fit a question's mentions, and how specifically."""

from collections import Counter
from collections.abc import Iterable

from intents.models import Kind, Mention, Question, Utterance
from intents.template import Intent


def match(utterance: Utterance, mentions: tuple[Mention, ...], intents: Iterable[Intent]) -> Question:
    """The question with the most specific of the intents that fit; its intent is "" if none does."""
    slots = count(mentions)
    fitting = sorted(
        ((intent.name, score) for intent in intents if (score := intent.score(slots)) is not None),
        key=lambda row: -row[1],
    )
    return Question(utterance, mentions, fitting[0][0] if fitting else "", tuple(fitting))


def count(mentions: Iterable[Mention]) -> Counter[str]:
    """How often each slot is filled. Filling words fill none; a content word that nothing explains fills ``topic``, so
    that it is judged against what the facts' passages say."""
    slots: Counter[str] = Counter()
    for mention in mentions:
        if mention.kind in (Kind.SESSION, Kind.NAME, Kind.NUMBER):
            slots[mention.kind.value] += 1
        if mention.kind in (Kind.WORD, Kind.NAME) or (mention.concepts and not mention.soft):
            slots["topic"] += 1
        elif mention.concepts:
            slots["hint"] += 1
        slots.update(f"ask:{ask}" for ask in mention.asks)
        slots.update(f"act:{act}" for act in mention.acts)
    return slots
