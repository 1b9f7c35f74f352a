"""Asks the engine in a conversation's context, and keeps the context that its reply leaves behind."""

from typing import Generic, TypeVar

from bot.actions import Action, Reply
from bot.telegram.addressing import Asked
from bot.telegram.codes import decode
from bot.telegram.contexts import Contexts, Conversation
from bot.telegram.engine import Engine
from bot.telegram.unanswered import Unanswered
from bot.telegram.work import note

C = TypeVar("C")


class Conversing(Generic[C]):
    """The engine, with a memory."""

    def __init__(self, engine: Engine[C], contexts: Contexts[C], unanswered: Unanswered) -> None:
        self._engine = engine
        self._contexts = contexts
        self._unanswered = unanswered

    def before(self, conversation: Conversation | None) -> str:
        """What a question of ``conversation`` goes on from, packed: nothing where nobody can tell whose it is."""
        return self._contexts.text(conversation) if conversation else ""

    async def reply(self, asked: Asked, before: str, now: float, *, keep: bool = True) -> tuple[Reply[C], str]:
        """The reply to what was asked behind ``before``, and what the conversation goes on from, packed; ``keep``:
        whether it goes on from the reply.
        """
        note(text=asked.text)
        reply = self._reply(asked, self._contexts.unpacked(before), now)
        note(intent=reply.answer.intent, status=reply.answer.status)
        await self._unanswered.keep(asked.text, reply.answer)
        return reply, (await self._keep(asked.conversation, reply) if keep else None) or before

    async def show(self, action: Action, conversation: Conversation | None, now: float) -> Reply[C]:
        """What ``action`` shows."""
        reply = self._engine.show(action, now)
        note(intent=action.kind, status=reply.answer.status)
        await self._keep(conversation, reply)
        return reply

    def _reply(self, asked: Asked, context: C, now: float) -> Reply[C]:
        if not asked.readable:
            return self._engine.unread(asked.language)
        if asked.command == "start" and (action := decode(asked.text)):
            return self._engine.show(action, now)
        if asked.command:
            return self._engine.command(asked.command, asked.text, context, now, asked.language)
        return self._engine.ask(asked.text, context, now, asked.language)

    async def _keep(self, conversation: Conversation | None, reply: Reply[C]) -> str | None:
        """What was kept of a reply, packed; None for nothing."""
        if conversation is None or reply.context is None:
            return None
        return await self._contexts.keep(conversation, reply.context)
