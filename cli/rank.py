"""``rareseek rank``: rank all diseases for cases given as HPO ids."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .cases import CaseSummary, ExcludeOwn, ExcludeSole, NoGenotype, exclusion_of, usable
from .console import (
    AsOfOption,
    JsonFlag,
    OutputOption,
    RankerName,
    RankerOption,
    SnapshotOption,
    message,
    print_json,
    writing,
)
from .genotypes import Weighing
from .progress import track

if TYPE_CHECKING:
    from ..retrieval.ranking.ranker import RankedDisease

COLUMNS = (
    "case_id",
    "rank",
    "disease_id",
    "disease_name",
    "score",
    "posterior",
    "equivalent_ids",
)


def rank(
    cases: Annotated[
        Path,
        typer.Argument(help="Phenopackets (JSON file, folder, JSON lines) or case JSON lines."),
    ],
    output: OutputOption = None,
    top: Annotated[int, typer.Option(min=1, help="Diseases to list for each case.")] = 50,
    exclude_own_source: ExcludeOwn = False,
    exclude_sole_source: ExcludeSole = False,
    no_genotype: NoGenotype = False,
    exomiser: Annotated[
        Path | None,
        typer.Option(
            help="Results of Exomiser (TSV, JSON): a file, or a folder of files named by case id."
        ),
    ] = None,
    ranker: RankerOption = RankerName.LEARNED,
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Rank all diseases of the graph for each case; writes tab-separated lines.

    A case without a usable phenotype is left out and named on standard error. HPO ids that the
    snapshot does not know are named too; the case is ranked on the others, unless it is the only
    case of the file: then it is refused.
    """
    from ..retrieval import KnowledgeGraph
    from ..retrieval.ranking import ranker as ranking

    exclusion = exclusion_of(exclude_own_source, exclude_sole_source)
    chosen = ranking.RankerName(ranker.value)
    with KnowledgeGraph.open(snapshot, as_of=as_of) as graph, writing(output) as file:
        summary = CaseSummary(graph.index, weighs_genotype=not no_genotype)
        weighing = Weighing(graph, summary, exomiser)
        ranked = (
            (
                case.id,
                ranking.rank(
                    graph.index,
                    case.phenotypes,
                    case.excluded,
                    top=top,
                    own_articles=case.articles,
                    exclusion=exclusion,
                    explain=False,
                    ranker=chosen,
                    patient=case.patient,
                    genotype=weighing(case),
                ),
            )
            for case in track(usable(cases, graph.index, summary), "ranking")
        )
        if as_json:
            records = [_record(case, disease) for case, found in ranked for disease in found]
            print_json(records, file)
        else:
            writer = csv.writer(file, delimiter="\t", lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(_rows(ranked))
    weighing.report()
    message(f"snapshot {graph.id}: {summary}")


def _rows(
    ranked: Iterator[tuple[str, tuple[RankedDisease, ...]]],
) -> Iterator[tuple[str | int, ...]]:
    for case, diseases in ranked:
        for disease in diseases:
            yield (
                case,
                disease.rank,
                disease.id,
                disease.name,
                f"{disease.score:.4f}",
                f"{disease.posterior:.4g}",
                "|".join(disease.equivalent_ids),
            )


def _record(case: str, disease: RankedDisease) -> dict[str, Any]:
    ids = list(disease.equivalent_ids)
    values = (case, disease.rank, disease.id, disease.name, disease.score, disease.posterior, ids)
    return dict(zip(COLUMNS, values, strict=True))
