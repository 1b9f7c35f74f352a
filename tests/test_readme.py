"""What the README shows is what happens.

``python -m tests.test_readme`` writes the output of its commands into it.
"""

import hashlib
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.__main__ import main

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (\S+)(?: \(.*\))?\n(.*)", re.DOTALL)


class Example(NamedTuple):
    """A command with what it prints."""

    command: str
    output: str


def blocks(kind: str) -> list[str]:
    """The inside of the README's blocks of a kind."""
    return [content for found, content in _BLOCK.findall(README.read_text()) if found == kind]


def examples() -> list[Example]:
    """The commands of the README that are shown with their output."""
    rows = (block.removeprefix("$ ").partition("\n") for block in blocks("console"))
    return [Example(command, output) for command, _, output in rows]


def output_of(command: str) -> str:
    """What a command prints, run in the project's folder with the Python of the tests."""
    script = command.replace(".venv/bin/python", shlex.quote(sys.executable))
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.command[:60])
def test_a_command_prints_what_is_shown(example: Example) -> None:
    """The output is that of the README, to the letter."""
    assert example.output == output_of(example.command)


def files() -> dict[str, str]:
    """The files, or parts of files, that the README shows, by path."""
    found = (_FILE.fullmatch(block) for block in blocks("yaml"))
    return {match[1]: match[2] for match in found if match}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of the data."""
    for folder in ("facts/corpus", "intents/languages"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def answer_of(copy: Path, question: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The answer from the copied data."""
    corpus, language = copy / "facts" / "corpus", copy / "intents" / "languages" / "en"
    assert 0 == main(["--corpus", str(corpus), "--language", str(language), "ask", "--json", question])
    return str(json.loads(capsys.readouterr().out)["answer"])


def test_a_session_is_added_as_data(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the README's three files and the text, the new session is answered for."""
    text = "The fair covers over 12,345 square meters.\n"
    for name, content in files().items():
        path = copy / name
        if name.startswith("facts/"):
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_text() if path.exists() else ""
            digest = hashlib.sha256(text.encode()).hexdigest()
            path.write_text(before + content.replace("the digest of text.txt", digest))
    (copy / "facts/corpus/sources/example/text.txt").write_text(text)

    assert "over 12,345 square meters" in answer_of(copy, "What is the exhibition area in 2030?", capsys)


def test_a_phrase_is_added_as_data(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the README's phrase the question is understood, and without it it is not."""
    question = "How many stand renters in 2023?"
    without = answer_of(copy, question, capsys)
    (name,) = (name for name in files() if name.startswith("intents/"))
    concept, phrase = re.findall(r"[\w ]+(?=:|\])", files()[name])
    path = copy / name
    before = path.read_text()
    path.write_text(re.sub(rf"(?m)^{concept}: \[", rf"\g<0>{phrase}, ", before))

    assert before != path.read_text()
    assert without != answer_of(copy, question, capsys)
    assert answer_of(copy, question, capsys) == answer_of(copy, "How many exhibitors in 2023?", capsys)


def test_every_path_is_there() -> None:
    """The files and folders that the README names are in the project, but for those that it adds."""
    named = set(re.findall(r"(?:bot|facts|intents|tests)/[\w./-]*", README.read_text()))

    assert [] == sorted(name for name in named - set(files()) if not (ROOT / name).exists())


def _rewrite() -> None:
    """Writes the output of the commands into the README."""
    text = README.read_text()
    for command, output in examples():
        text = text.replace(f"$ {command}\n{output}```", f"$ {command}\n{output_of(command)}```")
    README.write_text(text)


if __name__ == "__main__":
    _rewrite()
