"""What the engine is measured beside: a matcher of sentence templates, and similarity of whole sentences.

The grammar for hassil is made of the same words as the engine's: its phrases for topics, its kinds of question, its
filling words (hassil's ``skip_words``), the names of the corpus and the sessions, in the sentences that the intents
allow. It finds an intent and slots; it looks nothing up, repairs nothing and says nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice, product
from typing import Any

from rapidfuzz import fuzz, process

from bot.pipeline import Desk
from facts.models import Quantity
from intents.language import FOLDER, content
from intents.models import SessionRef

EXAMPLES = 3_000
"""Questions that similarity chooses from."""

OPENINGS = (
    *("What was the", "Tell me the", "How about the", "I need the", "Could you give me the", "What do we know of the"),
    *("Is there a figure for the", "Please look up the", "Our editor asks for the", "Any number for the"),
)

SENTENCES = {
    "value": ["[{ask}] {topic} [{session}]", "[{ask}] {session} {topic}", "[{ask}] {topic} {topic:of} [{session}]"],
    "name": ["[{ask}] [{topic}] {name} [{topic}] [{session}]"],
    "claim": ["[{ask}] {number} {topic} [{session}]", "[{ask}] {topic} [{session}] {number}"],
    "compare": ["[{act}] [{ask}] {topic} {session} {session:other}", "{act} {topic} [{topic:of}] [{session}]"],
    "figure": ["[{ask}] {number}"],
    "overview": ["{act} {session}", "{act}"],
}


def template_matcher(desk: Desk) -> Callable[[str], object]:
    """What recognises a question by hassil's templates; None for one that fits none of them."""
    from hassil.intents import Intents  # only make bench installs it
    from hassil.recognize import recognize

    words = content(FOLDER / "en" / "words.yaml")
    concepts = [phrase for path in (FOLDER / "en" / "concepts").glob("*.yaml") for phrase in _all(content(path))]
    store = desk.targets.store
    lists: Mapping[str, Mapping[str, Any]] = {
        "topic": _list(concepts),
        "ask": _list(_all(words["asks"])),
        "act": _list(_all(words["acts"])),
        "name": _list(name for one in store.entities.values() for name in (one.name, *one.aliases)),
        "session": _list(form for session in store.sessions.values() for form in _forms(session.ordinal, session.year)),
        "number": {"range": {"from": 0, "to": 1_000_000}},
    }
    intents = Intents.from_dict(
        {
            "language": "en",
            "intents": {name: {"data": [{"sentences": rows}]} for name, rows in SENTENCES.items()},
            "lists": lists,
            "skip_words": sorted({word for row in words["frame"] for word in row}),
        }
    )
    return lambda question: recognize(question, intents)


def _all(rows: Mapping[str, Iterable[object]]) -> list[str]:
    return [str(phrase).removeprefix("=") for row in rows.values() for phrase in row]


def _list(phrases: Iterable[str]) -> Mapping[str, Any]:
    """Phrases as a list of hassil's, without the characters that its templates give a meaning."""
    plain = {"".join(c if c.isalnum() or c in " '-" else " " for c in phrase).strip().lower() for phrase in phrases}
    return {"values": sorted(plain - {""})}


def _forms(ordinal: int | None, year: int | None) -> list[str]:
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(ordinal or 0, "th")
    bare = [str(year)] if year else [f"{ordinal}{suffix}"]
    return [f"{form}{noun}" for form in bare for noun in ("", " ciftis", " session", " fair")]


def sentence_chooser(examples: Sequence[str], scorer: Callable[..., float]) -> Callable[[str], object]:
    """What finds the most similar of some questions."""
    return lambda question: process.extractOne(question, examples, scorer=scorer)


def examples(desk: Desk, asked: Iterable[str]) -> list[str]:
    """Questions to choose from: real ones, and as many made of labels and sessions as are wanted beside them."""
    wording, store = desk.wording, desk.targets.store
    labels = [wording.label(fact.measure) for fact in store.facts.values() if isinstance(fact.value, Quantity)]
    sessions = [wording.session(SessionRef(one.ordinal, one.year)) for one in store.sessions.values()]
    made = (
        f"{opening} {label} of {one}?" for opening, one, label in product(OPENINGS, sessions, dict.fromkeys(labels))
    )
    return list(islice(dict.fromkeys((*asked, *made)), EXAMPLES))


RATIOS = {"WRatio": fuzz.WRatio, "token_set_ratio": fuzz.token_set_ratio}
