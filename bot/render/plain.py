"""Plain text: what a chat without markup shows, and what ``text`` holds in JSON."""

from bot.answer import Answer, Quote
from bot.render.table import aligned, cells


def text(answer: Answer) -> str:
    """The whole reply: answer, table of what is compared, notes, choices, passages with their documents, suggestions.

    No line of it is blank, so that a blank line parts one reply from the next.
    """
    words = dict(answer.headings)
    rows = [answer.answer, *aligned(cells(answer))]
    rows += [f"{words['note']}: {note}" for note in answer.caveats]
    rows += numbered(answer.choices)
    rows += [row for quote in answer.citations for row in (f"“{quote.quote}”", f"{words['source']}: {place(quote)}")]
    if answer.suggestions:
        rows += [f"{words['ask_next']}:", *(f"  {question}" for question in answer.suggestions)]
    return "\n".join(line for row in rows for line in row.splitlines() if line.strip())


def numbered(choices: tuple[str, ...]) -> list[str]:
    """What one can choose from, a line each."""
    return [f"{number}. {choice}" for number, choice in enumerate(choices, 1)]


def place(quote: Quote) -> str:
    """The document of a passage, and where in its text the passage stands: code points, the end exclusive."""
    return f"{quote.title} ({quote.source}, {quote.start}–{quote.end})"
