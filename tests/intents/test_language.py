"""A language pack is read whole or not at all."""

from pathlib import Path

import pytest

from intents.language import Language, LanguageError, load
from intents.match import match
from intents.mentions import recognise
from intents.models import Kind, SessionRef
from intents.normalise import read
from intents.vocabulary import Vocabulary
from tests.intents.packs import FILES, write_pack

YAML = [path for path in FILES if path.endswith(".yaml")]
ALONE = ["language.yaml", "words.yaml", "sessions.yaml", "names.yaml", "measures.yaml"]


def refusal(pack: Path) -> str:
    """What is said of a pack that is refused."""
    with pytest.raises(LanguageError) as caught:
        load(pack)
    return str(caught.value)


def test_an_invented_language_is_read(invented: Language) -> None:
    """Every file of a pack comes into the language."""
    assert "xx" == invented.code
    assert {"eksponantoj", "kunlabora", "kiom", "kompare", "la", "ambau"} <= invented.lexicon.words
    assert {"unua": 1, "kvara": 4} == invented.sessions.ordinals
    assert {"unua"} == invented.sessions.weak
    assert {"unu": 1, "kvin": 5, "dudek": 20} == invented.numerals
    assert {"mil": 1000} == invented.scales
    assert ({"marto": 3}, {"kvinono": 5}) == (invented.months, invented.fractions)
    assert {"pli ol": "more_than"} == invented.bounds
    assert {"merrow": ("merovo",)} == invented.names
    assert {"kint": "kunlabora interkonsento"} == invented.abbreviations
    assert (("mi", "estas", "*", "el"),) == invented.asides
    assert [("compare", 1), ("value", 0)] == [(intent.name, intent.weight) for intent in invented.intents]
    assert ({"label": "eksponantoj"}, "Saluton") == (invented.measures["exhibitors"], invented.answers["greeting"])
    assert {"tablo": "", "kuri": "v"} == invented.dictionary


def test_an_invented_language_is_understood(invented: Language) -> None:
    """Sessions, figures, dates, names, concepts and slips of a new language are data and no code."""
    vocabulary = Vocabulary.join(invented, {"merrow": ["Merrow"]}, years=[2023])
    text = "Mi estas Anna el Oslo. Kiom da eksponantjo en la kvara foiro, merovo, marto 6, kvin mil, kompare al 2023?"
    utterance, mentions = recognise(read(text), vocabulary)
    said = [mention for mention in mentions if mention.kind is not Kind.FRAME]

    assert ["kiom da", "eksponantoj", "kvara foiro", "merovo", "marto 6", "kvin mil", "kompare al", "2023"] == [
        mention.text for mention in said
    ]
    assert ["eksponantjo"] == [mention.repaired for mention in said if mention.repaired]
    assert [SessionRef(ordinal=4), SessionRef(year=2023)] == [m.session for m in said if m.session]
    assert "compare" == match(utterance, mentions, invented.intents).intent


@pytest.mark.parametrize("path", ALONE)
def test_a_missing_file_is_named(tmp_path: Path, path: str) -> None:
    """A language without one of its files is refused."""
    pack = write_pack(tmp_path, {path: None})

    assert f"{pack / path}: missing; every language has this file" == refusal(pack)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    """A folder without files is no language, and neither is one that does not exist."""
    assert refusal(tmp_path).startswith(f"{tmp_path}/language.yaml: missing")
    assert refusal(tmp_path / "zz").startswith(f"{tmp_path}/zz/language.yaml: missing")


@pytest.mark.parametrize("folder", ["concepts", "intents", "answers"])
@pytest.mark.xfail(reason="a language without any concept, intent or answer is taken for whole")
def test_a_folder_without_files_is_named(tmp_path: Path, folder: str) -> None:
    """A language that lacks a folder is refused."""
    pack = write_pack(tmp_path, {path: None for path in FILES if path.startswith(folder)})

    assert f"{pack / folder}" in refusal(pack)


def test_a_language_may_do_without_a_dictionary(tmp_path: Path) -> None:
    """Without a word list every unknown word may be a slip."""
    assert {} == load(write_pack(tmp_path, {"dictionary.txt": None})).dictionary


@pytest.mark.parametrize("path", YAML)
def test_bad_yaml_is_named_with_its_line(tmp_path: Path, path: str) -> None:
    """The file, the line and what is wrong there are said."""
    pack = write_pack(tmp_path, {path: "a: b\nc: [d\ne: f\n"})

    assert refusal(pack).startswith(f"{pack / path}:3: ")
    assert refusal(pack).endswith("; mend the YAML there")


@pytest.mark.parametrize("path", YAML)
@pytest.mark.parametrize("content", ["- a\n", "a\n", ""], ids=["list", "text", "nothing"])
def test_a_file_that_holds_no_mapping_is_named(tmp_path: Path, path: str, content: str) -> None:
    """A list, a text or nothing is no content for a file."""
    pack = write_pack(tmp_path, {path: content})

    assert f"{pack / path}: must hold a mapping" == refusal(pack)


@pytest.mark.parametrize(
    "path",
    [*YAML, pytest.param("dictionary.txt", marks=pytest.mark.xfail(reason="the pack is named and not the file"))],
)
def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path, path: str) -> None:
    """The file and the first byte that is not UTF-8 are said."""
    pack = write_pack(tmp_path, {path: b"a: [caf\xe9]\n"})

    assert f"{pack / path}: not UTF-8 at byte 7; save it as UTF-8" == refusal(pack)


@pytest.mark.parametrize("folder", ["concepts", "answers"])
def test_a_key_in_two_files_of_a_folder_is_named(tmp_path: Path, folder: str) -> None:
    """What two files say is not chosen from in silence."""
    first = next(path for path in FILES if path.startswith(folder))
    pack = write_pack(tmp_path, {f"{folder}/zz.yaml": FILES[first]})
    key = FILES[first].partition(":")[0]

    assert f"{pack / folder}/zz.yaml: {key} stands in another file of {folder} too; keep one of them" == refusal(pack)


@pytest.mark.xfail(reason="the last of the two is taken without a word")
def test_a_key_twice_in_a_file_is_named(tmp_path: Path) -> None:
    """What a file says twice is not chosen from in silence."""
    pack = write_pack(tmp_path, {"concepts/people.yaml": "sign: [a]\nexhibitor: [b]\nsign: [c]\n"})

    assert refusal(pack).startswith(f"{pack}/concepts/people.yaml:3: ")


@pytest.mark.xfail(reason="the first of the two decides without a word")
def test_an_intent_in_two_files_is_named(tmp_path: Path) -> None:
    """Two files with one intent are refused."""
    pack = write_pack(tmp_path, {"intents/zz.yaml": FILES["intents/value.yaml"]})

    assert refusal(pack).startswith(f"{pack}/intents/zz.yaml: ")


REPLACED: list[tuple[str, str, str]] = [
    ("words.yaml", "asks:", "aks:"),
    ("words.yaml", "scales: {mil: 1000}", "scales: {mil: thousand}"),
    ("words.yaml", "kvinono: 5", "kvinono: few"),
    ("words.yaml", "asks:\n  count: [kiom, kiom da]\n  who: [kiu]", "asks: 3"),
    ("sessions.yaml", "kvara: 4", "kvara: a"),
    ("sessions.yaml", "nouns: [foiro]\n", ""),
    ("intents/value.yaml", "intent: value\n", ""),
    ("intents/compare.yaml", "weight: 1", "weight: much"),
]


@pytest.mark.parametrize(("path", "old", "new"), REPLACED, ids=[f"{path}: {new}" for path, _, new in REPLACED])
def test_what_is_lacking_or_malformed_is_refused(tmp_path: Path, path: str, old: str, new: str) -> None:
    """A pack with a slip in it is refused, and the message leads to its folder."""
    assert old in FILES[path]
    pack = write_pack(tmp_path, {path: FILES[path].replace(old, new)})

    assert refusal(pack).startswith(f"{pack}")


@pytest.mark.parametrize(("path", "old", "new"), REPLACED, ids=[f"{path}: {new}" for path, _, new in REPLACED])
@pytest.mark.xfail(reason="the message names the pack and a Python error, not the file")
def test_the_file_of_what_is_malformed_is_named(tmp_path: Path, path: str, old: str, new: str) -> None:
    """A slip is told with the file that it is in."""
    pack = write_pack(tmp_path, {path: FILES[path].replace(old, new)})

    assert path in refusal(pack)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("concepts/people.yaml", "sign: [subskribi]", "sign: subskribi"),
        ("names.yaml", "[merovo]", "merovo"),
        ("sessions.yaml", "nouns: [foiro]", "nouns: foiro"),
        ("words.yaml", "who: [kiu]", "who: kiu"),
    ],
)
@pytest.mark.xfail(reason="a text is read as the list of its letters")
def test_a_word_in_place_of_a_list_is_refused(tmp_path: Path, path: str, old: str, new: str) -> None:
    """A list that has lost its brackets is no list of letters."""
    assert old in FILES[path]
    pack = write_pack(tmp_path, {path: FILES[path].replace(old, new)})

    assert path in refusal(pack)


@pytest.mark.xfail(reason="IsADirectoryError")
def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    """What cannot be read is a fault of the pack and not a crash."""
    pack = write_pack(tmp_path, {"names.yaml": None})
    (pack / "names.yaml").mkdir()

    assert refusal(pack).startswith(f"{pack}/names.yaml: ")
