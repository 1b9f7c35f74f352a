"""What a start costs: ``ask`` from cold beside importing two libraries, in turns, each a process of its own."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.timing import ROOT, Spread, clean, cores

ROUNDS = 21
ASK = ["-m", "bot", "ask"]
BESIDE = "import rapidfuzz, pydantic"
COMMANDS = {
    f'python -c "{BESIDE}"': ["-c", BESIDE],
    "ask": [*ASK, "How many exhibitors were there in 2023?"],
    "ask, a slip": [*ASK, "How many exhibtors were there in 2023?"],
    "ask, in Chinese": [*ASK, "2023年有多少参展商？"],
    'python -c "pass"': ["-c", "pass"],
}


def table(rounds: int = ROUNDS) -> Iterator[str]:
    """Lines that tell how long each takes, and how many times as long as the first of them."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        environment = clean(Path(folder))
        first = {name: _run(command, environment) for name, command in COMMANDS.items()}
        for _ in range(rounds):
            for name, command in COMMANDS.items():
                times[name].append(_run(command, environment))
    yield f"{'':<44}{'median':>9}{'quartiles':>16}{'of a core':>11}{'ratio':>8}{'first start':>13}   ms"
    base = [seconds for _, seconds in next(iter(times.values()))]
    for name, row in times.items():
        wall, core = Spread.of([one for one, _ in row]), statistics.median(seconds for _, seconds in row)
        quartiles = f"{wall.low * 1e3:.0f}–{wall.upper * 1e3:.0f}"
        ratio = core / statistics.median(base)
        yield f"{name:<44}{wall.median * 1e3:>9.0f}{quartiles:>16}{core * 1e3:>11.0f}{ratio:>8.2f}" + (
            f"{first[name][0] * 1e3:>13.0f}"
        )
    yield "ratio: of the time of a core. First start: nothing was compiled before, neither modules nor sources."


def _run(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds until a process has ended, and seconds of a core that it took."""
    before, start = cores(), time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start, cores() - before
