"""What a killed process leaves to the next one: real processes, ended by SIGKILL."""

import asyncio
import random
from pathlib import Path

import pytest

from tests.telegram.emulator import Emulator, Fault
from tests.telegram.emulator.server import TOKEN
from tests.telegram.started import ended, started

pytestmark = pytest.mark.asyncio


@pytest.fixture
def variables(emulator: Emulator, tmp_path: Path) -> dict[str, str]:
    """The environment of the process, the same for each start."""
    return {"token": TOKEN, "api_url": emulator.url, "database": str(tmp_path / "memory.db"), "timeout": "60"}


async def killed(process: asyncio.subprocess.Process) -> None:
    """Ends the process as a crash does."""
    process.kill()
    await process.communicate()


async def stopped(process: asyncio.subprocess.Process) -> str:
    """Ends the process as an operator does; its log."""
    process.terminate()
    status, _, log = await ended(process)
    assert status == 0, log
    return log


async def test_what_was_accepted_is_answered_after_the_restart(emulator: Emulator, variables: dict[str, str]) -> None:
    """Questions that the server has handed over, and will not hand over again, are answered in order, each once."""
    emulator.script("sendMessage", Fault.retry_after(60))
    process = await started(**variables)
    for text in ("first", "second", "third"):
        emulator.say(1, text)
    await emulator.until(lambda: not emulator.state.outbox.unconfirmed)
    await emulator.until(lambda: len(emulator.called("sendMessage")) == 1)
    await asyncio.sleep(0.5)  # the bot has still to hear that it was refused
    await killed(process)
    process = await started(**variables)
    await emulator.until(lambda: len(emulator.texts(1)) == 3)
    emulator.say(1, "fourth")
    await emulator.until(lambda: len(emulator.texts(1)) == 4)
    assert "3 updates were accepted before the start" in await stopped(process)
    assert emulator.texts(1) == ["1: first", "2: second", "3: third", "4: fourth"]


async def test_what_was_under_way_is_not_sent_again(emulator: Emulator, variables: dict[str, str]) -> None:
    """A reply that Telegram has, but the bot did not live to hear of, is not sent twice; its context counts."""
    emulator.latency["sendMessage"] = 60
    process = await started(**variables)
    emulator.say(1, "first")
    emulator.say(1, "second")
    await emulator.until(lambda: len(emulator.texts(1)) == 1 and not emulator.state.outbox.unconfirmed)
    await killed(process)
    emulator.latency.clear()
    process = await started(**variables)
    await emulator.until(lambda: len(emulator.texts(1)) == 2)
    await stopped(process)
    assert emulator.texts(1) == ["1: first", "2: second"]


async def test_a_long_reply_goes_on_where_it_was(emulator: Emulator, variables: dict[str, str]) -> None:
    """Of a reply in several messages, those that were not sent before the kill are sent after it."""
    process = await started(**variables)
    emulator.script("sendMessage", Fault(), Fault.slow(60))
    emulator.say(1, "long")
    await emulator.until(lambda: len(emulator.texts(1)) == 2)
    await killed(process)
    process = await started(**variables)
    await emulator.until(lambda: len(emulator.texts(1)) == 3)
    await stopped(process)
    lines = "\n".join(emulator.texts(1)).splitlines()
    assert lines == [f"1: line {number} of many lines" for number in range(300)]


async def test_kills_at_any_moment_lose_and_double_nothing(emulator: Emulator, variables: dict[str, str]) -> None:
    """Killed again and again at random moments, the bot answers each of many questions once and in order."""
    emulator.latency["sendMessage"] = 0.005
    chats, turns, chance = range(1, 9), range(1, 26), random.Random(5)
    for turn in turns:
        for chat in chats:
            emulator.say(chat, f"question {turn}")

    def answered() -> int:
        return sum(len(emulator.texts(chat)) for chat in chats)

    for _ in range(4):
        process, before = await started(**variables), answered()
        goal = before + chance.randint(1, 40)
        await emulator.until(lambda goal=goal: answered() >= goal)  # type: ignore[misc]
        await asyncio.sleep(chance.random() / 100)
        await killed(process)
    process = await started(**variables)
    await emulator.until(lambda: answered() >= len(chats) * len(turns))
    await stopped(process)
    expected = [f"{turn}: question {turn}" for turn in turns]
    assert dict.fromkeys(chats, expected) == {chat: emulator.texts(chat) for chat in chats}
