"""An answer on a terminal: the reply stands out, and what is meant to be copied can be copied.

Whatever comes from outside is shown as it is: rich's markup is not read in it, and control characters, which a terminal
would obey, are shown as U+FFFD.
"""

import re
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.answer import Answer
from bot.render.plain import numbered, place
from bot.render.table import cells

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters (Cc) but for the end of a line, and those that turn the direction of what follows."""


def show(answer: Answer, console: Console) -> None:
    """Prints an answer, what matters most first: reply, table of what is compared, notes, choices, passages with their
    documents, suggestions.

    Sentences are wrapped at the terminal's width. A passage and its document are left to the terminal to wrap, so that
    they are copied without line breaks that are not theirs.
    """
    words = dict(answer.headings)
    _print(console, answer.answer, "bold" if answer.status == "answered" else "")
    _print_table(console, answer)
    for note in answer.caveats:
        _print(console, f"{words['note']}: {note}", "yellow")
    for choice in numbered(answer.choices):
        _print(console, choice)
    for quote in answer.citations:
        console.print()
        _print(console, f"“{quote.quote}”", "italic", wrapped=False)
        _print(console, f"{words['source']}: {place(quote)}", wrapped=False)
    if answer.suggestions:
        console.print()
        _print(console, f"{words['ask_next']}:", "dim")
        for question in answer.suggestions:
            _print(console, f"  {question}", "dim")


def _print_table(console: Console, answer: Answer) -> None:
    head, *lines = cells(answer) or [[]]
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in head:
        table.add_column(_shown(title), overflow="fold")
    for line in lines:
        table.add_row(*map(_shown, line))
    if lines:
        console.print(table)


def _print(console: Console, text: str, style: str = "", *, wrapped: bool = True) -> None:
    shown = _shown(text, style=style, no_wrap=not wrapped, overflow="fold")
    console.print(shown, soft_wrap=not wrapped)


def _shown(text: str, **options: Any) -> Text:
    return Text(_CONTROL.sub("\ufffd", text), **options)
