"""What each method of the Bot API does, as far as the emulator knows it.

A method is a function of the emulator's state and the call's parameters, registered under its name. It returns the
result, or raises Refusal.
"""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.telegram.emulator.markup import units
from tests.telegram.emulator.updates import Json, Outbox

_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")


class Refusal(Exception):
    """The call is refused: an HTTP status, a description and, for some, ResponseParameters."""

    def __init__(self, status: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


@dataclass
class State:
    """What the server knows of one bot."""

    me: Json
    outbox: Outbox = field(default_factory=Outbox)
    message_numbers: Any = field(default_factory=lambda: count(1))
    messages: dict[int, list[Json]] = field(default_factory=dict)
    """What the bot has sent, chat by chat."""
    commands: dict[str, list[Json]] = field(default_factory=dict)
    """Commands by scope and language, as JSON."""
    descriptions: dict[tuple[str, str], str] = field(default_factory=dict)
    """Descriptions by kind and language."""
    said: set[tuple[int, int]] = field(default_factory=set)
    """Chat and number of each message that people have written."""
    topics: dict[int, set[int]] = field(default_factory=dict)
    """The topics of each forum."""
    letters: set[int] = field(default_factory=set)
    """The chats in which people write to a channel, each in a topic of theirs."""
    migrated: dict[int, int] = field(default_factory=dict)
    """Groups that have become supergroups."""
    waiting: dict[str, str] = field(default_factory=dict)
    """Queries that may be answered, by id: ``press``, ``inline`` or ``guest``."""
    answers: dict[str, Json] = field(default_factory=dict)
    """What queries were answered with, by id."""
    inline: dict[str, Json] = field(default_factory=dict)
    """Messages that were sent by way of the bot, by their inline id."""
    webhook: Json | None = None
    """Where updates are delivered to, and the secret token; none while the bot polls."""
    polls: int = 0
    """How many long polls there have been: a new one ends the one before."""


@dataclass(frozen=True)
class Parameters:
    """A call's parameters, typed as the Bot API documents them, however they were sent."""

    given: Mapping[str, Any]

    def text(self, name: str, default: str | None = None) -> str:
        value = self.given.get(name, default)
        if value is None:
            raise Refusal(400, f"Bad Request: {name} is missing")
        return str(value)

    def number(self, name: str, default: int | None = None) -> int:
        try:
            return int(self.text(name, None if default is None else str(default)))
        except ValueError:
            raise Refusal(400, f"Bad Request: {name} is not a number") from None

    def value(self, name: str, default: Any = None) -> Any:
        value = self.given.get(name, default)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise Refusal(400, f"Bad Request: can't parse {name} JSON") from None


Method = Callable[[State, Parameters], Awaitable[Any]]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Registers a method; names are matched without regard to case, as Telegram does."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register


@method("getMe")
async def get_me(state: State, _: Parameters) -> Json:
    return state.me


@method("getUpdates")
async def get_updates(state: State, given: Parameters) -> list[Json]:
    if state.webhook:
        raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
    state.polls += 1
    this = state.polls
    limit, timeout = given.number("limit", 100), given.number("timeout", 0)
    if not 1 <= limit <= 100:
        raise Refusal(400, "Bad Request: limit must be from 1 to 100")
    state.outbox.allow(given.value("allowed_updates"))
    if "offset" in given.given:
        state.outbox.confirm(given.number("offset"))
    updates = await state.outbox.take(limit, timeout)
    if this != state.polls:
        raise Refusal(409, "Conflict: terminated by other getUpdates request")
    return updates


@method("sendChatAction")
async def send_chat_action(_: State, given: Parameters) -> bool:
    given.number("chat_id")
    given.text("action")
    return True


@method("setMyCommands")
async def set_my_commands(state: State, given: Parameters) -> bool:
    commands = given.value("commands")
    if not isinstance(commands, list) or not all({"command", "description"} <= set(command) for command in commands):
        raise Refusal(400, "Bad Request: can't parse commands JSON")
    if len(commands) > 100:
        raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch("[a-z0-9_]{1,32}", command["command"]):
            raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= units(command["description"]) <= 256:
            raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    scope = given.value("scope", {"type": "default"})
    if scope.get("type") not in _SCOPES:
        raise Refusal(400, "Bad Request: unsupported scope type")
    state.commands[json.dumps([scope, given.text("language_code", "")])] = commands
    return True


@method("setMyDescription")
async def set_my_description(state: State, given: Parameters) -> bool:
    return _describe(state, given, "description", 512)


@method("setMyShortDescription")
async def set_my_short_description(state: State, given: Parameters) -> bool:
    return _describe(state, given, "short_description", 120)


def _describe(state: State, given: Parameters, kind: str, most: int) -> bool:
    text = given.text(kind, "")
    if units(text) > most:
        raise Refusal(400, f"Bad Request: {kind} is too long")
    state.descriptions[kind, given.text("language_code", "")] = text
    return True
