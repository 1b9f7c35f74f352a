"""What the operator sets through the environment, checked before anything starts.

    SettingsError    a variable is missing or unusable; its text is one line that says what to do

No message repeats a value that was given: any of them may hold the token by mistake.
"""

import hmac
import ipaddress
import os
import re
from hashlib import sha256
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import state

TELEGRAM = "https://api.telegram.org"

TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{3,}")
"""A bot's token as the Bot API writes it: the bot's id, a colon, the secret."""


class SettingsError(Exception):
    """An environment variable is missing or unusable."""


class Settings(BaseSettings):
    """The settings of the Telegram bot; each field is the variable ``BOT_<FIELD>``."""

    model_config = SettingsConfigDict(
        env_prefix="BOT_", env_ignore_empty=True, frozen=True, extra="ignore", hide_input_in_errors=True
    )

    token: SecretStr = Field(description="set it to the token that @BotFather gave you, as in 123456:ABC-DEF")
    """The bot's token."""
    api_url: str = Field(
        TELEGRAM,
        description="set it to the root of a Bot API server, as in http://127.0.0.1:8081",
    )
    """Root of the Bot API server, without a slash at its end."""
    workers: int = Field(16, ge=1, le=256, description="set it to a whole number from 1 to 256")
    """How many chats are answered side by side."""
    webhook_url: str | None = Field(None, description="set it to the https address at which the bot is reached")
    """The public address that the Bot API server delivers updates to; without one, the bot polls."""
    webhook_secret: SecretStr | None = Field(
        None, description="set it to 1 to 256 of the characters A-Z, a-z, 0-9, _ and -, or leave it out"
    )
    """What the server shows to prove that a call is its own; by default made of the token."""
    webhook_host: str = Field("127.0.0.1", description="set it to an address of this machine")
    """The address that the webhook listens on."""
    webhook_port: int = Field(8080, ge=0, le=65535, description="set it to a port from 1 to 65535")
    """The port that the webhook listens on, behind whatever ends the https."""
    rate: int | None = Field(None, ge=0, le=10_000, description="set it to a number of messages a second; 0: no limit")
    """Messages a second in all. By default 30, which is what api.telegram.org lets through; with another server, no
    limit but what the server itself sets."""
    group_rate: int = Field(20, ge=0, le=10_000, description="set it to a number of messages a minute; 0: no limit")
    """Messages a minute in each group and channel."""
    person_rate: int = Field(10, ge=0, le=10_000, description="set it to a number of questions a minute; 0: no limit")
    """Questions a minute that are answered to each person in a group; the first one beyond is told so."""
    timeout: float = Field(20.0, gt=0, le=300, description="set it to a number of seconds of at most 300")
    """Seconds to wait for the Bot API server's reply to a call."""
    start_tries: int = Field(6, ge=1, le=100, description="set it to a whole number from 1 to 100")
    """How often the Bot API server is tried at the start, with growing pauses of at most 8 seconds."""
    unanswered_days: int = Field(0, ge=0, le=3650, description="set it to a number of days; 0: none are kept")
    """Days for which questions without an answer are kept for ``python -m bot unanswered``; 0: none are kept."""
    log_text: bool = Field(False, description="set it to true or false")
    """Whether the log holds what people write."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="set it to DEBUG, INFO, WARNING or ERROR"
    )
    """Least severity of the lines that are logged."""
    database: Path | None = Field(None, description="set it to the path of a file that the bot may write")
    """The file of the bot's memory; by default one for each bot and server, in the folder of this program's state."""
    health_file: Path | None = Field(None, description="set it to the path of a file that the bot may write")
    """A file whose modification time is that of the last successful poll."""

    @property
    def database_file(self) -> Path:
        """``database``, or where it is by default."""
        bot, server = self.token.get_secret_value().partition(":")[0], urlsplit(self.api_url)
        name = re.sub(r"[^\w.-]+", "-", f"{bot}-{server.netloc}{server.path}")
        return self.database or (state.folder(os.environ) or Path()) / f"{name}.db"

    @property
    def messages_a_second(self) -> int:
        """``rate``, or what it is by default; 0 for no limit."""
        return self.rate if self.rate is not None else 30 if self.api_url == TELEGRAM else 0

    @field_validator("token")
    @classmethod
    def _has_the_form_of_a_token(cls, token: SecretStr) -> SecretStr:
        if not TOKEN.fullmatch(token.get_secret_value().strip()):
            raise ValueError("is not a bot token")
        return SecretStr(token.get_secret_value().strip())

    @property
    def secret_token(self) -> str:
        """``webhook_secret``, or what it is by default: the same after each start, and of no use to learn the token."""
        if self.webhook_secret:
            return self.webhook_secret.get_secret_value()
        return hmac.new(self.token.get_secret_value().encode(), b"webhook", sha256).hexdigest()

    @field_validator("webhook_secret")
    @classmethod
    def _can_be_sent(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
            raise ValueError("is no secret token")
        return secret

    @field_validator("webhook_url")
    @classmethod
    def _is_reached_by_https(cls, url: str | None) -> str | None:
        if url is None:
            return None
        found = root(url)
        if found.startswith("http:") and not is_near(urlsplit(found).hostname or ""):
            raise ValueError("is not an https address")
        if urlsplit(found).path in ("/healthz", "/readyz"):
            raise ValueError("is one of the addresses that tell of the bot's health")
        return found

    @field_validator("api_url")
    @classmethod
    def _is_a_root(cls, url: str) -> str:
        return root(url)

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper_case(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level


def root(url: str) -> str:
    """The root URL that ``url`` means: with a scheme, without a slash at its end.

    Without a scheme it is https, or http on this machine, in a private network and for a name without a dot.

    Raises ValueError if it cannot be the root of a Bot API server.
    """
    url = url.strip()
    split = urlsplit(url if "://" in url else f"//{url}")
    if split.scheme not in ("", "http", "https"):
        raise ValueError("is neither an http nor an https address")
    if not split.hostname or re.search(r"[\s\x00-\x1f\x7f]", url) or split.username is not None:
        raise ValueError("is not an address")
    if split.query or split.fragment:
        raise ValueError("has more than a root: no '?' and no '#'")
    _ = split.port  # urlsplit checks the port only when it is asked for
    scheme = split.scheme or ("http" if is_near(split.hostname) else "https")
    return f"{scheme}://{split.netloc}{split.path.rstrip('/')}"


def is_near(host: str) -> bool:
    """Whether ``host`` is this machine or one of a private network, as far as its name tells."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host


def load() -> Settings:
    """The settings of the process's environment.

    Raises SettingsError, in one line, for all variables that are missing or unusable.
    """
    try:
        return Settings.model_validate({})
    except ValidationError as error:
        faults = [_fault(str(fault["loc"][0]), fault["type"], fault["msg"]) for fault in error.errors()]
    raise SettingsError("; ".join(faults))


def _fault(field: str, kind: str, message: str) -> str:
    says = {"missing": "is not set", "value_error": message.removeprefix("Value error, ")}
    do = Settings.model_fields[field].description
    return f"BOT_{field.upper()} {says.get(kind, 'has a value that cannot be used')}: {do}"
