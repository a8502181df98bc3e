"""A model's answer in the form of ``rareseek diagnose --json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from .grounded import GroundedAnswer, GroundedDiagnosis


def with_reasoning(record: Mapping[str, Any], found: GroundedAnswer) -> dict[str, Any]:
    """The ranker's answer in the order of the model's, with its reasoning and what is flagged.

    ``record`` is that of `rareseek.retrieval.answer`. A diagnosis of the model has the statements
    it cites as ``reasoning``; the ranker's candidates that the model does not name follow. A
    diagnosis that is no disease of the graph keeps its name and has no id.
    """
    ranked = {each["id"]: each for each in record["diagnoses"]}
    first = [] if found.fell_back else [_diagnosis(each, ranked, found) for each in found.diagnoses]
    named = {each["id"] for each in first}
    rest = [each for each in record["diagnoses"] if each["id"] not in named]
    ordered = [each | {"rank": rank} for rank, each in enumerate((*first, *rest), 1)]
    llm = {
        "model": found.model,
        "template": found.template,
        "grounded": found.grounded,
        "reasoning": [step.model_dump() for step in found.reasoning],
        "flags": [asdict(flag) for flag in found.flags],
        "fell_back": found.fell_back,
    }
    return {**record, "diagnoses": ordered, "llm": llm}


def _diagnosis(
    said: GroundedDiagnosis, ranked: Mapping[str, dict[str, Any]], found: GroundedAnswer
) -> dict[str, Any]:
    known = ranked.get(said.id or "") or {
        "id": said.id,
        "name": said.name,
        "equivalent_ids": list(said.equivalent_ids),
        "score": None,
        "posterior": None,
        "genes": [],
        "evidence": [],
    }
    statements = found.context.statements
    cited = [statements[one].line for one in said.cites if one in statements]
    return known | {"reasoning": "\n".join(cited), "grounded": said.grounded}
