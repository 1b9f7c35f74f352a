"""What people do beyond private chats: groups, topics, channels, presses, inline queries, guests."""

from itertools import count
from typing import TYPE_CHECKING, Any

from tests.telegram.emulator.queries import keep
from tests.telegram.emulator.updates import Json, found_in, group_chat, message, text_message, user

if TYPE_CHECKING:
    from tests.telegram.emulator.server import Emulator

_queries = count(1)

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
LINKED = {"id": 777000, "is_bot": False, "first_name": "Telegram"}


class Group:
    """A group, a supergroup or a forum that the bot is a member of."""

    def __init__(self, emulator: "Emulator", number: int = -1001, **more: Any) -> None:
        self.emulator = emulator
        self.chat = group_chat(number, **more)
        self.number = number

    def topic(self, number: int) -> int:
        """A new topic."""
        self.emulator.state.topics.setdefault(self.number, set()).add(number)
        return number

    def say(self, person: int, text: str, *, topic: int = 0, **more: Any) -> Json | None:
        """A person writes; the update."""
        return self.post(user(person), text, topic=topic, **more)

    def say_anonymously(self, text: str, **more: Any) -> Json | None:
        """An anonymous administrator writes."""
        return self.post(ANONYMOUS, text, sender_chat=self.chat, **more)

    def post(self, sender: Json, text: str, *, topic: int = 0, **more: Any) -> Json | None:
        """Somebody writes; the update."""
        number = next(self.emulator.state.message_numbers)
        self.emulator.state.said.add((self.number, number))
        where = {"message_thread_id": topic, "is_topic_message": True} if topic else {}
        return self.emulator.inject("message", text_message(number, self.chat, sender, text, **where | more))

    def tell(self, **content: Any) -> Json | None:
        """A service message."""
        number = next(self.emulator.state.message_numbers)
        return self.emulator.inject("message", message(number, self.chat, user(1), **content))

    def migrate(self, new: int) -> "Group":
        """The group becomes a supergroup, which it is told of in both chats."""
        self.emulator.state.migrated[self.number] = new
        self.tell(migrate_to_chat_id=new)
        group = Group(self.emulator, new)
        group.tell(migrate_from_chat_id=self.number)
        return group


class Channel:
    """A channel that the bot is a member of; with a linked group, posts are forwarded there."""

    def __init__(self, emulator: "Emulator", number: int = -1009, linked: Group | None = None) -> None:
        self.emulator = emulator
        self.chat = {"id": number, "type": "channel", "title": "Channel"}
        self.number = number
        self.linked = linked

    def post(self, text: str, **more: Any) -> Json | None:
        """A post, and its automatic forward; the update of the post."""
        number = next(self.emulator.state.message_numbers)
        self.emulator.state.said.add((self.number, number))
        update = self.emulator.inject(
            "channel_post", text_message(number, self.chat, None, text, sender_chat=self.chat, **more)
        )
        if self.linked:
            self.forward(number, text)
        return update

    def forward(self, number: int, text: str) -> Json | None:
        """The automatic forward of a post."""
        assert self.linked
        origin = {"type": "channel", "date": 0, "chat": self.chat, "message_id": number}
        return self.linked.post(LINKED, text, sender_chat=self.chat, is_automatic_forward=True, forward_origin=origin)

    def edit(self, update: Json, text: str) -> Json | None:
        """The post of ``update`` is edited."""
        edited = update["channel_post"] | {"text": text, "entities": found_in(text), "edit_date": 1}
        return self.emulator.inject("edited_channel_post", edited)


def press(emulator: "Emulator", person: int, shown: Json, label: str, *, expired: bool = False) -> str:
    """A person presses the button that says ``label`` below a message of the bot; the query's id."""
    return press_data(emulator, person, data_of(shown, label), {"message": shown}, expired=expired)


def press_data(emulator: "Emulator", person: int, data: str, where: Json, *, expired: bool = False) -> str:
    """A person presses a button with ``data``, on a message or on one with an inline id."""
    query = f"press-{next(_queries)}"
    if not expired:
        emulator.state.waiting[query] = "press"
    emulator.inject("callback_query", {"id": query, "from": user(person), "chat_instance": "x", "data": data, **where})
    return query


def data_of(shown: Json, label: str) -> str:
    """What the button that says ``label`` holds."""
    rows = shown.get("reply_markup", {}).get("inline_keyboard", [])
    return next(str(button["callback_data"]) for row in rows for button in row if button["text"] == label)


def labels(shown: Json) -> list[str]:
    """What the buttons below a message say."""
    rows = shown.get("reply_markup", {}).get("inline_keyboard", [])
    return [str(button["text"]) for row in rows for button in row]


def type_inline(emulator: "Emulator", person: int, text: str, *, expired: bool = False) -> str:
    """A person types behind the bot's name; the query's id."""
    query = f"inline-{next(_queries)}"
    if not expired:
        emulator.state.waiting[query] = "inline"
    emulator.inject("inline_query", {"id": query, "from": user(person), "query": text, "offset": ""})
    return query


def choose(emulator: "Emulator", query: str, at: int = 0) -> str:
    """The person sends a result of an inline query; the inline id of the message."""
    return keep(emulator.state, emulator.state.answers[query]["results"][at])


def call_guest(emulator: "Emulator", person: int, chat: Json, text: str) -> str:
    """A person mentions the bot in a chat that it is no member of; the query's id."""
    query = f"guest-{next(_queries)}"
    emulator.state.waiting[query] = "guest"
    written = text_message(next(emulator.state.message_numbers), chat, user(person), text, guest_query_id=query)
    emulator.inject("guest_message", written)
    return query
