"""What a browser is known by: a random cookie, the token of its forms, and a curator's name."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, quote, unquote

from ..errors import InputError
from ..retrieval.audit.decisions import author_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_COOKIE: Final = "rareseek_session"
_AUTHOR: Final = "rareseek_author"
_YEAR: Final = 365 * 86_400
_MOST_FIELDS: Final = 40


class Sessions:
    """Tokens of forms, valid as long as this server runs; ``author`` is who decides by default."""

    def __init__(self, author: str | None) -> None:
        self._secret = secrets.token_bytes(32)
        self._default = None if author is None else author_of(author)

    def token(self, session: str) -> str:
        """The token that the forms of a session carry."""
        return hmac.new(self._secret, session.encode(), sha256).hexdigest()

    def of(self, request: Request) -> str:
        """The session of a request; a new one where it has none."""
        known: str | None = getattr(request.state, "session", None)
        if known is None:
            known = request.cookies.get(_COOKIE) or secrets.token_urlsafe(24)
            request.state.session = known
        return known

    def author(self, request: Request) -> str | None:
        """The curator's name or ORCID, if the browser or the command line gave one."""
        given = request.cookies.get(_AUTHOR)
        try:
            return author_of(unquote(given)) if given else self._default
        except InputError:
            return self._default

    def keep(self, request: Request, response: Response, author: str | None = None) -> None:
        """Set the cookies of a response."""
        if _COOKIE not in request.cookies:
            response.set_cookie(_COOKIE, self.of(request), httponly=True, samesite="strict")
        if author is not None:
            response.set_cookie(
                _AUTHOR, quote(author), max_age=_YEAR, httponly=True, samesite="strict"
            )

    async def form(self, request: Request) -> dict[str, str]:
        """The fields of a form that this server's page sent.

        Raises:
            InputError: no form, or one whose token is not this session's.
        """
        try:
            body = (await request.body()).decode("utf-8")
            fields = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
        except ValueError as error:
            raise InputError("that is no form of this page; load the page again") from error
        expected = self.token(request.cookies.get(_COOKIE, ""))
        if not hmac.compare_digest(fields.get("token", "").encode(), expected.encode()):
            raise InputError("the page is from before this server started; load it again")
        return {name: value.replace("\r\n", "\n") for name, value in fields.items()}
