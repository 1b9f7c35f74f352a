"""The engine of a chat program: each message goes to the desk that speaks its language, and so does each button."""

from functools import lru_cache

from bot import compose
from bot.actions import Action, Reply
from bot.answer import Answer
from bot.commands import COMMANDS, UNARGUED, Order, question, shown
from bot.conversation import Context
from bot.look_up import Result, look_up, prepare
from bot.pipeline import Desk


class Desks:
    """A desk with those of the other languages, all opened, and their look-ups prepared, before anybody asks."""

    def __init__(self, desk: Desk) -> None:
        codes = (desk.language, *(code for code in desk.letters if code != desk.language))
        self._first = desk
        self._desks = {code: desk.speaking(code) if desk.speaking else desk for code in codes}
        for one in self._desks.values():
            prepare(one)

    @property
    def languages(self) -> tuple[str, ...]:
        """Their codes, that of the desk for everybody else first."""
        return tuple(self._desks)

    def ask(self, text: str, context: Context, now: float, language: str = "") -> Reply[Context]:
        """The reply to a message; ``language`` is that of the person's program, for texts that do not tell."""
        context = context.at(now)
        return question(Order(text, context, now, self._for(text, context, language)))

    def command(self, name: str, argument: str, context: Context, now: float, language: str = "") -> Reply[Context]:
        """The reply to a command. Raises KeyError for one that is not of ``COMMANDS``."""
        context = context.at(now)
        text = "" if name in UNARGUED else argument
        return COMMANDS[name](Order(text, context, now, self._for(text, context, language)))

    def show(self, action: Action, now: float) -> Reply[Context]:
        """What a button or a link shows."""
        return shown(action, now, self._named(action.language))

    def unread(self, language: str = "") -> Reply[Context]:
        """The reply to something that holds no text."""
        wording = self._named(language).wording
        text = wording.say("prompts.no_text", example=compose.example(wording))
        return Reply(compose.chat(text, wording, "empty"), None)

    def look_up(self, text: str, now: float, language: str = "") -> tuple[Result, ...]:
        """What a few typed letters may mean."""
        return look_up(text, now, self._for(text, Context(), language))

    def pictures(self, answer: Answer) -> tuple[bytes, ...]:
        """The answer's comparison as PNGs; none if it cannot be drawn. It takes its time: not for an event loop."""
        return _drawn(answer)

    def say(self, path: str, language: str = "") -> str:
        """A text of the language's pack that has nothing to fill in; KeyError if the pack lacks it."""
        return self._named(language).wording.say(path)

    def _for(self, text: str, context: Context, language: str) -> Desk:
        """The desk that speaks the language of a text; of one without letters, the conversation's or the program's."""
        if not any(char.isalpha() for char in text):
            return self._named(context.language or language)
        return self._first.for_message(text, context)

    def _named(self, language: str) -> Desk:
        """The desk of a BCP 47 tag, by its first part."""
        return self._desks.get(language.partition("-")[0].lower(), self._first)


@lru_cache(maxsize=32)
def _drawn(answer: Answer) -> tuple[bytes, ...]:
    """The pictures, drawn once for all who press the same button."""
    from bot.render.chart import draw, pages

    try:
        return tuple(draw(page) for page in pages(answer))
    except ValueError:  # too much for pictures
        return ()
