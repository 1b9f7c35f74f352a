"""How cases are written down, and the words of the corpus and of English that questions are made from."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from _pytest.mark import ParameterSet

from bot.desk import CORPUS
from intents.language import FOLDER

TURN = " → "
"""Stands between the messages of a conversation."""


def broken(reason: str, *values: Any) -> ParameterSet:
    """A case that the engine gets wrong: it fails the run as soon as it is right."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


def marked(questions: Iterable[str], faults: Mapping[str, str]) -> list[ParameterSet]:
    """A case a question, those that the engine gets wrong with the reason. KeyError: a fault of no question."""
    rows = dict.fromkeys(questions)
    for question in faults:
        del rows[question]
    return [*(pytest.param(row) for row in rows), *(broken(reason, row) for row, reason in faults.items())]


def _yaml(path: Path) -> Any:
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


def asking(topic: str, form: str, when: str) -> str:
    """A question about a topic."""
    return form.format(topic=topic, when=when).replace("  ", " ").replace(" ?", "?").replace(" .", ".").strip()


_CHINESE = _yaml(Path(__file__).with_name("chinese.yaml"))

CHINESE_LABELS: tuple[str, ...] = tuple(row["label"] for row in _yaml(FOLDER / "zh" / "measures.yaml").values())

SCALES: dict[str, int] = {"thousand": 10**3, "million": 10**6, "billion": 10**9, **_CHINESE["scales"]}
"""Words for scales, of both languages."""

STOPS: str = '.?!"”' + _CHINESE["stops"]
"""What a sentence may end with."""

OPENS: str = '"“' + _CHINESE["opens"]
"""What a sentence may begin with besides letters and digits."""

CHINESE_WORDS: tuple[str, ...] = tuple(_CHINESE["words"])


def _in_chinese() -> Iterator[str]:
    forms, sessions = _CHINESE["forms"], _CHINESE["sessions"]
    for number, label in enumerate(CHINESE_LABELS):
        for step in (0, 4)[: 1 + number % 2]:
            when = sessions[(number + step) % len(sessions)]
            yield forms[(number + step) % len(forms)].format(topic=label, when=when)
    for number, name in enumerate(NAMES):
        yield _CHINESE["names"][number % len(_CHINESE["names"])].format(name=name)


def _generated() -> Iterator[str]:
    for number, label in enumerate(LABELS.values()):
        for step in (0, 4)[: 1 + number % 2]:
            yield asking(label, FORMS[(number + step) % len(FORMS)], SESSIONS[(number + step) % len(SESSIONS)])
    for number, name in enumerate(NAMES):
        yield NAME_FORMS[number % len(NAME_FORMS)].format(name=name)


QUESTIONS: tuple[str, ...] = tuple(dict.fromkeys((*_generated(), *_in_chinese())))
"""A few hundred questions about everything that the corpus holds, sensible and senseless ones, in both languages."""
