"""``rareseek serve``: the curator page and the diagnose page, for this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from .audit import Author
from .auditing import KeepContext, say_unrecorded
from .console import AsOfOption, SnapshotOption, message


def serve(
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8765,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", help="Further name that a browser may reach this server by."),
    ] = None,
    author: Author = None,
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
    keep_context: KeepContext = False,
) -> None:
    """Serve two pages: curators decide what did not map, clinicians paste a note.

    There is no login: whoever reaches the port can read the queue and decide. By default that is
    this machine alone. Notes are neither kept nor logged; what did not map goes to the queue.
    """
    from ..retrieval import KnowledgeGraph
    from ..web import run

    opened = KnowledgeGraph.open(snapshot, as_of=as_of, audit=True, keep_context=keep_context)
    with opened as graph:
        message(f"snapshot {graph.id}")
        run(graph, host=host, port=port, allowed=allow_host or (), author=author, say=message)
        say_unrecorded(graph)
