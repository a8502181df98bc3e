"""The application over a home of its own, and a real server of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rareseek import KnowledgeGraph
from rareseek.retrieval.audit import AuditStore, QueuedCandidate
from rareseek.retrieval.audit.queue import UNMAPPED, Seen
from rareseek.web.app import build_app

HOST = "localhost"
SCRIPT = "<script>alert(1)</script> fingers"


@pytest.fixture
def home(small_home: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "snapshots").symlink_to(small_home / "snapshots")
    return folder


@pytest.fixture
def graph(home: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(home=home, audit=True) as opened:
        yield opened


@pytest.fixture
def store(graph: KnowledgeGraph) -> AuditStore:
    """A queue of three mentions: two that occur once, one with a script in it."""
    opened = graph.curated.store
    assert opened is not None
    candidates = (
        QueuedCandidate("HP:0001166", "Arachnodactyly", 0.7, 0),
        QueuedCandidate("HP:0001250", "Seizure", 0.3),
    )
    for text, context in (
        ("wax fingers", "He has wax fingers."),
        (SCRIPT, f"He has {SCRIPT} & more."),
        ("bee fingers", None),
    ):
        seen = [Seen(text, UNMAPPED, 1, candidates, context)]
        opened.record(text, seen, language="en", snapshot=graph.id)
    return opened


@pytest.fixture
def client(graph: KnowledgeGraph, store: AuditStore) -> TestClient:
    """A browser's stand-in that already has a session."""
    app = build_app(graph)
    client = TestClient(app, base_url=f"http://{HOST}", headers={"origin": f"http://{HOST}"})
    client.get("/queue")
    return client
