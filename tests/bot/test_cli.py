"""The command line: what each command prints, and its exit status."""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

import bot.desk
from bot.__main__ import main
from bot.conversation import Context
from bot.desk import CORPUS
from bot.pipeline import Desk, ask
from bot.render.contract import fields
from bot.render.plain import text
from intents.language import FOLDER

AREA = "What was the exhibition area in 2023?"
LINE = '{"id": 1, "turns": ["hi"]}\n'


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The shared desk, which the commands then use instead of opening their own."""
    monkeypatch.setattr(bot.desk, "open_desk", lambda **_: desk)
    return desk


def test_ask_prints_the_reply(opened: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """One question, one reply in plain text; words need no quotation marks."""
    answer, _ = ask(AREA, Context(), 0, opened)

    assert (0, 0) == (main(["ask", AREA]), main(["ask", *AREA.split()]))
    assert (f"{text(answer)}\n" * 2, "") == capsys.readouterr()


def test_ask_json_prints_the_contract(opened: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer as one JSON object, and nothing else."""
    answer, _ = ask(AREA, Context(), 0, opened)

    assert 0 == main(["ask", AREA, "--json"])
    assert fields(answer) == json.loads(capsys.readouterr().out)


def test_ask_takes_questions_from_before(opened: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """A follow-up is understood after the questions that it follows."""
    assert 0 == main(["ask", "--after", "exhibitors 2023?", "and online?", "--json"])
    assert ["2023.exhibitors-online"] == [fact["id"] for fact in json.loads(capsys.readouterr().out)["facts"]]


def test_ask_explains(opened: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """The trace comes before the reply."""
    assert 0 == main(["ask", AREA, "--explain"])
    trace, _, reply = capsys.readouterr().out.partition("\n\n")

    assert trace.startswith("tokens ")
    assert text(ask(AREA, Context(), 0, opened)[0]) + "\n" == reply


@pytest.mark.parametrize(
    "odd",
    [
        "",
        " \t\n",
        "a" * 100_000,
        "\x00\x01\x1b[31m\x7f",
        "\udcff\udcfe",
        "<script>&amp;",
        "[bold]x[/]",
        "%s {0} {value}",
        "🎉",
    ],
    ids=["empty", "blank", "huge", "control", "surrogates", "html", "rich", "format", "emoji"],
)
@pytest.mark.parametrize("form", ["--json", "--explain", ""])
def test_odd_questions_get_a_clear_reply(opened: Desk, odd: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is asked, there is a reply, the status is 0, and no control character comes back."""
    assert 0 == main(["ask", *([form] if form else []), "--", odd])
    out, err = capsys.readouterr()

    assert ("", True) == (err, bool(out.strip()))
    assert all(char.isprintable() or char == "\n" for char in out)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["sing"],
        ["ask"],
        ["ask", "--json", "--explain", "hi"],
        ["batch", "a", "b"],
        ["chat", "hi"],
        ["chart", "area"],
        ["chart", "-o", "area.png"],
        ["telegram", "x"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage is told on stderr."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)

    out, err = capsys.readouterr()
    assert (2, "") == (caught.value.code, out)
    assert err.startswith("usage: ")


def replace(path: Path, old: str, new: str) -> None:
    """Puts a fault into a file."""
    whole = path.read_text()
    assert old in whole
    path.write_text(whole.replace(old, new, 1))


def first_line(path: Path, part: str) -> int:
    """The number of the first line of a file that holds a text."""
    return next(number for number, line in enumerate(path.read_text().splitlines(), 1) if part in line)


SCALE = Path("statements/ciftis-4/scale.yaml")

FAULTS: dict[str, tuple[Path, str, str, str]] = {
    "broken-quote": (SCALE, "quote: This session of CIFTIS", "quote: This year of CIFTIS", "quote: This year"),
    "unknown-key": (SCALE, "    measure: exhibition_area", "    mesure: exhibition_area", "mesure"),
    "duplicate-id": (SCALE, "id: 4th.forums", "id: 4th.area", ""),
    "bad-yaml": (SCALE, "facts:", "facts: [", ""),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_corpus_does_not_start(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line on stderr names the file and the line to mend; the status is 2."""
    file, old, new, part = FAULTS[name]
    corpus = tmp_path / "corpus"
    shutil.copytree(CORPUS, corpus)
    replace(corpus / file, old, new)

    assert 2 == main(["--corpus", str(corpus), "ask", AREA])
    out, err = capsys.readouterr()
    line = first_line(corpus / file, part) if part else None
    assert ("", 1) == (out, err.count("\n"))
    assert err.startswith(f"fairdesk: {corpus / file}:{line or ''}")


def test_a_broken_language_does_not_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line on stderr names the file and the line to mend; the status is 2."""
    language = tmp_path / "en"
    shutil.copytree(FOLDER / "en", language)
    (language / "sessions.yaml").write_text("a: 1\nb: [\n")

    assert 2 == main(["--language", str(language), "ask", AREA])
    out, err = capsys.readouterr()
    assert ("", 1) == (out, err.count("\n"))
    assert err.startswith(f"fairdesk: {language / 'sessions.yaml'}:")


@pytest.mark.parametrize("option", ["--corpus", "--language"])
def test_a_missing_folder_is_told(tmp_path: Path, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is not there is named."""
    assert 2 == main([option, str(tmp_path / "nowhere"), "ask", AREA])
    assert f"fairdesk: {tmp_path / 'nowhere'}" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_a_batch_file_that_cannot_be_read_is_2(
    opened: Desk, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on stderr names the file."""
    path = tmp_path / "lines.jsonl" if kind == "missing" else tmp_path

    assert 2 == main(["batch", str(path)])
    out, err = capsys.readouterr()
    assert ("", 1) == (out, err.count("\n"))
    assert err.startswith(f"fairdesk: {path}: ")


@pytest.mark.parametrize(("lines", "status"), [(LINE, 0), (LINE + "what?\n" + LINE, 1), ("", 0)])
def test_batch_reads_a_file_or_stdin(
    opened: Desk,
    tmp_path: Path,
    lines: str,
    status: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """File, stdin and ``-`` give the same rows, one a line; the status is 1 if a line is no conversation."""
    file = tmp_path / "lines.jsonl"
    file.write_text(lines)
    outs = []
    for arguments in (["batch", str(file)], ["batch"], ["batch", "-"]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
        assert status == main(arguments)
        outs.append(capsys.readouterr())

    assert outs == [outs[0]] * 3
    assert (lines.count("\n"), "") == (outs[0].out.count("\n"), outs[0].err)


def test_chat_answers_what_is_piped_in(
    opened: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal, chat prints plain replies and nothing else."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(AREA.encode())))

    assert 0 == main(["chat"])
    assert (text(ask(AREA, Context(), 0, opened)[0]) + "\n", "") == capsys.readouterr()


@pytest.mark.parametrize(("name", "begins"), [("a.png", b"\x89PNG\r\n"), ("a.SVG", b"<?xml ")], ids=["png", "svg"])
def test_chart_writes_a_picture(
    opened: Desk, tmp_path: Path, name: str, begins: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file's ending says what is written, and nothing is printed."""
    assert 0 == main(["chart", "exhibition area", "visits", "-o", str(tmp_path / name)])
    assert ("", "") == capsys.readouterr()
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ["exhibition_zzz", "-o", "a.png"],
            "no measure is called 'exhibition_zzz'; the nearest are exhibition_area, ",
        ),
        (["x\n\x1b" * 99, "-o", "a.png"], "no measure is called 'x\\n\\x1bx"),
        (["theme", "-o", "a.png"], "the sources state no figure for 'theme'"),
        (["area", "-o", "a.gif"], "a.gif: the ending says what is drawn"),
        (["area", "-o", "a"], "a: the ending says what is drawn"),
        (["area", "-o", "nowhere/a.png"], "nowhere/a.png: No such file or directory"),
        (["area", "-o", "folder.png"], "folder.png: Is a directory"),
        (["area", "-o", "full.png"], "full.png: No space left on device"),
        (
            [
                "exhibitors",
                "countries",
                "dignitaries",
                "forums",
                "contracts",
                "reports",
                "area",
                "money",
                "-o",
                "a.png",
            ],
            "",
        ),
    ],
    ids=["unknown", "control", "no-figure", "ending", "no-ending", "no-folder", "folder", "full-disk", "too-many"],
)
def test_what_cannot_be_drawn_is_one_line(
    opened: Desk,
    tmp_path: Path,
    arguments: list[str],
    expected: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One line on stderr says what to mend; the status is 2."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "full.png").symlink_to("/dev/full")

    assert 2 == main(["chart", *arguments])
    out, err = capsys.readouterr()
    assert ("", 1) == (out, err.count("\n"))
    assert err.startswith(f"fairdesk: {expected}")
    assert all(char.isprintable() or char == "\n" for char in err)


def test_telegram_without_a_token_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The missing variable is named before anything is loaded."""
    monkeypatch.delenv("BOT_TOKEN", raising=False)

    assert 2 == main(["telegram"])
    out, err = capsys.readouterr()
    assert ("", 1) == (out, err.count("\n"))
    assert err.startswith("fairdesk: BOT_TOKEN is not set")
