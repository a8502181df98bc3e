"""``rareseek train``: a ranker from solved cases; corpora and adapters for a language model."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import tuning
from .cases import CaseSummary, usable
from .console import AsOfOption, JsonFlag, SnapshotOption, message, print_json, print_table
from .progress import track
from .rank import COLUMNS

if TYPE_CHECKING:
    from ..retrieval import KnowledgeGraph
    from ..retrieval.ranking.index import RankingIndex
    from ..retrieval.ranking.learned import LearnedRanker
    from ..retrieval.ranking.training import NoteFindings
    from ..retrieval.ranking.training.held_out import Answer

app = typer.Typer(help="Train a ranker, or a language model.", no_args_is_help=True)
#: Diseases listed for each case among the held-out answers.
_TOP = 50


@app.command("ranker")
def ranker(
    cases: Annotated[
        list[Path], typer.Argument(help="Solved cases: phenopackets or case JSON lines.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Folder of the model; by default RARESEEK_HOME/ranker."
        ),
    ] = None,
    mappings: Annotated[
        list[Path] | None,
        typer.Option(help="SSSOM files; ids they call exact count as the same disease."),
    ] = None,
    folds: Annotated[int, typer.Option(min=2, help="Folds of cross-validation.")] = 5,
    seed: Annotated[int, typer.Option(help="The same seed gives the same model.")] = 1,
    rounds: Annotated[int, typer.Option(min=1, help="Trees.")] = 120,
    simulated: Annotated[
        int, typer.Option(min=0, help="Patients simulated from the graph.")
    ] = 1000,
    like_notes: Annotated[
        Path | None,
        typer.Option(help="Notes (JSON lines); cases become what would be found in such notes."),
    ] = None,
    held_out: Annotated[
        Path | None,
        typer.Option(help="Folder for the held-out answers, a table per protocol like rank's."),
    ] = None,
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Train the learned ranker, cross-validated by disease and article.

    No disease, under any of its exact ids, and no article is in two folds. Needs LightGBM:
    pip install 'rareseek[ranker]'.
    """
    from ..evaluation import read_exact_matches
    from ..retrieval import KnowledgeGraph
    from ..retrieval.ranking.training import TrainingPlan, note_like, solved_cases
    from ..retrieval.ranking.training import train as train_ranker

    same = read_exact_matches(mappings or ())
    with KnowledgeGraph.open(snapshot, as_of=as_of) as graph:
        read = [
            one for path in cases for one in usable(path, graph.index, CaseSummary(graph.index))
        ]
        solved = solved_cases(graph.index, read, same)
        hashes = {path.name: _sha256(path) for path in cases}
        sources: dict[str, Any] = {"snapshot": graph.id, "cases": hashes}
        if like_notes is not None:
            sources["like_notes"] = {like_notes.name: _sha256(like_notes)}
            solved = note_like(graph.index, solved, list(_noted(graph, like_notes)), seed)
        plan = TrainingPlan(
            folds=folds, seed=seed, rounds=rounds, simulated=simulated, sources=sources
        )
        message(f"snapshot {graph.id}: {len(solved):,} of {len(read):,} cases can be learned from")
        folder = output or graph.settings.home / "ranker"
        model, answers = train_ranker(graph.index, solved, plan, folder, track)
        if held_out is not None:
            _write_answers(held_out, graph.index, model, answers)
    message(f"wrote {folder}")
    found = model.manifest["cross_validation"]
    if as_json:
        print_json(dict(model.manifest))
        return
    columns = list(next(iter(found.values())))
    print_table(
        ["held out", *columns],
        [[name, *(figures[column] for column in columns)] for name, figures in found.items()],
    )


def _noted(graph: KnowledgeGraph, path: Path) -> Iterator[NoteFindings]:
    """What is found in each note of a file; nothing of it is recorded."""
    from ..evaluation.notes import read_solved_notes
    from ..retrieval import Findings
    from ..retrieval.ranking.training import NoteFindings

    row = graph.index.term_row
    for note in track(read_solved_notes(path), "reading notes"):
        found = Findings.of(graph.uncurated(note.text), graph.recogniser(note.text))
        present, excluded = (
            tuple(row[term] for term in terms if term in row)
            for terms in (found.present, found.excluded)
        )
        yield NoteFindings(present, excluded, frozenset(note.diagnoses))


def _sha256(path: Path) -> str:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    digest = hashlib.sha256()
    for file in files:
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _write_answers(
    folder: Path, index: RankingIndex, model: LearnedRanker, answers: Sequence[Answer]
) -> None:
    """One table per protocol, with the columns of ``rareseek rank``."""
    from ..retrieval.ranking.training.held_out import scaled

    folder.mkdir(parents=True, exist_ok=True)
    for protocol in dict.fromkeys(one.protocol for one in answers):
        with (folder / f"{protocol}.tsv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter="\t", lineterminator="\n")
            writer.writerow(COLUMNS)
            for one in answers:
                if one.protocol == protocol:
                    writer.writerows(_rows(index, model, scaled(model.calibration, one)))


def _rows(
    index: RankingIndex, model: LearnedRanker, answer: Answer
) -> Iterable[tuple[str | int, ...]]:
    posteriors = model.calibration.posteriors(answer.scores, answer.count, answer.similarities)
    for at in range(min(_TOP, len(answer.diseases))):
        leading, name, others = index.records[int(answer.diseases[at])]
        score, posterior = f"{answer.scores[at]:.4f}", f"{posteriors[at]:.4g}"
        yield (answer.case, at + 1, leading, name, score, posterior, "|".join(others))


app.command("corpus")(tuning.corpus)
app.command("instruct")(tuning.instruct)
app.command("cot")(tuning.cot)
app.command("plan")(tuning.plan)
