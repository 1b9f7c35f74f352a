"""Guest mode: the bot is mentioned in a chat that it is no member of, and may send one message there."""

from typing import Any, Generic, TypeVar

from telegram import Bot, Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.commands import COMMANDS
from bot.telegram.addressing import asked
from bot.telegram.articles import said
from bot.telegram.conversing import Conversing
from bot.telegram.engine import Engine
from bot.telegram.sending import Sender

C = TypeVar("C")


class Guests(Generic[C]):
    """Answers guest queries, each once."""

    def __init__(self, bot: Bot, engine: Engine[C], conversing: Conversing[C], sender: Sender) -> None:
        self._bot = bot
        self._engine = engine
        self._conversing = conversing
        self._sender = sender

    def handlers(self) -> list[BaseHandler[Update, Any, None]]:
        """What the application is to call."""
        return [MessageHandler(filters.UpdateType.GUEST_MESSAGE, self._to_guest)]

    async def _to_guest(self, update: Update, _: object) -> None:
        message = update.guest_message
        question = asked(message, self._bot.bot, COMMANDS) if message else None
        if message is None or question is None or not message.guest_query_id:
            return
        before = self._conversing.before(question.conversation)
        reply, _ = await self._conversing.reply(question, before, message.date.timestamp())
        link = self._engine.say("offers.private", question.language)
        result = said(reply.answer, reply.offers, self._bot.username, link)
        method = self._bot.answer_guest_query
        await self._sender.call("a guest's reply", method, guest_query_id=message.guest_query_id, result=result)
