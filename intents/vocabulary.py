"""What a question is read against: the words of a language and the names of a corpus."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from intents.language import Language
from intents.lexicon import Lexicon
from intents.mentions.repair import Repairs
from intents.mentions.sounds import Sounds
from intents.normalise import character, read


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A language joined with the names that a corpus holds."""

    language: Language
    names: Lexicon
    parts: Mapping[str, frozenset[str]]
    """Key of a word that occurs in names → the entities so named."""
    repairs: Repairs
    abbreviations: Mapping[str, str]
    """Short form → the words in full, without those that are phrases or names of their own."""
    sounds: Sounds
    """For slips of characters; empty for a language that is not typed by sound."""
    years: frozenset[int]
    """Years of the sessions, for "CIFTIS 23"."""

    @classmethod
    def join(cls, language: Language, names: Mapping[str, Iterable[str]], years: Iterable[int] = ()) -> Self:
        """``names``: entity id → its names as the sources write them; the language adds its own forms. ``years``: those
        of the sessions."""
        forms = {entity: (*row, *language.names.get(entity, ())) for entity, row in names.items()}
        parts: dict[str, set[str]] = {}
        words: set[str] = set()
        for entity, row in forms.items():
            for token in (token for form in row for token in read(form).tokens):
                if character(token.norm):
                    continue
                parts.setdefault(token.key, set()).add(entity)
                words.add(token.norm)
        sessions = language.sessions
        named = frozenset(words)
        words.update(
            language.lexicon.words,
            language.numerals,
            language.scales,
            language.months,
            sessions.ordinals,
            sessions.nouns,
        )
        names_of = Lexicon.build(entities=forms)
        phrases = (*language.lexicon.keyed, *language.lexicon.exact, *names_of.keyed) if language.syllables else ()
        return cls(
            language=language,
            names=names_of,
            parts={key: frozenset(entities) for key, entities in parts.items()},
            repairs=Repairs.over(
                words,
                language.dictionary,
                language.filling,
                language.keyboard,
                {**language.scales, **language.numerals, **sessions.ordinals},
                named,
            ),
            abbreviations={
                short: full
                for short, full in language.abbreviations.items()
                if not any(short in row for row in (language.lexicon.exact, language.lexicon.keyed, names_of.keyed))
                and not (short in language.lexicon.words and short in language.dictionary)
            },
            sounds=Sounds.over(phrases, language.syllables, (*language.numerals, *language.scales)),
            years=frozenset(years),
        )
