"""Rareseek and published ways to rank, on the same cases, diseases and left-out rows.

Accuracy under every protocol and the time of one case. LIRICAL's, Resnik's and Jaccard's formulas
are `rareseek.evaluation.peers`; hpo3 (https://pypi.org/project/hpo3) runs in an environment of its
own (``python -m venv V && V/bin/pip install hpo3``) on the profiles that Rareseek ranks, rows left
out in the same way; its information content is that of its own HPO release, with every row.
One process, so that times compare; prints a table, and JSON with --json. Usage:
taskset -c 0 python benchmarks/peers.py CASES [--every N] [--hpo3-python PYTHON --hpo3-every N]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from rareseek import KnowledgeGraph
from rareseek.cli.cases import CaseSummary, usable
from rareseek.evaluation import Matcher, Outcome, RankingReport, report_on
from rareseek.evaluation.judging import in_index
from rareseek.evaluation.matching import Candidate, Matching
from rareseek.evaluation.metrics import CUTOFFS
from rareseek.evaluation.peer_profiles import PeerIndex
from rareseek.evaluation.peers import PeerAnswer, peers, rank_by
from rareseek.retrieval import Case, RankingIndex, SourceExclusion, rank

Ranker = Callable[[Case, SourceExclusion], Sequence[Candidate]]


def main() -> None:
    """Measure every ranker under every protocol."""
    given = arguments()
    with KnowledgeGraph.open(given.snapshot) as graph:
        index, matcher = graph.index, Matcher.of(graph.snapshot)
        known = usable(given.cases, index, CaseSummary(index), keep_empty=True)
        cases = list(known)[:: given.every]
        found = PeerIndex(index)
        rankers: dict[str, Ranker] = {"Rareseek": lambda case, rule: ours(index, case, rule)}
        for name, peer in peers(found).items():
            rankers[name] = partial(rank_by, peer, found)
        rows = [
            measure(name, ranker, index, matcher, cases, rule)
            for rule in SourceExclusion
            for name, ranker in rankers.items()
        ]
        if given.hpo3_python:
            some = cases[:: given.hpo3_every]
            rows += [
                measure(f"Rareseek, hpo3's {len(some)} cases", rankers["Rareseek"], *rest)
                for rule in SourceExclusion
                for rest in [(index, matcher, some, rule)]
            ]
            rows += list(hpo3(given.hpo3_python, found, matcher, some))
        snapshot = graph.id
    if given.json:
        print(json.dumps({"snapshot": snapshot, "cases": len(cases), "rows": rows}, indent=2))
    else:
        table(rows)


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--snapshot")
    parser.add_argument("--every", type=int, default=1, help="take every n-th case")
    parser.add_argument("--hpo3-python", type=Path, help="Python of an environment with hpo3")
    parser.add_argument("--hpo3-every", type=int, default=10, help="of these, every n-th for hpo3")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def ours(index: RankingIndex, case: Case, rule: SourceExclusion) -> Sequence[Candidate]:
    """Rareseek's ranker, phenotypes only."""
    if not case.phenotypes:
        return ()
    return rank(
        index,
        case.phenotypes,
        case.excluded,
        own_articles=case.articles,
        exclusion=rule,
        explain=False,
    )


def measure(
    name: str,
    ranker: Ranker,
    index: RankingIndex,
    matcher: Matcher,
    cases: Sequence[Case],
    rule: SourceExclusion,
) -> dict[str, Any]:
    """Accuracy and time of one ranker under one protocol."""
    outcomes, seconds = [], []
    for case in cases:
        if case.diagnoses:
            start = time.perf_counter()
            candidates = ranker(case, rule)
            seconds.append(time.perf_counter() - start)
            outcomes.append(outcome(index, matcher, case, candidates))
    sys.stderr.write(f"{name}, {rule.value}: {len(outcomes)} cases in {sum(seconds):.0f} s\n")
    return row(name, rule.value, report_on(rule.value, outcomes), seconds)


def outcome(
    index: RankingIndex, matcher: Matcher, case: Case, candidates: Sequence[Candidate]
) -> Outcome:
    """How high the diagnosis stands."""
    gold = matcher.gold(case.diagnoses)
    ranks = matcher.ranks(gold, candidates)
    known = in_index(index, gold)
    return Outcome(case.id, gold.disease, known, ranks, failed=not candidates)


def row(name: str, rule: str, report: RankingReport, seconds: Sequence[float]) -> dict[str, Any]:
    """One line of the table."""
    ordered = sorted(seconds)
    return {
        "ranker": name,
        "protocol": rule,
        "cases": report.cases,
        "in_graph": report.over_graph[Matching.EQUIVALENT].to_json(),
        "all": report.over_all[Matching.EQUIVALENT].to_json(),
        "milliseconds": {
            "median": round(ordered[len(ordered) // 2] * 1e3, 2),
            "p95": round(ordered[int(len(ordered) * 0.95)] * 1e3, 2),
        },
    }


def hpo3(
    python: Path, found: PeerIndex, matcher: Matcher, cases: Sequence[Case]
) -> Iterator[dict[str, Any]]:
    """hpo3's set similarity, in its own process."""
    names = found.index.diseases["id"].to_list()
    equivalents = dict(found.index.diseases.select("id", "equivalent_ids").iter_rows())
    question = {
        "profiles": dict(zip(names, terms_of(found, found.all.direct), strict=True)),
        "cases": [
            {"id": case.id, "phenotypes": case.phenotypes, "reduced": reduced(found, case, names)}
            for case in cases
        ],
    }
    worker = Path(__file__).with_name("hpo3_worker.py")
    done = subprocess.run(
        [str(python), str(worker)],
        input=json.dumps(question),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    release, *answers = map(json.loads, done.stdout.splitlines())
    sys.stderr.write(f"hpo3 {release['hpo3']}, its HPO {release['hpo']}\n")
    by_id = {case.id: case for case in cases}
    for rule in SourceExclusion:
        mine = [answer for answer in answers if answer["protocol"] == rule.value]
        outcomes = [
            outcome(
                found.index,
                matcher,
                by_id[answer["id"]],
                [
                    PeerAnswer(position, disease, tuple(equivalents[disease]), 0.0)
                    for position, disease in enumerate(answer["ranked"], 1)
                ],
            )
            for answer in mine
        ]
        seconds = [answer["seconds"] for answer in mine]
        yield row(
            "hpo3, default set similarity", rule.value, report_on(rule.value, outcomes), seconds
        )


def reduced(found: PeerIndex, case: Case, names: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """The profiles that lose rows, by protocol."""
    changed: dict[str, dict[str, list[str]]] = {}
    for rule in SourceExclusion:
        changed[rule.value] = {}
        if (less := found.without(case, rule)) is not None:
            affected, profiles = less
            lists = terms_of(found, profiles.direct)
            ids = [names[disease] for disease in affected.tolist()]
            changed[rule.value] = dict(zip(ids, lists, strict=True))
    return changed


def terms_of(found: PeerIndex, direct: Any) -> list[list[str]]:
    """HPO ids of each row of a matrix of profiles."""
    ids = found.index.term_ids
    spans = zip(direct.indptr, direct.indptr[1:], strict=False)
    return [[ids[term] for term in direct.indices[start:end].tolist()] for start, end in spans]


def table(rows: Sequence[dict[str, Any]]) -> None:
    """Tab-separated figures over the cases in the graph."""
    tops = [f"top-{k}" for k in CUTOFFS]
    print("\t".join(["rows left out", "ranker", "n", *tops, "MRR", "ms (median)"]))
    for one in rows:
        found = one["in_graph"]
        figures = [found["top"][str(k)] for k in CUTOFFS] + [found["mrr"]]
        shown = [f"{f['value']:.3f} ({f['low']:.3f}-{f['high']:.3f})" for f in figures]
        time_ = str(one["milliseconds"]["median"])
        print("\t".join([one["protocol"], one["ranker"], str(found["cases"]), *shown, time_]))


if __name__ == "__main__":
    main()
