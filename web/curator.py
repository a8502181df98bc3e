"""The curator page: the queue, one mention with its candidates, conflicts, export."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from ..errors import InputError
from ..retrieval.audit import Filter, Predicate, QueuedMention, Status
from ..retrieval.audit.curation import Curation
from ..retrieval.audit.decisions import author_of
from .pages import query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from ..retrieval.audit.terms import Place, Terms
    from .pages import Pages

#: Mentions on one page of the queue.
PAGE: Final = 25
#: Candidates that the keys 1 to 5 choose, and terms a search gives.
CANDIDATES: Final = 5
FOUND: Final = 8
_SCORES: Final = {
    "likely": (0.75, 1.0),
    "unsure": (0.0001, 0.7499),
    "none": (0.0, 0.0),
}
_FILTERS: Final = ("status", "language", "score", "count", "q")
_SEE_OTHER: Final = 303


@dataclass(frozen=True, slots=True)
class Choice:
    """A term that can be chosen for a mention: where it came from, and where it stands."""

    place: Place
    score: float | None
    steps: int | None
    found_by: str | None = None


class CuratorPage:
    """Handlers of the curator page."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    @property
    def _terms(self) -> Terms:
        return self._pages.graph.curated.terms

    def queue(self, request: Request) -> Response:
        """``GET /queue``: the mentions of a filter, a page of them."""
        filters = _filters(request.query_params)
        wanted = _wanted(filters)
        page = _number(request.query_params.get("page"), 1)
        store = self._pages.store
        return self._pages.page(
            request,
            "queue.html",
            filters=filters,
            page=page,
            size=PAGE,
            total=store.count(wanted),
            mentions=store.mentions(wanted, limit=PAGE, offset=(page - 1) * PAGE),
            **self._done(request.query_params),
        )

    def mention(self, request: Request) -> Response:
        """``GET /mention/{id}``: one mention; ``find`` searches further terms."""
        store, number = self._pages.store, int(request.path_params["id"])
        mention = store.mention(number)
        filters = _filters(request.query_params)
        before, after = store.neighbours(_wanted(filters), number)
        find = request.query_params.get("find", "").strip()[:200]
        return self._pages.page(
            request,
            "mention.html",
            mention=mention,
            filters=filters,
            before=before,
            after=after,
            choices=self._candidates(mention),
            found=self._found(find) if find else [],
            find=find,
            decisions=store.decisions(number),
            history=store.history(number),
            **self._done(request.query_params),
        )

    def conflicts(self, request: Request) -> Response:
        """``GET /conflicts``: contradicting decisions side by side."""
        store = self._pages.store
        mentions = store.mentions(Filter(status=Status.CONFLICT), limit=200)
        return self._pages.page(
            request,
            "conflicts.html",
            conflicts=[(store.mention(each.id), store.decisions(each.id)) for each in mentions],
            **self._done(request.query_params),
        )

    def export(self, request: Request) -> Response:  # noqa: ARG002 - a handler's signature
        """``GET /export.sssom.tsv``: all valid decisions."""
        return Response(
            self._pages.store.sssom(),
            media_type="text/tab-separated-values",
            headers={"content-disposition": 'attachment; filename="rareseek.sssom.tsv"'},
        )

    async def decide(self, request: Request) -> Response:
        """``POST /mention/{id}``: one decision, then the next mention of the list."""
        fields = await self._pages.sessions.form(request)
        author = fields.get("author") or self._pages.sessions.author(request)
        return await run_in_threadpool(self._decide, request, fields, author)

    async def settle(self, request: Request) -> Response:
        """``POST /mention/{id}/settle``: one of the decisions in conflict holds."""
        fields = await self._pages.sessions.form(request)
        author = fields.get("author") or self._pages.sessions.author(request)
        return await run_in_threadpool(self._settle, request, fields, author)

    async def author(self, request: Request) -> Response:
        """``POST /author``: who decides from now on."""
        fields = await self._pages.sessions.form(request)
        author = author_of(fields.get("author"))
        back = fields.get("back", "")
        own = back.startswith("/") and not back.startswith(("//", "/\\"))
        response = RedirectResponse(back if own else "/queue", _SEE_OTHER)
        self._pages.sessions.keep(request, response, author)
        return response

    async def undo(self, request: Request) -> Response:
        """``POST /undo``: the curator's latest decision is taken back."""
        await self._pages.sessions.form(request)
        author = self._pages.sessions.author(request)
        return await run_in_threadpool(self._undo, author)

    def _decide(self, request: Request, fields: Mapping[str, str], author: str | None) -> Response:
        curation = self._by(author)
        mention = self._pages.store.mention(int(request.path_params["id"]))
        filters = _filters(fields)
        _, after = self._pages.store.neighbours(_wanted(filters), mention.id)
        _act(curation, mention, fields)
        where = f"/mention/{after}" if after is not None else "/queue"
        back = RedirectResponse(f"{where}{query(filters, done=mention.id)}", _SEE_OTHER)
        self._pages.sessions.keep(request, back, curation.author)
        return back

    def _settle(self, request: Request, fields: Mapping[str, str], author: str | None) -> Response:
        curation = self._by(author)
        mention = self._pages.store.mention(int(request.path_params["id"]))
        curation.settle(mention, _number(fields.get("decision"), 0))
        back = RedirectResponse(f"/conflicts?done={mention.id}", _SEE_OTHER)
        self._pages.sessions.keep(request, back, curation.author)
        return back

    def _undo(self, author: str | None) -> Response:
        done = self._by(author).undo()
        if done is None:
            raise InputError("you have no decision that could be taken back")
        return RedirectResponse(f"/mention/{done[0]}?undone=1", _SEE_OTHER)

    def _by(self, author: str | None) -> Curation:
        return Curation.by(author, self._pages.store, self._terms)

    def _candidates(self, mention: QueuedMention) -> list[Choice]:
        """Candidates of the note, then terms with names like the literal, each once."""
        scored = {c.id: c for c in mention.candidates}
        others = [n.id for n in self._terms.search(mention.text, CANDIDATES) if n.id not in scored]
        best = mention.candidates[0].id if mention.candidates else None
        choices = []
        for term in [*scored, *others][:CANDIDATES]:
            if (place := self._terms.place(term)) is not None:
                score = scored[term].score if term in scored else None
                steps = self._terms.distance(best, term) if best and term != best else None
                choices.append(Choice(place, score, steps))
        return choices

    def _found(self, text: str) -> list[Choice]:
        return [
            Choice(place, None, None, named.name)
            for named in self._terms.search(text, FOUND)
            if (place := self._terms.place(named.id)) is not None
        ]

    def _done(self, values: Mapping[str, str]) -> dict[str, Any]:
        """The mention that was just decided on, with what was decided, to be told and undone."""
        number = _number(values.get("done"), 0)
        if not number:
            return {"done": None, "undone": "undone" in values}
        mention = self._pages.store.mention(number)
        decisions = self._pages.store.decisions(number)
        last = max(decisions, key=lambda one: one.id, default=None)
        return {"done": (mention, last), "undone": False}


def _act(curation: Curation, mention: QueuedMention, fields: Mapping[str, str]) -> None:
    """Do what the pressed button says."""
    comment, term = fields.get("comment"), fields.get("term", "")
    match fields.get("action"):
        case "reject":
            curation.reject(mention, comment)
        case "propose":
            curation.propose(mention, fields.get("label", ""), fields.get("parent"), comment)
        case "exact" | "close" | "broad" | "deny" as action:
            if not term:
                raise InputError("choose a term first")
            if action == "deny":
                curation.deny(mention, term, comment)
            else:
                curation.accept(mention, term, Predicate[action.upper()], comment)
        case _:
            raise InputError("press one of the buttons")


def _filters(values: Mapping[str, str]) -> dict[str, str]:
    """The filters of a query or form, as text."""
    return {name: values.get(name, "").strip()[:200] for name in _FILTERS}


def _wanted(filters: Mapping[str, str]) -> Filter:
    status = filters["status"]
    least, greatest = _SCORES.get(filters["score"], (0.0, 1.0))
    wanted = Filter(
        waiting=status not in ("all", *Status),
        language=filters["language"] or None,
        least_score=least,
        greatest_score=greatest,
        least_count=_number(filters["count"], 0),
        text=filters["q"],
    )
    return replace(wanted, status=Status(status)) if status in list(Status) else wanted


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise
