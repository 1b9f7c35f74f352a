"""What a start and an answer cost as the corpus grows. ``python -m tests.bench.growth FOLDER EACH``: of one, as JSON.

Each corpus is measured in a process of its own, so that its memory is its own.
"""

import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import TypeVar

from bot.conversation import Context
from bot.desk import open_desk
from bot.pipeline import Desk, ask
from bot.render.plain import text
from facts.checks import rules
from facts.models import Quantity
from facts.store import FactStore
from intents.language import FOLDER
from intents.models import SessionRef
from tests.bench.corpora import write
from tests.bench.timing import ROOT, Spread, clean, exponent

T = TypeVar("T")

SIZES = (10, 100, 1_000, 5_000)
"""Sessions."""

EACH = 40
"""Conversations of a kind."""


def table(sizes: tuple[int, ...] = SIZES, each: int = EACH) -> Iterator[str]:
    """Lines that tell of each size, and of the growth from the first size to the last; times are those of a core."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder, "corpus"), size)
            command = [sys.executable, "-m", "tests.bench.growth", folder, str(each)]
            done = subprocess.run(command, cwd=ROOT, env=clean(Path(folder)), stdout=subprocess.PIPE, check=True)
            rows.append(json.loads(done.stdout))
    names = list(rows[0])
    yield f"{'sessions':<34}" + "".join(f"{size:>12,}" for size in sizes) + f"{'exponent':>12}"
    for name in names:
        values = [row[name] for row in rows]
        grown = exponent(sizes, values) if len(sizes) > 1 and name != "facts" else None
        yield (
            f"{name:<34}"
            + "".join(f"{value:>12,.6g}" for value in values)
            + (f"{grown:>12.2f}" if grown is not None else "")
        )


def measured(folder: Path, each: int) -> dict[str, float]:
    """What one corpus costs, in the folder ``corpus`` of the folder given; ``each``: conversations of a kind."""
    corpus, kept = folder / "corpus", folder / "kept"
    before = _memory()
    gc.disable()  # as the commands do
    seconds, desk = _timed(lambda: open_desk(corpus, kept=kept))
    row = {"facts": float(len(desk.targets.store.facts)), "reading and compiling (s)": seconds}
    row["memory of an open desk (MB)"] = _memory() - before
    row["reading what is compiled (s)"] = _timed(lambda: open_desk(corpus, kept=kept))[0]
    gc.enable()
    gc.freeze()
    for kind, conversations in _conversations(desk, each).items():
        spread = Spread.of([_asked(turns, desk) for _ in range(3) for turns in conversations])
        row[f"{kind}, median (ms)"] = spread.median * 1e3
        row[f"{kind}, 99th percentile (ms)"] = spread.high * 1e3
    row["checks (s)"] = _timed(lambda: _checked(desk.targets.store))[0]
    return row


def _checked(store: FactStore) -> None:
    found = [problem for rule in rules(FOLDER) for problem in rule.check(store)]
    assert not found, found[0]


def _timed(act: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    result = act()
    return time.process_time() - start, result


def _memory() -> float:
    """The most memory that the process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _asked(turns: list[str], desk: Desk) -> float:
    """Seconds that the last of some messages takes, from text to text."""
    context = Context()
    for turn in turns[:-1]:
        _, context = ask(turn, context, 0, desk)
    return _timed(lambda: text(ask(turns[-1], context, 0, desk)[0]))[0]


def _conversations(desk: Desk, each: int) -> dict[str, list[list[str]]]:
    """Conversations of each kind, about sessions that are met with by chance."""
    chance, store, wording = Random(7), desk.targets.store, desk.wording
    facts = [fact for fact in store.facts.values() if isinstance(fact.value, Quantity)]
    rows: dict[str, list[list[str]]] = {}
    for fact in chance.sample(facts, each):
        question, label = wording.question(fact), wording.label(fact.measure)
        this, other = (wording.session(SessionRef(ordinal=chance.randint(1, len(store.sessions)))) for _ in range(2))
        longest = max(label.split(), key=len)
        for kind, turns in {
            "look-up": [question],
            "look-up with a slip": [question.replace(longest, longest[:2] + longest[3:])],
            "no session named": [f"{label}?"],
            "every session": [f"{label} of all sessions"],
            "two sessions": [f"{label}: {this} or {other}?"],
            "which session": [f"Which session had the most {label}?"],
            "a name": ["In which session was Singapore the guest of honor?"],
            "a claim": [f"Is it right that the {label} of {this} was 1,234?"],
            "unknown word": [f"How many Italian {label} at {this}?"],
            "unknown word, no session": [f"How many Italian {label}?"],
            "unknown session": [f"{label} of the 9876th session"],
            "off topic": ["How big was the Hannover Messe last year?"],
            "follow-up": [question, f"and {other}?"],
            "overview": [f"Tell me about {this}."],
        }.items():
            rows.setdefault(kind, []).append(turns)
    return rows


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), int(sys.argv[2]))))
