"""A language is joined with the names of a corpus."""

import subprocess
import sys
from pathlib import Path

import pytest

import intents
from intents.language import Language
from intents.normalise import read
from intents.vocabulary import Vocabulary

ROOT = Path(intents.__file__).parents[1]
LATE = "intents.vocabulary and intents.mentions import each other: the first to be imported must be intents.mentions"
MODULES = [
    "intents.language",
    "intents.match",
    "intents.mentions",
    pytest.param("intents.vocabulary", marks=pytest.mark.xfail(reason=LATE)),
]


def test_names_come_from_the_corpus_and_the_language(language: Language) -> None:
    """The forms that a language lists of a name find it like the name itself."""
    vocabulary = Vocabulary.join(language, {"saudi-arabia": ["Kingdom of Saudi Arabia"]})
    found = [vocabulary.names.longest(read(text).tokens, 0) for text in ("kingdom of saudi arabia", "KSA", "Gremio")]

    assert [{"saudi-arabia"}, {"saudi-arabia"}, None] == [hit[0].entities if hit else None for hit in found]


def test_parts_of_names_know_their_entities(language: Language) -> None:
    """A word that two names share stands for both; words are found by their keys."""
    vocabulary = Vocabulary.join(language, {"a": ["Merrow Holdings"], "b": ["Merrow Lanterns", "Merlow"]})

    assert {"merrow": {"a", "b"}, "hold": {"a"}, "lantern": {"b"}, "merlow": {"b"}} == vocabulary.parts


def test_a_vocabulary_without_names_knows_the_language(language: Language) -> None:
    """Names and years may be none."""
    vocabulary = Vocabulary.join(language, {})

    assert ({}, {}, frozenset()) == (vocabulary.names.keyed, vocabulary.parts, vocabulary.years)
    assert vocabulary.repairs.known("exhibitors", "exhibitor")
    assert not vocabulary.repairs.known("merrow", "merrow")


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_imported_on_its_own(module: str) -> None:
    """No module needs another to be imported before it."""
    done = subprocess.run([sys.executable, "-c", f"import {module}"], cwd=ROOT, capture_output=True, check=False)

    assert (0, b"") == (done.returncode, done.stderr)
