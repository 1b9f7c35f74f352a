"""The Telegram bot beside a bare echo bot on the same library and settings: ``python -m tests.bench.telegram``.

Each is a process of its own, against the tests' emulator in this one, in turns in one run. Answers a second: of a
backlog of questions from many chats, between the first answer and the last. A quiet chat's wait: from its question to
its answer, with and without a chat beside it that never has fewer than twenty questions unanswered.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.telegram.emulator import Emulator
from tests.telegram.emulator.server import TOKEN

ROOT = Path(__file__).parents[2]
BOTS = {
    "fairdesk": (["bot", "telegram"], {}),
    "echo": (["tests.bench.echo"], {"BENCH_REQUEST": "library"}),
    "echo by our calls": (["tests.bench.echo"], {"BENCH_REQUEST": "ours"}),
}
"""Module and environment of each bot. The last one calls the server as Fairdesk does: by aiohttp, not by httpx."""

TURNS = 2
"""Questions of each chat: one out of nothing, and one behind it."""
BACKLOG = 20
FLOODER, QUIET = 1, 2
WARM = 50
"""Answers before any is measured: the first ones load what later ones find loaded."""


@dataclass(frozen=True)
class Measured:
    """What was measured, rounds in order."""

    answers_a_second: dict[str, list[float]]
    """By bot."""
    cpu_ms: dict[str, list[float]]
    """Milliseconds of a core for an answer, by bot; other processes on the machine change it less."""
    alone_ms: list[float]
    """The quiet chat's waits while nobody else writes."""
    flooded_ms: list[float]
    """The same beside a flooding chat."""

    def ratio(self, other: str) -> float:
        """Fairdesk's answers a second, as a multiple of those of the bot ``other``."""
        return statistics.median(self.answers_a_second["fairdesk"]) / statistics.median(self.answers_a_second[other])

    @property
    def slower(self) -> float:
        """The quiet chat's median wait beside the flood, as a multiple of that without."""
        return statistics.median(self.flooded_ms) / statistics.median(self.alone_ms)

    def report(self) -> dict[str, object]:
        """The figures, rounded."""
        medians = {name: round(statistics.median(rounds)) for name, rounds in self.answers_a_second.items()}
        return {
            "answers a second": medians,
            "ms of a core for an answer": {n: round(statistics.median(r), 2) for n, r in self.cpu_ms.items()},
            "times the echo": round(self.ratio("echo"), 2),
            "times the echo by our calls": round(self.ratio("echo by our calls"), 2),
            "wait of a quiet chat, ms": round(statistics.median(self.alone_ms), 1),
            "beside a flood, ms": round(statistics.median(self.flooded_ms), 1),
            "beside a flood, times": round(self.slower, 2),
        }


def measure(answers: int = 1000, rounds: int = 3, waits: int = 100) -> Measured:
    """Measures ``rounds`` times ``answers`` answers of each bot, and ``waits`` waits of a quiet chat."""
    return asyncio.run(_measure(answers, rounds, waits))


async def _measure(answers: int, rounds: int, waits: int) -> Measured:
    asked = questions()
    rates: dict[str, list[float]] = {name: [] for name in BOTS}
    costs: dict[str, list[float]] = {name: [] for name in BOTS}
    for _ in range(rounds):
        for name in BOTS:
            rate, cost = await _throughput(name, asked, answers)
            rates[name].append(rate)
            costs[name].append(cost)
    async with _running("fairdesk") as (emulator, _):
        await _waits(emulator, asked, WARM)
        alone: list[float] = []
        flooded: list[float] = []
        for _ in range(rounds):
            alone += await _waits(emulator, asked, waits // rounds)
            flood = asyncio.create_task(_flood(emulator, asked))
            flooded += await _waits(emulator, asked, waits // rounds)
            flood.cancel()
            await asyncio.gather(flood, return_exceptions=True)
            await emulator.until(lambda: not list(emulator.state.outbox.unconfirmed))
    return Measured(rates, costs, alone, flooded)


def questions() -> Sequence[str]:
    """Questions as people ask them: those of the tests' corpus."""
    rows = yaml.safe_load((ROOT / "tests/corpus/lookups.yaml").read_text("utf-8"))
    return [question for row in rows for question in row["questions"]]


async def _throughput(name: str, asked: Sequence[str], answers: int) -> tuple[float, float]:
    """Answers a second, and milliseconds of a core for an answer."""
    async with _running(name) as (emulator, process):
        for chat in range(WARM):
            emulator.say(1_000_000 + chat, asked[chat])
        await emulator.until(lambda: len(emulator.called("sendMessage")) >= WARM, patience=100)
        before = _cpu(process)
        for number in range(answers):
            emulator.say(1 + number % (answers // TURNS), asked[number % len(asked)])
        await emulator.until(lambda: len(emulator.called("sendMessage")) >= WARM + answers, patience=300)
        times = [call.at for call in emulator.called("sendMessage")][WARM:]
        return (answers - 1) / (times[answers - 1] - times[0]), (_cpu(process) - before) / answers * 1000


def _cpu(process: asyncio.subprocess.Process) -> float:
    """Seconds of a core that ``process`` has used (proc(5))."""
    fields = Path(f"/proc/{process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _waits(emulator: Emulator, asked: Sequence[str], count: int) -> list[float]:
    """How long the quiet chat waits for each of its answers, in milliseconds."""
    waits = []
    for number in range(count):
        before, began = _to(emulator, QUIET), time.monotonic()
        emulator.say(QUIET, asked[number % len(asked)])
        await emulator.until(lambda before=before: _to(emulator, QUIET) > before)  # type: ignore[misc]
        last = max(call.at for call in emulator.calls if call.parameters.get("chat_id") == str(QUIET))
        waits.append((last - began) * 1000)
        await asyncio.sleep(0.01)
    return waits


async def _flood(emulator: Emulator, asked: Sequence[str]) -> None:
    """Keeps the flooding chat's questions coming."""
    said = _to(emulator, FLOODER)
    while True:
        while said < _to(emulator, FLOODER) + BACKLOG:
            emulator.say(FLOODER, asked[said % len(asked)])
            said += 1
        await asyncio.sleep(0.002)


def _to(emulator: Emulator, chat: int) -> int:
    return len(emulator.state.messages.get(chat, ()))


@asynccontextmanager
async def _running(name: str) -> AsyncIterator[tuple[Emulator, asyncio.subprocess.Process]]:
    """A server that a bot has for itself, and the bot's process."""
    arguments, more = BOTS[name]
    async with Emulator() as emulator:
        with tempfile.TemporaryDirectory() as folder:
            given = {"BOT_TOKEN": TOKEN, "BOT_API_URL": emulator.url, "BOT_DATABASE": f"{folder}/memory.db"}
            inherited = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", *arguments, cwd=ROOT, env=inherited | given | more,
                stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            try:
                await emulator.until(lambda: emulator.state.polls > 0, patience=60)
                yield emulator, process
            finally:
                process.terminate()
                await process.wait()


def main() -> None:
    """Prints what was measured as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--waits", type=int, default=100)
    options = parser.parse_args()
    measured = measure(options.answers, options.rounds, options.waits)
    print(json.dumps(measured.report(), indent=2))


if __name__ == "__main__":
    main()
