"""Telegram's HTML, read strictly (https://core.telegram.org/bots/api#html-style)."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)(?P<attributes>(?:\s+[a-z-]+(?:=\"[^\"<>]*\")?)*)\s*>")
_SPECIAL = re.compile("[<>&]")
_ATTRIBUTE = re.compile(r"([a-z-]+)(?:=\"([^\"<>]*)\")?")
_CHARACTER = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")

_PLAIN = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}


class MarkupError(ValueError):
    """The text is not Telegram's HTML."""


@dataclass
class _Open:
    name: str
    entity: dict[str, Any]


def parse(html: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text and its entities, offsets and lengths in UTF-16 code units, as Telegram would store them: trimmed,
    without entities that hold nothing.

    Raises MarkupError for anything that is not escaped, tags that are not Telegram's, and wrong nesting.
    """
    text: list[str] = []
    entities: list[dict[str, Any]] = []
    stack: list[_Open] = []
    at = length = 0
    while at < len(html):
        match html[at]:
            case "<":
                tag = _TAG.match(html, at)
                if not tag:
                    raise MarkupError(f"Unexpected '<' at offset {at}")
                if tag["end"]:
                    _close(stack, tag, length)
                else:
                    stack.append(_open(stack, tag, length))
                    entities.append(stack[-1].entity)
                at = tag.end()
                continue
            case ">":
                raise MarkupError(f"Unescaped '>' at offset {at}")
            case "&":
                character = _CHARACTER.match(html, at)
                if not character:
                    raise MarkupError(f"Unescaped '&' at offset {at}")
                chars, at = unescape(character[0]), character.end()
            case _:
                end = _SPECIAL.search(html, at)
                chars, at = html[at : end.start() if end else None], end.start() if end else len(html)
        text.append(chars)
        length += units(chars)
    if stack:
        raise MarkupError(f'Can\'t find end tag corresponding to start tag "{stack[-1].name}"')
    return _trimmed("".join(text), entities)


def units(text: str) -> int:
    """The length of ``text`` in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def _open(stack: list[_Open], tag: re.Match[str], offset: int) -> _Open:
    name, attributes = tag["name"], dict(_ATTRIBUTE.findall(tag["attributes"]))
    around = [opened.name for opened in stack]
    if name == "blockquote" and "blockquote" in around:
        raise MarkupError(f"Nested blockquote at offset {tag.start()}")
    if "code" in around or ("pre" in around and not (name == "code" and around[-1] == "pre")):
        raise MarkupError(f"Tag {name!r} inside code at offset {tag.start()}")
    return _Open(name, {"type": _kind(name, attributes, tag.start()), "offset": offset} | _details(name, attributes))


def _kind(name: str, attributes: dict[str, str], at: int) -> str:
    match name, attributes:
        case ("blockquote", {"expandable": ""}) if len(attributes) == 1:
            return "expandable_blockquote"
        case ("blockquote", {}) if not attributes:
            return "blockquote"
        case ("span", {"class": "tg-spoiler"}) if len(attributes) == 1:
            return "spoiler"
        case ("a", {"href": _}) if len(attributes) == 1:
            return "text_link"
        case ("tg-emoji", {"emoji-id": _}) if len(attributes) == 1:
            return "custom_emoji"
        case ("code", {"class": language}) if len(attributes) == 1 and language.startswith("language-"):
            return "code"
        case _ if name in _PLAIN and not attributes:
            return _PLAIN[name]
    raise MarkupError(f'Unsupported start tag "{name}" with {sorted(attributes)} at offset {at}')


def _details(name: str, attributes: dict[str, str]) -> dict[str, str]:
    match name:
        case "a":
            return {"url": unescape(attributes["href"])}
        case "tg-emoji":
            return {"custom_emoji_id": attributes["emoji-id"]}
        case _:
            return {}


def _close(stack: list[_Open], tag: re.Match[str], length: int) -> None:
    if tag["attributes"] or not stack or stack[-1].name != tag["name"]:
        expected = f"</{stack[-1].name}>" if stack else "none"
        raise MarkupError(f"Unmatched end tag at offset {tag.start()}, expected {expected}, found {tag[0]}")
    entity = stack.pop().entity
    entity["length"] = length - entity["offset"]


def _trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    shift = units(text) - units(text.lstrip())
    text = text.strip()
    end = units(text)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - shift)
        stop = min(end, entity["offset"] + entity["length"] - shift)
        if stop > start:
            kept.append(entity | {"offset": start, "length": stop - start})
    return text, kept
