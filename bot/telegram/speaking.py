"""Replies of the engine, said in a chat and edited there."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from telegram import Bot, InlineKeyboardMarkup

from bot.actions import Reply
from bot.answer import Answer
from bot.render.telegram_html import caption, messages
from bot.telegram.addressing import Place
from bot.telegram.engine import Engine
from bot.telegram.keyboards import keyboard
from bot.telegram.sending import HTML, Sender


class Said(NamedTuple):
    """The bot's own messages that say a reply."""

    messages: tuple[int, ...]
    picture: bool = False


class Speaker:
    """Says replies: as a picture where one is wanted and can be drawn, else as text."""

    def __init__(self, bot: Bot, engine: Engine[Any], sender: Sender) -> None:
        self._bot = bot
        self._engine = engine
        self._sender = sender

    async def say(self, place: Place, reply: Reply[Any]) -> Said:
        """Says ``reply`` in ``place``; nothing where it shows nothing."""
        buttons = keyboard(reply.offers)
        if reply.chart and (pngs := await self.drawn(reply.answer)):
            return Said(await self._sender.pictures(place, pngs, caption(reply.answer), buttons), picture=True)
        return Said(await self._sender.send(place, messages(reply.answer), buttons))

    async def revise(self, place: Place, said: Said, reply: Reply[Any]) -> Said:
        """Says ``reply`` in place of what was said: message by message, what is too much taken back."""
        if said.picture or reply.chart:
            await self._take_back(place.chat, said.messages)
            return await self.say(place, reply)
        texts, buttons = messages(reply.answer), keyboard(reply.offers)
        for at, (number, text) in enumerate(zip(said.messages, texts, strict=False)):
            await self.edit(text, buttons if at == len(texts) - 1 else None, chat_id=place.chat, message_id=number)
        await self._take_back(place.chat, said.messages[len(texts) :])
        kept = said.messages[: len(texts)]
        further = replace(place, reply_to=None)
        return Said(kept + await self._sender.send(further, texts[len(kept) :], buttons))

    async def edit(self, text: str, buttons: InlineKeyboardMarkup | None, **where: Any) -> None:
        """Edits a message, ``where`` being its chat and number or its inline id."""
        what = "an edit of a reply"
        method = self._bot.edit_message_text
        await self._sender.call(what, method, again=True, text=text, reply_markup=buttons, **HTML, **where)

    async def drawn(self, answer: Answer) -> Sequence[bytes]:
        """The answer's comparison as pictures, drawn beside the work on other messages; none if it has none."""
        return await asyncio.to_thread(self._engine.pictures, answer) if answer.comparison else ()

    async def _take_back(self, chat: int, numbers: Sequence[int]) -> None:
        for number in numbers:
            method = self._bot.delete_message
            await self._sender.call("taking back a reply", method, again=True, chat_id=chat, message_id=number)
