"""The languages keep step with one another."""

import shutil
from pathlib import Path

import pytest

from intents.completeness import lacking
from intents.language import FOLDER

LANGUAGES = sorted(path.parent for path in FOLDER.glob("*/language.yaml"))


@pytest.mark.parametrize("folder", LANGUAGES, ids=lambda folder: folder.name)
def test_a_language_lacks_nothing(folder: Path) -> None:
    """Each language has the files, concepts, kinds of question, acts, measures and texts that English has, and no key
    that nothing reads."""
    assert [] == list(lacking(folder, FOLDER / "en"))


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("answers/wording.yaml", "thanks:", "tanks:", ["thanks missing", "tanks is in no other language"]),
        ("answers/wording.yaml", "  unknown_session:", "  unknown:", ["refusal.unknown is in no", "refusal.unknown_s"]),
        ("measures.yaml", "visits:\n  label:", "visits:\n  lable:", ["visits.label missing", "visits.lable is in"]),
        ("concepts/people.yaml", "buyer:", "buyers:", ["buyer missing", "buyers is in no other language"]),
        ("words.yaml", "  overview:", "  overviews:", ["acts.overview missing", "acts.overviews is in"]),
    ],
)
def test_what_is_lacking_is_named(tmp_path: Path, path: str, old: str, new: str, expected: list[str]) -> None:
    """A key that is not there and one that nothing reads are named with their file."""
    pack = shutil.copytree(FOLDER / "zh", tmp_path / "zh")
    text = (pack / path).read_text(encoding="utf-8")
    (pack / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    told = sorted(lacking(pack, FOLDER / "en"))

    assert old in text
    assert len(expected) == len(told)
    assert all(any(part in line for line in told) for part in expected)
    assert all(line.startswith(str(pack / path.partition("/")[0])) for line in told)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that English has is missed by its name."""
    pack = shutil.copytree(FOLDER / "zh", tmp_path / "zh")
    (pack / "answers" / "console.yaml").unlink()

    assert f"{pack}/answers/console.yaml: missing" in lacking(pack, FOLDER / "en")
