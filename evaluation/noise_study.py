"""How accuracy falls with noise, under every protocol."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..retrieval.cases import Case
from .noise import DRAWS, LEVELS, SEED, Noise, NoiseLevel, disturbed
from .pool import RankingPool
from .ranking import PROTOCOLS, report_on
from .study import Progress, ProtocolStudy
from .terms import Terms


@dataclass(frozen=True, slots=True)
class NoiseCurve:
    """How top-k falls under one protocol with one kind of noise; the first level is none."""

    protocol: str
    kind: Noise
    levels: tuple[NoiseLevel, ...]

    def to_json(self) -> dict[str, Any]:
        """All levels."""
        levels = [level.to_json() for level in self.levels]
        return {"protocol": self.protocol, "kind": self.kind.value, "levels": levels}


def study_noise(
    pool: RankingPool,
    cases: Sequence[Case],
    studies: Sequence[ProtocolStudy],
    size: int,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    progress: Progress = lambda outcomes, _: outcomes,
) -> list[NoiseCurve]:
    """Noise curves of every protocol on ``size`` of the cases whose diagnosis is in the graph.

    Which of them is settled by their ids, not by their order. ``studies`` are those of the same
    cases without noise, one for each protocol.
    """
    terms = Terms(pool.index)
    known = {o.case for o in studies[0].report.outcomes if o.in_graph and not o.failed}
    usable = (case for case in sorted(cases, key=lambda c: _draw(c.id)) if case.id in known)
    sample = list(islice(usable, size))
    ids = {case.id for case in sample}
    found: dict[tuple[str, Noise], list[NoiseLevel]] = {}
    for study, exclusion in zip(studies, PROTOCOLS, strict=True):
        clean = report_on(exclusion.value, [o for o in study.report.outcomes if o.case in ids])
        for kind, levels in LEVELS.items():
            found[exclusion.value, kind] = [NoiseLevel.of(kind, 0.0, [clean])]
            for level in levels:
                reports = []
                for draw in range(1 if kind is Noise.KEY_ONLY else draws):
                    noisy = [disturbed(c, kind, level, terms, draw=draw, seed=seed) for c in sample]
                    what = f"{study.label}, {kind.value} {level:g}"
                    outcomes = progress(pool.outcomes(noisy, exclusion), what)
                    reports.append(report_on(exclusion.value, list(outcomes)))
                found[exclusion.value, kind].append(NoiseLevel.of(kind, level, reports))
    return [NoiseCurve(protocol, kind, tuple(at)) for (protocol, kind), at in found.items()]


def _draw(case: str) -> str:
    """A key that orders cases the same way on every machine, and not by id."""
    return hashlib.sha256(case.encode()).hexdigest()
