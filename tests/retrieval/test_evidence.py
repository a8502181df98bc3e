"""How findings stand to a disease, and what a passage says of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rareseek.graph import Annotation
from rareseek.retrieval.evidence import Status, frequency_text, weigh
from rareseek.retrieval.passages import describe
from rareseek.retrieval.ranking.index import RankingIndex
from rareseek.retrieval.ranking.ranker import Contribution

ARACHNODACTYLY, BRACHYDACTYLY, FINGERS = "HP:0001166", "HP:0001156", "HP:0001167"
SEIZURE, DISABILITY = "HP:0001250", "HP:0001249"


def annotation(term: str, frequency: float | None = None, **more: Any) -> Annotation:
    plain = Annotation(
        disease_id="OMIM:154700",
        phenotype_id=term,
        phenotype_name=f"name of {term}",
        frequency=frequency,
        n=None,
        m=None,
        frequency_label=None,
        negated=False,
        onset=None,
        onset_name=None,
        sex=None,
        modifiers=(),
        aspect="P",
        evidence="PCS",
        references=("PMID:1",),
        source="HPOA",
    )
    return replace(plain, **more)


def statuses(
    clinic: RankingIndex, contributions: list[Contribution], held: list[Annotation]
) -> list[tuple[Status, str | None, str | None]]:
    return [
        (e.status, e.phenotype, e.annotation.phenotype_id if e.annotation else None)
        for e in weigh(contributions, held, clinic.ancestors_of, clinic.background_of)
    ]


def observed(term: str, matched: str | None, log_ratio: float = 1.0) -> Contribution:
    return Contribution(term, excluded=False, log_ratio=log_ratio, matched=matched)


def absent(term: str, log_ratio: float = 0.0) -> Contribution:
    return Contribution(term, excluded=True, log_ratio=log_ratio, matched=None)


def test_a_more_specific_annotation_matches(clinic: RankingIndex) -> None:
    held = [annotation(ARACHNODACTYLY, 0.5)]
    assert statuses(clinic, [observed(FINGERS, FINGERS)], held) == [
        (Status.MATCHED, FINGERS, ARACHNODACTYLY)
    ]


def test_a_sibling_is_related_only_by_a_rare_ancestor(clinic: RankingIndex) -> None:
    held = [annotation(ARACHNODACTYLY, 0.5)]
    by_fingers = [observed(BRACHYDACTYLY, FINGERS)]
    assert clinic.background_of(FINGERS) < 0.3
    assert statuses(clinic, by_fingers, held) == [(Status.RELATED, BRACHYDACTYLY, ARACHNODACTYLY)]
    by_root = [observed(BRACHYDACTYLY, "HP:0000118")]
    assert statuses(clinic, by_root, held) == [(Status.UNEXPLAINED, BRACHYDACTYLY, None)]


def test_an_excluded_annotation_conflicts_with_a_finding(clinic: RankingIndex) -> None:
    held = [annotation(SEIZURE, 0.0, negated=True)]
    assert statuses(clinic, [observed(SEIZURE, None)], held) == [
        (Status.CONFLICTING, SEIZURE, SEIZURE)
    ]


@pytest.mark.parametrize(
    ("held", "status"),
    [
        (annotation(SEIZURE, 0.9), Status.CONFLICTING),
        (annotation(SEIZURE, 0.1), Status.NEUTRAL),
        (annotation(SEIZURE, 0.0, negated=True), Status.ABSENT_AS_EXPECTED),
        (annotation(ARACHNODACTYLY, 0.5), Status.NEUTRAL),
    ],
)
def test_an_excluded_finding(clinic: RankingIndex, held: Annotation, status: Status) -> None:
    (found,) = weigh([absent(SEIZURE)], [held], clinic.ancestors_of, clinic.background_of)
    assert found.status is status


def test_missing_hallmarks_are_frequent_counted_and_not_spoken_of(clinic: RankingIndex) -> None:
    held = [
        annotation(SEIZURE, 0.9),
        annotation(DISABILITY, 1.0, n=2, m=2),
        annotation(ARACHNODACTYLY, 0.95, n=19, m=20),
        annotation("HP:0000545", 0.5),
    ]
    found = statuses(clinic, [observed(FINGERS, FINGERS)], held)
    assert found[1:] == [(Status.MISSING, None, SEIZURE)]


def test_findings_come_in_order_of_weight(clinic: RankingIndex) -> None:
    contributions = [observed(SEIZURE, None, 0.5), observed(FINGERS, None, -2.0)]
    assert [e[1] for e in statuses(clinic, contributions, [])] == [FINGERS, SEIZURE]


def test_inheritance_is_no_evidence(clinic: RankingIndex) -> None:
    held = [annotation(SEIZURE, 1.0, aspect="I")]
    assert statuses(clinic, [observed(FINGERS, None)], held) == [
        (Status.UNEXPLAINED, FINGERS, None)
    ]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"n": 4, "m": 5}, "4/5 patients"),
        ({"frequency_label": "HP:0040282"}, "frequent (30-79%)"),
        ({"frequency_label": "37%"}, "37%"),
        ({}, "frequency not stated"),
    ],
)
def test_frequencies_in_words(given: dict[str, Any], text: str) -> None:
    assert frequency_text(annotation(SEIZURE, **given)) == text


def test_a_line_says_finding_annotation_frequency_and_source(clinic: RankingIndex) -> None:
    held = [
        annotation(ARACHNODACTYLY, 0.8, n=4, m=5, references=tuple(f"PMID:{i}" for i in range(5)))
    ]
    (found,) = weigh([observed(FINGERS, FINGERS)], held, clinic.ancestors_of, clinic.background_of)
    assert describe(found, {FINGERS: "Abnormal finger morphology"}) == (
        "Abnormal finger morphology (HP:0001167) as name of HP:0001166 (HP:0001166), "
        "4/5 patients [PMID:0 PMID:1 PMID:2 and 2 more]"
    )
