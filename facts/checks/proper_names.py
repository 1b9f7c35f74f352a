"""The words of an English text that belong to proper names: capitalised inside a sentence, or acronyms.

A word that starts a sentence, a line or a quotation is capitalised anyway. It counts as a name only if it is an
acronym, stands capitalised inside a sentence of the same text too, or is followed by another capitalised word without
being one of the small words. There, and in a heading, whose words are all capitalised, a word that the text also writes
in lower case is no name.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from facts.checks.english import CARDINALS, CURRENCIES, SCALES, SMALL_WORDS, TITLES

_WORD = re.compile(r"[^\W_]+(?:[&'’-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[\n.!?:;>|•·【】])[\s\"'“”‘’()\[\]【】©•]*\Z|[\"“(\[]\s*\Z")
"""What stands before a word that would be capitalised whatever it is."""
_NEVER = TITLES | CARDINALS.keys() | SCALES.keys() | CURRENCIES.keys()
_LONG = 4
"""Headings leave shorter words in lower case."""


class Word(NamedTuple):
    """A word and where it stands, in code points; a possessive ending is not part of it."""

    start: int
    end: int
    text: str
    opening: bool
    """It starts a sentence, a line or a quotation."""
    heading: bool
    """It stands in a line whose words are all capitalised."""

    @property
    def capitalised(self) -> bool:
        return any(letter.isupper() for letter in self.text)

    @property
    def acronym(self) -> bool:
        return sum(letter.isupper() for letter in self.text) > 1 and self.text[:2].isupper()


def name_words_in(text: str) -> tuple[Word, ...]:
    """The words of proper names, in order."""
    words = tuple(_words(text))
    plain = {word.text for word in words if not word.capitalised}
    inside = {word.text for word in words if word.capitalised and not word.opening and not word.heading}
    followers = (*words[1:], None)
    return tuple(
        word for word, following in zip(words, followers, strict=False) if _named(text, word, following, plain, inside)
    )


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text, without possessive endings."""
    return tuple(word.text for word in _words(text))


def _named(text: str, word: Word, following: Word | None, plain: set[str], inside: set[str]) -> bool:
    lower = word.text.lower()
    if not word.capitalised or lower in _NEVER:
        return False
    if word.acronym:
        return True
    if not word.opening and not word.heading:
        return True
    if lower in SMALL_WORDS or lower in plain:
        return False
    if word.heading and not word.opening:
        return True
    joined = following is not None and following.capitalised and adjoin(text, word.end, following.start)
    return joined or word.text in inside


def adjoin(text: str, end: int, start: int) -> bool:
    """Whether nothing but white space of one line stands between the end of a word and the start of the next."""
    return text[end:start].isspace() and "\n" not in text[end:start]


def _words(text: str) -> Iterator[Word]:
    offset = 0
    for line in text.splitlines(keepends=True):
        found = list(_WORD.finditer(line))
        long = [match.group() for match in found if len(match.group()) >= _LONG and match.group()[0].isalpha()]
        ends = line.rstrip().endswith((".", "!", "?", ",", ";"))
        heading = not ends and all(word[0].isupper() for word in long)
        for match in found:
            word = _POSSESSIVE.sub("", match.group())
            # A sentence's opening is at most a few marks: looking back further would be quadratic in the line.
            opening = bool(_OPENS.search(line[max(0, match.start() - 8) : match.start()])) or not line[: match.start()]
            start = offset + match.start()
            yield Word(start, start + len(word), word, opening, heading)
        offset += len(line)
