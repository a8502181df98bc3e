"""How good Rareseek is: protocols, metrics, strata, noise, calibration, leakage and peers."""

from __future__ import annotations

from .calibration import Abstention, Reliability, abstention, reliability
from .cohort import RankChange, profile_cohort, rank_changes
from .equivalence import Equivalence, exact_matches, read_exact_matches
from .judging import Outcome, judge
from .leakage import LeakageAudit, audit_leakage
from .matching import Gold, Matcher, Matching
from .metrics import Estimate, Metrics, metrics
from .noise import Noise, disturbed
from .noise_study import NoiseCurve, study_noise
from .pool import RankingPool
from .ranking import RankingReport, evaluate_ranking, report_on
from .report import EvaluationReport, Provenance
from .strata import read_onsets, strata, strata_of
from .study import ProtocolStudy, study_protocols

__all__ = [
    "Abstention",
    "Equivalence",
    "Estimate",
    "EvaluationReport",
    "Gold",
    "LeakageAudit",
    "Matcher",
    "Matching",
    "Metrics",
    "Noise",
    "NoiseCurve",
    "Outcome",
    "ProtocolStudy",
    "Provenance",
    "RankChange",
    "RankingPool",
    "RankingReport",
    "Reliability",
    "abstention",
    "audit_leakage",
    "disturbed",
    "evaluate_ranking",
    "exact_matches",
    "judge",
    "metrics",
    "profile_cohort",
    "rank_changes",
    "read_exact_matches",
    "read_onsets",
    "reliability",
    "report_on",
    "strata",
    "strata_of",
    "study_noise",
    "study_protocols",
]
