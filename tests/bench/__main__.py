"""``make bench``: everything that is measured, one part after the other, to the terminal and to a file.

``python -m tests.bench [--quick] [PART …]``: parts of ``ask start batch growth telegram``; all of them without one.
"""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench import asking, batch, growth, start
from tests.bench.timing import ROOT

FILE = ROOT / "build" / "bench.txt"
QUICK = (10, 100)
"""Sessions of a quick look."""

TITLES = {
    "ask": "One question, text to text, beside hassil's recognize and rapidfuzz's extractOne over 3,000 questions",
    "start": "A start",
    "batch": "Batch",
    "growth": "Growth",
    "telegram": "Telegram, beside a bare echo bot",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small corpora, few questions and few rounds")
    parser.add_argument("parts", nargs="*", metavar="PART")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(TITLES):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; choose from {', '.join(TITLES)}")
    parts = _parts(options.quick)
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("w", encoding="utf-8") as file:
        for line in _lines({name: parts[name] for name in options.parts or parts}):
            print(line, flush=True)
            print(line, file=file, flush=True)


def _parts(quick: bool) -> dict[str, Callable[[], Iterator[str]]]:
    if not quick:
        return {
            "ask": asking.table,
            "start": start.table,
            "batch": batch.table,
            "growth": growth.table,
            "telegram": _telegram,
        }
    return {
        "ask": asking.table,
        "start": lambda: start.table(3),
        "batch": lambda: batch.table(500),
        "growth": lambda: growth.table(QUICK),
        "telegram": lambda: _telegram("--answers", "100", "--rounds", "1", "--waits", "10"),
    }


def _lines(parts: dict[str, Callable[[], Iterator[str]]]) -> Iterator[str]:
    yield from _machine()
    for name, table in parts.items():
        yield from ("", TITLES[name], "-" * len(TITLES[name]))
        yield from table()


def _machine() -> Iterator[str]:
    model = next((row.partition(": ")[2] for row in _read("/proc/cpuinfo") if row.startswith("model name")), "")
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    libraries = ", ".join(f"{name} {version(name)}" for name in ("rapidfuzz", "hassil", "pydantic", "PyYAML"))
    yield f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, load of the machine before: {load}"
    yield f"{platform.platform()}, {os.cpu_count()} of {model or platform.processor()}"
    yield f"{platform.python_implementation()} {platform.python_version()}, {libraries}"


def _read(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []


def _telegram(*options: str) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.bench.telegram", *options]
    yield from subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()


if __name__ == "__main__":
    main()
