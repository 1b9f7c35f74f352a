"""A soak: thousands of updates from chats of every kind, with faults of every kind and kills: ``make soak``.

The first half is polled for by processes that are killed again and again, with the server away for a while; the second
half comes by webhook to one process, whose memory is watched. The bot's own limits are off, which would take the day.
"""

import argparse
import asyncio
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.telegram.emulator import Emulator, Fault
from tests.telegram.emulator.server import TOKEN
from tests.telegram.started import free_port, started
from tests.telegram.traffic import Owed, Traffic

MOST_OPEN = 300
"""Questions that may be open before more are asked."""
PATIENCE = 60.0
"""Seconds without any progress after which what is missing counts as lost."""
_MARK = re.compile(r"\b([qe])(\d+)\1\b")


@dataclass
class Report:
    """What came of it."""

    updates: int = 0
    chats: int = 0
    kills: int = 0
    faults: int = 0
    replies: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    out_of_order: list[int] = field(default_factory=list)
    """Chats."""
    unanswered_queries: list[str] = field(default_factory=list)
    memory_mb: list[float] = field(default_factory=list)
    """Resident memory of the process of the second half, from its first tenth to its end."""
    seconds: float = 0.0

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, doubled or out of order."""
        return not (self.lost or self.doubled or self.out_of_order or self.unanswered_queries)


class Weather:
    """Faults at random: refusals that are to be waited out, and calls that are carried out without a good reply."""

    def __init__(self, chance: random.Random) -> None:
        self.met = 0
        self._chance = chance

    def __call__(self, method: str) -> Fault | None:
        """What befalls a call of ``method``."""
        if method.startswith(("set", "delete", "getMe")) or self._chance.random() > 0.03:
            return None
        self.met += 1
        fault = self._chance.choice([
            Fault.retry_after(1), Fault.server_error(), Fault.dropped(carried_out=True),
            Fault.gateway_error(carried_out=True), Fault.slow(0.2), Fault.slow(0.5), Fault.slow(3),
        ])  # fmt: skip
        if method == "getUpdates" and fault.delay:
            return None
        return fault


async def soak(updates: int, chats: int, kills: int, seed: int = 5) -> Report:
    """Lets ``updates`` updates of ``chats`` chats come in, with ``kills`` kills in the first half."""
    chance, began = random.Random(seed), time.monotonic()
    report = Report(chats=chats, kills=kills)
    async with Emulator() as emulator:
        with tempfile.TemporaryDirectory() as folder:
            variables = {
                "token": TOKEN, "api_url": emulator.url, "database": f"{folder}/memory.db", "timeout": "2",
                "group_rate": "0", "person_rate": "0", "log_level": "ERROR",
            }  # fmt: skip
            traffic, weather = Traffic(emulator, chats, chance), Weather(chance)
            emulator.chance = weather
            await _polled(emulator, variables, traffic, updates // 2, kills, chance)
            report.memory_mb = await _delivered(emulator, variables, traffic, updates)
            report.faults, report.updates = weather.met, emulator.state.outbox.made
            _check(emulator, traffic.owed, report)
    report.seconds = round(time.monotonic() - began, 1)
    return report


async def _polled(
    emulator: Emulator, variables: Mapping[str, str], traffic: Traffic, updates: int, kills: int, chance: random.Random
) -> None:
    process = await started(**variables)
    await emulator.until(lambda: emulator.state.polls > 0, patience=60)
    stations = sorted(chance.sample(range(updates // 10, updates), kills))
    for at in stations:
        await _make(emulator, traffic, at)
        await asyncio.sleep(chance.random() / 20)
        process.kill()
        await process.communicate()
        process = await started(**variables)
    await _make(emulator, traffic, updates)
    await _caught_up(emulator, traffic.owed)
    async with emulator.away():
        await _make(emulator, traffic, updates + 50)
        await asyncio.sleep(1)
    await _caught_up(emulator, traffic.owed)
    traffic.move()
    process.terminate()
    await process.communicate()


async def _delivered(emulator: Emulator, variables: Mapping[str, str], traffic: Traffic, updates: int) -> list[float]:
    port = free_port()
    process = await started(**variables, webhook_url=f"http://127.0.0.1:{port}/hook", webhook_port=str(port))
    await emulator.until(lambda: emulator.state.webhook is not None, patience=60)
    first, memory = emulator.state.outbox.made, []
    for tenth in range(1, 11):
        emulator.postman.twice += updates // 200
        emulator.postman.deaf += updates // 200
        await _make(emulator, traffic, first + (updates - first) * tenth // 10)
        if tenth == 5:
            traffic.move()
        memory.append(_memory_mb(process))
    await _caught_up(emulator, traffic.owed)
    process.terminate()
    await process.communicate()
    return memory


async def _make(emulator: Emulator, traffic: Traffic, updates: int) -> None:
    """Makes updates until there have been so many, no faster than the bot keeps up."""

    def open_() -> int:
        return len(traffic.owed.replies) - sum(map(len, emulator.state.messages.values()))

    while emulator.state.outbox.made < updates:
        traffic.step()
        if open_() > MOST_OPEN:
            await emulator.until(lambda: open_() < MOST_OPEN * 0.9, patience=120)
        elif emulator.state.outbox.made % 10 == 0:
            await asyncio.sleep(0.001)


async def _caught_up(emulator: Emulator, owed: Owed) -> None:
    """Returns once nothing is owed any more, or nothing has changed for long."""
    before, since = -1, time.monotonic()
    while time.monotonic() - since < PATIENCE:
        marks = _marks(emulator)
        left = sum(mark not in marks for mark in (*owed.replies, *owed.edits))
        left += sum(query not in emulator.state.answers for query in owed.queries)
        if left == 0:
            return
        if left != before:
            before, since = left, time.monotonic()
        await asyncio.sleep(0.25)


def _marks(emulator: Emulator) -> set[str]:
    """Every mark that a message bears."""
    texts = (message.get("text", "") for sent in emulator.state.messages.values() for message in sent)
    return {mark[0] for text in texts for mark in _MARK.finditer(text)}


def _check(emulator: Emulator, owed: Owed, report: Report) -> None:
    marks, said = _marks(emulator), Counter[str]()
    report.lost = [mark for mark in (*owed.replies, *owed.edits) if mark not in marks]
    report.unanswered_queries = [query for query in owed.queries if query not in emulator.state.answers]
    for chat, sent in emulator.state.messages.items():
        texts = [text for message in sent if _MARK.search(text := message.get("text", ""))]
        said.update(" ".join(mark[0] for mark in _MARK.finditer(text)) for text in texts)
        # An edited question whose reply may have arrived, under a number that nobody told, is answered anew: later.
        first = [int(_MARK.findall(text)[0][1]) for text in texts if " e" not in text]
        if chat not in owed.moved and first != sorted(first):
            report.out_of_order.append(chat)
    report.replies = said.total()
    report.doubled = [marks for marks, times in said.items() if times > 1]


def _memory_mb(process: asyncio.subprocess.Process) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text("utf-8")
    (kilobytes,) = re.findall(r"VmRSS:\s+(\d+) kB", status)
    return round(int(kilobytes) / 1024, 1)


def main() -> None:
    """Prints the report as JSON; the exit status is 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=20_000)
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    report = asyncio.run(soak(options.updates, options.chats, options.kills, options.seed))
    print(json.dumps(asdict(report), indent=2))
    sys.exit(not report.clean)


if __name__ == "__main__":
    main()
