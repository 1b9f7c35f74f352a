"""How the bot presents itself in Telegram: its menus of commands and its descriptions, language by language."""

import asyncio
import logging
from collections.abc import Awaitable, Iterator
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.commands import COMMANDS
from bot.telegram.engine import Engine

log = logging.getLogger(__name__)

SCOPES = (None, BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats())
"""Where menus show commands; None is everywhere else."""

UNLISTED = "start"
"""Telegram has a button of its own for it."""


async def present(bot: Bot, engine: Engine[Any]) -> None:
    """Sets commands (for each scope) and descriptions in each of the engine's languages, the first one's for everybody
    whose language is none of them. A failure is logged, no more.
    """
    calls = [call for at, code in enumerate(engine.languages) for call in _calls(bot, engine, code, first=at == 0)]
    for failure in await asyncio.gather(*calls, return_exceptions=True):
        if isinstance(failure, TelegramError):
            log.warning("commands or descriptions could not be set: %s", failure)
        elif isinstance(failure, BaseException):
            raise failure


def _calls(bot: Bot, engine: Engine[Any], code: str, *, first: bool) -> Iterator[Awaitable[bool]]:
    language = None if first else code
    commands = [BotCommand(name, engine.say(f"commands.{name}", code)) for name in COMMANDS if name != UNLISTED]
    for scope in SCOPES:
        yield bot.set_my_commands(commands, scope=scope, language_code=language)
    yield bot.set_my_description(engine.say("descriptions.long", code), language_code=language)
    yield bot.set_my_short_description(engine.say("descriptions.short", code), language_code=language)
