"""The application: which handler answers which path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ..errors import RareseekError
from .curator import CuratorPage
from .diagnosis import DiagnosePage
from .door import TOO_LARGE, WRONG, Door, TooLargeError
from .pages import STATIC, Pages
from .server import LOOPBACK
from .session import Sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from starlette.requests import Request
    from starlette.responses import Response

    from ..retrieval import KnowledgeGraph

#: A character of a note takes up to three signs a byte in a form; the rest is for other fields.
_ESCAPED: Final = 3
_OTHER_FIELDS: Final = 65_536


def build_app(
    graph: KnowledgeGraph,
    *,
    hosts: Collection[str] = LOOPBACK,
    author: str | None = None,
) -> Door:
    """The pages over an open graph that audits, for browsers that reach it by one of ``hosts``.

    Raises `InputError` for an ``author`` that is neither an ORCID nor a name.
    """
    sessions = Sessions(author)
    pages = Pages(graph, sessions)
    curator, diagnosis = CuratorPage(pages), DiagnosePage(pages)

    def home(request: Request) -> Response:  # noqa: ARG001 - a handler's signature
        return RedirectResponse("/queue")

    app = Starlette(
        routes=[
            Route("/", home),
            Route("/queue", curator.queue),
            Route("/mention/{id:int}", curator.mention),
            Route("/mention/{id:int}", curator.decide, methods=["POST"]),
            Route("/mention/{id:int}/settle", curator.settle, methods=["POST"]),
            Route("/author", curator.author, methods=["POST"]),
            Route("/undo", curator.undo, methods=["POST"]),
            Route("/conflicts", curator.conflicts),
            Route("/export.sssom.tsv", curator.export),
            Route("/diagnose", diagnosis.form),
            Route("/diagnose", diagnosis.diagnose, methods=["POST"]),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        exception_handlers=_refusals(pages),
    )
    limit = _ESCAPED * graph.settings.max_note_bytes + _OTHER_FIELDS
    return Door(app, hosts=hosts, limit=limit, page=pages.plain)


def _refusals(pages: Pages) -> dict[Any, Callable[[Request, Exception], Response]]:
    """The pages that answer errors."""

    def refused(request: Request, error: Exception) -> Response:
        return pages.page(request, "error.html", status=400, sentence=str(error))

    def not_found(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        sentence = "There is no such page." if status == 404 else "That cannot be done here."
        return pages.page(request, "error.html", status=status, sentence=sentence)

    def too_large(request: Request, error: Exception) -> Response:  # noqa: ARG001
        return pages.page(request, "error.html", status=413, sentence=TOO_LARGE)

    def unforeseen(request: Request, error: Exception) -> Response:  # noqa: ARG001
        return pages.plain(500, WRONG)  # the door logs what kind of error it was

    return {
        RareseekError: refused,
        HTTPException: not_found,
        TooLargeError: too_large,
        Exception: unforeseen,
    }
