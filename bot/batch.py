"""JSON lines in, JSON lines out: one conversation a line, in the same order."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, NamedTuple, NoReturn

from bot.console import is_terminal
from bot.conversation import Context
from bot.lines import LONGEST, Line, lines
from bot.pipeline import Desk, ask
from bot.render.contract import fields

_FORM = '{"id": …, "turns": ["…"]}'


class BadLine(Exception):
    """A line that is no conversation; the text says why."""

    def __init__(self, message: str, identifier: object = None) -> None:
        super().__init__(message)
        self.identifier = identifier


class Conversation(NamedTuple):
    """One line that was understood."""

    identifier: object
    turns: list[str]


def serve(stream: BinaryIO, desk: Desk, size: int | None) -> bool:
    """Prints a row for each line of a stream that is not blank, as soon as it is known; whether all were conversations.

    ``size``: of the whole stream in bytes, if known. Progress is shown on stderr if that, and only that, is a terminal.
    """
    good, now = True, time.time()
    with _progress(desk, size) as advance:
        for line in lines(stream):
            if line.data.strip():
                row, fine = reply(line, desk, now)
                print(row, flush=True)
                good = good and fine
            advance(line.size)
    return good


def reply(line: Line, desk: Desk, now: float) -> tuple[str, bool]:
    """The row to write for a line, and whether the line was a conversation. ``now`` is Unix time in seconds."""
    try:
        conversation = read(line)
        try:
            replies = list(_hold(conversation.turns, desk, now))
        except Exception as error:  # a fault of ours must not cost the lines that follow
            raise BadLine(f"failed: {type(error).__name__}: {error}", conversation.identifier) from error
        return _json({"id": conversation.identifier, "replies": replies}), True
    except BadLine as error:
        return _json({"id": error.identifier, "error": str(error)}), False


def read(line: Line) -> Conversation:
    """The conversation that a line holds. Raises BadLine."""
    if not line.whole:
        raise BadLine(f"longer than {LONGEST} bytes")
    try:
        row = json.loads(line.data.decode("utf-8-sig"), parse_constant=_no_json, parse_float=_number)
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8 at byte {error.start}") from error
    except (ValueError, RecursionError) as error:
        raise BadLine(f"not JSON: {error}") from error
    if not isinstance(row, dict):
        raise BadLine(f"not an object: write {_FORM}")
    if "id" not in row:
        raise BadLine(f'"id" is missing: write {_FORM}')
    turns = row.get("turns")
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise BadLine(f'"turns" is no list of texts: write {_FORM}', row["id"])
    return Conversation(row["id"], turns)


def _no_json(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _number(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        _no_json(digits)
    return number


def _hold(turns: list[str], desk: Desk, now: float) -> Iterator[dict[str, Any]]:
    context = Context()
    for turn in turns:
        answer, context = ask(turn, context, now, desk)
        yield fields(answer)


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


@contextmanager
def _progress(desk: Desk, size: int | None) -> Iterator[Callable[[int], None]]:
    """What to call with the size of each line that is done."""
    if not is_terminal(sys.stderr) or is_terminal(sys.stdout):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=False) as bar:  # the rows are no part of it
        task, count = bar.add_task("", total=size), 0

        def advance(taken: int) -> None:
            nonlocal count
            count += 1
            bar.update(task, advance=taken, description=desk.wording.say("console.progress", count=f"{count:,}"))

        yield advance
