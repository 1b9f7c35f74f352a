"""Opens a desk: a corpus and a language, from their folders."""

from functools import cache, reduce
from pathlib import Path

import facts
from bot.pipeline import Desk
from bot.targets import Targets
from bot.wording import Wording
from facts.load import load as load_facts
from intents.language import FOLDER, Language, profile
from intents.language import load as load_language
from intents.mixing import mixed
from intents.vocabulary import Vocabulary

CORPUS = Path(facts.__file__).parent / "corpus"


def open_desk(corpus: Path = CORPUS, language: Path = FOLDER / "en") -> Desk:
    """Load a corpus and a language; those in the folders beside it are loaded when first spoken. Raises CorpusError or
    LanguageError, which say what to mend."""
    store = load_facts(corpus)
    targets = Targets.over(store)
    names = {entity.id: (entity.name, *entity.aliases) for entity in store.entities.values()}
    years = [session.year for session in store.sessions.values() if session.year is not None]
    profiles = {one.code: one for one in map(profile, _folders(language))}
    letters = {code: one.letters for code, one in profiles.items() if one.letters}

    @cache
    def understood(code: str) -> Language:
        words = load_language(language.parent / code)
        return reduce(mixed, map(understood, profiles[code].mixes), words)

    @cache
    def speaking(code: str) -> Desk:
        words = understood(code)
        return Desk(targets, Vocabulary.join(words, names, years), Wording(words, store), letters, speaking)

    return speaking(language.name)


def _folders(language: Path) -> list[Path]:
    """The folder of a language and those of the other ones beside it."""
    beside = (path.parent for path in language.parent.glob("*/language.yaml"))
    return [language, *(path for path in sorted(beside) if path != language)]
