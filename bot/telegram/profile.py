"""How the bot presents itself in Telegram: its menu of commands and its descriptions."""

import asyncio
import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.answer import Answer

log = logging.getLogger(__name__)


async def present(bot: Bot, help_: Answer) -> None:
    """Sets what ``help_``, the engine's answer to ``/help``, has headings for: ``command_<name>`` for each command,
    ``description`` (at most 512 characters), ``short_description`` (at most 120). A failure is logged, no more.
    """
    headings = dict(help_.headings)
    commands = [
        BotCommand(name.removeprefix("command_"), words)
        for name, words in headings.items()
        if name.startswith("command_")
    ]
    calls = []
    if commands:
        calls.append(bot.set_my_commands(commands))
    if "description" in headings:
        calls.append(bot.set_my_description(headings["description"]))
    if "short_description" in headings:
        calls.append(bot.set_my_short_description(headings["short_description"]))
    for failure in await asyncio.gather(*calls, return_exceptions=True):
        if isinstance(failure, TelegramError):
            log.warning("commands or descriptions could not be set: %s", failure)
        elif isinstance(failure, BaseException):
            raise failure
