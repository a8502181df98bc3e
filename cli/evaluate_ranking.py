"""``rareseek evaluate ranking``: accuracy on solved cases, under every protocol."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from .cases import CaseSummary, usable
from .console import (
    AsOfOption,
    JsonFlag,
    RankerName,
    RankerOption,
    SnapshotOption,
    message,
)
from .evaluation_tables import show
from .progress import track

if TYPE_CHECKING:
    from ..evaluation import EvaluationReport, LeakageAudit, Matcher
    from ..retrieval import KnowledgeGraph
    from ..retrieval.cases import Case
    from ..retrieval.ranking.ranker import RankerName as Name

FolderOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="Folder for report.json and the plots (PNG and SVG)."),
]
MappingsOption = Annotated[
    list[Path] | None,
    typer.Option(help="SSSOM files whose exact matches count, instead of the snapshot's Mondo."),
]
WorkersOption = Annotated[
    int | None, typer.Option(min=1, help="Processes; by default one for each core.")
]


def ranking(
    cases: Annotated[Path, typer.Argument(help="Solved cases: phenopackets or case JSON lines.")],
    output: FolderOption = None,
    ranker: RankerOption = RankerName.LEARNED,
    noise: Annotated[
        int, typer.Option(min=0, help="Cases for noise curves (random, vague, missing terms).")
    ] = 0,
    training: Annotated[
        Path | None, typer.Option(help="Cases a ranker was trained on: audit what is in both.")
    ] = None,
    mappings: MappingsOption = None,
    workers: WorkersOption = None,
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Accuracy with all evidence, without sole sources, and without own sources.

    With 95 % intervals by bootstrap over diseases, by strata, with calibration and abstention.
    --as-of evaluates an older snapshot: what was known on that day.
    """
    from ..evaluation import Matcher, read_exact_matches
    from ..retrieval import KnowledgeGraph
    from ..retrieval.ranking.ranker import RankerName as Name

    same = read_exact_matches(mappings) if mappings else None
    with KnowledgeGraph.open(snapshot, as_of=as_of) as graph:
        matcher = Matcher.of(graph.snapshot, same)
        if not matcher.same:
            message("no Mondo in this snapshot: only the diagnosis itself counts; see --mappings")
        summary = CaseSummary(graph.index)
        known = list(usable(cases, graph.index, summary, keep_empty=True))
        options = _Options(matcher, Name(ranker.value), workers, noise)
        report = _report(graph, cases, known, _audit(training, known, matcher), options)
    message(f"snapshot {report.provenance.snapshot}: {summary}")
    if not any(case.articles for case in known):
        message("no case names its article: there is no source to leave out, and one protocol")
    unreadable = summary.refused - sum(not case.phenotypes for case in known)
    show(replace(report, unreadable=unreadable), output, as_json=as_json)


class _Options(NamedTuple):
    """How cases are ranked and what is measured on them."""

    matcher: Matcher
    ranker: Name
    workers: int | None
    noise: int


def _report(
    graph: KnowledgeGraph,
    path: Path,
    cases: Sequence[Case],
    audit: LeakageAudit | None,
    options: _Options,
) -> EvaluationReport:
    """Every protocol on ``cases`` of the file or folder ``path``, and noise where it is wanted."""
    from ..evaluation import (
        EvaluationReport,
        Provenance,
        RankingPool,
        read_onsets,
        strata_of,
        study_noise,
        study_protocols,
    )
    from ..retrieval.knowledge_graph import INDEX_FOLDER

    matcher, ranker, workers, noise = options
    strata = strata_of(cases, graph.index, read_onsets(path, graph.index))
    for case, groups in strata.items():
        groups.update(audit.strata(case) if audit else {})
    folder = graph.snapshot.path / INDEX_FOLDER
    with RankingPool(folder, matcher, workers=workers, ranker=ranker) as pool:
        studies = study_protocols(pool, cases, strata, track)
        curves = study_noise(pool, cases, studies, noise, progress=track) if noise else []
    provenance = Provenance.of(graph.snapshot, path, ranker)
    return EvaluationReport(provenance, studies, (), curves, audit)


def _audit(training: Path | None, cases: Sequence[Case], matcher: Matcher) -> LeakageAudit | None:
    if training is None:
        return None
    from ..evaluation import audit_leakage
    from ..retrieval.cases import Case, read_cases

    before = [case for case in read_cases(training) if isinstance(case, Case)]
    return audit_leakage(before, cases, matcher.same)
