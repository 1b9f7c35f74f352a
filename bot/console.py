"""A conversation in the terminal, and answers to questions that are piped in."""

import os
import time
from contextlib import suppress
from typing import BinaryIO, TextIO

from bot.compose import covered, example
from bot.conversation import Context
from bot.lines import lines
from bot.pipeline import Desk, ask


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person is at the other end; a closed stream is none."""
    return stream is not None and stream.isatty()


def reply(stream: BinaryIO, desk: Desk) -> None:
    """Prints a reply to each line of a stream, in plain text, a blank line between two replies.

    It is one conversation. Blank lines are passed over; a stream of nothing else is told what can be asked. What is not
    UTF-8 is read as U+FFFD.
    """
    from bot.render.plain import text

    context, count = Context(), 0
    for line in lines(stream):
        question = line.data.decode("utf-8", errors="replace").strip()
        if ends(question, desk):
            break
        if question:
            answer, context = ask(question, context, time.time(), desk)
            print("\n" * (count > 0) + text(answer), flush=True)
            count += 1
    if not count:
        print(text(ask("", context, time.time(), desk)[0]))


def converse(desk: Desk) -> None:
    """Talks with the person at the terminal until they leave: by a word for it, by Ctrl-C or by Ctrl-D."""
    from prompt_toolkit import PromptSession
    from rich.console import Console

    from bot.history import history
    from bot.render.terminal import show

    screen, say = Console(highlight=False), desk.wording.say
    session: PromptSession[str] = PromptSession(history=history(os.environ))
    opening = say("console.welcome", covered=covered(desk.wording), example=example(desk.wording))
    screen.print(opening, "\n", sep="", markup=False)
    context = Context()
    with suppress(EOFError, KeyboardInterrupt):
        while not ends(question := session.prompt("> ").strip(), desk):
            if question:
                answer, context = ask(question, context, time.time(), desk)
                show(answer, screen)
                screen.print()
    screen.print(say("console.farewell"), markup=False)


def ends(question: str, desk: Desk) -> bool:
    """Whether the words are those that end a conversation, and not a question."""
    return question.casefold() in desk.wording.language.answers["console"]["leave"]
