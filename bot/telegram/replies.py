"""What is said to a message: the engine's reply, in its conversation's context, where it was asked."""

import json
import time
from hashlib import blake2s
from typing import Any, Generic, TypeVar

from telegram import Bot, Message, Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.commands import COMMANDS
from bot.telegram.addressing import Asked, asked
from bot.telegram.conversing import Conversing
from bot.telegram.fairness import Fairness
from bot.telegram.given import GivenReplies, Reply
from bot.telegram.speaking import Said, Speaker

C = TypeVar("C")

WRITTEN = (filters.TEXT | filters.CAPTION | ~filters.StatusUpdate.ALL) & ~filters.VIA_BOT
"""What people write, as opposed to what Telegram tells, of dozens of kinds, and to what was sent through a bot."""

NEW = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
EDITED = filters.UpdateType.EDITED_MESSAGE | filters.UpdateType.EDITED_CHANNEL_POST

LATEST_EDIT = 3600.0
"""Seconds after which a message that is edited into a question gets no reply: the talk has gone on."""


class Replies(Generic[C]):
    """Answers messages, and edits its answers where questions are edited."""

    def __init__(
        self, bot: Bot, conversing: Conversing[C], given: GivenReplies, speaker: Speaker, fairness: Fairness
    ) -> None:
        self._bot = bot
        self._conversing = conversing
        self._given = given
        self._speaker = speaker
        self._fairness = fairness

    def handlers(self) -> list[BaseHandler[Update, Any, None]]:
        """What the application is to call, in order."""
        return [MessageHandler(NEW & WRITTEN, self._to_new), MessageHandler(EDITED & WRITTEN, self._to_edited)]

    async def _to_new(self, update: Update, _: object) -> None:
        message = _message(update)
        question = self._asked(message)
        if question is None or (message.media_group_id and not question.readable):
            return  # an album is many messages; its caption, on one of them, is what there is to answer
        if update.channel_post or message.is_automatic_forward:
            if not await self._claimed(question, update):
                return
        elif self._given_to(message):
            return  # its edit came before it
        if await self._fairness.lets(question, message.date.timestamp()):
            await self._answer(message, question)

    async def _to_edited(self, update: Update, _: object) -> None:
        message = _message(update)
        question, given = self._asked(message), self._given_to(message)
        if question is None:
            return
        if given and given.messages:
            await self._answer_again(message, question, given)
            return
        late = (message.edit_date or message.date).timestamp() - message.date.timestamp() > LATEST_EDIT
        if not late and await self._claimed(question, update):
            await self._answer(message, question)

    def _asked(self, message: Message) -> Asked | None:
        return asked(message, self._bot.bot, COMMANDS, self._given.said)

    def _given_to(self, message: Message) -> Reply | None:
        """What was said to ``message``, and not to an older one of its number: a server set up anew counts from one."""
        given = self._given.to(message.chat.id, message.message_id)
        if given and given.messages and json.loads(given.note).get("date") != message.date.timestamp():
            return None
        return given

    async def _claimed(self, question: Asked, update: Update) -> bool:
        return await self._given.claim(*question.key, update.update_id)

    async def _answer(self, message: Message, question: Asked) -> None:
        before = self._conversing.before(question.conversation)
        reply, after = await self._conversing.reply(question, before, message.date.timestamp())
        await self._remember(message, await self._speaker.say(question.place, reply), before, after)

    async def _answer_again(self, message: Message, question: Asked, given: Reply) -> None:
        """Answers a question anew, behind what it was asked behind; the conversation goes on from there only if nothing
        else has been said since.
        """
        note = json.loads(given.note)
        last = _digest(self._conversing.before(question.conversation)) == note["after"]
        reply, after = await self._conversing.reply(question, note["before"], time.time(), keep=last)
        said = await self._speaker.revise(question.place, Said(given.messages, note["picture"]), reply)
        await self._remember(message, said, note["before"], after)

    async def _remember(self, message: Message, said: Said, before: str, after: str) -> None:
        """Keeps what helps to answer the message once more, after an edit."""
        if said.messages:
            note = {
                "before": before,
                "after": _digest(after),
                "picture": said.picture,
                "date": message.date.timestamp(),
            }
            await self._given.keep(message.chat.id, message.message_id, Reply(said.messages, json.dumps(note)))


def _digest(text: str) -> str:
    return blake2s(text.encode(), digest_size=8).hexdigest()


def _message(update: Update) -> Message:
    assert update.effective_message is not None  # what NEW and EDITED let through
    return update.effective_message
