"""The command line prints facts and problems, and ends with a status that a script can use."""

import subprocess
import sys
from pathlib import Path

import pytest

import facts
from facts.__main__ import main
from tests.facts.corpora import STATEMENTS, TEXT, facts_yaml, write_corpus

ROOT = Path(facts.__file__).parent.parent
LABELS = "exhibitors: {label: a}\nguest: {label: b}\nopinion: {label: c}\n"
_PERCENT = "{amount: %s, unit: percent, surface: x}"
VALUES = [
    f"id: {identifier}, {rest}, quote: came on"
    for identifier, rest in {
        "a": "measure: exhibitors, value: {quantity: {amount: 2400, unit: firm, modifier: more_than, surface: x}}",
        "b": "measure: exhibitors, value: {quantity: {amount: 28, of: 30, unit: country, surface: x}}",
        "c": "session: fair-2022, measure: opinion, value: {texts: {texts: [x, z], complete: false}}",
        "d": f"measure: opinion, value: {{change: {{direction: up, by: {_PERCENT % 12.5}, base: fair-2022}}}}",
        "e": f"measure: opinion, value: {{share: {{is: {_PERCENT % 20}, of: exhibitors}}}}",
        "f": "measure: guest, value: {names: [ada, ruritania]}",
        "g": "measure: opinion, value: {date: {month: 9, day: 6, surface: x}}",
        "h": "measure: opinion, value: {date: {month: 9, day: 6, year: 2023, surface: x}}",
        "i": "measure: opinion, value: {blank: {label: TEL}}",
    }.items()
]
LIST = """\
a  fair-2023  exhibitors  more than 2,400 firm
b  fair-2023  exhibitors  28 country of 30
c  fair-2022  opinion  x; z; …
d  fair-2023  opinion  up 12.5 percent against fair-2022
e  fair-2023  opinion  20 percent of exhibitors
f  fair-2023  guest  Ada Lovelace; Ruritania
g  fair-2023  opinion  09-06
h  fair-2023  opinion  2023-09-06
i  fair-2023  opinion  (nothing behind TEL)
"""
SHOW = """\
id        guest-2023
session   fair-2023
measure   guest
value     Ada Lovelace
role      when: 09-06
topics    guest
written   {folder}/corpus/statements/fair/2023.yaml:8
source    report: The report
  offsets 71:115
  quote   Ms Ada Lovelace of Ruritania came on Sept 6.
"""


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    """The options that point at a sound corpus and its labels."""
    write_corpus(tmp_path / "corpus")
    (tmp_path / "languages" / "en").mkdir(parents=True)
    (tmp_path / "languages" / "en" / "measures.yaml").write_text(LABELS)
    return ["--corpus", str(tmp_path / "corpus"), "--languages", str(tmp_path / "languages")]


def test_check_says_that_all_is_well(folders: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A corpus without problems ends with 0."""
    assert 0 == main([*folders, "check"])
    assert ("2 facts of 1 sources keep 8 rules\n", "") == capsys.readouterr()


def test_check_prints_each_problem_with_its_rule(
    tmp_path: Path, folders: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Problems go to standard error, one a line, and the status is 1."""
    write_corpus(tmp_path / "corpus", text=TEXT + "Then 42 went to Zenda.\n")

    assert 1 == main([*folders, "check"])
    out, err = capsys.readouterr()
    assert "" == out
    assert ["source_covered", "source_covered"] == [line.rsplit("[", 1)[1].rstrip("]") for line in err.splitlines()]
    assert err.startswith(f"{tmp_path}/corpus/sources/report/text.txt:3: no fact that cites the figure ")


@pytest.mark.parametrize("command", [["check"], ["list"], ["show", "guest-2023"]])
def test_a_broken_corpus_is_one_line(
    tmp_path: Path, folders: list[str], command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A corpus that does not load ends every command with 1 and with the line to mend."""
    write_corpus(tmp_path / "corpus", {"sessions.yaml": "a: b\n"})

    assert 1 == main([*folders, *command])
    assert ("", f"{tmp_path}/corpus/sessions.yaml:1: should be a list\n") == capsys.readouterr()


def test_list_prints_one_line_a_fact(tmp_path: Path, folders: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Every kind of value fits in a line."""
    write_corpus(tmp_path / "corpus", {STATEMENTS: facts_yaml(*VALUES)})

    assert 0 == main([*folders, "list"])
    assert (LIST, "") == capsys.readouterr()


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--session", "fair-2022"], "c"),
        (["--measure", "exhibitors"], "ab"),
        (["--measure", "opinion"], "cdeghi"),
        (["--measure", "opinion", "--session", "fair-2022"], "c"),
        (["--measure", "guest", "--session", "fair-2022"], ""),
    ],
)
def test_list_can_be_narrowed(
    tmp_path: Path, folders: list[str], options: list[str], ids: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """By session, by measure or predicate, and by both."""
    write_corpus(tmp_path / "corpus", {STATEMENTS: facts_yaml(*VALUES)})

    assert 0 == main([*folders, "list", *options])
    assert ids == "".join(line[0] for line in capsys.readouterr().out.splitlines())


def test_show_prints_all_of_a_fact(tmp_path: Path, folders: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Value, roles, topics, file, and each quote with its source and offsets."""
    assert 0 == main([*folders, "show", "guest-2023"])
    assert (SHOW.format(folder=tmp_path), "") == capsys.readouterr()


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["show", "guest-2032"], "there is no fact guest-2032 (nearest: guest-2023)\n"),
        (["list", "--session", "zzz"], "there is no session zzz\n"),
        (["list", "--measure", "opinions"], "there is no measure opinions (nearest: opinion)\n"),
    ],
)
def test_an_unknown_id_is_said(
    folders: list[str], command: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The nearest ids are offered, and the status is 1."""
    assert 1 == main([*folders, *command])
    assert ("", message) == capsys.readouterr()


@pytest.mark.parametrize("arguments", [[], ["chek"], ["show"], ["list", "extra"], ["check", "--session", "a"]])
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Usage goes to standard error."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)

    assert 2 == caught.value.code
    assert capsys.readouterr().err.startswith("usage: python -m facts")


def test_a_closed_pipe_does_not_throw(tmp_path: Path, folders: list[str]) -> None:
    """A reader that has seen enough ends the listing in silence."""
    fact = "id: f{}, measure: opinion, value: {{texts: [{}]}}, quote: came on"
    facts = [fact.format(number, "x" * 900) for number in range(300)]
    write_corpus(tmp_path / "corpus", {STATEMENTS: facts_yaml(*facts)})
    command = [sys.executable, "-m", "facts", *folders, "list"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()

    assert (0, b"") == (process.returncode, errors)


def test_a_terminal_without_the_characters_gets_escapes(folders: list[str], tmp_path: Path) -> None:
    """What an ASCII terminal cannot show does not throw."""
    text = "【a】\n"
    fact = 'id: a, measure: opinion, value: {texts: [a]}, quote: "【a】"'
    write_corpus(tmp_path / "corpus", {STATEMENTS: facts_yaml(fact)}, text=text)
    command = [sys.executable, "-m", "facts", *folders, "show", "a"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, env={"PYTHONIOENCODING": "ascii"}, check=False)

    assert (0, b"") == (done.returncode, done.stderr)
    assert b"  quote   \\u3010a\\u3011" in done.stdout
