"""The methods that answer presses, inline queries and guest queries: each once, and before it is too late."""

import re

from tests.telegram.emulator.keyboards import checked
from tests.telegram.emulator.messages import text_of
from tests.telegram.emulator.methods import Parameters, Refusal, State, method
from tests.telegram.emulator.updates import Json

_MOST_RESULTS = 50
_LONGEST_NOTE = 200


@method("answerCallbackQuery")
async def answer_callback_query(state: State, given: Parameters) -> bool:
    if len(given.text("text", "")) > _LONGEST_NOTE:
        raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
    _answer(state, given.text("callback_query_id"), "press", {"text": given.text("text", "")})
    return True


@method("answerInlineQuery")
async def answer_inline_query(state: State, given: Parameters) -> bool:
    results = given.value("results")
    if not isinstance(results, list) or len(results) > _MOST_RESULTS:
        raise Refusal(400, "Bad Request: RESULTS_TOO_MUCH")
    ids = [result["id"] for result in results]
    if len(set(ids)) < len(ids):
        raise Refusal(400, "Bad Request: RESULT_ID_DUPLICATE")
    button = given.value("button")
    if button and not re.fullmatch("[A-Za-z0-9_-]{1,64}", button.get("start_parameter", "")):
        raise Refusal(400, "Bad Request: START_PARAM_INVALID")
    answer = {
        "results": [_article(result) for result in results],
        "button": button,
        "cache_time": given.number("cache_time", 300),
        "is_personal": given.value("is_personal", False),
    }
    _answer(state, given.text("inline_query_id"), "inline", answer)
    return True


@method("answerGuestQuery")
async def answer_guest_query(state: State, given: Parameters) -> Json:
    query = given.text("guest_query_id")
    result = _article(given.value("result"))
    _answer(state, query, "guest", result)
    return {"inline_message_id": keep(state, result)}


def keep(state: State, result: Json) -> str:
    """Sends a result by way of the bot; its inline id."""
    number = f"inline-{len(state.inline) + 1}"
    state.inline[number] = {name: result[name] for name in ("text", "entities", "reply_markup") if name in result}
    return number


def _answer(state: State, query: str, kind: str, answer: Json) -> None:
    if state.waiting.get(query) != kind:
        raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    del state.waiting[query]
    state.answers[query] = answer


def _article(result: Json) -> Json:
    """An article with the message that it sends."""
    if result.get("type") != "article" or not result.get("title"):
        raise Refusal(400, "Bad Request: RESULT_TYPE_INVALID")
    if not 1 <= len(str(result["id"]).encode()) <= 64:
        raise Refusal(400, "Bad Request: RESULT_ID_INVALID")
    content = result.get("input_message_content") or {}
    sent = text_of(Parameters({"text": content.get("message_text", ""), "parse_mode": content.get("parse_mode", "")}))
    buttons = {"reply_markup": checked(result["reply_markup"])} if result.get("reply_markup") else {}
    return {"id": result["id"], "title": result["title"], "description": result.get("description", "")} | sent | buttons
