"""How good Rareseek is: protocols and metrics on cases with a known diagnosis."""

from __future__ import annotations

from .equivalence import Equivalence, read_exact_matches
from .ranking import RankingReport, evaluate_ranking

__all__ = ["Equivalence", "RankingReport", "evaluate_ranking", "read_exact_matches"]
