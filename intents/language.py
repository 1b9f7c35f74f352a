"""A language pack: the words of one language, read from its folder under intents/languages.

language.yaml   its name, the letters that tell it, languages that are mixed into it
words.yaml      asks, acts, filling words, numerals, months, asides
concepts/*.yaml concept → phrases
sessions.yaml   how sessions are named and recognised
names.yaml      everyday and foreign forms of names
measures.yaml   label and sentences of each measure and predicate
intents/*.yaml  skeletons
answers/*.yaml  everything else that the bot says
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intents.lexicon import Lexicon
from intents.normalise import inflectionless, read
from intents.template import Intent

FOLDER = Path(__file__).parent / "languages"
"""Where the packs lie that come with the product."""


class LanguageError(Exception):
    """A language pack that cannot be used; the message names the file and says what to mend."""


@dataclass(frozen=True, slots=True)
class SessionWords:
    """How a language names the sessions of the fair."""

    by_year: str
    by_ordinal: str
    suffixes: Mapping[str, str]
    ordinals: Mapping[str, int]
    weak: frozenset[str]
    nouns: frozenset[str]
    before_number: frozenset[str]
    behind_number: frozenset[str]
    """Nouns that make the number before them an ordinal."""
    before_digits: frozenset[str]
    """Words that make an ordinal of digits, but not of a numeral ("no 4", not "no one")."""
    emphasis: frozenset[str]
    links: frozenset[str]
    """Words between ordinals that share a noun ("first to third session")."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language: what it understands and what it says."""

    code: str
    name: str
    """What the language calls itself."""
    lexicon: Lexicon
    sessions: SessionWords
    numerals: Mapping[str, int]
    scales: Mapping[str, int]
    within_figures: frozenset[str]
    """Words between the parts of a spelled figure."""
    months: Mapping[str, int]
    date_signs: tuple[str, ...]
    """The sign behind the number of a month, then those behind the number of a day; empty without any."""
    bounds: Mapping[str, str]
    """Words before a figure → how they bound it."""
    bounds_behind: Mapping[str, str]
    """Words right behind a figure → how they bound it."""
    percent_before: frozenset[str]
    """Words that make the figure behind them a percentage."""
    fractions: Mapping[str, int]
    """Key of a word for a part → how many of them make a whole."""
    subjects: frozenset[str]
    """Words behind which stands a verb."""
    doers: frozenset[str]
    """Names that are filling words but right behind the verb of a yes/no question ("Did China sign?")."""
    multiples: Mapping[str, int]
    """Words that multiply ("doubled") → by how much."""
    classifiers: frozenset[str]
    """Words between a number and what it counts."""
    filling: frozenset[str]
    """Filling words as they are written."""
    keyboard: tuple[str, ...]
    """Rows of letters, for slips to a neighbouring key."""
    abbreviations: Mapping[str, str]
    """Short form → the words in full."""
    asides: tuple[tuple[str, ...], ...]
    names: Mapping[str, tuple[str, ...]]
    intents: tuple[Intent, ...]
    measures: Mapping[str, Mapping[str, Any]]
    answers: Mapping[str, Any]
    dictionary: Mapping[str, str]
    """Keys of ordinary words, none of which is taken for a slip of another. The value is "v" for verbs and adverbs, "w"
    for words that are verbs too, "p" for proper names, else empty; a "?" behind it marks words that are not among
    the commonest, so that they may be slips."""
    syllables: Mapping[str, str]
    """Character → its sound in letters, for a language that is typed by sound."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a language before its pack is read."""

    code: str
    name: str
    letters: re.Pattern[str] | None
    """The letters that no other language has, if there are any."""
    mixes: tuple[str, ...]
    """Codes of the languages whose words are typed in between."""


def profile(folder: Path) -> Profile:
    """Read what tells a language. Raises LanguageError for what is missing or malformed."""
    row = content(folder / "language.yaml")
    try:
        letters = re.compile(f"[{row['letters']}]") if row.get("letters") else None
        return Profile(folder.name, str(row["name"]), letters, tuple(row.get("mixes", ())))
    except (KeyError, TypeError, re.error) as error:
        raise LanguageError(f"{folder / 'language.yaml'}: {type(error).__name__}: {error}") from error


def load(folder: Path) -> Language:
    """Read one pack. Raises LanguageError, naming file and line, for whatever is missing or malformed."""
    told = profile(folder)
    words = content(folder / "words.yaml")
    sessions = content(folder / "sessions.yaml")
    intents = [content(path) for path in sorted((folder / "intents").glob("*.yaml"))]
    try:
        return Language(
            code=folder.name,
            name=told.name,
            lexicon=Lexicon.build(
                concepts=_merged(folder / "concepts"),
                asks=words["asks"],
                acts={**words["acts"], "everywhere": sessions["all"]},
                soft=frozenset(words["soft"]),
                frame=[word for row in words["frame"] for word in row],
            ),
            sessions=SessionWords(
                by_year=sessions["by_year"],
                by_ordinal=sessions["by_ordinal"],
                suffixes=sessions["ordinal_suffixes"],
                ordinals=_integers(sessions["ordinals"]),
                behind_number=frozenset(sessions.get("behind_number", ())),
                before_digits=frozenset(sessions.get("before_digits", ())),
                **{name: frozenset(sessions[name]) for name in ("weak", "nouns", "before_number", "emphasis", "links")},
            ),
            numerals=_integers(words["numerals"]),
            scales=_integers(words["scales"]),
            within_figures=frozenset(words.get("within_figures", ())),
            months=_integers(words["months"]),
            date_signs=tuple(words.get("date_signs", ())),
            bounds=_phrases(words["bounds"]),
            bounds_behind=_phrases(words.get("bounds_behind", {})),
            percent_before=frozenset(_phrases({"": words.get("percent_before", ())})),
            fractions={inflectionless(word): int(number) for word, number in words["fractions"].items()},
            subjects=frozenset(words.get("subjects", ())),
            doers=frozenset(words.get("doers", ())),
            multiples=_integers(words.get("multiples", {})),
            classifiers=frozenset(words.get("classifiers", ())),
            filling=frozenset(word for row in words["frame"] for word in row if " " not in word),
            keyboard=tuple(words["keyboard"]),
            abbreviations=words["abbreviations"],
            asides=tuple(tuple(_pattern(row)) for row in words["asides"]),
            names={entity: tuple(forms) for entity, forms in content(folder / "names.yaml").items()},
            intents=tuple(Intent.parse(row) for row in intents),
            measures=content(folder / "measures.yaml"),
            answers=_merged(folder / "answers"),
            dictionary=_words_of(folder / "dictionary.txt"),
            syllables={c: sound for sound, row in _words_of(folder / "sounds.txt").items() for c in row},
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise LanguageError(
            f"{folder}: {type(error).__name__}: {error}; compare with the files of another language"
        ) from error


def content(path: Path) -> dict[str, Any]:
    """What a file of a pack holds, each scalar as a text. Raises LanguageError for one that is missing or malformed."""
    import yaml  # noqa: PLC0415  # slow to load, and not needed for a language that was read before

    texts = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # in a list of words "no" and "on" are words
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=texts)
    except FileNotFoundError:
        raise LanguageError(f"{path}: missing; every language has this file") from None
    except UnicodeDecodeError as error:
        raise LanguageError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise LanguageError(f"{path}{line}: {getattr(error, 'problem', error)}; mend the YAML there") from None
    if not isinstance(found, dict):
        raise LanguageError(f"{path}: must hold a mapping")
    return found


def _merged(folder: Path) -> dict[str, Any]:
    """The mappings of all files of a folder in one. Raises LanguageError for a key that two of them have."""
    merged: dict[str, Any] = {}
    for path in sorted(folder.glob("*.yaml")):
        found = content(path)
        twice = sorted(merged.keys() & found.keys())
        if twice:
            raise LanguageError(f"{path}: {twice[0]} stands in another file of {folder.name} too; keep one of them")
        merged.update(found)
    return merged


def _integers(row: Mapping[str, str]) -> dict[str, int]:
    return {word: int(number) for word, number in row.items()}


def _phrases(rows: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Each phrase, as its folded words joined by blanks, → the name of its row."""
    return {" ".join(t.norm for t in read(phrase).tokens): name for name, row in rows.items() for phrase in row}


def _pattern(row: str) -> Iterator[str]:
    for word in row.split():
        yield from ("*",) if word == "*" else (token.norm for token in read(word).tokens)


def _words_of(path: Path) -> dict[str, str]:
    """A word list, one key a line with its class behind it; a language may do without."""
    try:
        rows = (line.partition(" ") for line in path.read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        return {}
    return {key: kind for key, _, kind in rows}
