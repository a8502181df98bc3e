"""A patient's VCF on the command line, and what of it could not be used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .console import message

if TYPE_CHECKING:
    from ..retrieval import KnowledgeGraph
    from ..retrieval.variant_calls import VariantCall

#: Refused lines that are told one by one.
_TOLD = 5

VcfOption = Annotated[
    Path | None,
    typer.Option(help="The patient's variants: a VCF on GRCh38, plain or gzipped."),
]
SampleOption = Annotated[
    str | None, typer.Option(help="The patient's sample, where the VCF has several.")
]
AllCallsOption = Annotated[
    bool, typer.Option("--all-calls", help="Read the VCF's lines that failed its filters, too.")
]


def read_calls(
    graph: KnowledgeGraph, path: Path, sample: str | None, *, passing: bool
) -> tuple[VariantCall, ...]:
    """The variants of one sample, with their ids in the graph; says what was left out."""
    from ..retrieval.vcf import read_vcf

    read = read_vcf(path, sample=sample, passing=passing)
    calls = graph.calls(read.calls)
    known = sum(call.id is not None for call in calls)
    whose = f" of {read.sample}" if read.sample else ""
    message(
        f"{path.name}: {len(calls):,} variants{whose}, read as GRCh38, {known:,} in the graph; "
        f"{read.filtered:,} lines failed filters, {len(read.refused):,} were refused"
    )
    for refused in read.refused[:_TOLD]:
        message(f"refused: {path.name}:{refused.line}: {refused.reason}")
    return calls
