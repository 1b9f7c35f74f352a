"""Keeps the bot's token out of whatever is logged."""

import logging
import re

MUTED = {
    "telegram.request.BaseRequest": logging.CRITICAL,  # a traceback for a reply that is no JSON; the caller reports it
}

_MARK = "[token]"


class TokenFilter(logging.Filter):
    """Takes the token out of a record: message, arguments, traceback with all causes, and added attributes."""

    def __init__(self, token: str) -> None:
        super().__init__()
        secret = token.partition(":")[2]
        # The secret alone covers the percent-encoded token; a short one could be an ordinary word.
        forms = [token, token.replace(":", "%3A"), token.replace(":", "%3a")] + [secret] * (len(secret) >= 8)
        self._token = re.compile("|".join(re.escape(form) for form in forms))

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: the record goes on, without the token."""
        try:
            message = record.getMessage()
        except Exception:  # an argument's own repr or a wrong format; logging would print the arguments as they are
            message = f"{record.msg!r} (its arguments cannot be formatted)"
        record.msg, record.args = self.clean(message), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_info = None
        for name, value in vars(record).items():
            if isinstance(value, str):
                setattr(record, name, self.clean(value))
        return True

    def clean(self, text: str) -> str:
        """``text`` with a mark in place of the token."""
        return self._token.sub(_MARK, text)


def protect(token: str) -> None:
    """Keeps ``token`` out of every handler of the root logger, and mutes the loggers that say nothing else."""
    for name, level in MUTED.items():
        logging.getLogger(name).setLevel(level)
    redaction = TokenFilter(token)
    for handler in logging.getLogger().handlers:
        handler.addFilter(redaction)
