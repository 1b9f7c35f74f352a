"""Questions a second of ``python -m bot batch``, a single process."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from tests.bench.asking import english
from tests.bench.timing import ROOT, clean, cores

QUESTIONS = 10_000


def table(questions: int = QUESTIONS) -> Iterator[str]:
    """A line that tells how many questions were answered in a second, and in a second of a core."""
    asked = [case.turns[0] for cases in english().values() for case in cases]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "questions.jsonl")
        rows = (json.dumps({"id": at, "turns": [turn]}) for at, turn in enumerate(islice(cycle(asked), questions)))
        file.write_text("".join(f"{row}\n" for row in rows))
        command = [sys.executable, "-m", "bot", "batch", str(file)]
        before, start = cores(), time.perf_counter()
        with Path(folder, "replies.jsonl").open("wb") as replies:
            subprocess.run(command, cwd=ROOT, env=clean(Path(folder)), stdout=replies, check=True)
        seconds, used = time.perf_counter() - start, cores() - before
        answered = Path(folder, "replies.jsonl").read_bytes().count(b"\n")
    assert answered == questions
    asked_for = f"{questions:,} questions ({len(set(asked)):,} different)"
    yield f"{asked_for} in {seconds:.1f} s: {questions / seconds:,.0f} a second"
    yield f"{questions / used:,.0f} in a second of a core, the start included, nothing compiled before"
