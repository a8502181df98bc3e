"""Evidence, two diagnoses at once and mimics as JSON values of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..graph import Annotation
from .differential import Differential, TwoDiagnoses
from .evidence import Evidence, frequency_text
from .mimics import NOT_IN_THE_GRAPH, Mimic, Separator
from .ranking.ranker import RankedDisease
from .rendering import statement_record
from .statements import described


def alternatives(differential: Differential) -> dict[str, Any]:
    """``pair`` (null where one disease explains the findings) and ``mimics``."""
    labels, snapshot = differential.labels, differential.snapshot
    pair = differential.pair
    return {
        "pair": None if pair is None else _pair(pair, labels),
        "mimics": [_mimic(one, labels, snapshot) for one in differential.mimics],
        "mimics_note": NOT_IN_THE_GRAPH,
    }


def evidence_record(evidence: Evidence, labels: Mapping[str, str]) -> dict[str, Any]:
    """One line of evidence with its frequency, source and references."""
    record: dict[str, Any] = {
        "status": evidence.status.value,
        "phenotype": None,
        "annotation": None,
        "log_ratio": evidence.log_ratio,
    }
    if evidence.phenotype is not None:
        record["phenotype"] = _term(evidence.phenotype, labels)
    if (annotation := evidence.annotation) is not None:
        record["annotation"] = {
            "id": annotation.phenotype_id,
            "label": annotation.phenotype_name,
            "frequency": annotation.frequency,
            "frequency_text": frequency_text(annotation),
            "negated": annotation.negated,
            "onset": annotation.onset_name,
            "sex": annotation.sex,
            "evidence": annotation.evidence,
            "references": list(annotation.references),
            "source": annotation.source,
        }
    return record


def _pair(two: TwoDiagnoses, labels: Mapping[str, str]) -> dict[str, Any]:
    pair = two.pair
    return {
        "gain": pair.gain,
        "margin": pair.margin,
        "diseases": [
            _disease(diagnosis.ranked)
            | {
                "explains": [_term(term, labels) for term in explained],
                "evidence": [evidence_record(each, labels) for each in diagnosis.evidence],
            }
            for diagnosis, explained in zip(two.diagnoses, pair.explained, strict=True)
        ],
        "unexplained": [_term(term, labels) for term in pair.unexplained],
    }


def _mimic(mimic: Mimic, labels: Mapping[str, str], snapshot: str) -> dict[str, Any]:
    return (
        {"of": mimic.of}
        | _disease(mimic.disease)
        | {
            "rank": mimic.disease.rank,
            "posterior": mimic.disease.posterior,
            "likeness": mimic.likeness,
            "shared": [_term(term, labels) for term in mimic.shared],
            "separated_by": _separator(mimic.separator, snapshot),
        }
    )


def _separator(separator: Separator | None, snapshot: str) -> dict[str, Any] | None:
    if separator is None:
        return None
    cited = (separator.shown, separator.other)
    return {
        "id": separator.phenotype,
        "label": separator.name,
        "speaks_for": separator.speaks_for,
        "in_note": separator.in_note,
        "gain": separator.gain,
        "statements": [_statement(one, snapshot) for one in cited if one is not None],
    }


def _statement(annotation: Annotation, snapshot: str) -> dict[str, Any]:
    """What a source says, under the key that it has everywhere; it is cited by that."""
    (statement,) = described((), (), (annotation,), snapshot)
    record = statement_record(statement)
    return {name: value for name, value in record.items() if name != "id"}


def _disease(ranked: RankedDisease) -> dict[str, Any]:
    return {
        "id": ranked.id,
        "name": ranked.name,
        "equivalent_ids": list(ranked.equivalent_ids),
    }


def _term(term: str, labels: Mapping[str, str]) -> dict[str, str]:
    return {"id": term, "label": labels[term]}
