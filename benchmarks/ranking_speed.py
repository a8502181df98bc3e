"""CPU time of one case by each ranker: median and 95th percentile over cases. Prints JSON.

Usage: taskset -c 0 python benchmarks/ranking_speed.py CASES [--limit 500]
"""

from __future__ import annotations

import argparse
import json
import time
from itertools import islice
from pathlib import Path

import numpy as np

from rareseek import KnowledgeGraph
from rareseek.cli.cases import CaseSummary, usable
from rareseek.retrieval.ranking.ranker import RankerName, SourceExclusion, rank


def main() -> None:
    """Rank the first cases by both rankers, with all rows and without those of the article."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--limit", type=int, default=500)
    given = parser.parse_args()
    with KnowledgeGraph.open() as graph:
        cases = list(
            islice(usable(given.cases, graph.index, CaseSummary(graph.index)), given.limit)
        )
        results = {}
        for name in RankerName:
            for rule in (SourceExclusion.NONE, SourceExclusion.OWN):
                taken = []
                for case in (*cases[:5], *cases):
                    began = time.process_time()
                    rank(
                        graph.index,
                        case.phenotypes,
                        case.excluded,
                        own_articles=case.articles,
                        exclusion=rule,
                        explain=False,
                        ranker=name,
                        patient=case.patient,
                    )
                    taken.append((time.process_time() - began) * 1000)
                low, high = np.percentile(taken[5:], (50, 95)).round(2).tolist()
                results[f"{name.value}, {rule.value}"] = {"median_ms": low, "p95_ms": high}
    print(json.dumps({"snapshot": graph.id, "cases": len(cases), "cpu": results}, indent=2))


if __name__ == "__main__":
    main()
