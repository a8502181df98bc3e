"""An answer to a question in words, as programs read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Alternative:
    """Something that the question may have meant: a record, or an intent with an example."""

    id: str | None
    label: str
    intent: str | None = None

    def record(self) -> dict[str, str]:
        """Without what is empty."""
        given = {"id": self.id, "label": self.label, "intent": self.intent}
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Reply:
    """What `Asker` answers.

    Where ``unsure``, there is no answer: ``reason`` says why in one sentence and ``alternatives``
    what may have been meant. ``confidence`` goes from 0 to 1.
    """

    question: str
    snapshot: str
    intent: str | None = None
    confidence: float = 0.0
    reason: str | None = None
    cypher: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    answer_ids: tuple[str, ...] = ()
    answer_values: tuple[str | int | float, ...] = ()
    rows: tuple[dict[str, Any], ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    @property
    def unsure(self) -> bool:
        """Whether nothing is answered."""
        return self.reason is not None

    def record(self, question_id: str) -> dict[str, Any]:
        """The reply as JSON values, under the names that programs rely on."""
        return {
            "id": question_id,
            "question": self.question,
            "snapshot": self.snapshot,
            "intent": self.intent,
            "confidence": round(self.confidence, 3),
            "unsure": self.unsure,
            "reason": self.reason,
            "cypher": self.cypher,
            "params": dict(self.params),
            "answer_ids": list(self.answer_ids),
            "answer_values": list(self.answer_values),
            "rows": list(self.rows),
            "alternatives": [each.record() for each in self.alternatives],
        }
