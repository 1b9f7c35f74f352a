"""How a call can go wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Parameters = Mapping[str, Any]


@dataclass(frozen=True)
class Fault:
    """What happens to one call instead of, or around, its being carried out."""

    status: int | None = None
    """HTTP status of a refusal; none for a call that is not refused."""
    description: str = ""
    parameters: Mapping[str, int] | None = None
    """ResponseParameters of the refusal."""
    body: bytes | None = None
    """A body that is no JSON, as a gateway's error page."""
    carried_out: bool = False
    """Whether the call is carried out although no good reply comes of it."""
    delay: float = 0.0
    """Seconds before the reply."""
    drop: bool = False
    """Whether the connection is closed without a reply."""
    when: Callable[[Parameters], bool] | None = None
    """Which calls it is for; none for the next one whatever its parameters."""

    @classmethod
    def retry_after(cls, seconds: int, **more: Any) -> "Fault":
        """Too many requests."""
        text = f"Too Many Requests: retry after {seconds}"
        return cls(429, text, {"retry_after": seconds}, **more)

    @classmethod
    def forbidden(cls, **more: Any) -> "Fault":
        """The person has blocked the bot."""
        return cls(403, "Forbidden: bot was blocked by the user", **more)

    @classmethod
    def bad_request(cls, description: str = "Bad Request: chat not found", **more: Any) -> "Fault":
        """The call cannot be carried out."""
        return cls(400, description, **more)

    @classmethod
    def unauthorized(cls, **more: Any) -> "Fault":
        """The token is not, or no longer, known."""
        return cls(401, "Unauthorized", **more)

    @classmethod
    def server_error(cls, **more: Any) -> "Fault":
        """The Bot API server itself says that it failed."""
        return cls(500, "Internal Server Error", **more)

    @classmethod
    def gateway_error(cls, **more: Any) -> "Fault":
        """A proxy's error page, which does not tell whether the call was carried out."""
        return cls(502, body=b"<html><title>502 Bad Gateway</title></html>", **more)

    @classmethod
    def slow(cls, delay: float, *, carried_out: bool = True, **more: Any) -> "Fault":
        """The reply takes ``delay`` seconds; the call itself is carried out before."""
        return cls(delay=delay, carried_out=carried_out, **more)

    @classmethod
    def dropped(cls, *, carried_out: bool = False, **more: Any) -> "Fault":
        """The connection breaks."""
        return cls(drop=True, carried_out=carried_out, **more)
