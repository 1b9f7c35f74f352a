"""Offers as buttons below a message."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.helpers import create_deep_linked_url

from bot.actions import Offer
from bot.telegram.codes import encode

_LONGEST_LABEL = 60
_SHORT = 22
"""Letters of a label of which two fit beside each other on a phone."""


def keyboard(offers: Sequence[Offer], link: InlineKeyboardButton | None = None) -> InlineKeyboardMarkup | None:
    """The buttons, short ones two in a row, and ``link`` below them; None for none."""
    rows: list[list[InlineKeyboardButton]] = []
    for offer in offers:
        button = InlineKeyboardButton(_cut(offer.label), callback_data=encode(offer.action))
        if rows and len(rows[-1]) == 1 and all(len(one.text) <= _SHORT for one in (rows[-1][0], button)):
            rows[-1].append(button)
        else:
            rows.append([button])
    if link:
        rows.append([link])
    return InlineKeyboardMarkup(rows) if rows else None


def keyboard_abroad(offers: Sequence[Offer], bot: str, link: str) -> InlineKeyboardMarkup | None:
    """The buttons below a message that was sent by way of the bot named ``bot``: none for a picture, since such
    messages take no upload, and one that says ``link`` and opens the facts in the private chat.
    """
    facts = next((replace(offer.action, kind="facts") for offer in offers if offer.action.facts), None)
    button = InlineKeyboardButton(link, url=create_deep_linked_url(bot, encode(facts) if facts else None))
    return keyboard([offer for offer in offers if offer.action.kind != "chart"], button)


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"
