"""Questions that are piped in, and a conversation on a terminal."""

import io
import os
import signal
from pathlib import Path

import pytest

from bot.console import ends, reply
from bot.conversation import Context
from bot.pipeline import Desk, ask
from bot.render.plain import text
from tests.bot.terminal import Terminal

QUESTIONS = ("exhibitors 2023?", "and in the 4th?", "thanks")


def replies(desk: Desk, *questions: str) -> list[str]:
    """What one conversation answers, in plain text."""
    context, said = Context(), []
    for question in questions:
        answer, context = ask(question, context, 0, desk)
        said.append(text(answer))
    return said


def piped(desk: Desk, data: bytes, capsys: pytest.CaptureFixture[str]) -> str:
    """What is printed for piped-in questions."""
    reply(io.BytesIO(data), desk)
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_piped_questions_are_one_conversation(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Each line gets its reply, in the context of those before it; a blank line stands between two replies."""
    data = "\r\n\n".join(QUESTIONS).encode()

    assert "\n\n".join(replies(desk, *QUESTIONS)) + "\n" == piped(desk, data, capsys)


@pytest.mark.parametrize("nothing", [b"", b"\n", b" \n\t\n\n"])
def test_nothing_asked_is_told_what_to_ask(desk: Desk, nothing: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty stream gets the reply to an empty question."""
    assert replies(desk, "")[0] + "\n" == piped(desk, nothing, capsys)


def test_a_word_of_leaving_ends_it(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """What follows it is not answered."""
    assert replies(desk, "hi")[0] + "\n" == piped(desk, b"hi\n:quit\nexhibitors 2023?\n", capsys)


@pytest.mark.parametrize("word", [":quit", "exit", "EXIT", "quit"])
def test_words_of_leaving(desk: Desk, word: str) -> None:
    """Case does not matter; a question that holds such a word is a question."""
    assert (True, False) == (ends(word, desk), ends(f"did it {word} in 2023?", desk))


@pytest.mark.parametrize(
    "odd",
    [
        bytes(range(1, 10)) + bytes(range(11, 256)),
        b"\xff\xfe",
        b"\x1b[31mred",
        b"<b>x</b> [red]",
        b"%s {0}",
        b"a" * 100_000,
    ],
)
def test_odd_bytes_get_a_clear_reply(desk: Desk, odd: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is thrown, no control character comes back, and the next question is answered."""
    out = piped(desk, odd + b"\nexhibitors 2023?", capsys)

    assert all(char.isprintable() or char == "\n" for char in out)
    assert "2,400" in out


def test_a_terminal_shows_answer_passage_and_source(tmp_path: Path, desk: Desk) -> None:
    """On a terminal the reply has the answer, the verbatim passage, its document and its offsets; what follows is taken
    in context; the questions are kept for the next time; Ctrl-D says goodbye."""
    with Terminal(tmp_path) as terminal:
        terminal.expect(">")
        terminal.type("area 2023?\r")
        terminal.expect("155,000")
        answer, _ = ask("area 2023?", Context(), 0, desk)
        for quote in answer.citations:
            terminal.expect(f"“{quote.quote}”")
            terminal.expect(f"{quote.title} ({quote.source}, {quote.start}–{quote.end})")
        terminal.expect(">")
        terminal.type("and in the 4th?\r")
        terminal.expect("50,000")
        terminal.expect(">")
        terminal.type("\x04")
        terminal.expect(desk.wording.say("console.farewell"))
        assert 0 == terminal.ended()
    assert "+and in the 4th?\n" in (tmp_path / "state" / "fairdesk" / "history").read_text()


@pytest.mark.parametrize("leaving", ["\x03", ":quit\r"])
def test_leaving_is_polite(tmp_path: Path, desk: Desk, leaving: str) -> None:
    """Ctrl-C and a word for it end the conversation with a farewell and status 0, even where no history can be kept."""
    (tmp_path / "state").write_text("a file where a folder should be")
    with Terminal(tmp_path) as terminal:
        terminal.expect(">")
        terminal.type(leaving)
        terminal.expect(desk.wording.say("console.farewell"))
        assert 0 == terminal.ended()


def test_an_interrupt_of_piped_questions_is_no_error(tmp_path: Path) -> None:
    """Ctrl-C while no terminal is read ends with status 0 and without a traceback."""
    read, write = os.pipe()
    with Terminal(tmp_path, stdin=read) as terminal:
        os.write(write, b"hi\n")
        terminal.expect("CIFTIS")
        terminal.process.send_signal(signal.SIGINT)
        assert 0 == terminal.ended()
        assert "Traceback" not in terminal.screen
    os.close(read)
    os.close(write)
