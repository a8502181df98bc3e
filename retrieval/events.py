"""LlamaIndex instrumentation events of a retrieval. None carries the note or a part of it.

LlamaIndex's own ``RetrievalStartEvent`` and ``RetrievalEndEvent`` come with them and do carry the
query: a handler that writes events somewhere should take these two only where notes may go there.
"""

from __future__ import annotations

from llama_index.core.instrumentation.events import BaseEvent


class NoteReadEvent(BaseEvent):
    """A note became findings: HPO ids present and excluded, and how long that took, in seconds.

    Of genes, variants and places that did not map there are only the numbers.
    """

    snapshot: str
    present: list[str]
    excluded: list[str]
    genes: int
    variants: int
    unmapped: int
    seconds: float

    @classmethod
    def class_name(cls) -> str:
        """Name of the event."""
        return "NoteReadEvent"


class EvidenceRetrievedEvent(BaseEvent):
    """Findings became passages: one disease each, their statements together, seconds."""

    snapshot: str
    diseases: list[str]
    statements: int
    seconds: float

    @classmethod
    def class_name(cls) -> str:
        """Name of the event."""
        return "EvidenceRetrievedEvent"
