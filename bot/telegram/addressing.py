"""Whether a message is for the bot, what it asks, and where the reply belongs.

In a private chat everything is. Elsewhere a command, a mention and a reply to the bot are, told by the entities that
Telegram found (offsets in UTF-16 code units) and never by the look of the text.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from telegram import Message, MessageEntity, MessageOriginChannel, User
from telegram.constants import ChatType

from bot.telegram.contexts import Conversation

_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Place:
    """Where a message goes."""

    chat: int
    topic: int = 0
    """The topic of a forum; 0 for none and for the general one, which Telegram does not want named."""
    reply_to: int | None = None
    letters: int = 0
    """The topic of a person's direct messages to a channel, which such chats want named; 0 elsewhere."""


@dataclass(frozen=True)
class Asked:
    """A message that is for the bot."""

    text: str
    """Without the command and without mentions of the bot."""
    command: str | None
    """One of the bot's commands, without its slash."""
    place: Place
    conversation: Conversation | None
    """None where nobody can tell who wrote it: anonymous admins, channels and linked channels are many people."""
    key: tuple[int, int]
    """Chat and number of the message; of a channel's post, and of its automatic forward, those of the post."""
    language: str
    """The tag of the person's program; empty where there is none."""
    readable: bool = True
    """Whether it holds any text."""


def asked(
    message: Message, me: User, commands: Collection[str], said: Callable[[int, int], bool] = lambda *_: False
) -> Asked | None:
    """What ``message`` asks the bot ``me``; None if it is not for it. ``said``: whether a message, by chat and number,
    is the bot's, which channels do not show.
    """
    person, sender = message.from_user, message.sender_chat
    if person and person.is_bot and sender is None:
        return None
    content = message.text or message.caption or ""
    command, target, rest = _command(message, content)
    guest = bool(message.guest_query_id)  # of any chat, also of two people's
    private = message.chat.type == ChatType.PRIVATE and not guest
    mine = command in commands and target in ("", (me.username or "").lower())
    mentioned = list(_mentions(message, me))
    if not private and not guest and not (mentioned or mine or _follows(message, me, command, target, said)):
        return None
    text = _without(content, mentioned)
    if mine:
        text = _without(content, [*mentioned, (0, rest)])
    place = place_below(message)
    known = person is not None and sender is None
    return Asked(
        text=text or _pointed_at(message, me),
        command=command if mine else None,
        place=replace(place, reply_to=None) if private else place,
        conversation=Conversation(
            message.chat.id, place.topic or place.letters, 0 if private or person is None else person.id
        )
        if known
        else None,
        key=_post(message) or (message.chat.id, message.message_id),
        language=(person.language_code or "") if person and known else "",
        readable=bool(content),
    )


def topic_of(message: Message) -> int:
    """The topic that a message stands in; 0 for none. A number without the flag is that of a thread of replies."""
    return (message.message_thread_id or 0) if message.is_topic_message else 0


def place_below(message: Message) -> Place:
    """Where a reply to a message goes."""
    letters = message.direct_messages_topic
    return Place(message.chat.id, topic_of(message), message.message_id, letters.topic_id if letters else 0)


def _command(message: Message, content: str) -> tuple[str, str, int]:
    """The command that a message begins with, the bot that it names, and its length in UTF-16 code units."""
    for entity in message.entities or message.caption_entities:
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            name, _, target = content[1 : entity.length].lower().partition("@")
            return name, target, entity.length
    return "", "", 0


def _mentions(message: Message, me: User) -> Iterator[tuple[int, int]]:
    """Where the bot is mentioned: offset and length in UTF-16 code units."""
    found = message.parse_entities() if message.text else message.parse_caption_entities()
    name = f"@{me.username}".lower()
    for entity, words in found.items():
        mention = entity.type == MessageEntity.MENTION and words.lower() == name
        picked = entity.type == MessageEntity.TEXT_MENTION and entity.user is not None and entity.user.id == me.id
        ordered = entity.type == MessageEntity.BOT_COMMAND and words.lower().endswith(name) and entity.offset > 0
        if mention or picked or ordered:
            yield entity.offset, entity.length


def _follows(message: Message, me: User, command: str, target: str, said: Callable[[int, int], bool]) -> bool:
    """Whether it is a reply to the bot; a command of someone else's is not, whatever it replies to. What stands in a
    topic counts as a reply to the message that opened it.
    """
    to = message.reply_to_message
    if to is None or to.forum_topic_created:
        return False
    own = to.from_user.id == me.id if to.from_user else said(message.chat.id, to.message_id)
    if not own:
        return False
    return not command or target == (me.username or "").lower()


def _without(content: str, spans: list[tuple[int, int]]) -> str:
    """``content`` without stretches given in UTF-16 code units."""
    if not spans:
        return content.strip()
    units = content.encode("utf-16-le", "surrogatepass")
    kept, at = [], 0
    for offset, length in sorted(spans):
        kept.append(units[2 * at : 2 * offset])
        at = max(at, offset + length)
    kept.append(units[2 * at :])
    return _SPACES.sub(" ", " ".join(part.decode("utf-16-le", "replace") for part in kept)).strip(" ,:\n")


def _pointed_at(message: Message, me: User) -> str:
    """The text that a message without words of its own replies to: "@bot" below somebody's question."""
    if not message.text and not message.caption:
        return ""
    if message.quote:
        return message.quote.text
    to = message.reply_to_message
    if to is None or (to.from_user and to.from_user.id == me.id):
        return ""
    return to.text or to.caption or ""


def _post(message: Message) -> tuple[int, int] | None:
    """The channel and the number of the post that a message is the automatic forward of."""
    origin = message.forward_origin
    if message.is_automatic_forward and isinstance(origin, MessageOriginChannel):
        return origin.chat.id, origin.message_id
    return None
