"""Frozen values ⇄ JSON, for values that are kept between two runs of this program.

A text, a number, a truth value and None stand for themselves. All else is a list that begins with a tag: the name of a
class, or one of the tags below. Nothing but the classes named here is ever made of what a file says. The large sets and
mappings, of which a question needs few or none, stay one text each until something is looked up in them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import Any

from facts import models
from facts.store import FactStore
from intents.language import Language, Profile, SessionWords
from intents.lexicon import Entry, Lexicon
from intents.mentions.repair import Repairs
from intents.mentions.sounds import Sounds
from intents.template import Intent, Skeleton
from intents.vocabulary import Vocabulary

_VALUES = (
    *(models.Source, models.LeftOut, models.Citation, models.Session, models.Signature, models.Measure),
    *(
        models.Predicate,
        models.Entity,
        models.Unit,
        models.Quantity,
        models.Change,
        models.Share,
        models.Names,
        models.Texts,
    ),
    *(models.Date, models.Blank, models.Fact, FactStore, Language, Profile, SessionWords, Entry, Lexicon, Repairs),
    *(Sounds, Intent, Skeleton, Vocabulary),
)
_FIELDS = {
    cls: {field.name: field.default for field in fields(cls) if field.init and field.name[0] != "_"} for cls in _VALUES
}
"""Class → its fields, each with its default."""
_PARTS: Mapping[str, type[Any]] = {cls.__name__: cls for cls in _VALUES}
_ENUMS: Mapping[str, type[Enum]] = {cls.__name__: cls for cls in (models.Modifier, models.EntityKind)}

_STOP = "|"
"""Between the texts of a row: JSON writes it as it is."""

_LARGE = 10_000
"""Characters of a row from which on it is read when it is needed."""

_SHARED, _TEXTS, _TUPLE, _LIST = "@", "(", "()", "[]"
_SET, _MAPPING, _READ_ONLY, _DECIMAL, _PATTERN = "{}", "{:}", "{=}", ".", "/"


def encode(value: object) -> Any:
    """What ``json.dumps`` takes, for a value made of the classes above. Raises TypeError for any other."""
    return _Encoder().encode(value)


def decode(data: Any) -> Any:
    """The value that ``encode`` made ``data`` of. Raises ValueError, TypeError, LookupError, AttributeError or
    ArithmeticError for what it never makes."""
    return _Decoder().decode(data)


class _Encoder:
    """Writes each set and each mapping once, however often it occurs."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}

    def encode(self, value: Any) -> Any:
        match value:
            case Enum():
                return [type(value).__name__, value.value]
            case None | str() | int() | float():
                return value
            case Decimal():
                return [_DECIMAL, str(value)]
            case re.Pattern():
                return [_PATTERN, value.pattern]
            case tuple() if len(value) > 1 and all(type(one) is str for one in value):
                return [_TEXTS, self._row(value)]
            case tuple() | list():
                return [_TUPLE if isinstance(value, tuple) else _LIST, *map(self.encode, value)]
            case frozenset() | Mapping():
                if id(value) in self._seen:
                    return [_SHARED, self._seen[id(value)]]
                data = self._mapping(value) if isinstance(value, Mapping) else [_SET, self._row(sorted(value))]
                self._seen[id(value)] = len(self._seen)
                return data
            case _ if type(value) in _FIELDS:
                parts = ((name, getattr(value, name), usual) for name, usual in _FIELDS[type(value)].items())
                return [type(value).__name__, {name: self.encode(part) for name, part, usual in parts if part != usual}]
        raise TypeError(f"{type(value).__name__} is not kept")

    def _mapping(self, mapping: Mapping[Any, Any]) -> Any:
        """A mapping as the row of its keys, the place of each one's value, and the values; None for places in order."""
        tag = _READ_ONLY if isinstance(mapping, MappingProxyType) else _MAPPING
        values = list({id(value): value for value in mapping.values()}.values())
        if len(values) == len(mapping) or all(type(value) is str for value in values):
            return [tag, self._row(mapping), None, self._row(mapping.values())]
        number = {id(value): at for at, value in enumerate(values)}
        return [tag, self._row(mapping), [number[id(value)] for value in mapping.values()], self._row(values)]

    def _row(self, values: Iterable[Any]) -> Any:
        """Several values: one text where they are all texts, which is read many times faster."""
        row = list(values)
        if all(type(value) is str and _STOP not in value for value in row) and row != [""]:
            return _STOP.join(row)
        parts = [self.encode(value) for value in row]
        return parts if any(type(part) is list for part in parts) else {"": parts}


class _Decoder:
    def __init__(self) -> None:
        self._seen: list[Any] = []

    def decode(self, data: Any) -> Any:
        if type(data) is not list:
            return data
        tag = data[0]
        made = _PARTS.get(tag)
        if made is not None:
            return made(**{name: self.decode(part) for name, part in data[1].items()})
        if tag == _TUPLE:
            return tuple(map(self.decode, data[1:]))
        if tag == _TEXTS:
            return tuple(self._row(data[1]))
        if tag == _LIST:
            return list(map(self.decode, data[1:]))
        if tag == _SHARED:
            return self._seen[data[1]]
        if tag in (_SET, _MAPPING, _READ_ONLY):
            found = self._set(data[1]) if tag == _SET else self._mapping(data)
            self._seen.append(found)
            return found
        if tag == _DECIMAL:
            return Decimal(data[1])
        if tag == _PATTERN:
            return re.compile(data[1])
        return _ENUMS[tag](data[1])

    def _set(self, data: Any) -> Set[Any]:
        return _Words(data) if type(data) is str and len(data) > _LARGE else frozenset(self._row(data))

    def _mapping(self, data: Any) -> Mapping[Any, Any]:
        tag, keys, places, values = data
        if type(keys) is type(values) is str and len(keys) > _LARGE:
            return _Table(keys, values)
        row = self._row(values)
        found = dict(zip(self._row(keys), row if places is None else map(row.__getitem__, places), strict=True))
        return MappingProxyType(found) if tag == _READ_ONLY else found

    def _row(self, data: Any) -> list[Any]:
        if type(data) is str:
            return _split(data)
        return list(map(self.decode, data)) if type(data) is list else data[""]


def _split(text: str) -> list[str]:
    return text.split(_STOP) if text else []


class _Words(Set[str]):
    """A set of texts that is a text itself until something is looked up in it."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _found(self) -> frozenset[str]:
        return frozenset(_split(self._text))

    def __contains__(self, word: object) -> bool:
        return word in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class _Table(Mapping[str, str]):
    """A mapping of texts to texts that is two texts itself until something is looked up in it."""

    def __init__(self, keys: str, values: str) -> None:
        self._keys, self._values = keys, values

    @cached_property
    def _found(self) -> dict[str, str]:
        return dict(zip(_split(self._keys), _split(self._values), strict=True))

    def __getitem__(self, key: str) -> str:
        return self._found[key]

    def get(self, key: str, default: Any = None) -> Any:
        """As of any mapping, without the exception in between."""
        return self._found.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
