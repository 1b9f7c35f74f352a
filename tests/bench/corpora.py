"""Corpora of any number of sessions, each with a document and fifty facts, for the real loader and the real checks."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import yaml

from bot.desk import CORPUS

LISTS = ("measures.yaml", "predicates.yaml", "entities.yaml")
SAID_OF_SOMEONE = {"attendees", "other_ambassadors", "delegations_led", "signatories"}
"""Measures of which a sentence names more than a figure."""

_GUESTS = 3
"""Countries that take turns as guests of honour."""

GREW = ("exhibition_area", "achievements", "contracts")
SIGNS = {"usd": " dollars", "cny": " yuan", "percent": " percent"}

DOCUMENTED = "- {{id: fair-{0}, ordinal: {0}{1}}}\n"
SOURCE = "id: report-{0}\nsession: fair-{0}\ntitle: A report\nlanguage: en\nsha256: {1}\n"
HEAD = "source: report-{0}\nsession: fair-{0}\nfacts:\n"
FIGURE = (
    "  - id: f{0}.{1}\n    measure: {1}\n    value: {{quantity: {{amount: {2}, unit: {3}, surface: '{4}'}}}}\n"
    "    quote: {5}\n"
)
GUEST = (
    "  - {{id: f{0}.guest, measure: guest_of_honour, value: {{names: [{1}]}}, quote: the guest of honour was {2}}}\n"
)
CHANGE = (
    "  - {{id: f{0}.{3}-growth, measure: {3}, value: {{change: {{direction: up, base: fair-{1},"
    " by: {{amount: {2}, unit: percent, surface: {2} percent}}}}}}, quote: {3} grew by {2} percent}}\n"
)


def write(folder: Path, sessions: int) -> None:
    """A corpus with this many sessions, the first to the last."""
    for name in LISTS:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(CORPUS / name, folder / name)
    measures = [
        one for one in yaml.safe_load((CORPUS / "measures.yaml").read_text()) if one["id"] not in SAID_OF_SOMEONE
    ]
    countries = [one for one in yaml.safe_load((CORPUS / "entities.yaml").read_text()) if one["kind"] == "country"]
    rows = (DOCUMENTED.format(n, f", previous: fair-{n - 1}" if n > 1 else "") for n in range(1, sessions + 1))
    (folder / "sessions.yaml").write_text("".join(rows))
    (folder / "statements").mkdir()
    for number in range(1, sessions + 1):
        sentences, facts = zip(*_session(number, measures, countries), strict=True)
        text = "".join(f"{sentence}.\n" for sentence in sentences)
        source = folder / "sources" / f"report-{number}"
        source.mkdir(parents=True)
        (source / "text.txt").write_text(text)
        (source / "source.yaml").write_text(SOURCE.format(number, hashlib.sha256(text.encode()).hexdigest()))
        (folder / "statements" / f"{number}.yaml").write_text(HEAD.format(number) + "".join(facts))


def _session(number: int, measures: list[dict[str, str]], countries: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Sentences, each with the fact that it states."""
    chance, wholes = Random(number), {measure.get("part_of") for measure in measures}
    for measure in measures:
        name, unit = measure["id"], measure["unit"]
        digits = 2 if unit == "percent" else 3 if name not in wholes else 5 if "part_of" in measure else 6
        amount = chance.randint(10 ** (digits - 1) * 2, 10**digits - 1)
        surface = f"{amount:,}{SIGNS.get(unit, '')}"
        sentence = f"the {name.replace('_', ' ')} came to {surface}"
        yield sentence, FIGURE.format(number, name, amount, unit, surface, sentence)
    guest = countries[number % _GUESTS]
    yield f"the guest of honour was {guest['name']}", GUEST.format(number, guest["id"], guest["name"])
    for name in GREW if number > 1 else ():
        by = chance.randint(2, 19)
        yield f"{name} grew by {by} percent", CHANGE.format(number, number - 1, by, name)
