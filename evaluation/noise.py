"""Cases made worse on purpose: how fast accuracy falls when findings are wrong, vague or missing.

Each change is drawn from a generator that is seeded with the seed, the draw, the kind and the case,
so the same case is changed in the same way whatever else is evaluated, in any order.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final

import numpy as np

from ..retrieval.cases import Case
from .metrics import CUTOFFS
from .ranking import RankingReport
from .terms import Terms


class Noise(Enum):
    """What is done to the observed phenotypes of a case."""

    ADDED = "random terms added"
    """As many abnormalities that some disease shows, as a multiple of the case's own."""
    IMPRECISE = "parents instead of terms"
    """A share of the terms is replaced by a parent, never by a body system as a whole."""
    DROPPED = "terms dropped"
    """A share of the terms is left out; one stays at least."""
    KEY_ONLY = "key phenotypes only"
    """Nothing but the key phenotypes (`rareseek.evaluation.terms`), or the most specific term."""


#: Levels of each kind: multiples, or shares of the case's own terms.
LEVELS: Final[Mapping[Noise, Sequence[float]]] = {
    Noise.ADDED: (0.5, 1.0, 1.5, 2.0),
    Noise.IMPRECISE: (0.25, 0.5, 0.75, 1.0),
    Noise.DROPPED: (0.25, 0.5, 0.75),
    Noise.KEY_ONLY: (1.0,),
}
#: Draws of each level, and the seed.
DRAWS: Final = 3
SEED: Final = 0


def disturbed(
    case: Case, kind: Noise, level: float, terms: Terms, *, draw: int = 0, seed: int = SEED
) -> Case:
    """The case with its observed phenotypes changed; its ids must be known to the index.

    A case without phenotypes stays as it is. Excluded phenotypes are left alone.
    """
    own = list(dict.fromkeys(case.phenotypes))
    if not own:
        return case
    key = zlib.crc32(f"{kind.name}\t{case.id}".encode())
    rng = np.random.default_rng([seed, draw, key])
    match kind:
        case Noise.ADDED:
            changed = own + _strangers(own, round(level * len(own)), terms, rng)
        case Noise.IMPRECISE:
            vague = set(rng.permutation(len(own))[: round(level * len(own))].tolist())
            changed = [_parent(t, terms, rng) if i in vague else t for i, t in enumerate(own)]
        case Noise.DROPPED:
            kept = max(1, math.ceil((1 - level) * len(own)))
            changed = [own[i] for i in sorted(rng.permutation(len(own))[:kept].tolist())]
        case Noise.KEY_ONLY:
            changed = terms.key(own) or [max(own, key=lambda t: terms.information[t])]
    return replace(case, phenotypes=tuple(dict.fromkeys(changed)))


def _strangers(own: Sequence[str], count: int, terms: Terms, rng: np.random.Generator) -> list[str]:
    """Abnormalities drawn evenly that neither imply nor follow from one of the case's own."""
    above = {one for term in own for one in terms.ancestors(term)}
    drawn: list[str] = []
    for at in rng.permutation(len(terms.abnormalities)).tolist():
        if len(drawn) == count:
            break
        term = terms.abnormalities[at]
        if term not in above and terms.ancestors(term).isdisjoint(own):
            drawn.append(term)
    return drawn


def _parent(term: str, terms: Terms, rng: np.random.Generator) -> str:
    """A parent of ``term``, or the term itself where only a body system stands above it."""
    parents = [p for p in terms.parents(term) if p in terms.information and _below_system(p, terms)]
    return parents[int(rng.integers(len(parents)))] if parents else term


def _below_system(term: str, terms: Terms) -> bool:
    return not (terms.ancestors(term) - {term}).isdisjoint(terms.systems)


@dataclass(frozen=True, slots=True)
class NoiseLevel:
    """Top-k of each draw at one level: ``top[k]`` holds as many figures as there were draws."""

    kind: Noise
    level: float
    cases: int
    top: Mapping[int, tuple[float, ...]]

    @classmethod
    def of(cls, kind: Noise, level: float, draws: Iterable[RankingReport]) -> NoiseLevel:
        """The level that was evaluated once for each draw, over cases in the graph."""
        reports = list(draws)
        top = {k: tuple(report.top[k] for report in reports) for k in CUTOFFS}
        return cls(kind, level, reports[0].in_graph, top)

    def mean(self, k: int) -> float:
        """Mean of top-``k`` over the draws."""
        return float(np.mean(self.top[k]))

    def to_json(self) -> dict[str, Any]:
        """Mean, lowest and highest of the draws, by k."""
        return {
            "kind": self.kind.value,
            "level": self.level,
            "cases": self.cases,
            "top": {
                str(k): {
                    "mean": round(self.mean(k), 5),
                    "lowest": round(min(draws), 5),
                    "highest": round(max(draws), 5),
                    "draws": len(draws),
                }
                for k, draws in self.top.items()
            },
        }
