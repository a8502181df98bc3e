"""What pooling OMIM and ORPHA records of one disease does to ranks: once with, once without.

Both indexes are compiled from the tables of the current snapshot, the second one as if no two
records were the same disease. Prints JSON. Usage:
python benchmarks/pooling.py CASES --mappings FILE [--mappings FILE]
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from rareseek import KnowledgeGraph
from rareseek.cli.cases import CaseSummary, usable
from rareseek.evaluation import evaluate_ranking, read_exact_matches
from rareseek.ingest import Snapshot
from rareseek.retrieval.ranking.index import INDEXED, RankingIndex, compile_index
from rareseek.retrieval.ranking.ranker import SourceExclusion


def main() -> None:
    """Evaluate both indexes under every protocol."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--mappings", type=Path, action="append", default=[])
    given = parser.parse_args()
    same = read_exact_matches(given.mappings)
    with KnowledgeGraph.open() as graph, tempfile.TemporaryDirectory() as folder:
        indexes = {"pooled": graph.index, "apart": apart(graph.snapshot, Path(folder) / "index")}
        cases = list(usable(given.cases, graph.index, CaseSummary(graph.index), keep_empty=True))
        results = {
            f"{name}, {rule.value}": evaluate_ranking(index, cases, rule, same).to_json()
            for rule in SourceExclusion
            for name, index in indexes.items()
        }
    print(json.dumps({"snapshot": graph.id, "results": results}, indent=2))


def apart(snapshot: Snapshot, folder: Path) -> RankingIndex:
    """The index of a snapshot whose records are all different diseases."""
    tables = {name: snapshot.table(name) for name in INDEXED}
    compile_index(tables | {"same_as": tables["same_as"].clear()}, folder)
    return RankingIndex.open(folder)


if __name__ == "__main__":
    main()
