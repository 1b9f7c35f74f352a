"""What a person hears when the bot itself fails: one friendly line, and nothing twice."""

import logging
from html import escape
from typing import Any

from telegram import Bot, Message, Update
from telegram.ext import CallbackContext

from bot.commands import COMMANDS
from bot.telegram.addressing import Place, asked, place_below
from bot.telegram.database import DatabaseUnusable
from bot.telegram.engine import Engine
from bot.telegram.sending import Sender
from bot.telegram.work import CURRENT, note

log = logging.getLogger(__name__)


class Apologies:
    """Answers in place of a handler that has raised."""

    def __init__(self, bot: Bot, engine: Engine[Any], sender: Sender) -> None:
        self._bot = bot
        self._engine = engine
        self._sender = sender

    async def to_error(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Says sorry for ``update``, unless something was said to it already or nobody waits for a reply."""
        log.error("update %s failed", getattr(update, "update_id", None), exc_info=context.error)
        note(status="failed")
        work = CURRENT.get(None)
        if not isinstance(update, Update) or isinstance(context.error, DatabaseUnusable) or (work and work.sent):
            return
        place = self._place(update)
        if place:
            language = (update.effective_user.language_code or "") if update.effective_user else ""
            await self._sender.send(place, [escape(self._engine.say("failed", language))])

    def _place(self, update: Update) -> Place | None:
        """Where somebody waits for a reply: below the question, or below the message whose button was pressed."""
        message, query = update.effective_message, update.callback_query
        if query:
            shown = query.message
            if not isinstance(shown, Message):  # an inline message is in a chat that the bot may not be in
                return None
            return place_below(shown)
        question = asked(message, self._bot.bot, COMMANDS) if message and not message.guest_query_id else None
        return question.place if question else None
