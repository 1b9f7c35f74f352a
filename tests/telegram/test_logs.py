"""What the log says, and what it does not."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.telegram.logs import JsonLines
from bot.telegram.redaction import TokenFilter
from tests.telegram.conftest import Running
from tests.telegram.emulator import Emulator, Group
from tests.telegram.emulator.chats import type_inline
from tests.telegram.emulator.server import TOKEN
from tests.telegram.started import ended, started

pytestmark = pytest.mark.asyncio

FORMAT = JsonLines(TokenFilter(TOKEN)).format


@pytest.fixture
def updates(caplog: pytest.LogCaptureFixture) -> Callable[[], list[dict[str, Any]]]:
    """The lines that the log has of updates."""
    caplog.set_level(logging.INFO)
    return lambda: [json.loads(FORMAT(record)) for record in caplog.records if record.message == "update"]


async def test_an_update_is_one_line(
    emulator: Emulator, running: Running, updates: Callable[[], list[dict[str, Any]]]
) -> None:
    """Each update has one line with its number, kind, chat, intent, status and time taken, and no word of its text."""
    async with running():
        emulator.say(1, "a secret question")
        emulator.say(1, "/help")
        emulator.say(1, "refuse a secret")
        emulator.say(1, "raise")
        Group(emulator).say(5, "not for the bot: a secret")
        type_inline(emulator, 5, "secret")
        await emulator.until(lambda: len(updates()) == 6)
    rows = {(row["kind"], row["chat"], row["status"]) for row in updates()}
    assert rows == {
        ("message", "private", "answered"),
        ("message", "private", "not_found"),
        ("message", "private", "failed"),
        ("message", "supergroup", "ignored"),
        ("inline_query", None, "answered"),
    }
    assert all(isinstance(row["update"], int) and row["ms"] >= 0 and "intent" in row for row in updates())
    assert "secret" not in json.dumps(updates())


async def test_texts_are_logged_on_request(
    emulator: Emulator, running: Running, updates: Callable[[], list[dict[str, Any]]]
) -> None:
    """With BOT_LOG_TEXT the line has the question, on one line whatever is in it."""
    async with running(log_text=True):
        emulator.say(1, "a\nb\u2028c")
        await emulator.until(lambda: bool(updates()))
    assert [row["text"] for row in updates()] == ["a\nb\u2028c"]


async def test_the_log_of_a_process_is_json(emulator: Emulator, tmp_path: Path) -> None:
    """Every line is a JSON object, a failure's traceback in it; even at DEBUG no text of people is in any."""
    variables = {"token": TOKEN, "api_url": emulator.url, "database": str(tmp_path / "memory.db")}
    process = await started(**variables, log_level="DEBUG")
    for text in ("a secret question", "raise"):
        emulator.say(1, text)
    await emulator.until(lambda: len(emulator.texts(1)) == 2)
    process.terminate()
    _, _, log = await ended(process)
    rows = [json.loads(line) for line in log.splitlines()]
    assert any("LookupError: the engine failed" in row.get("traceback", "") for row in rows)
    assert "secret" not in log.replace("emulated_secret", "")
    assert [row["status"] for row in rows if row["message"] == "update"] == ["answered", "failed"]


@pytest.mark.parametrize(("days", "kept"), [(0, []), (30, ["refuse x", "refuse y"])])
async def test_unanswered_questions_are_kept_with_consent(
    emulator: Emulator,
    running: Running,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    days: int,
    kept: list[str],
) -> None:
    """Only where a setting says so are questions without an answer kept, and listed also while the bot runs."""
    for name, value in {"TOKEN": TOKEN, "API_URL": emulator.url, "DATABASE": str(tmp_path / "memory.db")}.items():
        monkeypatch.setenv(f"BOT_{name}", value)
    async with running(unanswered_days=days):
        for text in ("answered", "refuse \x1b x", "Refuse  X", "refuse y"):
            emulator.say(1, text)
        await emulator.until(lambda: len(emulator.texts(1)) == 4)
    assert main(["unanswered", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(row["question"].lower() for row in rows) == kept
    assert main(["unanswered"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(kept)


async def test_a_database_that_is_not_there_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asked for the unanswered questions of a bot that has not run, the command says what to set."""
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "none.db"))
    assert main(["unanswered"]) == 2
    line = capsys.readouterr().err
    assert "set BOT_DATABASE" in line
    assert line.count("\n") == 1
    assert not (tmp_path / "none.db").exists()
