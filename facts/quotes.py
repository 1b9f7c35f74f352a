"""Finds the one place where a text says what an author quotes, or says what it has instead."""

import difflib
import re
from dataclasses import dataclass
from typing import Annotated

from facts.faults import BrokenQuote
from facts.marked import Entry
from facts.models import FILLED, Id, Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Model):
    """A passage as authors write it."""

    exact: Annotated[str, FILLED]
    prefix: str = ""
    suffix: str = ""
    source: Id | None = None


def found(where: Entry, text: str, quote: Quote, source: str) -> int:
    """The offset of a passage in the text of a source, in code points. Raises BrokenQuote unless it stands there once.

    ``where`` is where the quote is written, and ``source`` the id of the source: both are named in the fault.
    """
    document, keys = where
    context = quote.prefix + quote.exact + quote.suffix
    start = text.find(context)
    if start < 0 and quote.exact in text:
        message = f"the passage stands in {source}, but not between this prefix and suffix; copy them verbatim"
        raise document.error(BrokenQuote, keys, message)
    if start < 0:
        near = nearest(text, quote.exact)
        message = f"the passage does not stand in {source}" + (f' (nearest: "{near}")' if near else "")
        raise document.error(BrokenQuote, keys, f"{message}; copy it verbatim")
    if text.find(context, start + 1) >= 0:
        message = f"the passage stands more than once in {source}: add the text right before it as its prefix"
        raise document.error(BrokenQuote, keys, message)
    return start + len(quote.prefix)


def nearest(text: str, passage: str) -> str:
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
