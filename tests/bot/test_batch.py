"""JSON lines in, JSON lines out."""

import io
import json
import time
from typing import Any

import pytest

from bot import batch
from bot.batch import reply, serve
from bot.conversation import Context
from bot.lines import LONGEST, Line
from bot.pipeline import Desk, ask
from bot.render.contract import fields

AREA = "What was the exhibition area in 2023?"

NO_CONVERSATIONS: list[tuple[bytes, object, str]] = [
    (b"what?", None, "not JSON: "),
    (b'{"id": 1', None, "not JSON: "),
    (b"[" * 100_000, None, "not JSON: "),
    (b'{"id": ' + b"9" * 5000 + b', "turns": []}', None, "not JSON: "),
    (b'{"id": NaN, "turns": []}', None, "not JSON: NaN is no number"),
    (b'{"id": 1e999, "turns": []}', None, "not JSON: 1e999 is no number"),
    (b'{"id": 1, "turns": ["\xff"]}', None, "not UTF-8 at byte 21"),
    ('{"id": 1, "turns": []}'.encode("utf-16"), None, "not UTF-8 at byte 0"),
    (b"[]", None, "not an object: "),
    (b'"turns"', None, "not an object: "),
    (b"null", None, "not an object: "),
    (b'{"turns": ["hi"]}', None, '"id" is missing: '),
    (b'{"id": "a"}', "a", '"turns" is no list of texts: '),
    (b'{"id": "a", "turns": "hi"}', "a", '"turns" is no list of texts: '),
    (b'{"id": [7], "turns": ["hi", 3]}', [7], '"turns" is no list of texts: '),
    (b'{"id": null, "turns": [null]}', None, '"turns" is no list of texts: '),
    (b'{"id": 1, "turns": {"0": "hi"}}', 1, '"turns" is no list of texts: '),
]


def line(data: bytes) -> Line:
    """A line as it is read from a stream."""
    return Line(data, len(data) + 1)


def served(desk: Desk, data: bytes, capsys: pytest.CaptureFixture[str]) -> tuple[list[dict[str, Any]], bool]:
    """The rows written for a stream, and whether all of its lines were conversations."""
    good = serve(io.BytesIO(data), desk, None)
    out, err = capsys.readouterr()
    assert err == ""
    return [json.loads(row) for row in out.splitlines()], good


def test_a_conversation_gets_one_reply_a_turn(desk: Desk) -> None:
    """Each turn is answered in the context that the turns before it leave behind."""
    now, context, expected = time.time(), Context(), []
    for turn in (AREA, "and in the 4th?"):
        answer, context = ask(turn, context, now, desk)
        expected.append(fields(answer))
    row, good = reply(line(json.dumps({"id": "x", "turns": [AREA, "and in the 4th?"]}).encode()), desk, now)

    assert ({"id": "x", "replies": expected}, True) == (json.loads(row), good)


def test_each_line_is_a_fresh_conversation(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """A follow-up that stands alone on its line inherits nothing from the line before."""
    alone = '{"id": 2, "turns": ["and online?"]}\n'
    rows, _ = served(desk, f'{{"id": 1, "turns": ["exhibitors 2023?"]}}\n{alone}'.encode(), capsys)
    only, _ = served(desk, alone.encode(), capsys)

    assert only == rows[1:]


@pytest.mark.parametrize(("data", "identifier", "says"), NO_CONVERSATIONS, ids=range(len(NO_CONVERSATIONS)))
def test_a_line_that_is_no_conversation_gets_an_error(desk: Desk, data: bytes, identifier: object, says: str) -> None:
    """The row has the line's id, if it can be read, and what is wrong."""
    written, good = reply(line(data), desk, 0)
    row = json.loads(written)

    assert ({"id", "error"}, identifier, False) == (set(row), row["id"], good)
    assert row["error"].startswith(says)


def test_a_bad_line_does_not_stop_the_rest(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows come in the order of the lines; blank lines have none; the outcome tells of the bad one."""
    data = (
        b'\xef\xbb\xbf{"id": 1, "turns": ["hi"]}\r\n\n  \nwhat?\n{"id": 2, "turns": []}\n{"id": 3, "turns": ["thanks"]}'
    )
    rows, good = served(desk, data, capsys)

    assert [1, None, 2, 3] == [row["id"] for row in rows]
    assert [1, None, 0, 1] == [len(row["replies"]) if "replies" in row else None for row in rows]
    assert not good


def test_a_huge_line_is_an_error(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """A line over the limit gets an error and leaves the lines after it alone."""
    rows, good = served(desk, b'{"id": 1, "turns": ["' + b"a" * LONGEST + b'"]}\n{"id": 2, "turns": ["hi"]}\n', capsys)

    assert [{"id": None, "error": f"longer than {LONGEST} bytes"}, 2] == [rows[0], rows[1]["id"]]
    assert not good


def test_many_turns_are_fine(desk: Desk) -> None:
    """A long conversation is held to its end."""
    row, good = reply(
        line(json.dumps({"id": 1, "turns": ["exhibitors 2023?", "hi", "\ud800", ""] * 250}).encode()), desk, 0
    )

    assert (1000, True) == (len(json.loads(row)["replies"]), good)


def test_a_fault_of_the_engine_costs_one_line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the engine raises becomes the error of its line."""

    def broken(*_: object) -> None:
        raise LookupError("no such measure")

    monkeypatch.setattr(batch, "ask", broken)
    row, good = reply(line(b'{"id": 1, "turns": ["hi"]}'), desk, 0)

    assert ({"id": 1, "error": "failed: LookupError: no such measure"}, False) == (json.loads(row), good)


def test_an_empty_stream_is_fine(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """No lines, no rows, no complaint."""
    assert ([], True) == served(desk, b"", capsys)
