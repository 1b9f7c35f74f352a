"""Results of a look-up, and replies, as Telegram's articles: what inline mode offers and what a guest sends."""

from collections.abc import Sequence

from telegram import (
    InlineKeyboardButton,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from telegram.helpers import create_deep_linked_url

from bot.actions import Offer
from bot.answer import Answer
from bot.look_up import Result
from bot.render.telegram_html import message
from bot.telegram.codes import encode
from bot.telegram.keyboards import keyboard
from bot.telegram.sending import HTML

_LONGEST_DESCRIPTION = 200


def article(result: Result, bot: str, link: str) -> InlineQueryResultArticle:
    """A result of a look-up by the bot named ``bot``; ``link`` is what the button to the private chat says."""
    return _article(result.key, result.title, result.answer, result.offers, bot, link)


def said(answer: Answer, offers: Sequence[Offer], bot: str, link: str) -> InlineQueryResultArticle:
    """A reply as the one result that a guest gives."""
    return _article("reply", answer.answer[:_LONGEST_DESCRIPTION] or "…", answer, offers, bot, link)


def _article(
    key: str, title: str, answer: Answer, offers: Sequence[Offer], bot: str, link: str
) -> InlineQueryResultArticle:
    drawable = [offer for offer in offers if offer.action.kind != "chart"]  # such messages take no upload
    facts = next((encode(offer.action) for offer in offers if offer.action.kind in ("facts", "source")), "")
    button = InlineKeyboardButton(link, url=create_deep_linked_url(bot, facts or None))
    return InlineQueryResultArticle(
        id=key,
        title=title,
        description=answer.answer[:_LONGEST_DESCRIPTION],
        input_message_content=InputTextMessageContent(message(answer), **HTML),
        reply_markup=keyboard(drawable, button),
    )
