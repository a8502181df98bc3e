"""Audit of what did not map: the queue of mentions, curators' decisions, and how they take effect.

`AuditStore` keeps both in one SQLite file outside every snapshot; `CuratedNormaliser` applies the
decisions to what a normaliser found; `sssom` reads and writes them for others.
"""

from __future__ import annotations

from .apply import CuratedNormaliser
from .decisions import Decision, Predicate, Status
from .keys import phrase_key
from .queue import Filter, QueuedCandidate, QueuedMention
from .store import AuditStore
from .terms import Terms

__all__ = [
    "AuditStore",
    "CuratedNormaliser",
    "Decision",
    "Filter",
    "Predicate",
    "QueuedCandidate",
    "QueuedMention",
    "Status",
    "Terms",
    "phrase_key",
]
