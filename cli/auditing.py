"""Options of the commands that read notes: curators' decisions, and their queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .console import message

if TYPE_CHECKING:
    from ..retrieval import KnowledgeGraph

AuditFlag = Annotated[
    bool,
    typer.Option(
        "--audit/--no-audit",
        help="Apply curators' decisions and keep in RARESEEK_HOME/audit what did not map (the "
        "words, never the note); --no-audit does neither, RARESEEK_AUDIT=false makes that the "
        "rule. See: rareseek audit.",
    ),
]
KeepContext = Annotated[
    bool,
    typer.Option("--keep-context", help="Keep with what did not map the sentence it stands in."),
]


def say_unrecorded(graph: KnowledgeGraph) -> None:
    """Say where something should have been kept and could not be."""
    if graph.unrecorded:
        message(f"{graph.settings.audit_store} cannot be written: what did not map is not kept")
