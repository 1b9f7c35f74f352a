"""An answer as Telegram messages in HTML.

Limits: 4,096 UTF-16 code units after the entities are parsed, 1,024 for a caption, and 100 entities
(https://core.telegram.org/bots/api#sendmessage, https://core.telegram.org/bots/api#html-style).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, groupby, pairwise
from typing import Literal

from bot.answer import Answer, Passage

LONGEST_MESSAGE = 4096
LONGEST_CAPTION = 1024
MOST_ENTITIES = 100
LONGEST_PIECE = 3500
"""Shorter than a message, so that what leads a piece (its heading, a document's title) fits in with it."""
LONGEST_BOLD = 300
"""A longer answer is a text of its own; in bold it would be a wall."""

Tag = Literal["b", "i", "blockquote"]
_OPEN: dict[Tag | None, str] = {None: "", "b": "<b>", "i": "<i>", "blockquote": "<blockquote expandable>"}
_CLOSE: dict[Tag | None, str] = {None: "", "b": "</b>", "i": "</i>", "blockquote": "</blockquote>"}

_LONGEST_TITLE = 200
_MOST_TITLES = 3
"""Documents that a caption names at most."""
_CUT = "…"
_PARAGRAPH = "\n\n"
_LINE = "\n"
_BREAKS = (re.compile(r"\n\s*"), re.compile(r"(?<=[.!?;])\s+|(?<=[\u3002\uff01\uff1f\uff1b])"), re.compile(r"\s+"))
"""Where a text may be cut, the best place first: between lines, sentences (Chinese ones too), words."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text under at most one tag: never cut again."""

    text: str
    tag: Tag | None = None
    joint: str = _LINE
    """What stands between it and the piece before, in one message."""
    leads: bool = False
    """Belongs in one message with the piece after it."""
    marks: tuple[tuple[int, int], ...] = ()
    """What of it is in bold: starts and ends, in order."""

    @property
    def html(self) -> str:
        ends = [0, *(end for mark in self.marks for end in mark), len(self.text)]
        parts = [escape(self.text[start:end], quote=False) for start, end in pairwise(ends)]
        bold = [f"<b>{part}</b>" if at % 2 and part else part for at, part in enumerate(parts)]
        return f"{_OPEN[self.tag]}{''.join(bold)}{_CLOSE[self.tag]}"

    @property
    def entities(self) -> int:
        return (self.tag is not None) + len(self.marks)


def messages(answer: Answer) -> tuple[str, ...]:
    """The messages, in HTML, that say ``answer``: the answer first, then caveats, choices, quotes, suggestions.

    Every text of the answer is escaped. Each message is within Telegram's limits, with no tag cut. Empty for an answer
    without any visible character.
    """
    return tuple(_html(message) for message in _packed(list(_said(answer))))


def message(answer: Answer) -> str:
    """``answer`` in one message, where there can be no second one: what does not fit is left out, the last first. Empty
    for an answer without any visible character.
    """
    return next((_html(message) for message in _packed(list(_said(answer)))), "")


def caption(answer: Answer) -> str:
    """``answer`` as the caption of a picture: with its quotes, with the titles of its documents where quotes have no
    room, and cut where it is too long by itself.
    """
    said = list(_pieces(answer.answer, _answer_tag(answer), _PARAGRAPH))
    notes = [piece for caveat in answer.caveats for piece in _pieces(caveat, "i", _PARAGRAPH)]
    heading = dict(answer.headings).get("source", "")
    titles = list(dict.fromkeys(_shortened(citation.title, _LONGEST_TITLE) for citation in answer.citations))
    named = list(_led(heading, [piece for title in titles[:_MOST_TITLES] for piece in _pieces(title, "i", _LINE)]))
    quoted = list(_quotes(answer, heading))
    for pieces in ([*said, *notes, *quoted], [*said, *quoted], [*said, *notes, *named], [*said, *named]):
        if _fits(pieces, LONGEST_CAPTION):
            return _html(pieces)
    room = LONGEST_CAPTION - sum(units(piece.text) + len(piece.joint) for piece in named)
    return _html([Piece(_shortened(answer.answer, room)), *named])


def _shortened(text: str, most: int) -> str:
    """``text`` in at most ``most`` units, with a sign where it was cut."""
    text = _clean(text).strip()
    return text if units(text) <= most else text[: _prefix(text, most - len(_CUT))].rstrip() + _CUT


def _said(answer: Answer) -> Iterator[Piece]:
    """All that there is to say, in order."""
    headings = dict(answer.headings)
    yield from _pieces(answer.answer, _answer_tag(answer), _PARAGRAPH)
    for caveat in answer.caveats:
        yield from _pieces(caveat, "i", _PARAGRAPH)
    yield from _items([f"{number}. {text}" for number, text in enumerate(answer.choices, 1) if _visible(text)], "")
    yield from _quotes(answer, headings.get("source", ""))
    yield from _items([f"• {text}" for text in answer.suggestions if _visible(text)], headings.get("ask_next", ""))


def _answer_tag(answer: Answer) -> Tag | None:
    return "b" if answer.status == "answered" and units(answer.answer) <= LONGEST_BOLD else None


def _items(texts: Sequence[str], heading: str) -> Iterator[Piece]:
    return _led(heading, [piece for text in texts for piece in _pieces(text, None, _LINE)])


def _quotes(answer: Answer, heading: str) -> Iterator[Piece]:
    if answer.passages:
        rows = groupby(answer.passages, key=lambda passage: passage.title)
        shown = [p for title, row in rows for p in _led(title, [q for one in row for q in _passage(one)], "i", _LINE)]
        yield from _led(heading, shown)
        return
    quotes = [
        piece
        for title, citations in groupby(answer.citations, key=lambda citation: citation.title)
        for piece in _led(title, [p for c in citations for p in _pieces(c.quote, "blockquote", _LINE)], "i", _LINE)
    ]
    yield from _led(heading, quotes)


def _passage(passage: Passage) -> Iterator[Piece]:
    """A passage with its marks; without them where it is too long for one piece."""
    ends = [0, *(end for mark in passage.marks for end in mark), len(passage.text)]
    parts = [_clean(passage.text[start:end]) for start, end in pairwise(ends)]
    text = "".join(parts)
    if units(text) > LONGEST_PIECE or text != text.strip():
        yield from _pieces(passage.text, "blockquote", _LINE)
    elif _visible(text):
        at = list(accumulate(map(len, parts)))
        yield Piece(text, "blockquote", _LINE, marks=tuple(zip(at[0::2], at[1::2], strict=False)))


def _led(text: str, pieces: Sequence[Piece], tag: Tag | None = "b", joint: str = _PARAGRAPH) -> Iterator[Piece]:
    """``pieces`` after a line that leads them; nothing where there are no pieces, a plain joint where no line."""
    if not pieces:
        return
    line = list(_pieces(text, tag, joint))
    yield from (Piece(piece.text, piece.tag, piece.joint, leads=True) for piece in line)
    first = pieces[0]
    yield first if line else Piece(first.text, first.tag, joint, first.leads)
    yield from pieces[1:]


def _pieces(text: str, tag: Tag | None, joint: str) -> Iterator[Piece]:
    for number, part in enumerate(_parts(_clean(text))):
        yield Piece(part, tag, _LINE if number else joint)


def _parts(text: str) -> Iterator[str]:
    """``text`` in parts of at most LONGEST_PIECE units, cut at the best place; parts that show nothing are left out."""
    rest = text.strip()
    while units(rest) > LONGEST_PIECE:
        end = _cut(rest)
        if _visible(rest[:end]):
            yield rest[:end].strip()
        rest = rest[end:].strip()
    if _visible(rest):
        yield rest


def _cut(text: str) -> int:
    """The index at which to cut the first part off ``text``: within LONGEST_PIECE, in its second half if it can be."""
    end = _prefix(text, LONGEST_PIECE)
    for place in _BREAKS:
        ends = [found.end() for found in place.finditer(text, end // 2, end) if found.end() < len(text)]
        if ends:
            return ends[-1]
    return end


def _prefix(text: str, most: int) -> int:
    """How many characters from the start of ``text`` make at most ``most`` UTF-16 units."""
    taken = 0
    for index, char in enumerate(text):
        taken += 2 if ord(char) > 0xFFFF else 1
        if taken > most:
            return index
    return len(text)


def _packed(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """``pieces`` message by message, each within the limits; a leading piece goes where the one it leads goes."""
    if pieces and _fits(pieces):
        yield list(pieces)  # as nearly always
        return
    message: list[Piece] = []
    for index, piece in enumerate(pieces):
        run = _run(pieces, index)
        if message and not _fits([*message, *run]):
            yield message
            message = []
        message.append(piece)
    if message:
        yield message


def _run(pieces: Sequence[Piece], start: int) -> Sequence[Piece]:
    """The piece at ``start`` with all that it leads, or alone if they would not fit into one message."""
    end = start
    while pieces[end].leads and end + 1 < len(pieces):
        end += 1
    run = pieces[start : end + 1]
    return run if _fits(run) else pieces[start : start + 1]


def _fits(message: Sequence[Piece], longest: int = LONGEST_MESSAGE) -> bool:
    length = sum(units(piece.text) + len(piece.joint) for piece in message)
    return length <= longest and sum(piece.entities for piece in message) <= MOST_ENTITIES


def _html(message: Iterable[Piece]) -> str:
    return "".join(f"{piece.joint if number else ''}{piece.html}" for number, piece in enumerate(message))


def units(text: str) -> int:
    """The length of ``text`` as Telegram counts: in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _clean(text: str) -> str:
    """``text`` without what cannot be sent: control characters are dropped, lone surrogates become U+FFFD."""
    text = text.replace("\r\n", "\n")
    if text.isprintable():
        return text
    return "".join(_sendable(char) for char in text)


def _sendable(char: str) -> str:
    if char == "\n":
        return char
    match unicodedata.category(char):
        case "Cs":
            return "\ufffd"
        case "Cc":
            return " " if char.isspace() else ""
        case _:
            return char


def _visible(text: str) -> bool:
    """Whether anything is seen of ``text``: Telegram refuses a message that shows nothing."""
    return any(unicodedata.category(char) not in ("Cc", "Cf", "Zs", "Zl", "Zp") for char in text)
