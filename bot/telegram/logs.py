"""The log: one JSON object a line."""

import json
import logging
import time

from telegram import Update

from bot.telegram.redaction import TokenFilter

log = logging.getLogger(__name__)


class JsonLines(logging.Formatter):
    """A record as a line of JSON: ``time`` (RFC 3339, UTC), ``level``, ``logger``, ``message``, and its ``fields``."""

    def __init__(self, redaction: TokenFilter) -> None:
        super().__init__()
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line: dict[str, object] = {
            "time": f"{moment}.{int(record.msecs):03}Z",
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        trace = record.exc_text or (self.formatException(record.exc_info) if record.exc_info else "")
        if trace:
            line["traceback"] = trace
        return self._redaction.clean(
            json.dumps(line, ensure_ascii=False, default=str).encode("utf-8", "replace").decode()
        )


def log_update(update: Update, notes: dict[str, object], began: float) -> None:
    """Logs the work on an update that is over: ``update`` its number, ``kind``, ``chat`` (``private``, ``group``,
    ``supergroup``, ``channel``; none for an inline query), what was noted of it, and ``ms``, the time that it took.
    """
    kinds = [kind for kind in Update.ALL_TYPES if getattr(update, kind, None) is not None]
    fields = {
        "update": update.update_id,
        "kind": kinds[0] if kinds else "unknown",
        "chat": str(update.effective_chat.type) if update.effective_chat else None,
        "intent": None,
        "status": "ignored",
        **notes,
        "ms": round((time.monotonic() - began) * 1000, 1),
    }
    log.info("update", extra={"fields": fields})
