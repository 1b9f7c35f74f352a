"""Opens a desk: a corpus and a language, from their folders."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, reduce
from pathlib import Path

from bot.compiled import Compiled
from bot.pipeline import Desk
from bot.targets import Targets
from bot.wording import Wording
from facts.store import FactStore
from intents.language import FOLDER, Language, Profile
from intents.vocabulary import Vocabulary

CORPUS = FOLDER.parent.parent / "facts" / "corpus"


def open_desk(corpus: Path = CORPUS, language: Path = FOLDER / "en", kept: Path | None = None) -> Desk:
    """Load a corpus and a language; those in the folders beside it are loaded when first spoken. Raises CorpusError or
    LanguageError, which say what to mend. ``kept``: the folder of the compiled forms, if they are to be used."""
    folders = _folders(language)
    compiled = Compiled(kept, [corpus, *folders])
    store = compiled.get("corpus", lambda: _read_corpus(corpus))
    targets = Targets.over(store)
    profiles = compiled.get("languages", lambda: _read_profiles(folders))
    letters = {one.code: one.letters for one in profiles if one.letters}

    @cache
    def speaking(code: str) -> Desk:
        mixes = {one.code: one.mixes for one in profiles}
        words = compiled.get(code, lambda: _vocabulary(_read_language(language.parent, code, mixes), store))
        return Desk(targets, words, Wording(words.language, store), letters, speaking)

    return speaking(language.name)


def _read_corpus(folder: Path) -> FactStore:
    from facts.load import load

    return replace(load(folder), places={})


def _read_profiles(folders: Sequence[Path]) -> tuple[Profile, ...]:
    from intents.language import profile

    return tuple(map(profile, folders))


def _read_language(folder: Path, code: str, mixes: Mapping[str, Sequence[str]]) -> Language:
    """A language, with those that it mixes in."""
    from intents.language import load
    from intents.mixing import mixed

    return reduce(mixed, (_read_language(folder, other, mixes) for other in mixes[code]), load(folder / code))


def _vocabulary(language: Language, store: FactStore) -> Vocabulary:
    names = {entity.id: (entity.name, *entity.aliases) for entity in store.entities.values()}
    years = [session.year for session in store.sessions.values() if session.year is not None]
    return Vocabulary.join(language, names, years)


def _folders(language: Path) -> list[Path]:
    """The folder of a language and those of the other ones beside it."""
    beside = (path.parent for path in language.parent.glob("*/language.yaml"))
    return [language, *(path for path in sorted(beside) if path != language)]
