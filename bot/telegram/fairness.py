"""A fair share for each person of a group: nobody's questions use up what Telegram lets the bot say there."""

from html import escape
from typing import Any

from bot.telegram.addressing import Asked
from bot.telegram.engine import Engine
from bot.telegram.limits import Window
from bot.telegram.sending import Sender
from bot.telegram.work import note

SECONDS = 60.0


class Fairness:
    """Lets so many questions of a person through in each group."""

    def __init__(self, engine: Engine[Any], sender: Sender, most: int) -> None:
        """``most`` questions a minute; 0: any number."""
        self._engine = engine
        self._sender = sender
        self._most = most
        self._shares: dict[tuple[int, int], Window] = {}
        self._told: dict[tuple[int, int], float] = {}
        self._sweep_at = 0.0

    async def lets(self, question: Asked, now: float) -> bool:
        """Whether ``question``, asked at ``now``, is within its person's share; the first that is not is told so."""
        conversation = question.conversation
        if not self._most or conversation is None or not conversation.person:
            return True
        person = (conversation.chat, conversation.person)
        self._sweep(now)
        share = self._shares.setdefault(person, Window(self._most, SECONDS))
        if share.free_at(now) <= now:
            share.reserve(now)
            return True
        note(status="limited")
        told = self._told.get(person)
        if told is None or now >= told + SECONDS:
            self._told[person] = now
            await self._sender.send(question.place, [escape(self._engine.say("too_many", question.language))])
        return False

    def _sweep(self, now: float) -> None:
        if now >= self._sweep_at:
            self._shares = {person: share for person, share in self._shares.items() if not share.idle(now)}
            self._told = {person: told for person, told in self._told.items() if told + SECONDS > now}
            self._sweep_at = now + SECONDS
