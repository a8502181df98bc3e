"""Groups of cases that figures are given for apart.

Key phenotypes follow the noise strata of RareSeek-R1 (arXiv 2511.14638: few, moderate, rich; key
phenotypes alone, or with everything else that a record holds). The paper does not publish how a key
phenotype is told from the rest, so here it is one that no other phenotype of the case implies and
that at most one disease in 50 shows (`rareseek.evaluation.terms`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ..errors import CaseError
from ..retrieval.cases import Case, parse_case, read_records
from ..retrieval.ranking.index import RankingIndex
from .terms import Terms

#: Most key phenotypes of the first two strata; about a third of the development cases in each.
FEW: Final = 2
MODERATE: Final = 5
#: Onset from this age on is adult (HPO: adult onset, "at the age of 16 years or later").
ADULT_YEARS: Final = 16
_ADULT_ONSET: Final = "HP:0003581"
_ONSET: Final = "HP:0003674"
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T.*)?")
_DAYS: Final = (365.25, 30.44, 7, 1)
UNKNOWN: Final = "unknown"

#: Name of a grouping -> group of a case.
Strata = dict[str, str]


def strata(index: RankingIndex, case: Case, onset: str = UNKNOWN) -> Strata:
    """The groups that a case with HPO ids known to ``index`` belongs to."""
    return strata_of([case], index, {case.id: onset})[case.id]


def strata_of(
    cases: Iterable[Case], index: RankingIndex, onsets: Mapping[str, str]
) -> dict[str, Strata]:
    """The groups of each case, by its id; ``onsets`` are those of `read_onsets`."""
    terms = Terms(index)
    return {case.id: _strata(index, terms, case, onsets.get(case.id, UNKNOWN)) for case in cases}


def _strata(index: RankingIndex, terms: Terms, case: Case, onset: str) -> Strata:
    present = [index.resolve(term) for term in case.phenotypes]
    cited = index.rows_citing(case.articles, solely=False).size > 0
    return {
        "key phenotypes": richness(len(terms.key(present))),
        "onset": onset,
        "own article in the graph": "yes" if cited else "no",
        "body system": terms.system(present) or UNKNOWN,
    }


def richness(key_phenotypes: int) -> str:
    """Stratum of a number of key phenotypes.

    >>> richness(2), richness(5), richness(6)
    ('few', 'moderate', 'rich')
    """
    if key_phenotypes <= FEW:
        return "few"
    return "moderate" if key_phenotypes <= MODERATE else "rich"


def read_onsets(path: Path, index: RankingIndex) -> dict[str, str]:
    """``adult``, ``paediatric`` or ``unknown`` by case id, for the cases of a file or folder.

    In a phenopacket the onset of the disease counts, else the first onset of a phenotype; else a
    patient who was a child when last seen was one at onset. Other formats hold no onset.
    """
    found: dict[str, str] = {}
    for number, record in read_records(path):
        try:
            case = parse_case(record, number)
        except CaseError:
            continue
        found[case.id] = onset_of(record, index)
    return found


def onset_of(record: Mapping[str, Any], index: RankingIndex) -> str:
    """Onset of a decoded phenopacket: ``adult``, ``paediatric`` or ``unknown``."""
    of_disease = [_adult(disease.get("onset"), index) for disease in _listed(record, "diseases")]
    of_features = [
        _adult(feature.get("onset"), index)
        for feature in _listed(record, "phenotypicFeatures")
        if not feature.get("excluded")
    ]
    for known in (_known(of_disease), _known(of_features)):
        if known:
            return "adult" if all(known) else "paediatric"
    seen = (record.get("subject") or {}).get("timeAtLastEncounter")
    return "paediatric" if _adult(seen, index) is False else UNKNOWN


def _listed(record: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = record.get(key)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _known(answers: Sequence[bool | None]) -> list[bool]:
    return [answer for answer in answers if answer is not None]


def _adult(time: Any, index: RankingIndex) -> bool | None:
    """Whether a phenopacket's time element lies in adult life; None where it does not say."""
    if not isinstance(time, Mapping):
        return None
    term = (time.get("ontologyClass") or {}).get("id")
    if term in index.term_row:
        above = index.ancestors_of(term)
        return _ADULT_ONSET in above if _ONSET in above else None
    if time.get("gestationalAge"):
        return False
    age = time.get("age") or (time.get("ageRange") or {}).get("start") or {}
    years = years_of(str(age.get("iso8601duration", "")))
    return None if years is None else years >= ADULT_YEARS


def years_of(duration: str) -> float | None:
    """Years of an ISO 8601 duration, None where it is none.

    >>> years_of("P1Y6M") is not None and round(years_of("P1Y6M"), 1)
    1.5
    """
    parts = _DURATION.fullmatch(duration)
    if parts is None or not any(parts.groups()):
        return None
    return sum(int(n or 0) * days for n, days in zip(parts.groups(), _DAYS, strict=True)) / 365.25
