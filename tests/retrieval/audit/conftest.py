"""A store of its own for each test, the terms of the small release, and two curators."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rareseek.ingest import Snapshot, SnapshotStore
from rareseek.retrieval.audit import AuditStore, QueuedCandidate, QueuedMention, Terms
from rareseek.retrieval.audit.curation import Curation
from rareseek.retrieval.audit.queue import UNMAPPED, Seen
from rareseek.retrieval.normalisation.mentions import Candidate, NormalisedText, UnmappedMention
from rareseek.settings import Settings

ARACHNODACTYLY, SLENDER, SEIZURE = "HP:0001166", "HP:0001238", "HP:0001250"
ORCID = "0000-0002-1825-0097"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AuditStore]:
    with AuditStore(tmp_path / "audit" / "audit.sqlite") as opened:
        yield opened


@pytest.fixture(scope="session")
def snapshot(small_home: Path) -> Snapshot:
    return SnapshotStore(Settings(home=small_home)).current()


@pytest.fixture(scope="session")
def terms(snapshot: Snapshot) -> Terms:
    return Terms(snapshot)


@pytest.fixture
def ada(store: AuditStore, terms: Terms) -> Curation:
    return Curation.by(ORCID, store, terms)


@pytest.fixture
def bob(store: AuditStore, terms: Terms) -> Curation:
    return Curation.by("Bob", store, terms)


def queued(
    store: AuditStore, text: str = "wax fingers", note: str = "note", **given: str
) -> QueuedMention:
    """Put a mention with two candidates into the queue."""
    candidates = (
        QueuedCandidate(ARACHNODACTYLY, "Arachnodactyly", 0.7, 0),
        QueuedCandidate(SEIZURE, "Seizure", 0.3, 5),
    )
    store.record(note, [Seen(text, UNMAPPED, 1, candidates)], language="en", snapshot="s", **given)
    return store.mention(text)


def finding_nothing(text: str) -> NormalisedText:
    """A normaliser that maps nothing, and notices "wax fingers"."""
    at = text.find("wax fingers")
    if at < 0:
        return NormalisedText((), ())
    candidates = (Candidate(ARACHNODACTYLY, "Arachnodactyly", 0.7),)
    place = UnmappedMention(at, at + 11, "wax fingers", candidates)
    return NormalisedText((), (place,))
