"""Reads a corpus folder into a FactStore, or says which file, line and key to mend.

Every fault of the data is a CorpusError; ``facts.faults`` draws its kinds.
"""

import difflib
import hashlib
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from facts.faults import (
    ChangedSource,
    CorpusError,
    DuplicateId,
    InvalidEntry,
    Keys,
    MalformedFile,
    MissingFile,
    UnknownReference,
)
from facts.marked import Entry, Plain, decoded, list_of, mapping_of, read_bytes, read_document, validated
from facts.models import Change, Entity, Fact, Id, Measure, Model, Names, Predicate, Session, Share, Source, Unit
from facts.quotes import Quote, found
from facts.store import FactStore, Kind, Place

__all__ = ["CorpusError", "load"]

M = TypeVar("M", bound=Model)

_KINDS = ("quantity", "change", "share", "names", "texts", "date", "blank")
_SHORT = {"names": "entities", "texts": "texts"}
"""The key that a bare list of this kind stands for."""
_FACT_KEYS = ("id", "measure", "value", "session", "roles", "topics", "quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head(Model):
    """What holds for every fact of a file."""

    source: Id | None = None
    session: Id | None = None


class _Reading:
    """What has been read of a corpus so far."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self.texts: dict[str, str] = {}
        self.sessions: dict[str, Session] = {}
        self.measures: dict[str, Measure] = {}
        self.predicates: dict[str, Predicate] = {}
        self.entities: dict[str, Entity] = {}
        self.units: dict[str, Unit] = {}
        self.facts: dict[str, Fact] = {}
        self.places: dict[tuple[Kind, str], Place] = {}

    def add(self, kind: Kind, table: dict[str, M], identifier: str, model: M, where: Entry) -> None:
        """Files an entry under its id. Raises DuplicateId."""
        document, keys = where
        taken = self.places.get((kind, identifier))
        if taken:
            message = f"{identifier} is taken by {taken}: give it another id, or remove one"
            raise document.error(DuplicateId, (*keys, "id"), message)
        self.places[kind, identifier] = Place(document.path, document.line(keys))
        table[identifier] = model

    def known(self, kind: Kind) -> Mapping[str, Any]:
        """The ids of a kind."""
        match kind:
            case "source":
                return self.sources
            case "session":
                return self.sessions
            case "measure":
                return ChainMap[str, Any](self.measures, self.predicates)
            case "entity":
                return self.entities
            case "unit":
                return self.units
            case "fact":
                return self.facts

    def refer(self, where: Entry, kind: Kind, identifier: str) -> None:
        """Raises UnknownReference unless the id is there."""
        if (kind, identifier) not in self.places:
            document, keys = where
            near = difflib.get_close_matches(identifier, self.known(kind), n=1)
            message = f"there is no {kind} {identifier}" + (f" (nearest: {near[0]})" if near else "")
            raise document.error(UnknownReference, keys, f"{message}: mend the id, or add the {kind}")


def load(folder: Path) -> FactStore:
    """The corpus of a folder, every quote found in its source's text.

    ``folder`` holds sessions.yaml, measures.yaml, predicates.yaml and entities.yaml (lists), perhaps units.yaml,
    sources/<id>/ with source.yaml and text.txt, and statements/**/*.yaml. Raises CorpusError at the first fault.
    """
    reading = _Reading()
    entries: list[tuple[Entry, Model]] = []
    entries += _read_list(reading, folder / "sessions.yaml", "session", Session, reading.sessions)
    entries += _read_list(reading, folder / "measures.yaml", "measure", Measure, reading.measures)
    entries += _read_list(reading, folder / "predicates.yaml", "measure", Predicate, reading.predicates)
    entries += _read_list(reading, folder / "entities.yaml", "entity", Entity, reading.entities)
    if (folder / "units.yaml").exists():
        list(_read_list(reading, folder / "units.yaml", "unit", Unit, reading.units))
    for path in _listed(folder / "sources", "*/", "a folder for each source"):
        entries.append(_read_source(reading, path))
    for where, model in entries:
        _check_references(reading, where, model)
    for where, model in entries:
        _check_chain(reading, where, model)
    for path in _listed(folder / "statements", "**/*.yaml", "a .yaml file of facts"):
        _read_statements(reading, path)
    return FactStore(**vars(reading))


def _listed(folder: Path, pattern: str, wanted: str) -> list[Path]:
    """What stands in a folder, in the order of its names."""
    wrong = next(folder.rglob("*.yml"), None)
    if wrong:
        raise MissingFile(wrong, None, (), "is not read: name it .yaml")
    paths = sorted(path for path in folder.glob(pattern) if not path.name.startswith("."))
    if not paths:
        raise MissingFile(folder, None, (), f"holds nothing: add {wanted}")
    return paths


def _read_list(
    reading: _Reading, path: Path, kind: Kind, model: type[M], table: dict[str, M]
) -> Iterator[tuple[Entry, Model]]:
    document = read_document(path)
    for index, data in enumerate(list_of((document, ()), document.data)):
        where = (document, (index,))
        entry = validated(where, model, data)
        reading.add(kind, table, str(entry.id), entry, where)  # type: ignore[attr-defined]
        yield where, entry


def _read_source(reading: _Reading, folder: Path) -> tuple[Entry, Model]:
    document = read_document(folder / "source.yaml")
    where: Entry = (document, ())
    source = validated(where, Source, document.data)
    if source.id != folder.name:
        raise document.error(InvalidEntry, ("id",), f"{source.id} is not the folder's name: write {folder.name}")
    data = read_bytes(folder / "text.txt")
    if not data.strip():
        raise MalformedFile(folder / "text.txt", None, (), "the file is empty: write the document's text")
    digest = hashlib.sha256(data).hexdigest()
    if digest != source.sha256:
        message = f"text.txt has the digest {digest}: read the document again, mend its quotes, then write this digest"
        raise document.error(ChangedSource, ("sha256",), message)
    reading.texts[source.id] = decoded(folder / "text.txt", data)
    reading.add("source", reading.sources, source.id, source, where)
    return where, source


def _read_statements(reading: _Reading, path: Path) -> None:
    document = read_document(path)
    data = mapping_of((document, ()), document.data, ("source", "session", "facts"))
    head = validated((document, ()), _Head, {key: value for key, value in data.items() if key != "facts"})
    if head.source:
        reading.refer((document, ("source",)), "source", head.source)
    if head.session:
        reading.refer((document, ("session",)), "session", head.session)
    if "facts" not in data:
        raise document.error(InvalidEntry, ("facts",), "missing: add it")
    for index, entry in enumerate(list_of((document, ("facts",)), data["facts"])):
        where: Entry = (document, ("facts", index))
        fact = _read_fact(reading, where, head, mapping_of(where, entry, _FACT_KEYS))
        _check_references(reading, where, fact)
        reading.add("fact", reading.facts, fact.id, fact, where)


def _read_fact(reading: _Reading, where: Entry, head: _Head, entry: dict[str, Plain]) -> Fact:
    document, keys = where
    data: dict[str, Any] = {key: value for key, value in entry.items() if key != "quote"}
    if head.session:
        data.setdefault("session", head.session)
    if "value" in data:
        data["value"] = _tagged((document, (*keys, "value")), data["value"])
    if isinstance(data.get("roles"), dict):
        roles = data["roles"].items()
        data["roles"] = {name: _tagged((document, (*keys, "roles", name)), value) for name, value in roles}
    if not entry.get("quote"):
        raise document.error(InvalidEntry, (*keys, "quote"), "missing: add the passage that states the fact")
    data["citations"] = list(_citations(reading, (document, (*keys, "quote")), head, entry["quote"]))
    return validated(where, Fact, data)


def _tagged(where: Entry, data: Plain) -> Plain:
    """A value as authors write it, ``{kind: …}``, as the models take it, ``{"kind": kind, …}``."""
    document, keys = where
    if not isinstance(data, dict) or len(data) != 1:
        raise document.error(InvalidEntry, keys, f"should be a mapping with one key, one of {', '.join(_KINDS)}")
    kind, inner = next(iter(data.items()))
    if kind not in _KINDS:
        raise document.error(InvalidEntry, (*keys, kind), f"unknown kind of value: write one of {', '.join(_KINDS)}")
    if isinstance(inner, list) and kind in _SHORT:
        inner = {_SHORT[kind]: inner}
    if not isinstance(inner, dict):
        raise document.error(InvalidEntry, (*keys, kind), "should be a mapping")
    if "kind" in inner:
        raise document.error(InvalidEntry, (*keys, kind, "kind"), "unknown key: remove it")
    return {"kind": kind, **inner}


def _citations(reading: _Reading, where: Entry, head: _Head, data: Plain) -> Iterator[dict[str, object]]:
    document, keys = where
    several = isinstance(data, list)
    for index, item in enumerate(data if isinstance(data, list) else [data]):
        at: Entry = (document, (*keys, index) if several else keys)
        quote = validated(at, Quote, {"exact": item} if isinstance(item, str) else item)
        source = quote.source or head.source
        if not source:
            raise document.error(InvalidEntry, (*at[1], "source"), "missing: name the source here or atop the file")
        reading.refer((document, (*at[1], "source")), "source", source)
        start = found(at, reading.texts[source], quote, source)
        end = start + len(quote.exact)
        yield {**asdict(quote), "source": source, "start": start, "end": end}


def _references(model: Model) -> Iterator[tuple[Keys, Kind, str | None]]:
    """The ids that an entry names: under which key, of what kind."""
    match model:
        case Source():
            yield ("session",), "session", model.session
        case Session():
            yield ("previous",), "session", model.previous
        case Measure():
            yield ("part_of",), "measure", model.part_of
        case Entity():
            yield ("country",), "entity", model.country
        case Fact():
            yield ("session",), "session", model.session
            yield ("measure",), "measure", model.measure
            yield from _value_references(("value",), model.value)
            for name, value in model.roles.items():
                yield from _value_references(("roles", name), value)


def _value_references(keys: Keys, value: Model) -> Iterator[tuple[Keys, Kind, str | None]]:
    match value:
        case Names():
            for index, entity in enumerate(value.entities):
                yield (*keys, "names", "entities", index), "entity", entity
        case Change():
            yield (*keys, "change", "base"), "session", value.base
        case Share():
            yield (*keys, "share", "of"), "measure", value.of


def _check_references(reading: _Reading, where: Entry, model: Model) -> None:
    document, keys = where
    for at, kind, identifier in _references(model):
        if identifier is not None:
            reading.refer((document, keys + at), kind, identifier)


def _check_chain(reading: _Reading, where: Entry, model: Model) -> None:
    """Refuses an entry that leads back to itself, which would keep its readers going round."""
    document, keys = where
    seen: set[str] = set()
    step: Any = model
    while isinstance(step, Session | Measure | Entity):
        if step.id in seen:
            at, _, _ = next(_references(model))
            raise document.error(UnknownReference, keys + at, f"leads back to {step.id}: mend the chain")
        seen.add(step.id)
        _, kind, following = next(_references(step))
        step = reading.known(kind).get(following) if following else None
