"""The bot as a process: how it starts and how it ends."""

import asyncio
import signal
from pathlib import Path

import pytest

from tests.telegram.emulator import Emulator
from tests.telegram.emulator.server import TOKEN
from tests.telegram.started import ended, started

pytestmark = pytest.mark.asyncio

SECRET = TOKEN.partition(":")[2]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_it_cleanly(emulator: Emulator, tmp_path: Path, number: signal.Signals) -> None:
    """On SIGTERM and SIGINT the accepted questions are answered, the exit status is 0, and no line has the token."""
    process = await started(token=TOKEN, api_url=emulator.url, log_level="DEBUG", database=str(tmp_path / "memory.db"))
    emulator.say(1, "a question")
    await emulator.until(lambda: bool(emulator.texts(1)))
    emulator.latency["sendMessage"] = 0.2  # the signal comes before the bot hears that its reply was sent
    emulator.say(1, "the last question")
    await emulator.until(lambda: len(emulator.texts(1)) == 2)
    process.send_signal(number)
    status, out, err = await ended(process)
    assert (status, out) == (0, "")
    assert "Traceback" not in err
    assert "@fairdesk_bot answers" in err
    assert SECRET not in err
    assert emulator.texts(1) == ["1: a question", "2: the last question"]
    assert [call.status for call in emulator.called("sendMessage")] == [200, 200]
    assert list(emulator.state.outbox.unconfirmed) == []


@pytest.mark.parametrize(
    ("variables", "status", "says"),
    [
        ({}, 2, "BOT_TOKEN is not set"),
        ({"token": "hunter2"}, 2, "BOT_TOKEN is not a bot token"),
        ({"token": f"{TOKEN}x", "api_url": "{url}"}, 2, "refuses the token: check BOT_TOKEN"),
        ({"token": TOKEN, "api_url": "{url}/elsewhere"}, 2, "refuses the token: check BOT_TOKEN"),
        ({"token": TOKEN, "api_url": "http://127.0.0.1:9", "start_tries": "2"}, 3, "no Bot API server answers at"),
    ],
    ids=["missing", "malformed", "refused", "not-found", "unreachable"],
)
async def test_a_failed_start_is_one_line(
    emulator: Emulator, tmp_path: Path, variables: dict[str, str], status: int, says: str
) -> None:
    """A missing or refused token ends with 2, an unreachable server with 3: one line each, without the token."""
    given = {name: value.format(url=emulator.url) for name, value in variables.items()}
    ended_with, out, err = await ended(await started(database=str(tmp_path / "memory.db"), **given))
    assert (ended_with, out) == (status, "")
    assert err.startswith("fairdesk: ")
    assert says in err
    assert err.count("\n") == 1
    assert SECRET not in err


async def test_a_stop_during_the_start_is_clean(tmp_path: Path) -> None:
    """SIGTERM while the server is still being tried ends the process with 0."""
    server_called = asyncio.Event()

    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server_called.set()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    async with server:
        host, port = server.sockets[0].getsockname()
        url, database = f"http://{host}:{port}", str(tmp_path / "memory.db")
        process = await started(token=TOKEN, api_url=url, start_tries="100", database=database)
        async with asyncio.timeout(20):
            await server_called.wait()
        process.terminate()
        assert await ended(process) == (0, "", "")
