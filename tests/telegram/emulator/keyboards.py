"""Buttons below messages, checked as Telegram checks them (https://core.telegram.org/bots/api#inlinekeyboardbutton)."""

from typing import Any

from tests.telegram.emulator.methods import Parameters, Refusal
from tests.telegram.emulator.updates import Json

_MOST_BUTTONS = 100
_ACTIONS = {"url", "callback_data", "switch_inline_query", "switch_inline_query_current_chat", "web_app", "copy_text"}


def markup_of(given: Parameters) -> Json:
    """``{"reply_markup": …}`` of a call, as it is kept with the message; empty without one."""
    markup = given.value("reply_markup")
    return {} if markup is None else {"reply_markup": checked(markup)}


def checked(markup: Any) -> Json:
    """An inline keyboard. Raises Refusal."""
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, list) and row for row in rows):
        raise Refusal(400, "Bad Request: object expected as reply markup")
    buttons = [button for row in rows for button in row]
    if len(buttons) > _MOST_BUTTONS:
        raise Refusal(400, "Bad Request: reply markup is too long")
    for button in buttons:
        _check(button)
    return dict(markup)


def _check(button: Json) -> None:
    if not str(button.get("text", "")).strip():
        raise Refusal(400, "Bad Request: can't parse inline keyboard button: text buttons are unallowed")
    if len(_ACTIONS & button.keys()) != 1:
        raise Refusal(400, "Bad Request: can't parse inline keyboard button: it must have one action")
    if not 1 <= len(str(button.get("callback_data", "-")).encode()) <= 64:
        raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    if not str(button.get("url", "https://")).startswith(("https://", "http://", "tg://")):
        raise Refusal(400, "Bad Request: BUTTON_URL_INVALID")
