"""The token is in nothing that the bot writes or shows."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.telegram.app import build
from bot.telegram.database import Database
from bot.telegram.redaction import MUTED, TokenFilter, protect
from tests.telegram.conftest import Running
from tests.telegram.emulator import Emulator, Fault
from tests.telegram.emulator.server import TOKEN
from tests.telegram.engine import CODEC, ENGINE

SECRET = TOKEN.partition(":")[2]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All that is logged at DEBUG through a root handler under protection."""
    root, stream = logging.getLogger(), io.StringIO()
    handler, levels = logging.StreamHandler(stream), {name: logging.getLogger(name).level for name in ("", *MUTED)}
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    filters = {other: list(other.filters) for other in root.handlers}
    protect(TOKEN)
    yield stream
    root.removeHandler(handler)
    for other in root.handlers:
        other.filters[:] = filters[other]
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.asyncio
async def test_failing_requests_do_not_log_the_token(
    emulator: Emulator, running: Running, written: io.StringIO
) -> None:
    """No line holds the token, even at DEBUG and with requests that fail in every way."""
    failures = [Fault.dropped(), Fault.slow(60), Fault.gateway_error(), Fault.server_error(), Fault.unauthorized()]
    emulator.script("getMe", Fault.gateway_error())
    emulator.script("sendMessage", *failures)
    async with running(timeout=1):
        for number in range(6):
            emulator.say(number + 1, f"question {number}")
        await emulator.until(lambda: len(emulator.called("sendMessage")) >= 7)
        emulator.script("getUpdates", Fault.dropped(), Fault.gateway_error())
        emulator.say(1, "raise")
        emulator.say(9, "done")
        await emulator.until(lambda: bool(emulator.texts(9)))
    assert "as asked" in written.getvalue()
    assert SECRET not in written.getvalue()


def test_tracebacks_with_causes_are_cleaned(written: io.StringIO) -> None:
    """The token is taken out of an exception, its cause, arguments, stack and added attributes."""
    try:
        try:
            raise OSError(f"https://x/bot{TOKEN}/getMe")
        except OSError as cause:
            raise ValueError({"token": SECRET}) from cause
    except ValueError:
        logging.getLogger("a").exception("%s failed at %r", TOKEN, TOKEN.encode(), extra={"url": SECRET})
    assert written.getvalue().count("[token]") >= 4
    assert "ValueError" in written.getvalue()
    assert "OSError" in written.getvalue()
    assert SECRET not in written.getvalue()


def test_a_handler_cannot_format_the_exception_anew() -> None:
    """A record has its traceback as clean text alone, whatever its handler's formatter makes of exceptions."""
    error = OSError(TOKEN)
    record = logging.LogRecord("a", logging.ERROR, "a.py", 1, "failed", (), (OSError, error, None))
    assert TokenFilter(TOKEN).filter(record)
    assert record.exc_info is None
    assert record.exc_text == "OSError: [token]"


def test_arguments_that_do_not_fit_are_not_shown(capsys: pytest.CaptureFixture[str], written: io.StringIO) -> None:
    """A log call with wrong arguments does not show them on stderr, as logging itself would."""
    logging.getLogger("a").error("one %s two %s", TOKEN)
    assert "cannot be formatted" in written.getvalue()
    assert SECRET not in written.getvalue() + capsys.readouterr().err


def test_a_short_secret_does_not_blot_out_words() -> None:
    """The secret of a test server's token may be a word: only the whole token is taken out."""
    assert TokenFilter("1:test").clean("a test of 1:test and 1%3Atest") == "a test of [token] and [token]"


def test_nothing_shows_the_token_in_its_repr(tmp_path: Path) -> None:
    """Neither the settings nor the bot nor the application show the token."""
    settings = Settings.model_validate({"token": TOKEN})
    with Database(tmp_path / "memory.db") as database:
        surface = build(settings, ENGINE, CODEC, database)
    shown = repr(settings) + str(settings) + repr(surface) + repr(surface.app.bot) + str(surface.app)
    assert SECRET not in shown
