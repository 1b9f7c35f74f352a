"""What pressing a button does: it is answered at once, and the message that has the button shows what it says."""

import asyncio
import logging
import time
from collections.abc import Coroutine
from typing import Any, Generic, TypeVar

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.actions import Reply
from bot.render.telegram_html import caption, message
from bot.telegram.addressing import place_below
from bot.telegram.codes import decode
from bot.telegram.contexts import Conversation
from bot.telegram.conversing import Conversing
from bot.telegram.engine import Engine
from bot.telegram.keyboards import keyboard, keyboard_abroad
from bot.telegram.sending import Sender
from bot.telegram.speaking import Speaker

log = logging.getLogger(__name__)

C = TypeVar("C")

_PAUSES = (0.0, 0.5, 1.0, 2.0, 4.0)
"""Seconds before each try to answer a press; Telegram takes no answer after some ten."""


class Presses(Generic[C]):
    """Answers presses. A button holds all that it needs: it works whatever has become of the process that made it."""

    def __init__(
        self, bot: Bot, engine: Engine[C], conversing: Conversing[C], speaker: Speaker, sender: Sender
    ) -> None:
        self._bot = bot
        self._engine = engine
        self._conversing = conversing
        self._speaker = speaker
        self._sender = sender

    def handlers(self) -> list[BaseHandler[Update, Any, None]]:
        """What the application is to call."""
        return [CallbackQueryHandler(self._to_press)]

    def early(self, update: object) -> Coroutine[Any, Any, None] | None:
        """What answers a press, which must not wait for its chat's turn: whoever pressed sees that it was heard."""
        return self._answer(update.callback_query) if isinstance(update, Update) and update.callback_query else None

    async def _answer(self, query: CallbackQuery) -> None:
        stale = None if decode(query.data or "") else self._say("offers.stale", query)
        for pause in _PAUSES:
            await asyncio.sleep(pause)
            try:
                await self._bot.answer_callback_query(query.id, stale)
                return
            except BadRequest as error:  # too late, or answered by a try that was not heard of
                log.debug("a press cannot be answered: %s", error)
                return
            except TelegramError as error:  # what the button says is shown all the same
                log.debug("a press could not be answered: %s", error)

    def _say(self, path: str, query: CallbackQuery) -> str:
        return self._engine.say(path, query.from_user.language_code or "")

    async def _to_press(self, update: Update, _: object) -> None:
        query = update.callback_query
        assert query is not None  # what the handler lets through
        action = decode(query.data or "")
        if action is None:
            return
        reply = await self._conversing.show(action, _conversation(query), time.time())
        if not (reply.chart and await self._drew(query, reply)):
            await self._show(query, reply, below=action.kind == "cite")

    async def _drew(self, query: CallbackQuery, reply: Reply[C]) -> bool:
        """Whether pictures were sent, below the message."""
        if not isinstance(query.message, Message):  # an inline message takes no upload
            return False
        pngs = await self._speaker.drawn(reply.answer)
        if not pngs:
            return False
        place = place_below(query.message)
        await self._sender.pictures(place, pngs, caption(reply.answer), keyboard(reply.offers))
        await self._spend(query, query.message)
        return True

    async def _show(self, query: CallbackQuery, reply: Reply[C], *, below: bool) -> None:
        """In place of the message; ``below`` it, where that is to stay, and below a picture, which can be no text."""
        shown = query.message
        if shown is None:
            link = self._say("offers.private", query)
            buttons = keyboard_abroad(reply.offers, self._bot.username, link)
            await self._speaker.edit(message(reply.answer), buttons, inline_message_id=query.inline_message_id)
        elif isinstance(shown, Message) and (below or shown.photo):
            await self._speaker.say(place_below(shown), reply)
            await self._spend(query, shown)
        else:
            where = {"chat_id": shown.chat.id, "message_id": shown.message_id}
            await self._speaker.edit(message(reply.answer), keyboard(reply.offers), **where)

    async def _spend(self, query: CallbackQuery, shown: Message) -> None:
        """Takes away the button, whose doing stands below."""
        await self._sender.call(
            "an edit of a keyboard",
            self._bot.edit_message_reply_markup,
            again=True,
            chat_id=shown.chat.id,
            message_id=shown.message_id,
            reply_markup=_without(shown.reply_markup, query.data),
        )


def _conversation(query: CallbackQuery) -> Conversation | None:
    """The one of whoever presses, where the message is; none for a message that is out of the bot's sight."""
    shown = query.message
    if not isinstance(shown, Message):
        return None
    private = shown.chat.type == ChatType.PRIVATE
    place = place_below(shown)
    return Conversation(shown.chat.id, place.topic or place.letters, 0 if private else query.from_user.id)


def _without(markup: InlineKeyboardMarkup | None, code: str | None) -> InlineKeyboardMarkup | None:
    rows = [
        [button for button in row if button.callback_data != code] for row in (markup.inline_keyboard if markup else ())
    ]
    rows = [row for row in rows if row]
    return InlineKeyboardMarkup(rows) if rows else None
