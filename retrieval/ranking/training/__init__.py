"""Training of the learned ranker: groups, examples, trees, calibration, manifest."""

from __future__ import annotations

from .groups import folds_of
from .note_like import NoteFindings, note_like
from .solved import SolvedCase, solved_cases
from .train import TrainingPlan, train

__all__ = [
    "NoteFindings",
    "SolvedCase",
    "TrainingPlan",
    "folds_of",
    "note_like",
    "solved_cases",
    "train",
]
