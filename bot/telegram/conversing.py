"""Asks the engine in a conversation's context, and keeps the context that its reply leaves behind."""

from typing import Generic, TypeVar

from bot.actions import Action, Reply
from bot.telegram.addressing import Asked
from bot.telegram.codes import decode
from bot.telegram.contexts import Codec, Contexts, Conversation
from bot.telegram.engine import Engine
from bot.telegram.unanswered import Unanswered
from bot.telegram.work import note

C = TypeVar("C")


class Conversing(Generic[C]):
    """The engine, with a memory."""

    def __init__(self, engine: Engine[C], contexts: Contexts[C], codec: Codec[C], unanswered: Unanswered) -> None:
        self._engine = engine
        self._contexts = contexts
        self._codec = codec
        self._unanswered = unanswered

    def context(self, conversation: Conversation | None) -> C:
        """What a question of ``conversation`` goes on from: nothing where nobody can tell whose it is."""
        return self._contexts.of(conversation) if conversation else self._codec.fresh()

    async def reply(self, asked: Asked, context: C, now: float, *, keep: bool = True) -> Reply[C]:
        """The reply to what was asked in ``context``; ``keep``: whether the conversation goes on from there."""
        note(text=asked.text)
        reply = self._reply(asked, context, now)
        note(intent=reply.answer.intent, status=reply.answer.status)
        await self._unanswered.keep(asked.text, reply.answer)
        await self._keep(asked.conversation if keep else None, reply)
        return reply

    async def show(self, action: Action, conversation: Conversation | None, now: float) -> Reply[C]:
        """What ``action`` shows."""
        reply = self._engine.show(action, now)
        note(intent=action.kind, status=reply.answer.status)
        await self._keep(conversation, reply)
        return reply

    def packed(self, context: C) -> str:
        """``context`` as a text."""
        return self._codec.pack(context)

    def unpacked(self, text: str) -> C:
        """The context that ``text`` is; a fresh one if this version of the bot cannot use it."""
        context = self._codec.unpack(text)
        return self._codec.fresh() if context is None else context

    def _reply(self, asked: Asked, context: C, now: float) -> Reply[C]:
        if not asked.readable:
            return self._engine.unread(asked.language)
        if asked.command == "start" and (action := decode(asked.text)):
            return self._engine.show(action, now)
        if asked.command:
            return self._engine.command(asked.command, asked.text, context, now, asked.language)
        return self._engine.ask(asked.text, context, now, asked.language)

    async def _keep(self, conversation: Conversation | None, reply: Reply[C]) -> None:
        if conversation and reply.context is not None:
            await self._contexts.keep(conversation, reply.context)
