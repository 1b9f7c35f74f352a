"""The desks of a chat program that speaks several languages: each message goes to the one that it is written for."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot import compose
from bot.actions import Action, Reply
from bot.answer import Answer
from bot.commands import COMMANDS, Order, shown
from bot.conversation import Context
from bot.look_up import Result, look_up
from bot.offers import offers
from bot.pipeline import Desk, ask


class Desks:
    """One desk a language; the first one serves whoever's language is not known."""

    def __init__(self, desks: Sequence[Desk]) -> None:
        self._desks: Mapping[str, Desk] = {desk.wording.language.code: desk for desk in desks}
        self._first = desks[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """Their codes, the first desk's first."""
        return tuple(self._desks)

    def ask(self, text: str, context: Context, now: float, language: str = "") -> Reply[Context]:
        """The reply to a message; ``language`` is that of the person's program, for texts that do not tell."""
        desk = self._of(text, language)
        answer, context = ask(text, context, now, desk)
        return Reply(answer, context, offers(answer, desk))

    def command(self, name: str, argument: str, context: Context, now: float, language: str = "") -> Reply[Context]:
        """The reply to a command. Raises KeyError for one that is not of ``commands``."""
        return COMMANDS[name](Order(argument, context, now, self._of(argument, language)))

    def show(self, action: Action, now: float) -> Reply[Context]:
        """What a button or a link shows."""
        return shown(action, now, self._desks.get(action.language, self._first))

    def unread(self, language: str = "") -> Reply[Context]:
        """The reply to something that holds no text."""
        wording = self._named(language).wording
        text = wording.say("prompts.no_text", example=compose.example(wording))
        return Reply(compose.chat(text, wording, "empty"), None)

    def look_up(self, text: str, now: float, language: str = "") -> tuple[Result, ...]:
        """What a few typed letters may mean."""
        return look_up(text, now, self._of(text, language))

    def picture(self, answer: Answer) -> bytes | None:
        """The answer's comparison as a PNG; None if it cannot be drawn. It takes its time: not for an event loop."""
        return _drawn(answer)

    def say(self, path: str, language: str = "") -> str:
        """A text of the language's pack that has nothing to fill in; KeyError if the pack lacks it."""
        return self._named(language).wording.say(path)

    def _of(self, text: str, language: str) -> Desk:  # noqa: ARG002  # one language so far
        return self._named(language)

    def _named(self, language: str) -> Desk:
        """The desk of a BCP 47 tag, by its first part."""
        return self._desks.get(language.partition("-")[0], self._first)


@lru_cache(maxsize=32)
def _drawn(answer: Answer) -> bytes | None:
    """The picture, drawn once for all who press the same button."""
    from bot.render.chart import draw

    try:
        return draw(answer)
    except ValueError:  # nothing to compare, or too much for one picture
        return None
