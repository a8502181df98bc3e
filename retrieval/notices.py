"""What a reader should know before the list: none stands out, two together, what separates two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..graph import Annotation
from .differential import Differential, TwoDiagnoses
from .mimics import Mimic
from .passages import annotated, source_of
from .quoting import quoted, reference


def none_stands_out(absence: float | None) -> str:
    """That no disease of a list should be taken for the answer, and what it means.

    >>> none_stands_out(0.62)[:67]
    "No rare disease stands out: with a probability of 62% the patient's"
    """
    chance = "probably" if absence is None else f"with a probability of {absence:.0%}"
    return (
        f"No rare disease stands out: {chance} the patient's disease is none of those in the "
        "graph, so take none of the list for the answer, and think of common causes, too."
    )


def notices(differential: Differential) -> tuple[str, ...]:
    """What a language model should be told before the passages; stored text stands in quotes."""
    return tuple(_notices(differential))


def _notices(differential: Differential) -> Iterator[str]:
    if not differential.stands_out:
        yield none_stands_out(differential.absence)
    if differential.pair is not None:
        yield _pair(differential.pair, differential.labels)


def _pair(two: TwoDiagnoses, labels: Mapping[str, str]) -> str:
    each = " and ".join(
        f"{quoted(one.name)} ({reference(one.id)}) for "
        + ", ".join(f"{quoted(labels[term])} ({term})" for term in explained)
        for one, explained in zip(two.pair.diseases, two.pair.explained, strict=True)
    )
    return (
        "No single disease explains these findings well; two together would: "
        f"{each}. Two diseases in one patient are rare: look for one first."
    )


def told_apart(mimic: Mimic, names: Mapping[str, str]) -> str:
    """What separates a mimic from its candidate, as people read it.

    ``names`` gives the name of a disease by its leading id.
    """
    separator = mimic.separator
    if separator is None:
        return "no annotated phenotype separates the two; a genetic test may"
    against = mimic.of if separator.speaks_for == mimic.disease.id else mimic.disease.id
    said = "not in the note" if separator.in_note is None else f"{separator.in_note} in the note"
    return (
        f"told apart by {separator.name} ({separator.phenotype}), {said}: in "
        f"{names[separator.speaks_for]} {_said(separator.shown, separator.phenotype)}; in "
        f"{names[against]} {_said(separator.other, separator.phenotype)}"
    )


def _said(annotation: Annotation | None, phenotype: str) -> str:
    if annotation is None:
        return "not described"
    same = annotation.phenotype_id == phenotype
    return source_of(annotation) if same else annotated(annotation)
