"""Two diagnoses at once: how often pairs are found, and how often single cases are taken for two.

Solved cases of two unrelated diseases are merged into one patient: all phenotypes of both, and as
many as a single case has, drawn at random, at least two of each. Diseases fall into two halves by
their id; the margin that tells ``--false-alarms`` of the single cases of one half to be two, all
rows of their own article left out, is applied to the other half; both are reported. Prints JSON.

With ``--variants`` the cases' own variants count, and single cases are posed again with the causal
variants of an unrelated case as incidental findings.

Usage: python benchmarks/pairs.py CASES [--variants] [--of-each 4] [--pairs 400]
"""

from __future__ import annotations

import argparse
import json
import random
import time
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rareseek import KnowledgeGraph
from rareseek.cli.cases import CaseSummary, usable
from rareseek.evaluation.matching import Matcher
from rareseek.retrieval.cases import Case
from rareseek.retrieval.ranking.index import RankingIndex
from rareseek.retrieval.ranking.pair import MARGIN, find_pair
from rareseek.retrieval.ranking.views import SourceExclusion

SINGLE, INCIDENTAL = "single", "single, with variants of another"
WHOLE, SHORT = "pair, all phenotypes", "pair, as many as a single case"
KINDS: Final = (SINGLE, INCIDENTAL, WHOLE, SHORT)
#: Phenotypes of each of two merged cases that stay.
LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Patient:
    """One case, or two merged: ``answers`` are the accepted rows of each diagnosis."""

    kind: str
    case: Case
    answers: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Margin of the best pair (-inf where there is none) and whether both diagnoses are it."""

    margin: float
    both: bool
    one: bool


def main() -> None:
    """Measure every rule of source exclusion on both halves."""
    given = _arguments()
    with KnowledgeGraph.open(audit=False) as graph:
        index = graph.index
        halves = _halves(index, Matcher.of(graph.snapshot), given.cases, given.of_each)
        rng = random.Random(given.seed)
        patients = [list(_patients(h, given.pairs, rng, given.variants)) for h in halves]
        began = time.process_time()
        results = {
            rule.value: [
                [(p.kind, _result(graph, p, rule, given.variants)) for p in half]
                for half in patients
            ]
            for rule in SourceExclusion
        }
        spent = time.process_time() - began
        taken = len(SourceExclusion) * sum(map(len, patients))
        report = {
            "snapshot": graph.id,
            "diseases": [len(half) for half in halves],
            "cpu_ms_a_patient": round(1000 * spent / taken, 2),
            "shipped_margin": MARGIN,
            "by_the_shipped_margin": _told(results, (MARGIN, MARGIN)),
        }
        margins = tuple(_margin(results, half, given.false_alarms) for half in (1, 0))
        report["margins_of_the_other_half"] = margins
        report["by_the_margin_of_the_other_half"] = _told(results, margins)
    print(json.dumps(report, indent=2))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--variants", action="store_true", help="count the cases' variants")
    parser.add_argument("--of-each", type=int, default=4, help="cases of each disease, at most")
    parser.add_argument("--pairs", type=int, default=400, help="pairs of each half and size")
    parser.add_argument("--false-alarms", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


Solved = tuple[Case, frozenset[int]]


def _halves(
    index: RankingIndex, matcher: Matcher, path: Path, of_each: int
) -> tuple[list[list[Solved]], list[list[Solved]]]:
    """The cases in the graph, one list a disease, in two halves by the disease's id."""
    found: defaultdict[str, list[Solved]] = defaultdict(list)
    for case in usable(path, index, CaseSummary(index)):
        gold = matcher.gold(case.diagnoses)
        rows = frozenset(index.disease_row[i] for i in gold.accepted & index.disease_row.keys())
        if rows and len(set(case.phenotypes)) >= LEAST:
            found[gold.disease].append((case, rows))
    halves: tuple[list[list[Solved]], list[list[Solved]]] = ([], [])
    for disease, cases in sorted(found.items()):
        cases.sort(key=lambda one: zlib.crc32(one[0].id.encode()))
        halves[zlib.crc32(disease.encode()) % 2].append(cases[:of_each])
    return halves


def _patients(
    half: Sequence[Sequence[Solved]], pairs: int, rng: random.Random, variants: bool
) -> Iterator[Patient]:
    singles = [one for cases in half for one in cases]
    yield from (Patient(SINGLE, case, (rows,)) for case, rows in singles)
    for case, rows in singles if variants else ():
        other, answer = rng.choice(rng.choice(half))
        if not rows & answer:
            articles = (*case.articles, *other.articles)
            found = (*case.variants, *other.variants)
            posed = replace(case, variants=found, articles=articles)
            yield Patient(INCIDENTAL, posed, (rows,))
    for kind in (WHOLE, SHORT):
        for _ in range(pairs):
            first, second = (rng.choice(cases) for cases in rng.sample(list(half), 2))
            size = len(rng.choice(singles)[0].phenotypes) if kind == SHORT else None
            yield Patient(kind, _merged(first[0], second[0], size, rng), (first[1], second[1]))


def _merged(one: Case, other: Case, size: int | None, rng: random.Random) -> Case:
    """Both cases as one patient, with ``size`` phenotypes where it is given."""
    parts = [list(dict.fromkeys(case.phenotypes)) for case in (one, other)]
    present = list(dict.fromkeys(parts[0] + parts[1]))
    lacked = [t for t in dict.fromkeys((*one.excluded, *other.excluded)) if t not in present]
    if size is not None:
        kept = list(dict.fromkeys(t for part in parts for t in rng.sample(part, LEAST)))
        rest = [term for term in present if term not in kept]
        rng.shuffle(rest)
        present = (kept + rest)[: max(size, len(kept))]
    return replace(
        one,
        id=f"{one.id}+{other.id}",
        phenotypes=tuple(present),
        excluded=tuple(lacked),
        variants=(*one.variants, *other.variants),
        articles=(*one.articles, *other.articles),
    )


def _result(
    graph: KnowledgeGraph, patient: Patient, rule: SourceExclusion, variants: bool
) -> Result:
    index, case = graph.index, replace(patient.case, genes=())
    genotype = graph.genotype_of(case) if variants else None
    found = find_pair(
        index,
        case.phenotypes,
        case.excluded,
        own_articles=case.articles,
        exclusion=rule,
        genotype=None if genotype is None else genotype.log_odds,
        margin=MARGIN - 3,
    )
    if found is None:
        return Result(-np.inf, both=False, one=False)
    said = [index.disease_row[each.id] for each in found.diseases]
    hits = [[row in answer for row in said] for answer in patient.answers]
    both = len(hits) == 2 and ((hits[0][0] and hits[1][1]) or (hits[0][1] and hits[1][0]))
    return Result(found.margin, both=both, one=any(map(any, hits)))


Results = Mapping[str, Sequence[Sequence[tuple[str, Result]]]]


def _margin(results: Results, half: int, false_alarms: float) -> float:
    """The margin that so many of the single cases of a half pass, own source removed."""
    own = results[SourceExclusion.OWN.value][half]
    singles = [result.margin for kind, result in own if kind == SINGLE]
    return float(np.quantile(singles, 1 - false_alarms, method="higher"))


def _told(results: Results, margins: Sequence[float]) -> dict[str, Any]:
    """Shares of each kind that are told to be two, and of the told pairs those named right."""
    return {
        rule: {
            kind: [
                _shares([r for k, r in half if k == kind], margin)
                for half, margin in zip(halves, margins, strict=True)
            ]
            for kind in KINDS
            if any(k == kind for half in halves for k, _ in half)
        }
        for rule, halves in results.items()
    }


def _shares(results: Iterable[Result], margin: float) -> dict[str, float | int]:
    every = list(results)
    told = [each for each in every if each.margin >= margin]
    of: NDArray[np.float64] = np.array([[each.both, each.one] for each in told], float)
    both, one = of.mean(axis=0).round(3).tolist() if told else (0.0, 0.0)
    return {
        "patients": len(every),
        "told": round(len(told) / len(every), 3),
        "both_right_of_told": both,
        "one_right_of_told": one,
    }


if __name__ == "__main__":
    main()
