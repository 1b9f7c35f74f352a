"""A broken corpus does not start, and says in one line what to mend: file, line, key."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from facts import faults
from facts.faults import DuplicateId, MalformedFile, MissingFile
from facts.load import CorpusError, load
from tests.facts.corpora import FACTS, STATEMENTS, TEXT, source_yaml, write_corpus


class Fault(BaseModel):
    """A case of faults.yaml."""

    model_config = ConfigDict(extra="forbid")

    name: str
    file: str
    old: str | None = None
    new: str = ""
    append: str | None = None
    content: str | None = None
    kind: str
    line: int | None
    key: str = ""
    says: str


FAULTS = TypeAdapter(list[Fault]).validate_python(yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text()))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_named_with_its_line(tmp_path: Path, fault: Fault) -> None:
    """A fault stops the start with one line: file, line, key, and what to do."""
    file = write_corpus(tmp_path) / fault.file
    file.write_text(changed(file.read_text(), fault))

    with pytest.raises(CorpusError) as caught:
        load(tmp_path)

    expected = (getattr(faults, fault.kind), fault.line, fault.key)
    assert expected == (type(caught.value), caught.value.line, caught.value.key)
    # A text that has changed is told by the digest in the file beside it.
    named = file.with_name("source.yaml") if fault.kind == "ChangedSource" else file
    start = f"{named}:{fault.line}: " if fault.line else f"{named}: "
    assert str(caught.value).startswith(f"{start}{fault.key}: " if fault.key else start)
    assert fault.says in str(caught.value)
    assert 1 == len(str(caught.value).splitlines())


def changed(text: str, fault: Fault) -> str:
    """The file of the sound corpus with the fault in it."""
    if fault.content is not None:
        return fault.content
    if fault.append is not None:
        return text + fault.append
    assert fault.old is not None
    assert fault.old in text
    return text.replace(fault.old, fault.new, 1)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_file_without_end_to_its_nesting_is_refused(tmp_path: Path, opening: str) -> None:
    """Nesting that would overflow the stack is a fault like any other."""
    write_corpus(tmp_path, {"sessions.yaml": opening * 100_000})

    with pytest.raises(MalformedFile, match="nested more than 20 deep") as caught:
        load(tmp_path)

    assert 1 == caught.value.line


def test_a_yaml_file_that_is_not_utf_8_names_its_line(tmp_path: Path) -> None:
    """The line of the first byte that is not UTF-8 is named."""
    write_corpus(tmp_path, {"entities.yaml": b"- id: a\n  name: Caf\xe9\n"})

    with pytest.raises(MalformedFile) as caught:
        load(tmp_path)

    assert f"{tmp_path}/entities.yaml:2: not UTF-8: save the file in UTF-8" == str(caught.value)


def test_an_empty_text_is_refused(tmp_path: Path) -> None:
    """A source without a text cannot be cited."""
    write_corpus(tmp_path, {"sources/report/text.txt": b" \n"})

    with pytest.raises(MalformedFile, match=r"text\.txt: the file is empty: write the document's text"):
        load(tmp_path)


@pytest.mark.parametrize(
    "file",
    [
        "sessions.yaml",
        "measures.yaml",
        "predicates.yaml",
        "entities.yaml",
        "sources/report/source.yaml",
        "sources/report/text.txt",
    ],
)
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    """A file that is not there is named, with no line."""
    write_corpus(tmp_path)
    (tmp_path / file).unlink()

    with pytest.raises(MissingFile) as caught:
        load(tmp_path)

    assert f"{tmp_path / file}: cannot be read (No such file or directory): add the file" == str(caught.value)


@pytest.mark.parametrize("folder", ["sources", "statements"])
def test_an_empty_folder_is_named(tmp_path: Path, folder: str) -> None:
    """A corpus without sources or without facts does not start."""
    write_corpus(tmp_path)
    shutil.rmtree(tmp_path / folder)

    with pytest.raises(MissingFile, match="holds nothing: add"):
        load(tmp_path)


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    """What cannot be read is a fault of the corpus and not a crash."""
    write_corpus(tmp_path, {"sessions.yaml": None})
    (tmp_path / "sessions.yaml").mkdir()

    with pytest.raises(MissingFile, match=r"sessions\.yaml: cannot be read"):
        load(tmp_path)


def test_a_file_that_would_be_passed_over_is_named(tmp_path: Path) -> None:
    """Facts under another ending are not lost in silence."""
    write_corpus(tmp_path, {"statements/more.yml": FACTS})

    with pytest.raises(MissingFile, match=r"more\.yml: is not read: name it \.yaml"):
        load(tmp_path)


def test_the_same_id_in_two_files_names_both(tmp_path: Path) -> None:
    """A duplicate id names the place that has it and the place that takes it again."""
    write_corpus(tmp_path, {"statements/other.yaml": FACTS})

    with pytest.raises(DuplicateId) as caught:
        load(tmp_path)

    taken = f"exhibitors-2023 is taken by {tmp_path / STATEMENTS}:4: give it another id, or remove one"
    assert f"{tmp_path}/statements/other.yaml:4: facts[0].id: {taken}" == str(caught.value)


def test_a_text_that_is_not_utf_8_names_its_line(tmp_path: Path) -> None:
    """The line of the first byte that is not UTF-8 is named."""
    data = b"first\nsecond \xe9\n"
    source = source_yaml(TEXT).replace(hashlib.sha256(TEXT.encode()).hexdigest(), hashlib.sha256(data).hexdigest())
    write_corpus(tmp_path, {"sources/report/text.txt": data, "sources/report/source.yaml": source})

    with pytest.raises(MalformedFile) as caught:
        load(tmp_path)

    assert f"{tmp_path}/sources/report/text.txt:2: not UTF-8: save the file in UTF-8" == str(caught.value)


def test_paths_are_shown_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path inside the working directory is shown as one would type it."""
    write_corpus(tmp_path / "corpus", {"sessions.yaml": "a: b\n"})
    monkeypatch.chdir(tmp_path)

    with pytest.raises(CorpusError) as caught:
        load(tmp_path / "corpus")

    assert f"corpus{os.sep}sessions.yaml:1: should be a list" == str(caught.value)
