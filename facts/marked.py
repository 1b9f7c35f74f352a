"""Reads YAML files with the line of each entry, and names every fault of the data with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

import yaml
from pydantic import TypeAdapter, ValidationError

from facts.faults import CorpusError, InvalidEntry, Keys, MalformedFile, MissingFile
from facts.models import Model

Plain: TypeAlias = "str | None | list[Plain] | dict[str, Plain]"
M = TypeVar("M", bound=Model)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = ("", "~", "null", "Null", "NULL")
_DEPTH = 20
"""More than any entry needs, and far from Python's own limit."""
_ADVICE = {
    "unexpected_keyword_argument": "unknown key: mend its spelling or remove it",
    "missing": "missing: add it",
    "dict_type": "should be a mapping",
    "dataclass_type": "should be a mapping",
    "tuple_type": "should be a list",
    "too_short": "is empty: add what it lists",
    "string_type": "should be a text",
}
"""Pydantic's error types in the words of YAML."""


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
    text = decoded(path, read_bytes(path))
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


def read_bytes(path: Path) -> bytes:
    """What a file holds. Raises MissingFile."""
    try:
        return path.read_bytes()
    except OSError as broken:
        raise MissingFile(path, None, (), f"cannot be read ({broken.strerror}): add the file") from None


def decoded(path: Path, data: bytes) -> str:
    """The text of a file that holds these bytes. Raises MalformedFile unless they are UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = data[: broken.start].count(b"\n") + 1
        raise MalformedFile(path, line, (), "not UTF-8: save the file in UTF-8") from None


@lru_cache
def _checking(model: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def validated(where: Entry, model: type[M], data: object) -> M:
    """An entry's data as a model. Raises InvalidEntry, which names the key that does not fit."""
    document, keys = where
    try:
        return cast(M, _checking(model).validate_python(data))  # type: ignore[arg-type]  # a class is hashable
    except ValidationError as broken:
        faults = broken.errors(include_url=False)
        # A misspelt key is a missing one too: say which key it is that nobody knows.
        first = next((fault for fault in faults if fault["type"] == "unexpected_keyword_argument"), faults[0])
        message = _ADVICE.get(first["type"], first["msg"].removeprefix("Input ").removeprefix("Value error, "))
        if isinstance(first["input"], str) and first["type"] != "unexpected_keyword_argument":
            message += f", not {first['input'][:80]!r}"
        raise document.error(InvalidEntry, keys + tuple(first["loc"]), message) from None


def mapping_of(where: Entry, data: Plain, known: Iterable[str]) -> dict[str, Plain]:
    """An entry's data as a mapping of known keys. Raises InvalidEntry."""
    document, keys = where
    if not isinstance(data, dict):
        raise document.error(InvalidEntry, keys, "should be a mapping")
    for key in data:
        if key not in known:
            raise document.error(InvalidEntry, (*keys, key), f"unknown key: the keys here are {', '.join(known)}")
    return data


def list_of(where: Entry, data: Plain) -> list[Plain]:
    """An entry's data as a list. Raises InvalidEntry."""
    document, keys = where
    if not isinstance(data, list):
        raise document.error(InvalidEntry, keys, "should be a list")
    return data
