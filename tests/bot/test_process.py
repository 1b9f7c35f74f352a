"""The command line as a process: its streams, its signals, and what it loads."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.pipeline import Desk
from tests.bot.terminal import Terminal
from tests.telegram.emulator import Emulator
from tests.telegram.emulator.server import TOKEN

ROOT = Path(__file__).parents[2]
LINE = '{"id": 1, "turns": ["hi"]}\n'


def run(
    *arguments: str | bytes, stdout: int = subprocess.PIPE, data: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """The command line as a process of its own, in which each warning is an error."""
    command = [sys.executable, "-W", "error", "-m", "bot", *arguments]
    return subprocess.run(command, input=data, stdout=stdout, stderr=subprocess.PIPE, cwd=ROOT, timeout=60, check=False)


def test_batch_rows_come_as_they_are_known() -> None:
    """A program that waits for a row before it writes the next line gets it. JSON is UTF-8 whatever the locale says,
    and half a surrogate pair comes back as it came in."""
    environment = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUNBUFFERED": ""}
    command = [sys.executable, "-W", "error", "-m", "bot", "batch"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT, env=environment) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for identifier in ("\u4e2d", "\ud83d"):
            process.stdin.write(json.dumps({"id": identifier, "turns": ["hi"]}).encode() + b"\n")
            process.stdin.flush()
            assert identifier == json.loads(process.stdout.readline().decode("utf-8"))["id"]
        process.stdin.close()
        assert 0 == process.wait(10)


def test_progress_goes_to_the_terminal_only(tmp_path: Path, desk: Desk) -> None:
    """Progress is shown if stderr is a terminal; stdout has the rows alone."""
    file = tmp_path / "lines.jsonl"
    file.write_text(LINE * 3)
    with (tmp_path / "out").open("wb") as out, Terminal(tmp_path, "batch", str(file), stdout=out.fileno()) as terminal:
        terminal.expect(desk.wording.say("console.progress", count="3"))
        assert 0 == terminal.ended()
    assert [1, 1, 1] == [json.loads(row)["id"] for row in (tmp_path / "out").read_text().splitlines()]


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    """A closed pipe ends the command without a word and without a traceback."""
    read, write = os.pipe()
    os.close(read)
    done = run("batch", data=LINE.encode(), stdout=write)
    os.close(write)

    assert (0, b"") == (done.returncode, done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_line() -> None:
    """What cannot be written is told on stderr; the status is 2."""
    with Path("/dev/full").open("wb") as full:
        done = run("ask", "hi", stdout=full.fileno())

    assert (2, b"fairdesk: No space left on device\n") == (done.returncode, done.stderr)


def test_closed_streams_are_no_error() -> None:
    """Neither a closed stdin nor a closed stdout throws anything."""
    command = f"{sys.executable} -W error -m bot"
    script = f"{command} chat <&- && {command} ask hi >&- && {command} batch <&- 2>&- >&-"
    done = subprocess.run(["sh", "-c", script], cwd=ROOT, capture_output=True, timeout=60, check=False)

    assert (0, b"") == (done.returncode, done.stderr)


def test_arguments_that_are_no_text_get_a_reply() -> None:
    """Bytes that are not UTF-8 are passed over."""
    done = run("ask", b"\xff\xfe exhibitors 2023?")

    assert (0, b"") == (done.returncode, done.stderr)
    assert b"2,400" in done.stdout


@pytest.mark.parametrize("command", [["ask", "exhibitors 2023?"], ["batch"]], ids=" ".join)
def test_what_is_not_used_is_not_loaded(command: list[str]) -> None:
    """A question pays neither for the terminal, for charts or for Telegram, nor for what reads the sources, which were
    read before."""
    others = {"rich", "prompt_toolkit", "telegram", "httpx", "asyncio", "matplotlib"}
    others |= {"yaml", "pydantic", "importlib.metadata", "hashlib", "rapidfuzz"}
    run("ask", "hi")
    code = f"import sys; from bot.__main__ import main; main(sys.argv[1:]); print(sorted({others} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *command],
        cwd=ROOT,
        input=b"",
        capture_output=True,
        timeout=60,
        check=True,
    )

    assert b"[]" == done.stdout.splitlines()[-1]


@pytest.mark.asyncio
async def test_telegram_answers_with_the_engine(desk: Desk) -> None:
    """The same engine answers in a private chat, and stops cleanly on SIGTERM."""
    async with Emulator() as emulator:
        environment = os.environ | {"BOT_TOKEN": TOKEN, "BOT_API_URL": emulator.url}
        pipe = asyncio.subprocess.PIPE
        command = (sys.executable, "-W", "error", "-m", "bot", "telegram")
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe)
        emulator.say(1, "exhibitors 2023?")
        await emulator.until(said(emulator, 1))
        emulator.say(1, "and online?")
        await emulator.until(said(emulator, 2))
        process.send_signal(signal.SIGTERM)
        out, err = await asyncio.wait_for(process.communicate(), 20)

    assert (0, b"") == (process.returncode, out)
    assert b"Traceback" not in err
    assert "2,400" in emulator.texts(1)[0]
    assert "6,700" in emulator.texts(1)[1]


def said(emulator: Emulator, count: int) -> Callable[[], bool]:
    """Whether the bot has said so many messages."""
    return lambda: len(emulator.texts(1)) >= count


def test_two_processes_give_the_same_replies(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Python's random hashing orders at will, as sets of texts, shows in no reply."""
    questions = (
        "What has CIFTIS been showing after five years of cultivation?",
        "Who published the 2023 article?",
        "high-level forums, special forums, sideline meetings and negotiation events in 2023",
        "In what fields were the 125 new products of 2023?",
        "How do the top-tier forums of 2023 compare in number to the meetings on the sidelines?",
    )
    rows = "".join(json.dumps({"id": n, "turns": [question]}) + "\n" for n, question in enumerate(questions))
    replies = set()
    for seed in ("1", "2", "3", "4"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        replies.add(run("batch", data=rows.encode()).stdout)

    assert 1 == len(replies)
    assert len(questions) == len(replies.pop().splitlines())
