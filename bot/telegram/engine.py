"""What the bot asks of the engine behind it. Nothing in here is about Telegram."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from bot.actions import Action, Reply
from bot.answer import Answer
from bot.look_up import Result

C = TypeVar("C")


class Engine(Protocol[C]):
    """Answers in the context ``C`` of a conversation. ``now`` is Unix time in seconds; ``language`` is the tag of the
    person's program, for what does not show its language.
    """

    @property
    def languages(self) -> Sequence[str]:
        """Codes of the languages that it speaks, the one for everybody else first."""

    def ask(self, text: str, context: C, now: float, language: str = "") -> Reply[C]:
        """The reply to a message."""

    def command(self, name: str, argument: str, context: C, now: float, language: str = "") -> Reply[C]:
        """The reply to one of ``COMMANDS`` with what stands behind it."""

    def show(self, action: Action, now: float) -> Reply[C]:
        """What a button or a link shows."""

    def unread(self, language: str = "") -> Reply[C]:
        """The reply to something that holds no text."""

    def look_up(self, text: str, now: float, language: str = "") -> Sequence[Result]:
        """What a few typed letters may mean, the best first."""

    def pictures(self, answer: Answer) -> Sequence[bytes]:
        """The answer's comparison as PNGs, in their order; none if it cannot be drawn. It takes its time: not for an
        event loop."""

    def say(self, path: str, language: str = "") -> str:
        """A text of the surface: ``offers.private``, ``commands.ask``, ``descriptions.long`` …"""
