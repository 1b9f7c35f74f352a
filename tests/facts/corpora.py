"""Tiny corpora, written to a folder: a whole one by default, of which a test replaces what it is about."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from facts.checks.problem import Problem
from facts.load import load
from facts.store import FactStore

TEXT = """\
The fair of 2023 drew over 2,400 exhibitors. It was good. It was good.
Ms Ada Lovelace of Ruritania came on Sept 6.
"""

SESSIONS = """\
- id: fair-2022
  documented: false
- id: fair-2023
  year: 2023
  previous: fair-2022
"""

MEASURES = """\
- id: exhibitors
  unit: exhibitor
  population: exhibitors
  property: number of exhibitors
  method: as announced
  scope: whole session
  group: exhibitors
  about: {head: [[exhibitor]]}
"""

PREDICATES = """\
- id: guest
  about: {head: [[guest]]}
- id: opinion
  about: {head: [[opinion]]}
"""

ENTITIES = """\
- id: ruritania
  name: Ruritania
  kind: country
- id: ada
  name: Ada Lovelace
  kind: person
  country: ruritania
"""

FACTS = """\
source: report
session: fair-2023
facts:
  - id: exhibitors-2023
    measure: exhibitors
    value: {quantity: {amount: 2400, unit: exhibitor, modifier: over, surface: "2,400"}}
    quote: over 2,400 exhibitors
  - id: guest-2023
    measure: guest
    value: {names: [ada]}
    roles:
      when: {date: {month: 9, day: 6, surface: Sept 6}}
    topics: [guest]
    quote: Ms Ada Lovelace of Ruritania came on Sept 6.
"""

STATEMENTS = "statements/fair/2023.yaml"

NOTHING: Mapping[str, str] = MappingProxyType({})


def source_yaml(text: str, rest: str = "") -> str:
    """A source.yaml for the text: four keys, the digest on line 5, then the rest."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"id: report\nsession: fair-2023\ntitle: The report\nlanguage: en\nsha256: {digest}\n{rest}"


def write_corpus(folder: Path, files: Mapping[str, str | bytes | None] = NOTHING, *, text: str = TEXT) -> Path:
    """Writes a corpus: the files given in place of the default ones, none for None. Returns its folder."""
    whole: dict[str, str | bytes | None] = {
        "sessions.yaml": SESSIONS,
        "measures.yaml": MEASURES,
        "predicates.yaml": PREDICATES,
        "entities.yaml": ENTITIES,
        "sources/report/text.txt": text,
        "sources/report/source.yaml": source_yaml(text),
        STATEMENTS: FACTS,
        **files,
    }
    for name, content in whole.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def facts_yaml(*facts: str) -> str:
    """A file of facts, each given as the inside of a flow mapping; the first stands on line 4."""
    if not facts:
        return FACTS
    return "source: report\nsession: fair-2023\nfacts:\n" + "".join(f"  - {{{fact}}}\n" for fact in facts)


def loaded(
    folder: Path, *facts: str, text: str = TEXT, source: str = "", files: Mapping[str, str] = NOTHING
) -> FactStore:
    """The store of a tiny corpus with these facts, this text, and these more lines of source.yaml."""
    whole = {STATEMENTS: facts_yaml(*facts), "sources/report/source.yaml": source_yaml(text, source), **files}
    return load(write_corpus(folder, whole, text=text))


def messages(check: Callable[[FactStore], Iterator[Problem]], store: FactStore) -> list[str]:
    """What a check finds, without where."""
    return [problem.message for problem in check(store)]
