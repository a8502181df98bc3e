"""``rareseek evaluate diagnosis``: accuracy from the text of notes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .console import (
    AsOfOption,
    JsonFlag,
    RankerName,
    RankerOption,
    SnapshotOption,
    message,
)
from .evaluate_ranking import FolderOption, MappingsOption
from .evaluation_tables import show
from .progress import track


def diagnosis(
    notes: Annotated[
        Path,
        typer.Argument(
            help='JSON lines {"id", "text", "diagnoses": [id...], "pmid", "age"}; the text may be '
            'under "presentation_before_dx", the diagnosis under "orpha" and "omim".'
        ),
    ],
    output: FolderOption = None,
    ranker: RankerOption = RankerName.LEARNED,
    evidence: Annotated[
        str, typer.Option(help="own, sole or none: annotations of the note's article left out.")
    ] = "own",
    mappings: MappingsOption = None,
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Accuracy of diagnose on notes with a known answer, beside naive chains on the same notes.

    The note's own article is left out of the evidence. No text of a note is printed or kept.
    """
    from ..evaluation import EvaluationReport, Matcher, Provenance, read_exact_matches
    from ..evaluation.diagnosis import study_diagnosis, study_naive_chains
    from ..evaluation.notes import read_solved_notes
    from ..retrieval import KnowledgeGraph
    from ..retrieval.ranking.ranker import RankerName as Name
    from ..retrieval.ranking.ranker import SourceExclusion

    chosen = Name(ranker.value)
    try:
        exclusion = SourceExclusion(evidence)
    except ValueError:
        raise typer.BadParameter("--evidence is one of own, sole, none") from None
    solved = list(read_solved_notes(notes))
    same = read_exact_matches(mappings) if mappings else None
    with KnowledgeGraph.open(snapshot, as_of=as_of) as graph:
        matcher = Matcher.of(graph.snapshot, same)
        study = study_diagnosis(graph, solved, matcher, exclusion, ranker=chosen, progress=track)
        naive = study_naive_chains(graph, solved, matcher, exclusion) if solved else []
        provenance = Provenance.of(graph.snapshot, notes, chosen)
    message(f"snapshot {provenance.snapshot}: {len(solved)} notes with a diagnosis")
    show(EvaluationReport(provenance, [study], naive), output, as_json=as_json)
