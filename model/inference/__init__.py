"""Grounded inference: a model reasons over the graph's evidence, and what it says is checked."""

from __future__ import annotations

from .answer import ModelAnswer, NamedDiagnosis, Step
from .faithfulness import Flag, FlagKind
from .grounded import GroundedAnswer, GroundedDiagnoser, GroundedDiagnosis
from .models import ChatModel, open_model

__all__ = [
    "ChatModel",
    "Flag",
    "FlagKind",
    "GroundedAnswer",
    "GroundedDiagnoser",
    "GroundedDiagnosis",
    "ModelAnswer",
    "NamedDiagnosis",
    "Step",
    "open_model",
]
