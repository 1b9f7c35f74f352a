"""A stand-in for the engine: it counts the turns of a conversation and says what it was asked."""

from bot.answer import Answer, Quote
from bot.telegram.contexts import Codec

HEADINGS = (
    ("source", "Source"),
    ("ask_next", "You can ask"),
    ("command_help", "What I can answer"),
    ("command_sources", "The documents"),
    ("description", "Answers with quotes."),
    ("short_description", "Answers."),
)


CODEC = Codec(fresh=int, pack=str, unpack=lambda text: int(text) if text.isdecimal() else None)
"""A context is the number of turns."""


def ask(text: str, turns: int, now: float) -> tuple[Answer, int]:
    """Answers ``<turn>: <text>`` with a quote; raises for the text ``raise``, is silent for ``silence``."""
    if text == "raise":
        raise LookupError("the engine failed, as asked")
    turn = turns + 1
    said = "" if text == "silence" else f"{turn}: {text[:2000]}"
    quote = Quote(source="s", session="c", title="A <title> & more", quote=f"<{text[:50]}> & so on", start=0, end=9)
    return Answer(
        status="answered",
        answer=said,
        citations=(quote,) if text.startswith("quote") else (),
        suggestions=("And <then>?",) if text.startswith("quote") else (),
        headings=HEADINGS,
    ), turn
