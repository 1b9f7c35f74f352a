"""Inline mode: ``@bot 2023 area`` in any chat gives results as one types."""

import time
from typing import Any, Generic, TypeVar

from telegram import Bot, InlineQueryResultsButton, Update
from telegram.ext import BaseHandler, InlineQueryHandler

from bot.telegram.articles import article
from bot.telegram.engine import Engine
from bot.telegram.sending import Sender
from bot.telegram.work import note

C = TypeVar("C")

CACHED = 300
"""Seconds for which Telegram may give the same results for the same text: an answer changes with the corpus alone."""


class InlineLookUps(Generic[C]):
    """Answers inline queries. One that comes too late to be answered is let go."""

    def __init__(self, bot: Bot, engine: Engine[C], sender: Sender) -> None:
        self._bot = bot
        self._engine = engine
        self._sender = sender

    def handlers(self) -> list[BaseHandler[Update, Any, None]]:
        """What the application is to call."""
        return [InlineQueryHandler(self._to_query)]

    async def _to_query(self, update: Update, _: object) -> None:
        query = update.inline_query
        assert query is not None  # what the handler lets through
        language = query.from_user.language_code or ""
        link = self._engine.say("offers.private", language)
        results = self._engine.look_up(query.query, time.time(), language)
        note(text=query.query, intent="look_up", status="answered" if results else "not_found")
        await self._sender.call(
            "results of a look-up",
            self._bot.answer_inline_query,
            again=True,
            inline_query_id=query.id,
            results=[article(result, self._bot.username, link) for result in results],
            cache_time=CACHED,
            is_personal=len(self._engine.languages) > 1,  # then they depend on the language of the person's program
            button=InlineQueryResultsButton(link, start_parameter="inline"),
        )
