"""The languages that the tests read: English, joined with names of which most are invented, and an invented one."""

from collections.abc import Callable

import pytest

from intents.language import FOLDER, Language, load
from intents.mentions import recognise
from intents.models import Mention
from intents.normalise import read
from intents.vocabulary import Vocabulary
from tests.intents.packs import write_pack

NAMES = {
    "merrow": ["Merrow Harbour Holdings"],
    "star": ["Star Lantern Festival"],
    "quillfort": ["Quillfort University of Technology"],
    "ludhaven": ["University of Ludhaven"],
}

Reader = Callable[[str], tuple[Mention, ...]]


@pytest.fixture(scope="session")
def language() -> Language:
    """The English that comes with the product."""
    return load(FOLDER / "en")


@pytest.fixture(scope="session")
def vocabulary(language: Language) -> Vocabulary:
    """English with the invented names, and the forms that it lists of the corpus's names."""
    return Vocabulary.join(language, {**{entity: [] for entity in language.names}, **NAMES}, years=[2023])


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """An invented language."""
    return load(write_pack(tmp_path_factory.mktemp("languages")))


@pytest.fixture(scope="session")
def mentions(vocabulary: Vocabulary) -> Reader:
    """Text → its mentions."""
    return lambda text: recognise(read(text), vocabulary)[1]


@pytest.fixture(scope="session")
def plain(language: Language) -> Reader:
    """Text → its mentions by the words of the language alone, which knows no name."""
    nameless = Vocabulary.join(language, {}, years=[2023])
    return lambda text: recognise(read(text), nameless)[1]
