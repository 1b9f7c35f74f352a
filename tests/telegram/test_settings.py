"""The environment is checked before anything starts."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load, root

TOKEN = "123456:ABC-DEF_secret"


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own environment sets nothing."""
    for field in Settings.model_fields:
        monkeypatch.delenv(f"BOT_{field.upper()}", raising=False)


def test_the_token_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything but the token has a value of its own; blanks around the token do not matter."""
    monkeypatch.setenv("BOT_TOKEN", f" {TOKEN}\n")
    monkeypatch.setenv("BOT_API_URL", "")
    settings = load()
    assert settings.token.get_secret_value() == TOKEN
    assert settings.api_url == "https://api.telegram.org"
    assert settings.log_level == "INFO"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("https://api.telegram.org/", "https://api.telegram.org"),
        ("api.telegram.org", "https://api.telegram.org"),
        ("127.0.0.1:8081", "http://127.0.0.1:8081"),
        ("localhost:8081/", "http://localhost:8081"),
        ("emulator", "http://emulator"),
        ("[::1]:8081", "http://[::1]:8081"),
        ("  http://10.0.0.1:8081//  ", "http://10.0.0.1:8081"),
        ("https://example.org/telegram/", "https://example.org/telegram"),
    ],
)
def test_the_root_of_the_server_is_understood(given: str, meant: str) -> None:
    """A missing scheme and slashes at the end do not matter."""
    assert root(given) == meant


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("BOT_TOKEN", None, "BOT_TOKEN is not set: set it to the token that @BotFather gave you"),
        ("BOT_TOKEN", "", "BOT_TOKEN is not set"),
        ("BOT_TOKEN", "hunter2", "BOT_TOKEN is not a bot token"),
        ("BOT_TOKEN", "123456:a/b", "BOT_TOKEN is not a bot token"),
        ("BOT_API_URL", "ftp://hunter2", "BOT_API_URL is neither an http nor an https address"),
        ("BOT_API_URL", "http://", "BOT_API_URL is not an address"),
        ("BOT_API_URL", "http://user:hunter2@host", "BOT_API_URL is not an address"),
        ("BOT_API_URL", "http://hunter2:http", "BOT_API_URL "),
        ("BOT_API_URL", "http://[hunter2", "BOT_API_URL "),
        ("BOT_API_URL", "http://host/?hunter2", "BOT_API_URL has more than a root"),
        (
            "BOT_WEBHOOK_URL",
            "http://hunter2.example/hook",
            "BOT_WEBHOOK_URL is not an https address: set it",
        ),
        ("BOT_WEBHOOK_URL", "https://hunter2.example/healthz", "BOT_WEBHOOK_URL is one of the addresses"),
        ("BOT_WEBHOOK_SECRET", "hunter2!", "BOT_WEBHOOK_SECRET is no secret token: set it to 1 to 256"),
        ("BOT_WEBHOOK_PORT", "hunter2", "BOT_WEBHOOK_PORT has a value that cannot be used: set it to a port"),
        ("BOT_GROUP_RATE", "-1", "BOT_GROUP_RATE has a value that cannot be used: set it to a number of messages"),
        ("BOT_LOG_TEXT", "hunter2", "BOT_LOG_TEXT has a value that cannot be used: set it to true or false"),
        ("BOT_WORKERS", "hunter2", "BOT_WORKERS has a value that cannot be used: set it to a whole number"),
        ("BOT_WORKERS", "0", "BOT_WORKERS has a value that cannot be used"),
        ("BOT_LOG_LEVEL", "hunter2", "BOT_LOG_LEVEL has a value that cannot be used: set it to DEBUG"),
    ],
)
def test_a_bad_value_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str | None, says: str
) -> None:
    """The line names the variable and what to do, and never the value."""
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    if value is None:
        monkeypatch.delenv(variable)
    else:
        monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as raised:
        load()
    line = str(raised.value)
    assert line.startswith(says)
    assert "hunter2" not in line
    assert "\n" not in line
    assert raised.value.__context__ is None or "hunter2" not in repr(raised.value.__context__)


def test_what_is_not_set_is_sensible(monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram's limits hold at Telegram's own server; each bot and server has a file and a secret of its own."""
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    own = load()
    monkeypatch.setenv("BOT_API_URL", "127.0.0.1:8081")
    local = load()
    assert (own.messages_a_second, local.messages_a_second) == (30, 0)
    assert (own.database_file.name, local.database_file.name) == (
        "123456-api.telegram.org.db", "123456-127.0.0.1-8081.db",
    )  # fmt: skip
    assert own.secret_token == local.secret_token
    assert own.secret_token not in TOKEN
    assert "secret" not in own.secret_token


def test_the_readme_has_every_setting() -> None:
    """The table in the README names each variable once, with its default."""
    readme = Path(__file__).parents[2].joinpath("README.md").read_text("utf-8")
    listed = re.findall(r"^\| `(BOT_\w+)` \| (.*?) \|", readme, re.MULTILINE)
    rows = dict(listed)
    assert sorted(name for name, _ in listed) == sorted(f"BOT_{field.upper()}" for field in Settings.model_fields)
    for field, info in Settings.model_fields.items():
        if info.default is not None and not info.is_required():
            assert rows[f"BOT_{field.upper()}"] == f"`{info.default}`"
