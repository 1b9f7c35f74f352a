"""People of every kind, who write at random and remember what they are owed."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.telegram.emulator import Channel, Emulator, Group
from tests.telegram.emulator.chats import labels, press, type_inline

AT = "@fairdesk_bot"
PRESSER = 800_001
Json = dict[str, Any]


@dataclass
class Owed:
    """What the bot is to have said in the end."""

    replies: list[str] = field(default_factory=list)
    """The marks of the questions: one message bears each."""
    edits: list[str] = field(default_factory=list)
    """The marks that were edited into questions: one message bears each."""
    queries: list[str] = field(default_factory=list)
    """Presses and inline queries, by id: each is answered."""
    moved: set[int] = field(default_factory=set)
    """Chats that became others."""


class Traffic:
    """Private chats, groups, forums, channels with their groups, and people who type inline: ``chats`` of them."""

    def __init__(self, emulator: Emulator, chats: int, chance: random.Random) -> None:
        self.owed = Owed()
        self._emulator = emulator
        self._chance = chance
        self._marks = count(1)
        tenth = max(1, chats // 10)
        self._people = range(1, chats - 5 * tenth + 1)
        self._groups = [Group(emulator, -1000 - n) for n in range(2 * tenth)]
        self._forums = [Group(emulator, -2000 - n, is_forum=True) for n in range(tenth)]
        self._channels = [Channel(emulator, -4000 - n, Group(emulator, -3000 - n)) for n in range(tenth)]
        self._typists = range(900_001, 900_001 + tenth)
        for forum in self._forums:
            forum.topic(5)
        self._editable: list[Json] = []
        self._moved = 0

    def step(self) -> None:
        """Somebody does something."""
        kinds: dict[Callable[[], Json | None], int] = {
            self._ask_in_private: 40, self._ask_in_a_group: 20, self._ask_in_a_forum: 10, self._talk: 10,
            self._post: 4, self._type: 6, self._edit: 4, self._press: 3, self._tell: 2,
        }  # fmt: skip
        (act,) = self._chance.choices(list(kinds), list(kinds.values()))
        update = act()
        if update and self._chance.random() < 0.03:
            self._emulator.repeat(update)

    def move(self) -> None:
        """A group becomes a supergroup."""
        group = self._groups[self._moved]
        self._groups[self._moved] = group.migrate(group.number - 10_000)
        self.owed.moved |= {group.number, self._groups[self._moved].number}
        self._moved += 1

    def _mark(self) -> str:
        mark = f"q{next(self._marks)}q"
        self.owed.replies.append(mark)
        return mark

    def _ask_in_private(self) -> Json | None:
        person = self._chance.choice(self._people)
        update = self._emulator.say(person, f"{self._mark()} in private")
        if update and self._chance.random() < 0.3:
            self._editable.append(update)
        return update

    def _ask_in_a_group(self) -> Json | None:
        group, person = self._chance.choice(self._groups), self._chance.randint(1, 5)
        text = f"{AT} {self._mark()} in a group"
        return group.say_anonymously(text) if person == 5 else group.say(person, text)

    def _ask_in_a_forum(self) -> Json | None:
        forum = self._chance.choice(self._forums)
        text = f"/ask {self._mark()} in a topic"
        return forum.say(self._chance.randint(1, 5), text, topic=self._chance.choice([0, 5]))

    def _talk(self) -> Json | None:
        return self._chance.choice(self._groups).say(1, "people among themselves")

    def _post(self) -> Json | None:
        channel = self._chance.choice(self._channels)
        return channel.post(f"{AT} {self._mark()} in a post")

    def _type(self) -> Json | None:
        self.owed.queries.append(type_inline(self._emulator, self._chance.choice(self._typists), "area"))
        return None

    def _edit(self) -> Json | None:
        if not self._editable:
            return self._ask_in_private()
        update = self._editable.pop(self._chance.randrange(len(self._editable)))
        first = str(update["message"]["text"]).split()[0]
        mark = f"e{next(self._marks)}e"
        self.owed.edits.append(mark)
        return self._emulator.edit(update, f"{first} {mark}")

    def _press(self) -> Json | None:
        shown = [sent for sent in self._emulator.state.messages.get(PRESSER, []) if "Source" in labels(sent)]
        if not shown:
            return self._emulator.say(PRESSER, "offer")
        self.owed.queries.append(press(self._emulator, PRESSER, shown[-1], "Source"))
        return None

    def _tell(self) -> Json | None:
        return self._chance.choice(self._groups).tell(new_chat_title="Another name")
