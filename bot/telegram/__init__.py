"""The Telegram surface: ``run`` serves the engine's answers in private chats until it is told to stop."""

import os

# The library's documented opt-in to timedelta for periods; without it, each RetryAfter raises a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")

from bot.telegram.contexts import Codec
from bot.telegram.service import run

__all__ = ["Codec", "run"]
