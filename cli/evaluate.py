"""``rareseek evaluate``: measure Rareseek on cases with a known answer."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from .cases import CaseSummary, usable
from .console import AsOfOption, JsonFlag, SnapshotOption, message, print_json, print_table
from .evaluate_annotation import annotation
from .progress import track

app = typer.Typer(help="Measure Rareseek on cases with a known answer.", no_args_is_help=True)


app.command("annotation")(annotation)


@app.callback()
def evaluate() -> None:
    """Measure Rareseek on cases with a known answer."""


@app.command("ranking")
def ranking(
    cases: Annotated[Path, typer.Argument(help="Solved cases: phenopackets or case JSON lines.")],
    mappings: Annotated[
        list[Path] | None,
        typer.Option(help="SSSOM files; ids they call exact count as the same disease."),
    ] = None,
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Top-k accuracy with all evidence, without sole sources, and without own sources."""
    from ..evaluation import evaluate_ranking, read_exact_matches
    from ..retrieval import KnowledgeGraph
    from ..retrieval.ranking.ranker import SourceExclusion

    same = read_exact_matches(mappings or ())
    with KnowledgeGraph.open(snapshot, as_of=as_of) as graph:
        summary = CaseSummary(graph.index)
        known = list(usable(cases, graph.index, summary, keep_empty=True))
        reports = [
            evaluate_ranking(graph.index, track(known, f"ranking ({rule.value})"), rule, same)
            for rule in SourceExclusion
        ]
    message(f"snapshot {graph.id}: {summary}")
    if as_json:
        print_json({"snapshot": graph.id, "protocols": [asdict(report) for report in reports]})
        return
    columns = ["rows left out", "cases", "not in graph", *(f"top-{k}" for k in reports[0].top)]
    print_table(
        [*columns, "MRR"],
        [
            [r.protocol, r.cases, r.not_in_graph, *r.top.values(), r.mean_reciprocal_rank]
            for r in reports
        ],
    )
