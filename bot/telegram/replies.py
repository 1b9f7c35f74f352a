"""What is said to a message: the engine's answer, in its conversation's context."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from telegram import Message, Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from bot.answer import Answer
from bot.render.telegram_html import messages
from bot.telegram.contexts import Contexts, Conversation
from bot.telegram.sending import Sender

C = TypeVar("C")

Ask = Callable[[str, C, float], tuple[Answer, C]]
"""The engine: a text, the conversation's context and the Unix time to the answer and the next context."""

COMMANDS = ("start", "help", "sources")
"""Passed to the engine as ``/start`` and so on, without what follows them."""

ADDRESSED = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL & ~filters.VIA_BOT
"""What is answered: people's own new messages in private chats."""


class Replies(Generic[C]):
    """Answers messages, keeping each conversation's context."""

    def __init__(self, ask: Ask[C], contexts: Contexts[C], sender: Sender) -> None:
        self._ask = ask
        self._contexts = contexts
        self._sender = sender

    def handlers(self) -> list[BaseHandler[Update, Any, None]]:
        """What the application is to call, in order."""
        return [
            CommandHandler(COMMANDS, self._to_command, filters=ADDRESSED),
            MessageHandler(ADDRESSED, self._to_message),
        ]

    async def _to_command(self, update: Update, _: object) -> None:
        message = _message(update)
        command = (message.text or "")[: message.entities[0].length]
        await self._reply(message, command.partition("@")[0].lower())

    async def _to_message(self, update: Update, _: object) -> None:
        message = _message(update)
        question = message.text or message.caption or ""
        if not question and message.media_group_id:
            return  # an album is many messages; its caption, on one of them, is what there is to answer
        await self._reply(message, question)

    async def _reply(self, message: Message, question: str) -> None:
        conversation = Conversation(message.chat.id)
        context = self._contexts.of(conversation)
        answer, context = self._ask(question, context, message.date.timestamp())
        await self._contexts.keep(conversation, context)
        await self._sender.send(message.chat.id, messages(answer))


def _message(update: Update) -> Message:
    assert update.message is not None  # what ADDRESSED lets through
    return update.message
