"""Compiled forms: what was read once is not read again, until it is not what it was; and nothing that befalls the files
that hold them does any harm.
"""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from bot.compiled import Compiled
from bot.conversation import Context
from bot.desk import CORPUS, open_desk
from bot.encoding import decode, encode
from bot.pipeline import Desk, ask
from facts.faults import CorpusError
from intents.language import FOLDER

LONG_AGO = 10**18
"""A time of a file, in nanoseconds: long enough ago that its times tell whether it has changed."""

QUESTIONS = (
    "How many exhibitors were there in 2023?",
    "exhibtors in 2023?",
    "What about Zigong's lanterns?",
    "How many Italian exhibitors?",
    "4th session vs 2023: exhibition area",
    "2023年展览面积是多少？",
    "第四届有多少采购商需求？",
)


class Reading:
    """Something that is read from a folder, and how often it was."""

    def __init__(self, folder: Path) -> None:
        self.sources, self.kept, self.times = folder / "sources", folder / "kept", 0
        self.sources.mkdir()
        self.file = self.sources / "a.txt"
        self.write("one")

    def write(self, text: str) -> None:
        """Changes the source, with the times that it had."""
        self.file.write_text(text)
        os.utime(self.file, ns=(LONG_AGO, LONG_AGO))

    def make(self) -> tuple[str, ...]:
        self.times += 1
        return (self.file.read_text(), "read")

    def start(self) -> tuple[str, ...]:
        """What a new process gets."""
        return Compiled(self.kept, [self.sources]).get("it", self.make)

    def written(self) -> Path:
        """The file that holds the compiled form."""
        (file,) = self.kept.iterdir()
        return file


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    return Reading(tmp_path)


def test_what_was_read_is_not_read_again(reading: Reading) -> None:
    """A second start finds what the first one made."""
    assert ("one", "read") == reading.start() == reading.start()
    assert 1 == reading.times


def test_a_change_is_seen(reading: Reading) -> None:
    """A source that has changed is read anew, though its size and its time are what they were."""
    reading.start()
    reading.write("two")

    assert ("two", "read") == reading.start()


def test_a_new_source_is_seen(reading: Reading) -> None:
    """So is one more file, in a folder of its own."""
    reading.start()
    (reading.sources / "b").mkdir()
    (reading.sources / "b" / "b.txt").write_text("b")
    reading.start()

    assert 2 == reading.times


def test_a_copy_with_new_times_is_no_change(reading: Reading) -> None:
    """What is written again as it was keeps its digest, and is not read again."""
    reading.start()
    reading.file.write_text("one")
    reading.start()

    assert 1 == reading.times


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-3])


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _flipped(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"one", b"eno"))


def _no_json(file: Path) -> None:
    file.write_bytes(b"\xff\x00\n\xfe")


def _another(file: Path) -> None:
    file.write_bytes(b'{"a": 1}\n{"b": []}')


def _list(file: Path) -> None:
    file.write_bytes(b"[]\n[]")


def _deep(file: Path) -> None:
    file.write_bytes(b"[" * 100_000)


def _of_other_code(file: Path) -> None:
    first, body = file.read_bytes().split(b"\n", 1)
    head = json.loads(first)
    head["stamp"], head["digest"] = head["stamp"][:-1], "0" * 64
    file.write_bytes(json.dumps(head).encode() + b"\n" + body)


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _gone(file: Path) -> None:
    shutil.rmtree(file.parent)


@pytest.mark.parametrize(
    "harm", [_cut, _emptied, _flipped, _no_json, _another, _list, _deep, _of_other_code, _folder, _gone]
)
def test_a_file_that_is_not_as_it_was_written_does_no_harm(reading: Reading, harm: Callable[[Path], None]) -> None:
    """A broken file, one of another release, or none is made anew: the start goes on as without it."""
    reading.start()
    harm(reading.written())

    assert ("one", "read") == reading.start()
    assert 2 == reading.times


@pytest.mark.parametrize("harm", [_cut, _emptied, _flipped, _of_other_code, _gone])
def test_a_broken_file_is_mended(reading: Reading, harm: Callable[[Path], None]) -> None:
    """The start that finds it broken writes it anew."""
    reading.start()
    harm(reading.written())
    reading.start()
    reading.start()

    assert 2 == reading.times


def test_a_folder_that_cannot_be_written_does_no_harm(reading: Reading) -> None:
    """Each start reads the sources then."""
    reading.kept.write_text("a file where the folder should be")

    assert ("one", "read") == reading.start() == reading.start()


def test_a_start_that_dies_while_it_writes_leaves_no_broken_file(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file appears whole or not at all."""

    def killed(file: Path, data: bytes) -> None:
        with file.open("wb") as part:
            part.write(data[: len(data) // 2])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", killed)
        with pytest.raises(KeyboardInterrupt):
            reading.start()
    assert [] == list(reading.kept.iterdir())
    assert ("one", "read") == reading.start()


def test_old_files_are_cleared_away(tmp_path: Path) -> None:
    """A folder of sources that nobody opens any more is not kept for ever."""
    for number in range(40):
        source = tmp_path / str(number)
        source.mkdir()
        Compiled(tmp_path / "kept", [source]).get("it", tuple)

    assert 16 == len(list((tmp_path / "kept").iterdir()))


def test_the_compiled_form_is_what_was_read(desk: Desk) -> None:
    """No part of the store or of the vocabulary is lost or changed."""
    store = desk.targets.store
    again = decode(json.loads(json.dumps(encode(store))))

    for field in fields(store):
        if field.init:
            assert getattr(store, field.name) == getattr(again, field.name), field.name
    assert desk.vocabulary == decode(json.loads(json.dumps(encode(desk.vocabulary))))


def test_nothing_but_plain_values_is_kept() -> None:
    """What has no compiled form is refused when it is written, and no text makes anything else when it is read."""
    with pytest.raises(TypeError):
        encode(object())
    with pytest.raises(LookupError):
        decode(["Path", {"a": "b"}])


def test_a_desk_answers_the_same_from_a_compiled_form(desk: Desk, tmp_path: Path) -> None:
    """Whatever is asked, in either language."""
    open_desk(kept=tmp_path).for_message(QUESTIONS[-1], Context())
    again = open_desk(kept=tmp_path)

    for question in QUESTIONS:
        assert ask(question, Context(), 0, desk) == ask(question, Context(), 0, again), question


def test_a_corpus_that_is_broken_stops_the_start_though_it_was_read_before(tmp_path: Path) -> None:
    """A compiled form hides no fault of its sources."""
    corpus = tmp_path / "corpus"
    shutil.copytree(CORPUS, corpus)
    open_desk(corpus, FOLDER / "en", tmp_path / "kept")
    text = next(corpus.glob("sources/*/text.txt"))
    text.write_text(text.read_text().replace("exhibition", "exhibitiom", 1))

    with pytest.raises(CorpusError):
        open_desk(corpus, FOLDER / "en", tmp_path / "kept")
