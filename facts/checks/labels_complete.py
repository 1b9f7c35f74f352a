"""Each measure and each predicate has a label in every language.

The languages belong to another package; their files are read here as data: ``<languages>/<code>/measures.yaml``, a
mapping of id to a mapping with ``label``.
"""

from collections.abc import Iterator
from pathlib import Path

from facts.checks.problem import Problem
from facts.faults import CorpusError
from facts.marked import Document, read_document
from facts.store import FactStore, shown


def check(store: FactStore, languages: Path) -> Iterator[Problem]:
    """A problem for each id that a language has no label for, and for each label of an id that is not there."""
    folders = sorted(path for path in languages.glob("*/") if not path.name.startswith((".", "_")))
    if not folders:
        yield Problem(shown(languages), "holds no language: add a folder for each, named by its code")
    for folder in folders:
        try:
            document = read_document(folder / "measures.yaml")
        except CorpusError as broken:
            yield Problem(shown(folder), f"has no labels to check: {broken}")
        else:
            yield from _language(store, document)


def _language(store: FactStore, document: Document) -> Iterator[Problem]:
    file = shown(document.path)
    if not isinstance(document.data, dict):
        yield Problem(f"{file}:1", "should be a mapping of measure and predicate ids to their labels")
        return
    for identifier in (*store.measures, *store.predicates):
        entry = document.data.get(identifier)
        if identifier not in document.data:
            yield Problem(file, f"{identifier}: missing: add it with its label")
        elif not isinstance(entry, dict) or not isinstance(entry.get("label"), str) or not entry["label"]:
            yield Problem(f"{file}:{document.line((identifier,))}", f"{identifier}.label: missing: add it")
    for identifier in document.data:
        if identifier not in store.measures and identifier not in store.predicates:
            message = f"{identifier}: names no measure and no predicate: mend the id, or remove it"
            yield Problem(f"{file}:{document.line((identifier,))}", message)
