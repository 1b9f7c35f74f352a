"""A stand-in for the engine: it counts the turns of a conversation and says what it was asked."""

from collections.abc import Sequence
from decimal import Decimal

from bot.actions import Action, Offer, Reply, token
from bot.answer import Answer, Comparability, ComparedFigure, ComparedRow, Quote
from bot.look_up import Result
from bot.telegram.contexts import Codec

HEADINGS = (("source", "Source"), ("ask_next", "You can ask"))

CODEC = Codec(fresh=int, pack=str, unpack=lambda text: int(text) if text.isdecimal() else None)
"""A context is the number of turns."""

FACT = token("a fact")
OFFERS = (
    Offer("Source", Action("source", "en", (FACT,))),
    Offer("Compare", Action("compare", "en", (FACT,))),
    Offer("Chart", Action("chart", "en", (FACT,))),
)
PICTURE = b"\x89PNG\r\n\x1a\n and so on"


class StandIn:
    """Understands a few texts as orders: ``quote …``, ``offer …``, ``draw …``, ``refuse …``, ``long``, ``silence`` and
    ``raise``.
    """

    languages: Sequence[str] = ("en", "xx")

    def ask(self, text: str, context: int, now: float, language: str = "") -> Reply[int]:
        """Answers ``<turn>: <text>``."""
        if text == "raise":
            raise LookupError("the engine failed, as asked")
        if text.startswith("refuse"):
            return Reply(Answer(status="not_found", answer="no", reason="not_stated"), context)
        turn = context + 1
        said = "" if text == "silence" else f"{turn}: {text[:2000]}"
        if text == "long":
            said = "\n".join(f"{turn}: line {number} of many lines" for number in range(300))
        offers = OFFERS if text.startswith(("offer", "draw", "long")) else ()
        return Reply(answered(said, quoted=text if text.startswith("quote") else ""), turn, offers)

    def command(self, name: str, argument: str, context: int, now: float, language: str = "") -> Reply[int]:
        """Answers ``<turn>: /<name> <argument>``; ``/chart`` with a picture."""
        turn = context + 1
        answer = answered(f"{turn}: /{name} {argument}".strip(), compared=name == "chart")
        return Reply(answer, turn, OFFERS, chart=name == "chart")

    def show(self, action: Action, now: float) -> Reply[int]:
        """Answers with what the action is; it leaves 100 turns behind."""
        answer = answered(f"{action.kind} {' '.join(action.facts)}", compared=action.kind == "chart")
        return Reply(answer, 100, OFFERS[:1], chart=action.kind == "chart")

    def unread(self, language: str = "") -> Reply[int]:
        """Says that there is no text."""
        return Reply(answered("no text"), None)

    def look_up(self, text: str, now: float, language: str = "") -> Sequence[Result]:
        """As many results as ``text`` has letters, the letters their titles."""
        return [Result(f"f{at}", letter, answered(f"about {letter}"), OFFERS) for at, letter in enumerate(text)]

    def pictures(self, answer: Answer) -> Sequence[bytes]:
        """Always the same; one a letter behind ``/chart``, one otherwise."""
        return (PICTURE,) * max(len(answer.answer.partition("/chart ")[2]), 1)

    def say(self, path: str, language: str = "") -> str:
        """The path, with the language."""
        return f"{language[:2] or 'en'} {path}"


ENGINE = StandIn()


def answered(said: str, quoted: str = "", *, compared: bool = False) -> Answer:
    """An answer, with a quote and a suggestion if something is quoted, with a comparison if asked for."""
    quote = Quote(source="s", session="c", title="A <title> & more", quote=f"<{quoted[:50]}> & so on", start=0, end=9)
    return Answer(
        status="answered",
        answer=said,
        citations=(quote,) if quoted else (),
        suggestions=("And <then>?",) if quoted else (),
        comparison=(_row(),) if compared else (),
        headings=HEADINGS,
    )


def _row() -> ComparedRow:
    figures = tuple(
        ComparedFigure(
            fact="f", session="s", session_name="S", measure="m", label="M", amount=amount, unit="u", unit_name="U",
            qualifier="exactly", value=str(amount),
        )
        for amount in (Decimal(1), Decimal(2))
    )  # fmt: skip
    return ComparedRow(label="M", figures=figures, comparability=Comparability(verdict="same", reason=""))
