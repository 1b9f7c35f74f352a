"""What is kept for a group goes with it when it becomes a supergroup."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.telegram.database import Database
from bot.telegram.preferences import move


class Moves:
    """Follows groups. Both chats tell of the move; whichever is heard first counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def handlers(self) -> list[BaseHandler[Update, Any, None]]:
        """What the application is to call."""
        return [MessageHandler(filters.StatusUpdate.MIGRATE, self._to_move)]

    async def _to_move(self, update: Update, _: object) -> None:
        message = update.effective_message
        if message is None:
            return
        if message.migrate_to_chat_id:
            await move(self._database, message.chat.id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id:
            await move(self._database, message.migrate_from_chat_id, message.chat.id)
