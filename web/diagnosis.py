"""The diagnose page: a pasted note to a ranked, cited differential. The note is never kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.concurrency import run_in_threadpool

from ..errors import RareseekError
from ..retrieval.evidence import Status
from ..retrieval.mimics import NOT_IN_THE_GRAPH
from ..retrieval.notices import none_stands_out, told_apart
from ..retrieval.passages import describe, gene_texts
from ..retrieval.patient import said_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from ..retrieval.differential import Diagnosis, Differential, Findings
    from .pages import Pages

TOP: Final = 10
#: Lines of evidence of a diagnosis that are shown at once; the rest is folded.
SHOWN: Final = 8
_MARKS: Final = {
    Status.MATCHED: ("+", "matches"),
    Status.RELATED: ("~", "similar"),
    Status.CONFLICTING: ("!", "conflicts"),
    Status.UNEXPLAINED: ("–", "not explained"),
    Status.ABSENT_AS_EXPECTED: ("+", "absent, as expected"),
    Status.MISSING: ("?", "expected, not in the note"),
}


class Line(NamedTuple):
    """One line of evidence: a sign, what the sign means, a class for its colour, the text."""

    sign: str
    meaning: str
    kind: str
    text: str


class Part(NamedTuple):
    """A stretch of the note: plain, a finding, or a place that did not map."""

    text: str
    kind: str
    title: str
    mention: int | None


class DiagnosePage:
    """Handlers of the diagnose page."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def form(self, request: Request) -> Response:
        """``GET /diagnose``: an empty form."""
        return self._page(request, "", None, None)

    async def diagnose(self, request: Request) -> Response:
        """``POST /diagnose``: the differential of the note in the form."""
        fields = await self._pages.sessions.form(request)
        note = fields.get("note", "")
        try:
            found = await run_in_threadpool(self._pages.graph.diagnose, note, top=TOP)
        except RareseekError as error:
            return self._page(request, note, None, str(error))
        return await run_in_threadpool(self._page, request, note, found, None)

    def _page(
        self, request: Request, note: str, found: Differential | None, problem: str | None
    ) -> Response:
        return self._pages.page(
            request,
            "diagnose.html",
            status=200 if problem is None else 400,
            note=note,
            found=found,
            problem=problem,
            parts=[] if found is None else list(self._parts(note, found)),
            unmapped={} if found is None else self._unmapped(found),
            told=[] if found is None else list(told(found.findings)),
            lines=lines,
            genes=gene_texts,
            shown=SHOWN,
            notice=None if found is None or found.stands_out else none_stands_out(found.absence),
            mimics=[] if found is None else list(_mimics(found)),
            not_in_the_graph=NOT_IN_THE_GRAPH,
        )

    def _unmapped(self, found: Differential) -> dict[str, int | None]:
        """Each text that did not map, once, with the number of its mention in the queue."""
        texts = dict.fromkeys(place.text for place in found.findings.unmapped)
        return {text: self._pages.store.find(text) for text in texts}

    def _parts(self, note: str, found: Differential) -> Iterator[Part]:
        queue = self._unmapped(found)
        findings = found.findings
        places = [
            (m.start, m.end, m.assertion, f"{m.label} ({m.id}), {m.assertion}", None)
            for m in findings.mentions
        ]
        places += [
            (u.start, u.end, "unmapped", "did not map: not used", queue.get(u.text))  # type: ignore[misc]
            for u in findings.unmapped
        ]
        at = 0
        for start, end, kind, title, mention in sorted(places, key=lambda p: (p[0], -p[1])):
            if start < at:
                continue
            yield Part(note[at:start], "", "", None)
            yield Part(note[start:end], kind, title, mention)
            at = end
        yield Part(note[at:], "", "", None)


def told(findings: Findings) -> Iterator[tuple[str, list[str]]]:
    """What else the note says of the patient, by headings; what it says nothing of is left out."""
    said = {
        "Patient": list(said_of(findings.patient)),
        "Diseases named": [f"{m.label} ({m.id}), {m.assertion}" for m in findings.diseases],
        "Genes": [f"{m.label} ({m.id}), {m.assertion}" for m in findings.genes],
        "Variants": [
            f"{m.label} ({m.id or 'not found in the graph'}), {m.assertion}"
            for m in findings.variants
        ],
    }
    yield from ((heading, list(dict.fromkeys(items))) for heading, items in said.items() if items)


def lines(diagnosis: Diagnosis, labels: Mapping[str, str]) -> list[Line]:
    """The evidence on a diagnosis as lines to be shown: genotype, then the weightiest first."""
    genotype = [Line("+", "gene or variant", "matched", each.text) for each in diagnosis.genotype]
    return genotype + [
        Line(*_MARKS[each.status], each.status.name.lower(), describe(each, labels))
        for each in diagnosis.evidence
        if each.status in _MARKS
    ]


class MimicLine(NamedTuple):
    """What the first diagnosis may be mistaken for: name, id, shared findings, what separates."""

    name: str
    id: str
    shared: str
    apart: str


def _mimics(found: Differential) -> Iterator[MimicLine]:
    leading = next(iter(found.diagnoses), None)
    for one in found.mimics:
        if leading is not None and one.of == leading.ranked.id:
            names = {one.of: leading.ranked.name, one.disease.id: one.disease.name}
            shared = ", ".join(found.labels[term] for term in one.shared)
            yield MimicLine(one.disease.name, one.disease.id, shared, told_apart(one, names))
