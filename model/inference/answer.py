"""The structured answer of a model: steps of reasoning, then diagnoses, each with what it cites."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ...errors import ModelError

#: Longest answer that is parsed, in characters.
LONGEST: Final = 40_000
_FENCE: Final = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)
_THINKING: Final = re.compile(r"<think>.*?</think>", re.DOTALL)


class Step(BaseModel):
    """One sentence or two of reasoning, with the statements it rests on (``E1``)."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str
    cites: tuple[str, ...] = ()


class NamedDiagnosis(BaseModel):
    """A diagnosis by its id in the evidence, or by name where there was no evidence."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    cites: tuple[str, ...] = ()


class ModelAnswer(BaseModel):
    """What a model answers; ``diagnoses`` are the likeliest first."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    reasoning: tuple[Step, ...] = ()
    diagnoses: tuple[NamedDiagnosis, ...] = Field(min_length=1)

    def text(self) -> str:
        """The answer as the model writes it: one line of JSON."""
        return json.dumps(self.model_dump(), ensure_ascii=False)


def parse_answer(written: str) -> ModelAnswer:
    """The answer in what a model wrote; reasoning in think tags and code fences are passed over.

    Raises `ModelError` where there is no such answer.

    >>> parse_answer('```json\\n{"diagnoses": [{"id": "OMIM:154700"}]}\\n```').diagnoses[0].id
    'OMIM:154700'
    """
    said = _THINKING.sub("", written[:LONGEST]).rpartition("</think>")[2]
    fenced = _FENCE.search(said)
    text = fenced[1] if fenced else said[said.find("{") : said.rfind("}") + 1]
    try:
        return ModelAnswer.model_validate_json(text)
    except ValidationError as error:
        message = "the model's answer is not the JSON that was asked for; the ranking stands"
        raise ModelError(message) from error


def answer_schema(diseases: Sequence[str], statements: Sequence[str], top: int) -> dict[str, Any]:
    """JSON schema of an answer over this evidence: no other disease or statement can be named.

    ``diseases`` are the ids that may be answered, ``statements`` the ids that may be cited; both
    are left open where they are empty (no evidence).
    """
    named: dict[str, Any] = {"enum": list(diseases)} if diseases else {"type": "string"}
    cite: dict[str, Any] = {"enum": list(statements)} if statements else {"type": "string"}
    cites = {"type": "array", "items": cite, "maxItems": 6}
    step = _object({"text": {"type": "string", "maxLength": 400}, "cites": cites})
    diagnosis = _object({"id": named, "cites": cites})
    return _object(
        {
            "reasoning": {"type": "array", "items": step, "minItems": 1, "maxItems": 6},
            "diagnoses": {
                "type": "array",
                "items": diagnosis,
                "minItems": 1,
                "maxItems": min(top, len(diseases) or top),
            },
        }
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
