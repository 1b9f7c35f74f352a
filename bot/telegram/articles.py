"""Results of a look-up, and replies, as Telegram's articles: what inline mode offers and what a guest sends."""

from collections.abc import Sequence

from telegram import InlineQueryResultArticle, InputTextMessageContent

from bot.actions import Offer
from bot.answer import Answer
from bot.look_up import Result
from bot.render.telegram_html import message
from bot.telegram.keyboards import keyboard_abroad
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
    return InlineQueryResultArticle(
        id=key,
        title=title,
        description=answer.answer[:_LONGEST_DESCRIPTION],
        input_message_content=InputTextMessageContent(message(answer), **HTML),
        reply_markup=keyboard_abroad(offers, bot, link),
    )
