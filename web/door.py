"""What every request passes: who may ask, how much, and what the browser may do with the answer.

The server answers only to names it was told (DNS rebinding), changes something only for its own
pages (cross-site requests), reads bodies up to a limit, and lets pages load nothing from elsewhere.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS: Final = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
TOO_LARGE: Final = "That is more than is read at once; see RARESEEK_MAX_NOTE_BYTES."
WRONG: Final = "Something went wrong; what was asked for was not done."
_READING: Final = frozenset({"GET", "HEAD"})
_log = logging.getLogger("uvicorn.error")


class TooLargeError(Exception):
    """The body goes on beyond the limit."""


class Door:
    """The application behind its checks.

    Args:
        app: What answers.
        hosts: Names and addresses that this server is reached by, without port.
        limit: Most bytes of a body.
        page: Makes a page of a status and a sentence.

    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Collection[str],
        limit: int,
        page: Callable[[int, str], Response],
    ) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._limit = limit
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with one sentence."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is None:
            try:
                await self._app(scope, self._limited(receive), guarded)
            except Exception as error:  # noqa: BLE001 - the server's door
                # The text of an error may hold words of a note: only its kind is logged.
                _log.error("a %s while answering %s", type(error).__name__, scope["path"])
                refusal = 500, WRONG
        if refusal is not None and not started:
            await self._page(*refusal)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            return 421, "This server does not answer to that name; see --allow-host."
        if scope["method"] not in _READING and not _own(headers, host):
            return 403, "Refused: this came from another site."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._limit:
            return 413, TOO_LARGE
        return None

    def _limited(self, receive: Receive) -> Receive:
        read = 0

        async def limited() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._limit:
                raise TooLargeError
            return message

        return limited


def _name(host: str) -> str:
    """A Host header without its port, in lower case; IPv6 addresses keep their brackets.

    >>> _name("LOCALHOST:8765"), _name("[::1]:80")
    ('localhost', '[::1]')
    """
    end = host.find("]") + 1 if host.startswith("[") else host.find(":")
    return (host[:end] if end > 0 else host).lower()


def _own(headers: Headers, host: str) -> bool:
    """Whether a page of this server sent the request, as far as the browser says."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin") or headers.get("referer")
    if origin is None:
        return False
    return urlsplit(origin).netloc.lower() == host.lower()
