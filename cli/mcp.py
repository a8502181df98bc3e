"""``rareseek mcp``: the tools for agents over the Model Context Protocol."""

from __future__ import annotations

from .console import AsOfOption, SnapshotOption, Store, StoreOption, message


def mcp(
    store: StoreOption = Store.LADYBUG,
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Serve the graph's tools to agents over standard input and output (MCP).

    Tools: normalise, rank, explain, evidence, ask. All only read;
    notes are neither logged nor sent anywhere but in the answers to the client.
    """
    from ..retrieval import KnowledgeGraph
    from ..retrieval.mcp_server import serve

    with KnowledgeGraph.open(snapshot, as_of=as_of, store=store.value) as graph:
        message(f"snapshot {graph.id}: serving tools over standard input and output")
        serve(graph)
