"""Reads a corpus folder into a FactStore, or says which file, line and key to mend.

Every fault of the data is one of these, with a message of one line, ``file:line: key: what to do``:

    CorpusError
    ├── MissingFile        a file or a folder that is not there or cannot be read
    ├── MalformedFile      not UTF-8, not YAML, empty, an alias, a key twice
    ├── InvalidEntry       an unknown or missing key, a value of the wrong type
    ├── DuplicateId        an id that is taken
    ├── UnknownReference   an id that nothing has, or a chain of ids that leads back to itself
    ├── ChangedSource      a text that is not the one its sha256 was taken from
    └── BrokenQuote        a passage that does not stand in its source, or stands there more than once
"""

import difflib
import hashlib
import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import yaml
from pydantic import Field, ValidationError

from facts.models import Change, Entity, Fact, Id, Measure, Model, Names, Predicate, Session, Share, Source
from facts.store import FactStore, Kind, Place, figures_of, shown

Plain: TypeAlias = "str | None | list[Plain] | dict[str, Plain]"
Keys: TypeAlias = tuple[str | int, ...]
M = TypeVar("M", bound=Model)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = ("", "~", "null", "Null", "NULL")
_DEPTH = 20
"""More than any entry needs, and far from Python's own limit."""
_DIGITS = 30
"""More than any amount has: 1e999999999 would fill the memory once it is written out."""
_KINDS = ("quantity", "change", "share", "names", "texts", "date", "blank")
_SHORT = {"names": "entities", "texts": "texts"}
"""The key that a bare list of this kind stands for."""
_FACT_KEYS = ("id", "measure", "value", "session", "roles", "topics", "quote")
_ADVICE = {
    "extra_forbidden": "unknown key: mend its spelling or remove it",
    "missing": "missing: add it",
    "dict_type": "should be a mapping",
    "model_type": "should be a mapping",
    "tuple_type": "should be a list",
    "string_type": "should be a text",
}
"""Pydantic's error types in the words of YAML."""


class CorpusError(ValueError):
    """A fault of the corpus. ``line`` is counted from 1, and None for a fault of the file as a whole."""

    def __init__(self, path: Path, line: int | None, keys: Keys, message: str) -> None:
        key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in keys).lstrip(".")
        parts = (shown(path) if line is None else f"{shown(path)}:{line}", key, message)
        super().__init__(": ".join(" ".join(part.split()) for part in parts if part))
        self.path, self.line, self.key = path, line, key


class MissingFile(CorpusError):
    """A file or a folder is not there or cannot be read."""


class MalformedFile(CorpusError):
    """A file is not UTF-8, not YAML, empty, holds an alias or a key twice."""


class InvalidEntry(CorpusError):
    """An entry has an unknown or a missing key, or a value of the wrong type."""


class DuplicateId(CorpusError):
    """An id is taken."""


class UnknownReference(CorpusError):
    """An id is named that nothing has, or a chain of ids leads back to itself."""


class ChangedSource(CorpusError):
    """A text is not the one its sha256 was taken from."""


class BrokenQuote(CorpusError):
    """A passage does not stand in its source, or stands there more than once."""


class _Mapping(dict[str, "Plain"]):
    """A YAML mapping with the line of each key."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}


class _List(list["Plain"]):
    """A YAML list with the line of each item."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


@dataclass(frozen=True)
class Document:
    """A YAML file: its data as texts, lists and mappings (a scalar stays the text it is written as), and its lines."""

    path: Path
    data: Plain
    first: int
    """The line on which the data begin."""

    def line(self, keys: Keys) -> int:
        """The line of a key, or of the nearest entry around it that is there."""
        data, line = self.data, self.first
        for key in keys:
            if isinstance(data, _List):
                if isinstance(key, int) and key < len(data):
                    line = data.lines[key]
                    data = data[key]
            elif isinstance(data, _Mapping) and isinstance(key, str) and key in data:
                line = data.lines[key]
                data = data[key]
        return line

    def error(self, kind: type[CorpusError], keys: Keys, message: str) -> CorpusError:
        """A fault of the entry that these keys lead to."""
        return kind(self.path, self.line(keys), keys, message)


Entry: TypeAlias = tuple[Document, Keys]
"""Where an entry stands: its file and the keys that lead to it."""


def read_document(path: Path) -> Document:
    """A YAML file with its lines. Raises MissingFile or MalformedFile."""
    text = _decoded(path, _bytes(path))
    # Events and not nodes: composing nodes resolves every scalar, expands aliases, and overflows the stack of the C
    # library on deep nesting.
    events = yaml.parse(text, Loader=_LOADER)
    try:
        start = next(
            event for event in events if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent)
        )
        data = None if isinstance(start, yaml.StreamEndEvent) else _plain(path, events, start, 0)
        if data is None:
            raise MalformedFile(path, None, (), "the file is empty: write its entries, or [] for none")
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise MalformedFile(path, _line(event), (), "a second document: keep one to a file")
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        raise MalformedFile(path, mark.line + 1 if mark else None, (), f"not YAML: {broken.problem}") from None
    except yaml.reader.ReaderError as broken:
        line = text.encode()[: broken.position].count(b"\n") + 1
        raise MalformedFile(path, line, (), "holds a character that YAML does not allow: remove it") from None
    except yaml.YAMLError as broken:
        raise MalformedFile(path, None, (), f"not YAML: {broken}") from None
    return Document(path, data, _line(start))


def _plain(path: Path, events: Iterator[yaml.Event], event: yaml.Event, depth: int) -> Plain:
    """The data that an event begins."""
    if depth > _DEPTH:
        raise MalformedFile(path, _line(event), (), f"nested more than {_DEPTH} deep: no entry is")
    if isinstance(event, yaml.AliasEvent):
        raise MalformedFile(path, _line(event), (), "an alias: write the value out")
    if getattr(event, "tag", None) is not None:
        raise MalformedFile(path, _line(event), (), "a tag: remove it")
    if isinstance(event, yaml.ScalarEvent):
        return None if event.implicit[0] and event.value in _NULLS else str(event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        items = _List()
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.lines.append(_line(item))
            items.append(_plain(path, events, item, depth + 1))
        return items
    mapping = _Mapping()
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        name = _plain(path, events, key, depth + 1)
        if not isinstance(name, str):
            raise MalformedFile(path, _line(key), (), "a key that is not a text: write a name")
        if name in mapping:
            raise MalformedFile(path, _line(key), (name,), "stands twice: remove one")
        mapping.lines[name] = _line(key)
        mapping[name] = _plain(path, events, next(events), depth + 1)
    return mapping


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as broken:
        raise MissingFile(path, None, (), f"cannot be read ({broken.strerror}): add the file") from None


def _decoded(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = data[: broken.start].count(b"\n") + 1
        raise MalformedFile(path, line, (), "not UTF-8: save the file in UTF-8") from None


def _validated(where: Entry, model: type[M], data: object) -> M:
    document, keys = where
    try:
        return model.model_validate(data)
    except ValidationError as broken:
        faults = broken.errors(include_url=False)
        # A misspelt key is a missing one too: say which key it is that nobody knows.
        first = next((fault for fault in faults if fault["type"] == "extra_forbidden"), faults[0])
        message = _ADVICE.get(first["type"], first["msg"].removeprefix("Input "))
        if isinstance(first["input"], str) and first["type"] != "extra_forbidden":
            message += f", not {first['input'][:80]!r}"
        raise document.error(InvalidEntry, keys + tuple(first["loc"]), message) from None


def _mapping(where: Entry, data: Plain, known: Iterable[str]) -> dict[str, Plain]:
    document, keys = where
    if not isinstance(data, dict):
        raise document.error(InvalidEntry, keys, "should be a mapping")
    for key in data:
        if key not in known:
            raise document.error(InvalidEntry, (*keys, key), f"unknown key: the keys here are {', '.join(known)}")
    return data


def _list(where: Entry, data: Plain) -> list[Plain]:
    document, keys = where
    if not isinstance(data, list):
        raise document.error(InvalidEntry, keys, "should be a list")
    return data


class _Quote(Model):
    """A passage as authors write it."""

    exact: str = Field(min_length=1)
    prefix: str = ""
    suffix: str = ""
    source: Id | None = None


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

    ``folder`` holds sessions.yaml, measures.yaml, predicates.yaml and entities.yaml (lists), sources/<id>/ with
    source.yaml and text.txt, and statements/**/*.yaml. Raises CorpusError at the first fault.
    """
    reading = _Reading()
    entries: list[tuple[Entry, Model]] = []
    entries += _read_list(reading, folder / "sessions.yaml", "session", Session, reading.sessions)
    entries += _read_list(reading, folder / "measures.yaml", "measure", Measure, reading.measures)
    entries += _read_list(reading, folder / "predicates.yaml", "measure", Predicate, reading.predicates)
    entries += _read_list(reading, folder / "entities.yaml", "entity", Entity, reading.entities)
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
    found = sorted(path for path in folder.glob(pattern) if not path.name.startswith("."))
    if not found:
        raise MissingFile(folder, None, (), f"holds nothing: add {wanted}")
    return found


def _read_list(
    reading: _Reading, path: Path, kind: Kind, model: type[M], table: dict[str, M]
) -> Iterator[tuple[Entry, Model]]:
    document = read_document(path)
    for index, data in enumerate(_list((document, ()), document.data)):
        where = (document, (index,))
        entry = _validated(where, model, data)
        reading.add(kind, table, str(entry.id), entry, where)  # type: ignore[attr-defined]
        yield where, entry


def _read_source(reading: _Reading, folder: Path) -> tuple[Entry, Model]:
    document = read_document(folder / "source.yaml")
    where: Entry = (document, ())
    source = _validated(where, Source, document.data)
    if source.id != folder.name:
        raise document.error(InvalidEntry, ("id",), f"{source.id} is not the folder's name: write {folder.name}")
    data = _bytes(folder / "text.txt")
    if not data.strip():
        raise MalformedFile(folder / "text.txt", None, (), "the file is empty: write the document's text")
    digest = hashlib.sha256(data).hexdigest()
    if digest != source.sha256:
        message = f"text.txt has the digest {digest}: read the document again, mend its quotes, then write this digest"
        raise document.error(ChangedSource, ("sha256",), message)
    reading.texts[source.id] = _decoded(folder / "text.txt", data)
    reading.add("source", reading.sources, source.id, source, where)
    return where, source


def _read_statements(reading: _Reading, path: Path) -> None:
    document = read_document(path)
    data = _mapping((document, ()), document.data, ("source", "session", "facts"))
    head = _validated((document, ()), _Head, {key: value for key, value in data.items() if key != "facts"})
    if head.source:
        reading.refer((document, ("source",)), "source", head.source)
    if head.session:
        reading.refer((document, ("session",)), "session", head.session)
    if "facts" not in data:
        raise document.error(InvalidEntry, ("facts",), "missing: add it")
    for index, entry in enumerate(_list((document, ("facts",)), data["facts"])):
        where: Entry = (document, ("facts", index))
        fact = _read_fact(reading, where, head, _mapping(where, entry, _FACT_KEYS))
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
    fact = _validated(where, Fact, data)
    if any(abs(amount.adjusted()) > _DIGITS for amount in figures_of(fact)):
        raise document.error(InvalidEntry, keys, f"has an amount of more than {_DIGITS} digits: mend it")
    return fact


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
        quote = _validated(at, _Quote, {"exact": item} if isinstance(item, str) else item)
        source = quote.source or head.source
        if not source:
            raise document.error(InvalidEntry, (*at[1], "source"), "missing: name the source here or atop the file")
        reading.refer((document, (*at[1], "source")), "source", source)
        start = _found(at, reading.texts[source], quote, source)
        end = start + len(quote.exact)
        yield {**quote.model_dump(), "source": source, "start": start, "end": end}


def _found(where: Entry, text: str, quote: _Quote, source: str) -> int:
    """The offset of a passage in a text, in code points."""
    document, keys = where
    context = quote.prefix + quote.exact + quote.suffix
    start = text.find(context)
    if start < 0 and quote.exact in text:
        message = f"the passage stands in {source}, but not between this prefix and suffix; copy them verbatim"
        raise document.error(BrokenQuote, keys, message)
    if start < 0:
        near = _nearest(text, quote.exact)
        message = f"the passage does not stand in {source}" + (f' (nearest: "{near}")' if near else "")
        raise document.error(BrokenQuote, keys, f"{message}; copy it verbatim")
    if text.find(context, start + 1) >= 0:
        message = f"the passage stands more than once in {source}: add the text right before it as its prefix"
        raise document.error(BrokenQuote, keys, message)
    return start + len(quote.prefix)


def _nearest(text: str, passage: str) -> str:
    """The passage of a text that shares the longest run of words with another, up to 200 characters; may be empty."""
    words = list(re.finditer(r"\S+", text))
    wanted = passage.split()
    matcher = difflib.SequenceMatcher(None, [word.group() for word in words], wanted, autojunk=False)
    match = matcher.find_longest_match()
    if not match.size:
        return ""
    first = max(match.a - match.b, 0)
    last = min(first + len(wanted), len(words)) - 1
    return text[words[first].start() : words[last].end()][:200]


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
