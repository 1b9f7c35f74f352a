"""How cases are written down, and the words of the corpus and of English that questions are made from."""

from collections.abc import Iterator
from typing import Any

import yaml
from _pytest.mark import ParameterSet
from pytest import mark, param

from bot.desk import CORPUS
from intents.language import FOLDER

TURN = " → "
"""Stands between the messages of a conversation."""


def broken(reason: str, *values: Any) -> ParameterSet:
    """A case that the engine gets wrong: it fails the run as soon as it is right."""
    return param(*values, marks=mark.xfail(strict=True, reason=reason))


def _yaml(path: Any) -> Any:
    return yaml.load(path.read_bytes(), yaml.CSafeLoader)


LABELS: dict[str, str] = {key: row["label"] for key, row in _yaml(FOLDER / "en" / "measures.yaml").items()}
"""What each measure and each predicate is called."""

MEASURES: tuple[str, ...] = tuple(row["id"] for row in _yaml(CORPUS / "measures.yaml"))

NAMES: tuple[str, ...] = tuple(row["name"] for row in _yaml(CORPUS / "entities.yaml"))

FACTS: tuple[str, ...] = tuple(
    row["id"] for path in sorted((CORPUS / "statements").rglob("*.yaml")) for row in _yaml(path)["facts"]
)

SESSIONS = ("", "in 2023", "at the 4th CIFTIS", "at the 4th and in 2023", "at the 3rd session", "in 2022", "in 2019")
"""Ways to say when."""

FORMS = (
    "How many {topic} {when}?",
    "{topic} {when}",
    "What was the {topic} {when}?",
    "Who was behind the {topic} {when}?",
    "Where were the {topic} {when}?",
    "When were the {topic} {when}?",
    "Is it true that there were 40 {topic} {when}?",
    "Which {topic} were there {when}?",
    "Compare the {topic} {when}.",
    "By how much did the {topic} grow {when}?",
    "What percentage were {topic} {when}?",
    "What is the average per contract of the {topic} {when}?",
    "What remains without the {topic} {when}?",
    "What is the total of the {topic} and the contracts {when}?",
    "How many more {topic} than achievements {when}?",
)
"""Questions about a measure."""

NAME_FORMS = (
    "Who is {name}?",
    "What did {name} sign?",
    "With whom did {name} reach an agreement at the 4th CIFTIS?",
    "Is it true that {name} was there in 2023?",
    "How much did {name} agree on?",
    "{name}",
)
"""Questions about somebody or something named."""


def _generated() -> Iterator[str]:
    for number, label in enumerate(LABELS.values()):
        for step in (0, 1):
            form = FORMS[(number * 2 + step) % len(FORMS)]
            yield " ".join(form.format(topic=label, when=SESSIONS[(number + step * 3) % len(SESSIONS)]).split())
    for number, name in enumerate(NAMES):
        for step in (0, 1):
            yield NAME_FORMS[(number + step) % len(NAME_FORMS)].format(name=name)


QUESTIONS: tuple[str, ...] = tuple(dict.fromkeys(_generated()))
"""A few hundred questions about everything that the corpus holds, sensible and senseless ones."""
