"""The English pack: whatever it lists is understood as what it is listed for."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from intents.language import FOLDER, Language
from intents.mentions import recognise
from intents.models import Kind
from intents.normalise import inflectionless, read
from intents.template import Intent
from intents.vocabulary import Vocabulary
from tests.intents.conftest import Reader

ENGLISH = FOLDER / "en"
FILES = sorted(ENGLISH.rglob("*.yaml"))


def content(path: Path) -> dict[str, Any]:
    """A file with every scalar as text."""
    loaded: dict[str, Any] = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return loaded


CONCEPTS = {concept: row for path in FILES if path.parent.name == "concepts" for concept, row in content(path).items()}
WORDS = content(ENGLISH / "words.yaml")
NAMES = content(ENGLISH / "names.yaml")

SHADOWED: dict[str, dict[str, str]] = {
    "present": {"showed": '"attend" has it as an exact form, which goes before keys'},
}
"""Concept → its phrases that are understood as something else, and why."""

FILLING_THAT_COUNTS = {
    "both": "every session",
    "in each case": "every session",
    "first": "the 1st session, where a short message ends in it",
    "second": "the 2nd session, where a short message ends in it",
    "third": "the 3rd session",
}
"""Filling words that are understood as more, and as what."""


@pytest.mark.parametrize("concept", CONCEPTS)
def test_a_concept_is_understood_by_each_of_its_phrases(concept: str, plain: Reader) -> None:
    """Every phrase is a mention that carries its concept, or names a session, but for those that are explained."""
    lost = [
        phrase
        for phrase in CONCEPTS[concept]
        if not any(
            concept in mention.concepts or mention.kind is Kind.SESSION for mention in plain(phrase.removeprefix("="))
        )
    ]

    assert list(SHADOWED.get(concept, {})) == lost


def test_what_is_explained_is_in_the_lists() -> None:
    """An explanation goes when its phrase or its concept goes."""
    assert [] == [row for concept, row in SHADOWED.items() if not row.keys() <= set(CONCEPTS.get(concept, ()))]
    assert set() == FILLING_THAT_COUNTS.keys() - {word for row in WORDS["frame"] for word in row}


@pytest.mark.parametrize(("slot", "name"), [(slot, name) for slot in ("asks", "acts") for name in WORDS[slot]])
def test_asks_and_acts_are_understood_by_each_of_their_phrases(slot: str, name: str, plain: Reader) -> None:
    """Every phrase is a mention that asks or does what it is listed for."""
    lost = [
        phrase
        for phrase in WORDS[slot][name]
        if not any(name in getattr(mention, slot) for mention in plain(phrase.removeprefix("=")))
    ]

    assert [] == lost


@pytest.mark.parametrize("row", WORDS["frame"], ids=[f"{row[0]}..." for row in WORDS["frame"]])
def test_filling_words_need_no_explanation(row: list[str], plain: Reader) -> None:
    """Every filling word is filling, or a hint at most, but for those that are explained."""
    heavy = [
        phrase
        for phrase in row
        if not all(mention.kind is Kind.FRAME or mention.soft for mention in plain(phrase.removeprefix("=")))
    ]

    assert [phrase for phrase in row if phrase in FILLING_THAT_COUNTS] == heavy


@pytest.mark.parametrize("entity", NAMES)
def test_a_name_is_understood_by_each_of_its_forms(entity: str, mentions: Reader) -> None:
    """Every form is a mention of the entity and of no other, but for those that are ordinary words, or filling."""
    lost = [
        form
        for form in NAMES[entity]
        if not any({entity} == mention.entities or mention.soft for mention in mentions(form))
    ]

    assert [] == lost


@pytest.mark.parametrize("aside", WORDS["asides"])
def test_an_aside_is_passed_over(aside: str, mentions: Reader) -> None:
    """A remark is passed over, however its first words are typed; what follows it is read."""
    said = mentions(f"{aside.replace('*', 'Zyzzo')} Qwerty. Visitors?")

    assert ["visitors"] == [mention.text for mention in said if mention.kind is not Kind.FRAME and not mention.soft]


def test_short_forms_are_read_as_their_words_in_full(vocabulary: Vocabulary) -> None:
    """A short form that is no word of its own gives the tokens of its words in full."""
    forms = {short: full for short, full in WORDS["abbreviations"].items() if short in vocabulary.abbreviations}
    found = {short: [token.norm for token in recognise(read(short), vocabulary)[0].tokens] for short in forms}

    assert {short: [token.norm for token in read(full).tokens] for short, full in forms.items()} == found


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ENGLISH)) for path in FILES])
def test_no_key_stands_twice_in_a_mapping(path: Path) -> None:
    """Of two keys in one mapping YAML keeps the last: the phrases of the first would be lost."""
    twice: list[str] = []
    nodes: list[yaml.Node | None] = [yaml.compose(path.read_text(encoding="utf-8"))]
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            twice += sorted({key for key in keys if keys.count(key) > 1})
            nodes += [value for _, value in node.value]

    assert [] == twice


TABLES = {name: WORDS[name] for name in ("months", "numerals", "scales")} | {
    name: row for name, row in content(ENGLISH / "sessions.yaml").items() if not isinstance(row, str)
}
NOT_COMPARED = {"ordinal_suffixes", "all"}
UNREAD = {"ordinals": ["1ere"]}
"""Words that are read as two tokens, so that they are never found."""


@pytest.mark.parametrize("table", sorted(TABLES.keys() - NOT_COMPARED))
def test_words_that_are_looked_up_as_they_are_read_are_one_token(table: str) -> None:
    """Words of the tables are compared with single folded tokens."""
    assert UNREAD.get(table, []) == [w for w in TABLES[table] if [w] != [token.norm for token in read(w).tokens]]


def test_words_of_the_dictionary_are_keys(language: Language) -> None:
    """A word with an ending that is taken off before it is looked up would never be found."""
    assert [] == [word for word in language.dictionary if word != inflectionless(word)]
    assert {"", "v", "w", "p"} == {kind.rstrip("?") for kind in language.dictionary.values()}


INTENTS = [content(path) for path in FILES if path.parent.name == "intents"]


@pytest.mark.parametrize("row", INTENTS, ids=[row["intent"] for row in INTENTS])
def test_an_intent_asks_for_what_there_is(row: dict[str, Any]) -> None:
    """Every slot of a skeleton is a kind, or an ask or act that the language has words for."""
    kinds = {"topic", "session", "number", "name", "hint", "act:everywhere"}
    slots = kinds | {f"ask:{name}" for name in WORDS["asks"]} | {f"act:{name}" for name in WORDS["acts"]}
    used = [
        slot
        for skeleton in Intent.parse(row).skeletons
        for slot in (*skeleton.needs, *skeleton.bars, *(skeleton.allows or ()))
    ]

    assert [] == [slot for slot in used if slot not in slots]


def test_intents_have_names_of_their_own(language: Language) -> None:
    """No two files hold the same intent."""
    names = [intent.name for intent in language.intents]

    assert sorted(set(names)) == sorted(names)
