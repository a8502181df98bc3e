"""What the graph says for and against one disease, finding by finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..graph import Annotation
from .ranking.likelihood import GENERIC
from .ranking.ranker import Contribution

#: From this frequency on a phenotype is expected of every patient ("very frequent" in HPO's terms).
HALLMARK_FREQUENCY = 0.8
#: Counts of fewer patients than this do not make a hallmark.
HALLMARK_PATIENTS = 3
#: An excluded phenotype contradicts a disease that shows it at least this often.
CONFLICT_FREQUENCY = 0.3

_CLASSES = {
    "HP:0040280": "obligate (100%)",
    "HP:0040281": "very frequent (80-99%)",
    "HP:0040282": "frequent (30-79%)",
    "HP:0040283": "occasional (5-29%)",
    "HP:0040284": "very rare (1-4%)",
    "HP:0040285": "excluded (0%)",
}


class Status(StrEnum):
    """How a finding stands to a disease."""

    MATCHED = "matched"
    """The disease shows the finding itself or a more specific form of it."""
    RELATED = "related"
    """The disease shows another form of a common, more general phenotype."""
    UNEXPLAINED = "unexplained"
    """The disease shows nothing like the finding."""
    CONFLICTING = "conflicting"
    """Patient and disease disagree: one has the phenotype, the other excludes it."""
    MISSING = "missing"
    """The disease nearly always shows it and the note does not speak of it."""
    ABSENT_AS_EXPECTED = "absent as expected"
    """Patient and disease both exclude it."""
    NEUTRAL = "neutral"
    """The patient lacks it and the disease does not need it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line of evidence.

    ``phenotype`` is the HPO id of the patient's finding (None for a missing hallmark);
    ``annotation`` is the annotation of the disease it was compared with; ``log_ratio`` is what the
    finding adds to the score, in nats.
    """

    status: Status
    phenotype: str | None
    annotation: Annotation | None
    log_ratio: float


def frequency_text(annotation: Annotation) -> str:
    """The frequency in words a clinician reads: "4/5 patients", "frequent (30-79%)", "37%"."""
    if annotation.m:
        return f"{annotation.n or 0}/{annotation.m} patients"
    label = annotation.frequency_label
    if label:
        return _CLASSES.get(label, label)
    return "frequency not stated"


def weigh(
    contributions: Iterable[Contribution],
    annotations: Sequence[Annotation],
    ancestors: Callable[[str], frozenset[str]],
    background: Callable[[str], float],
) -> tuple[Evidence, ...]:
    """Evidence on one disease: its findings in order of weight, then its missing hallmarks.

    ``ancestors`` gives a term's ancestors and itself; ``background`` the mean frequency of a term.
    """
    held = [a for a in annotations if a.aspect == "P"]
    findings = [_weighed(c, held, ancestors, background) for c in contributions]
    named = {c.phenotype for c in contributions}
    hallmarks = [
        Evidence(Status.MISSING, None, annotation, 0.0)
        for annotation in _hallmarks(held)
        if not _spoken_of(annotation.phenotype_id, named, ancestors)
    ]
    findings.sort(key=lambda e: -abs(e.log_ratio))
    return (*findings, *hallmarks)


def _weighed(
    contribution: Contribution,
    held: Sequence[Annotation],
    ancestors: Callable[[str], frozenset[str]],
    background: Callable[[str], float],
) -> Evidence:
    term = contribution.phenotype
    shown = strongest(a for a in held if not a.negated and term in ancestors(a.phenotype_id))
    denied = strongest(a for a in held if a.negated and a.phenotype_id == term)
    if contribution.excluded:
        status, annotation = _excluded(shown, denied)
    elif shown is not None:
        status, annotation = Status.MATCHED, shown
    elif denied is not None:
        status, annotation = Status.CONFLICTING, denied
    else:
        status, annotation = _related(contribution.matched, held, ancestors, background)
    return Evidence(status, term, annotation, contribution.log_ratio)


def _excluded(
    shown: Annotation | None, denied: Annotation | None
) -> tuple[Status, Annotation | None]:
    if shown is not None and (shown.frequency or 0.0) >= CONFLICT_FREQUENCY:
        return Status.CONFLICTING, shown
    return (Status.NEUTRAL, shown) if denied is None else (Status.ABSENT_AS_EXPECTED, denied)


def _related(
    common: str | None,
    held: Sequence[Annotation],
    ancestors: Callable[[str], frozenset[str]],
    background: Callable[[str], float],
) -> tuple[Status, Annotation | None]:
    if common is None or background(common) >= GENERIC:
        return Status.UNEXPLAINED, None
    shown = strongest(a for a in held if not a.negated and common in ancestors(a.phenotype_id))
    return (Status.UNEXPLAINED if shown is None else Status.RELATED), shown


def strongest(annotations: Iterable[Annotation]) -> Annotation | None:
    """The most frequent annotation; of equals the best counted, then the first by id."""
    return max(
        annotations,
        key=lambda a: (a.frequency or 0.0, a.m or 0, len(a.references)),
        default=None,
    )


def _hallmarks(held: Sequence[Annotation]) -> list[Annotation]:
    """Annotations nearly every patient has, most frequent first, one per phenotype."""
    found: dict[str, Annotation] = {}
    for annotation in held:
        counted_few = annotation.m is not None and annotation.m < HALLMARK_PATIENTS
        if (annotation.frequency or 0.0) >= HALLMARK_FREQUENCY and not counted_few:
            found.setdefault(annotation.phenotype_id, annotation)
    return sorted(found.values(), key=lambda a: -(a.frequency or 0.0))


def _spoken_of(term: str, named: Iterable[str], ancestors: Callable[[str], frozenset[str]]) -> bool:
    return any(other in ancestors(term) or term in ancestors(other) for other in named)
