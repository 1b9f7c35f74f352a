"""The methods that send, edit and delete messages."""

from typing import Any

from aiohttp import web

from tests.telegram.emulator.keyboards import markup_of
from tests.telegram.emulator.markup import MarkupError, parse, units
from tests.telegram.emulator.methods import Parameters, Refusal, State, method
from tests.telegram.emulator.updates import Json, message

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_ENTITIES = 100
_PNG = b"\x89PNG\r\n\x1a\n"


@method("sendMessage")
async def send_message(state: State, given: Parameters) -> Json:
    return _sent(state, given, text_of(given))


@method("sendPhoto")
async def send_photo(state: State, given: Parameters) -> Json:
    return _sent(state, given, caption_of(given) | {"photo": [_photo(given)]})


@method("editMessageText")
async def edit_message_text(state: State, given: Parameters) -> Json | bool:
    content, edited = text_of(given), _edited(state, given)
    if "text" not in edited:
        raise Refusal(400, "Bad Request: there is no text in the message to edit")
    return _changed(edited, content | _markup(given), given)


@method("editMessageCaption")
async def edit_message_caption(state: State, given: Parameters) -> Json | bool:
    return _changed(_edited(state, given), caption_of(given) | _markup(given), given)


@method("editMessageReplyMarkup")
async def edit_message_reply_markup(state: State, given: Parameters) -> Json | bool:
    return _changed(_edited(state, given), _markup(given), given)


@method("deleteMessage")
async def delete_message(state: State, given: Parameters) -> bool:
    chat, number = given.number("chat_id"), given.number("message_id")
    kept = state.messages.get(chat, [])
    if not any(sent["message_id"] == number for sent in kept):
        raise Refusal(400, "Bad Request: message to delete not found")
    state.messages[chat] = [sent for sent in kept if sent["message_id"] != number]
    return True


def text_of(given: Parameters) -> Json:
    """The text and the entities of a message that is to be sent."""
    text, entities = _parsed(given.text("text"), given.text("parse_mode", ""))
    if not text:
        raise Refusal(400, "Bad Request: message text is empty")
    if units(text) > LONGEST_TEXT:
        raise Refusal(400, "Bad Request: message is too long")
    return {"text": text, "entities": entities}


def caption_of(given: Parameters) -> Json:
    """The caption of a picture, with its entities."""
    caption, entities = _parsed(given.text("caption", ""), given.text("parse_mode", ""))
    if units(caption) > LONGEST_CAPTION:
        raise Refusal(400, "Bad Request: message caption is too long")
    return {"caption": caption, "caption_entities": entities}


def chat_type(chat: int) -> str:
    """The type of a chat that is known by its id alone."""
    return "private" if chat > 0 else "supergroup"


def _parsed(html: str, mode: str) -> tuple[str, list[Json]]:
    if mode not in ("", "HTML"):
        raise Refusal(400, f"Bad Request: unsupported parse_mode {mode}")
    try:
        text, entities = parse(html) if mode else (html.strip(), [])
    except MarkupError as error:
        raise Refusal(400, f"Bad Request: can't parse entities: {error}") from None
    if len(entities) > MOST_ENTITIES:  # Telegram drops those beyond; a test must notice
        raise Refusal(400, "Bad Request: too many entities")
    return text, entities


def _photo(given: Parameters) -> Json:
    file = given.given.get("photo")
    if not isinstance(file, web.FileField) or not file.file.read().startswith(_PNG):
        raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
    return {"file_id": "photo", "file_unique_id": "photo", "width": 800, "height": 600}


def _sent(state: State, given: Parameters, content: Json) -> Json:
    """The message that a call sends, kept."""
    chat = given.number("chat_id")
    if chat in state.migrated:
        raise Refusal(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": state.migrated[chat]},
        )
    where = _topic(state, chat, given) | _replied(state, chat, given)
    number = next(state.message_numbers)
    sent = message(number, {"id": chat, "type": chat_type(chat)}, state.me, **content, **_markup(given), **where)
    state.messages.setdefault(chat, []).append(sent)
    return sent


def _markup(given: Parameters) -> Json:
    return markup_of(given)


def _topic(state: State, chat: int, given: Parameters) -> Json:
    """The topic that a message is sent to; the general one is not to be named."""
    letters = given.number("direct_messages_topic_id", 0)
    if (chat in state.letters) != bool(letters):
        raise Refusal(400, "Bad Request: direct messages topic must be specified")
    topic = given.number("message_thread_id", 0)
    if not topic:
        return {}
    if topic not in state.topics.get(chat, set()):
        raise Refusal(400, "Bad Request: message thread not found")
    return {"message_thread_id": topic, "is_topic_message": True}


def _replied(state: State, chat: int, given: Parameters) -> Json:
    """The message that a message replies to."""
    parameters: Any = given.value("reply_parameters")
    if parameters is None:
        return {}
    number = int(parameters["message_id"])
    if (chat, number) in state.said or any(sent["message_id"] == number for sent in state.messages.get(chat, [])):
        return {"reply_to_message": {"message_id": number, "date": 0, "chat": {"id": chat, "type": chat_type(chat)}}}
    if not parameters.get("allow_sending_without_reply"):
        raise Refusal(400, "Bad Request: message to be replied not found")
    return {}


def _edited(state: State, given: Parameters) -> Json:
    """The message that a call edits, by chat and number or by its inline id."""
    inline = given.text("inline_message_id", "")
    if inline:
        found = state.inline.get(inline)
    else:
        chat, number = given.number("chat_id"), given.number("message_id")
        found = next((sent for sent in state.messages.get(chat, []) if sent["message_id"] == number), None)
    if found is None:
        raise Refusal(400, "Bad Request: message to edit not found")
    return found


def _changed(edited: Json, content: Json, given: Parameters) -> Json | bool:
    """The message with ``content`` in place of what it had; a keyboard that is not given is taken away."""
    new = {"reply_markup": None} | content
    if all(edited.get(name) == value for name, value in new.items()):
        raise Refusal(
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are "
            "exactly the same as a current content and reply markup of the message",
        )
    edited.update(new)
    if edited["reply_markup"] is None:
        del edited["reply_markup"]
    return True if given.text("inline_message_id", "") else edited
