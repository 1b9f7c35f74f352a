"""HTTP to the Bot API server by aiohttp, which costs less than half of what the library's own way does, and tells to
the moment when a call can have arrived.

telegram.error.NetworkError
└── Unsent    the call did not leave this machine
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from aiohttp import BytesPayload, ClientError, ClientSession, ClientTimeout, DummyCookieJar, FormData, TCPConnector
from aiohttp.abc import AbstractStreamWriter
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

LEAVING: ContextVar[Callable[[], None]] = ContextVar("leaving")
"""Called right before the body of a call is handed to the network; what it raises keeps the call from leaving."""

_IDLE = 30.0
"""Seconds that an idle connection is kept."""
_UPLOAD = 60.0
"""Seconds more for a call with a file."""


class Unsent(NetworkError):
    """The call did not leave this machine: it can be repeated."""


class Request(BaseRequest):
    """What the library calls a request: a pool of connections to the server."""

    def __init__(self, connections: int, timeout: float, *, trust_env: bool) -> None:
        """``timeout``: seconds that the server may take; ``trust_env``: whether the environment's proxies are used."""
        self._connections = connections
        self._timeout = timeout
        self.trust_env = trust_env
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that the server may take by default."""
        return self._timeout

    async def initialize(self) -> None:
        """Opens the pool."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=self._connections, keepalive_timeout=_IDLE),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=self.trust_env,
            )

    async def shutdown(self) -> None:
        """Closes the pool."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  # the library's signature
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """The HTTP status and body of the reply. Raises Unsent, TimedOut, or NetworkError for a broken connection."""
        assert self._session is not None, "the request has not been initialized"
        patience: float = self._timeout if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        limits = ClientTimeout(
            total=patience + (_UPLOAD if request_data and request_data.contains_files else 0),
            sock_connect=min(self._timeout, 10.0),
        )
        body = await _body(request_data)
        try:
            async with self._session.request(method, URL(url, encoded=True), data=body, timeout=limits) as response:
                return response.status, await response.read()
        except (ClientError, TimeoutError, OSError) as error:
            what = f"{type(error).__name__}: {error}"
            if not body.left:
                raise Unsent(f"not sent: {what}") from error
            if isinstance(error, TimeoutError):
                raise TimedOut(f"no reply in time: {what}") from error
            raise NetworkError(what) from error


class _Body(BytesPayload):
    """A body that is written in one piece."""

    def __init__(self, content: bytes, content_type: str) -> None:
        super().__init__(content, content_type=content_type)
        self.left = False
        self._leaving = LEAVING.get(None)

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        """As aiohttp's own. Nothing else runs between the call of ``LEAVING`` and the network."""
        if self._leaving and not self.left:
            self._leaving()
        self.left = True
        await super().write_with_length(writer, content_length)


async def _body(data: RequestData | None) -> _Body:
    if data is None or not data.contains_files:
        return _Body(
            data.url_encoded_parameters().encode() if data else b"", "application/x-www-form-urlencoded; charset=utf-8"
        )
    form = FormData(data.json_parameters)
    for name, (filename, content, content_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=content_type)
    payload = form()
    return _Body(await payload.as_bytes(), str(payload.headers["Content-Type"]))
