"""A bare echo bot on the library alone, with the settings of the real one: ``python -m tests.bench.echo``.

``BENCH_REQUEST`` says what it calls the server with: ``library``, the library's own way, or ``ours``.
"""

import os
from typing import Any

from telegram import Update
from telegram.ext import Application, MessageHandler, filters
from telegram.request import BaseRequest, HTTPXRequest

from bot.settings import Settings, load
from bot.telegram.request import Request


async def echo(update: Update, _: object) -> None:
    """Says a message again."""
    message = update.message
    if message and message.text:
        await message.reply_text(message.text)


def main() -> None:
    """Polls until it is told to stop."""
    settings = load()
    builder = Application.builder().token(settings.token.get_secret_value()).base_url(f"{settings.api_url}/bot")
    polls, calls = requests(settings, os.environ.get("BENCH_REQUEST", "library"))
    app: Application[Any, Any, Any, Any, Any, Any] = (
        builder.get_updates_request(polls).request(calls).concurrent_updates(settings.workers).build()
    )
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.run_polling(allowed_updates=["message"])


def requests(settings: Settings, kind: str) -> tuple[BaseRequest, BaseRequest]:
    """What to poll and what to call with."""
    if kind == "ours":
        return (
            Request(1, settings.timeout, trust_env=False),
            Request(settings.workers + 4, settings.timeout, trust_env=False),
        )
    return HTTPXRequest(1), HTTPXRequest(settings.workers + 4)


if __name__ == "__main__":
    main()
