"""How good Rareseek is: protocols and metrics on cases with a known diagnosis."""

from __future__ import annotations

from .cohort import RankChange, profile_cohort, rank_changes
from .equivalence import Equivalence, read_exact_matches
from .ranking import RankingReport, evaluate_ranking

__all__ = [
    "Equivalence",
    "RankChange",
    "RankingReport",
    "evaluate_ranking",
    "profile_cohort",
    "rank_changes",
    "read_exact_matches",
]
