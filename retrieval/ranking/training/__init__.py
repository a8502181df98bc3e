"""Training of the learned ranker: groups, examples, trees, calibration, manifest."""

from __future__ import annotations

from .groups import folds_of
from .solved import SolvedCase, solved_cases
from .train import TrainingPlan, train

__all__ = ["SolvedCase", "TrainingPlan", "folds_of", "solved_cases", "train"]
