"""Templates and what every page needs; all values are escaped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from ..retrieval.audit import Predicate, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from ..retrieval import KnowledgeGraph
    from ..retrieval.audit import AuditStore
    from .session import Sessions

HERE: Final = Path(__file__).resolve().parent
STATIC: Final = HERE / "static"


class Pages:
    """Renders templates for one graph.

    Args:
        graph: An open snapshot, auditing.
        sessions: Cookies, tokens and the curator's name.

    """

    def __init__(self, graph: KnowledgeGraph, sessions: Sessions) -> None:
        self.graph = graph
        self.sessions = sessions
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            snapshot=graph.id, Status=Status, Predicate=Predicate, query=query
        )
        self._environment.filters["marked"] = marked

    @property
    def store(self) -> AuditStore:
        """The audit store."""
        store = self.graph.curated.store
        if store is None:  # a graph that audits has one
            raise RuntimeError
        return store

    def page(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        author: str | None = None,
        **values: Any,
    ) -> Response:
        """A page; ``author`` is remembered by the browser."""
        counts = self.store.counts()
        statuses = counts["statuses"]
        waiting = sum(statuses[s.value] for s in Status if s.waits)
        text = self._environment.get_template(template).render(
            token=self.sessions.token(self.sessions.of(request)),
            author=author or self.sessions.author(request),
            path=request.url.path,
            counts=counts,
            waiting=waiting,
            decided=counts["mentions"] - waiting,
            **values,
        )
        response = HTMLResponse(text, status)
        self.sessions.keep(request, response, author)
        return response

    def plain(self, status: int, sentence: str) -> Response:
        """A page of one sentence, for those who get no session."""
        template = self._environment.get_template("refused.html")
        return HTMLResponse(template.render(status=status, sentence=sentence), status)


def query(values: Mapping[str, Any], **changed: Any) -> str:
    """A query string of the values that are set, with its question mark; or nothing."""
    kept = {name: value for name, value in {**values, **changed}.items() if value not in ("", None)}
    return f"?{urlencode(kept)}" if kept else ""


def marked(context: str, literal: str) -> list[tuple[str, bool]]:
    """A sentence in parts, each with whether it is the literal (whatever its case).

    >>> marked("He has Glassy fins.", "glassy fins")
    [('He has ', False), ('Glassy fins', True), ('.', False)]
    """
    at = context.lower().find(" ".join(literal.split()).lower())
    if at < 0 or len(context.lower()) != len(context):
        return [(context, False)]
    end = at + len(" ".join(literal.split()))
    parts = [(context[:at], False), (context[at:end], True), (context[end:], False)]
    return [part for part in parts if part[0]]
