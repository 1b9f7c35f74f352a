"""Text → tokens: folding with offsets kept, and inflection taken off by rule.

Folding is Unicode NFKC, case folding and removal of combining marks (UAX #15, UAX #29 in spirit: words are runs of
letters, figures keep their separators, each CJK character is a token of its own); of the variants of a CJK character
the simplified one is taken (Unihan kSimplifiedVariant).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from intents.models import Token, Utterance

LONGEST = 2000
"""Code points of a message that are read; what follows is cut off."""

_TOKEN = re.compile(
    r"(?P<abbr>(?:[a-z]\.){2,}[a-z]?)"
    r"|(?P<count>(?<=\S\s)nos?\.(?!\w)|nos?\.(?=\s?\d))"
    r"|(?P<dollar>us\$)"
    r"|(?P<year>'\d\d(?![\d']))"
    r"|(?P<ordinal>\d{1,4}(?:st|nd|rd|th)(?![a-z]))"
    r"|(?P<number>\d+(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
    r"|(?P<han>[\u3007\u3400-\u9fff\uf900-\ufaff])"
    r"|(?P<word>[^\W\d_\u3007\u3400-\u9fff\uf900-\ufaff]+(?:['&][^\W\d_\u3007\u3400-\u9fff\uf900-\ufaff]+|\d+(?!\d|[.,]\d))*)"
    r"|(?P<sign>[%$€£¥©#+/&\u3001]|/[a-z]+)"
    r"|(?P<end>[.!?;\n…\u3002]|(?<!\d):|:(?!\d)|[—–]|\s-\s)"
    r"|(?P<stop>[,()\"\uff0c])"
)
_VARIANTS = Path(__file__).with_name("variants.txt")
_BLANK = re.compile(r"(?<=[\u3400-\u9fff\uf900-\ufaff]) (?=[\u3400-\u9fff\uf900-\ufaff])")
_NOT_PLAIN = re.compile(r"[^\x20-\x7e\n]")
_QUOTES = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "`": "'",
        "\u00b4": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\t": " ",
        "\r": " ",
    }
)
_VULGAR = {"½": ".5", "¼": ".25", "¾": ".75"}
"""Fractions behind a figure ("2½"), as decimals."""

_TAILS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}


def read(text: str) -> Utterance:
    """Cut a message into tokens. Takes any string; whatever is no word, figure or known sign is passed over."""
    folded, offsets = _fold(text[:LONGEST])
    tokens: list[Token] = []
    clause = sentence = 0
    for match in _TOKEN.finditer(folded):
        group = match.lastgroup
        if group == "stop" or group == "end":
            clause += 1
            sentence += group == "end"
            continue
        start, end = match.span()
        for piece, first, last in _pieces(group or "", match[0], start, end):
            begin, stop = (first, last) if offsets is None else (offsets[first], offsets[last - 1] + 1)
            tokens.append(Token(piece, inflectionless(piece), begin, stop, clause, sentence))
    return Utterance(text, tuple(tokens))


def _pieces(group: str, found: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The tokens of one match: contractions are taken apart, possessives dropped."""
    if group == "number":
        return [(found.replace(",", ""), start, end)]
    if group == "count":
        return [("number", start, end)]
    if group == "abbr":
        return [(found.replace(".", ""), start, end)]
    if group == "year":
        return [("20" + found[1:], start, end)]
    if group != "word" or "'" not in found:
        return [(found, start, end)]
    for tail, word in _TAILS.items():
        if found.endswith(tail):
            cut = end - len(tail)
            head = {"ca": "can", "wo": "will", "sha": "shall"}.get(found[: -len(tail)], found[: -len(tail)])
            return [(head, start, cut), (word, cut, end)] if head else [(word, cut, end)]
    head, _, tail = found.partition("'")
    if tail == "s":
        return [(head, start, end - 2)]
    return [(found.replace("'", ""), start, end)]


def _fold(text: str) -> tuple[str, list[int] | None]:
    """The folded text, and for each of its characters the offset it comes from (None where they are the same)."""
    text = text.translate(_QUOTES)
    if not _NOT_PLAIN.search(text):
        return text.lower(), None
    folded: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        for piece in _VULGAR.get(char) or unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", char).casefold()):
            if unicodedata.combining(piece) or piece == "\u00ad":  # a soft hyphen shows only where a line ends
                continue
            if character(piece):
                piece = _variants().get(piece, piece)
            category = unicodedata.category(piece)
            folded.append(" " if category in ("Cc", "Cf", "Zs") and piece != "\n" else piece)
            offsets.append(offset)
    return "".join(folded), offsets


def character(norm: str) -> bool:
    """Whether a token is one character of a script that puts no blanks between words."""
    return len(norm) == 1 and ("\u3400" <= norm <= "\u9fff" or "\uf900" <= norm <= "\ufaff" or norm == "\u3007")


@cache
def _variants() -> Mapping[str, str]:
    """Traditional character → the simplified one. Read when the first such character comes."""
    rows = (line.split() for line in _VARIANTS.read_text(encoding="utf-8").splitlines())
    return {variant: simplified for simplified, variants in rows for variant in variants}


def written(tokens: Iterable[Token]) -> str:
    """The words of some tokens, as folded: with blanks between them but for characters that are written without."""
    text = " ".join(token.norm for token in tokens)
    return text if text.isascii() else _BLANK.sub("", text)


@lru_cache(maxsize=32768)
def inflectionless(word: str) -> str:
    """The word without plural, tense and British or American spelling, so that "organised" equals "organizes".

    Takes a folded word; the result is no word of the language but a key. Doing it twice changes nothing more."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    stem = _one_layer(word)
    while stem != word:
        word, stem = stem, _one_layer(stem)
    return stem


def _one_layer(word: str) -> str:
    stem = _singular(_american(word))
    for ending in ("ing", "ed"):
        rest = stem[: -len(ending)]
        if stem.endswith(ending) and len(rest) >= 3 and re.search("[aeiouy]", rest):
            if rest[-1] == rest[-2] and rest[-1] not in "sz":
                rest = rest[:-1]
            return _bare(rest[:-1] + "y" if ending == "ed" and rest.endswith("i") else rest)
    return _bare(stem)


def _bare(stem: str) -> str:
    return stem[:-1] if len(stem) > 3 and stem.endswith("e") else stem


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _american(word: str) -> str:
    """One spelling for British and American forms."""
    word = re.sub(r"(?<=[a-z]{3})our(?=$|s$|ed$|ing$|able$|ful$)", "or", word)
    word = re.sub(r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|er|ers|ation|ations|ational)$)", "iz", word)
    word = re.sub(r"(?<=[a-z]{2})tre(?=s?$)", "ter", word)
    return re.sub(r"ramme(?=s?$)", "ram", word)
