"""Opens a desk: a corpus and a language, from their folders."""

from pathlib import Path

import facts
from bot.pipeline import Desk
from bot.targets import Targets
from bot.wording import Wording
from facts.load import load as load_facts
from intents.language import FOLDER
from intents.language import load as load_language
from intents.vocabulary import Vocabulary

CORPUS = Path(facts.__file__).parent / "corpus"


def open_desk(corpus: Path = CORPUS, language: Path = FOLDER / "en") -> Desk:
    """Load a corpus and a language. Raises CorpusError or LanguageError, which say what to mend."""
    store = load_facts(corpus)
    words = load_language(language)
    names = {entity.id: (entity.name, *entity.aliases) for entity in store.entities.values()}
    years = [session.year for session in store.sessions.values() if session.year is not None]
    return Desk(Targets.over(store), Vocabulary.join(words, names, years), Wording(words, store))
