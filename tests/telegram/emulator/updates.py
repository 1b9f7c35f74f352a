"""Updates: their making, and the queue from which they are delivered."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.telegram.emulator.markup import units

Json = dict[str, Any]

_ENTITIES = {
    "bot_command": re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]+)?"),
    "mention": re.compile(r"(?<![\w/@])(?<!/\w)@[A-Za-z0-9_]{4,32}"),
}
_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


def user(number: int, **more: Any) -> Json:
    """A person."""
    return {"id": number, "is_bot": False, "first_name": f"Person {number}", "language_code": "en", **more}


def private_chat(number: int) -> Json:
    """The chat of the bot with a person."""
    return {"id": number, "type": "private", "first_name": f"Person {number}"}


def group_chat(number: int, **more: Any) -> Json:
    """A supergroup; ``number`` is negative, as its id is."""
    return {"id": number, "type": "supergroup", "title": f"Group {-number}", **more}


def text_message(message_id: int, chat: Json, sender: Json | None, text: str, **more: Any) -> Json:
    """A text message with the entities that Telegram finds in it by itself: commands and mentions."""
    found = found_in(text)
    return message(message_id, chat, sender, text=text, **({"entities": found} if found else {}) | more)


def found_in(text: str) -> list[Json]:
    """The entities of a text, offsets and lengths in UTF-16 code units."""
    rows = [(kind, match) for kind, pattern in _ENTITIES.items() for match in pattern.finditer(text)]
    commands = [match.span() for kind, match in rows if kind == "bot_command"]
    return [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])}
        for kind, match in sorted(rows, key=lambda row: row[1].start())
        if kind == "bot_command" or not any(start <= match.start() < end for start, end in commands)
    ]


def message(message_id: int, chat: Json, sender: Json | None, **content: Any) -> Json:
    """A message of any content; posts of channels have no sender."""
    by = {"from": sender} if sender else {}
    return {"message_id": message_id, "date": int(time.time()), "chat": chat, **by, **content}


@dataclass
class _Waiting:
    fields: Json
    again: bool = False
    """Delivered once more although its number may have been confirmed."""
    posted: bool = False
    """Whether the webhook's postman has it."""


class Outbox:
    """Updates that wait for the bot, as the Bot API server keeps them."""

    def __init__(self, first: int = 100_001) -> None:
        self.made = 0
        """How many updates there have been, repetitions counted."""
        self._numbers = count(first)
        self._waiting: list[_Waiting] = []
        self._allowed: Sequence[str] | None = None
        self._changed = asyncio.Event()

    def put(self, kind: str, payload: Json) -> Json | None:
        """A new update; none, and nothing to deliver, if the bot has said that it wants no such kind."""
        if not self._wants(kind):
            return None
        update = {"update_id": next(self._numbers), kind: payload}
        self.made += 1
        self._add(_Waiting(update))
        return update

    def repeat(self, update: Json) -> None:
        """Delivers ``update`` once more."""
        self.made += 1
        self._add(_Waiting(update, again=True))

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Which kinds are kept from now on: ``allowed_updates``; none leaves it as it is."""
        if kinds is not None:
            self._allowed = kinds

    def confirm(self, offset: int) -> None:
        """Forgets all updates before ``offset``."""
        self._waiting = [kept for kept in self._waiting if kept.again or kept.fields["update_id"] >= offset]

    async def take(self, limit: int, patience: float) -> list[Json]:
        """Up to ``limit`` updates, waiting at most ``patience`` seconds for the first."""
        try:
            async with asyncio.timeout(patience):
                while not self._waiting:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return []
        taken = self._waiting[:limit]
        self._waiting = [kept for kept in self._waiting if not (kept.again and kept in taken)]
        return [kept.fields for kept in taken]

    async def each(self) -> AsyncIterator[Json]:
        """Every update once, in order, for as long as anybody asks."""
        while True:
            for kept in [kept for kept in self._waiting if not kept.posted]:
                kept.posted = True
                yield kept.fields
            self._changed.clear()
            if all(kept.posted for kept in self._waiting):
                await self._changed.wait()

    def drop(self, update: Json) -> None:
        """Forgets ``update``: it has been delivered."""
        self._waiting = [kept for kept in self._waiting if kept.fields is not update]

    @property
    def unconfirmed(self) -> Iterable[int]:
        """The numbers of the updates that the bot has not confirmed."""
        return [kept.fields["update_id"] for kept in self._waiting]

    def _add(self, waiting: _Waiting) -> None:
        self._waiting.append(waiting)
        self._changed.set()

    def _wants(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed else kind not in _NOT_BY_DEFAULT
