"""How well the variants of one gene fit a mode of inheritance.

For each mode, the log likelihood ratio (nats) of what was found in the gene: had the gene caused
the disease in that mode, against harmless variants that fell into it by chance. A recessive disease
needs a homozygous variant or two heterozygous ones that are not on the same copy; a single one is
left as a weak reading, for the second may have escaped.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, NamedTuple

from .associations import Mode
from .index import Facts
from .parameters import Parameters
from .patient import Origin, Zygosity

MODES: Final = tuple(Mode)
_MALE: Final = "male"
_HET: Final = "heterozygous"
_PARENTAL: Final = frozenset({Origin.MATERNAL, Origin.PATERNAL})
#: Of one gene the variants that weigh most are tried in pairs.
_PAIRED: Final = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """One variant in the gene, with the log ratio of its class (`classes.VariantClass`), nats."""

    facts: Facts
    log_ratio: float

    @property
    def zygosity(self) -> Zygosity | None:
        """The zygosity that the case states."""
        return self.facts.variant.zygosity

    @property
    def origin(self) -> Origin | None:
        """The origin that the case states."""
        return self.facts.variant.origin


class Reading(NamedTuple):
    """The best reading of a gene's variants under one mode: its log ratio and the variants."""

    log_ratio: float
    hits: tuple[Hit, ...]


def readings(
    hits: Sequence[Hit], expected: float, sex: str | None, parameters: Parameters
) -> dict[Mode, Reading]:
    """The best reading under each mode; ``expected`` harmless variants fall into the gene."""
    chance = -math.log(expected)
    single: dict[Mode, Reading] = {}
    for mode in MODES:
        ratios = [hit.log_ratio + _single(hit, mode, sex, parameters) for hit in hits]
        best = max(ratios)
        single[mode] = Reading(best + chance, (hits[ratios.index(best)],))
    if (two := _two(hits, chance, parameters)) is not None:
        single[Mode.RECESSIVE] = max(single[Mode.RECESSIVE], two, key=lambda one: one.log_ratio)
    return single


def _single(hit: Hit, mode: Mode, sex: str | None, parameters: Parameters) -> float:
    """What zygosity and origin of a single variant say under a mode, nats."""
    return _zygosity(hit, mode, sex, parameters) + _origin(hit, mode, parameters)


def _zygosity(hit: Hit, mode: Mode, sex: str | None, parameters: Parameters) -> float:
    zygosity = hit.zygosity
    if mode is Mode.X_LINKED and sex == _MALE:
        return 0.0 if zygosity in {None, Zygosity.HETEROZYGOUS} else math.log(2.0)
    return parameters.zygosity_log_ratio[mode.name, zygosity]


def _origin(hit: Hit, mode: Mode, parameters: Parameters) -> float:
    if hit.origin is None:
        return 0.0
    kind = "de_novo" if hit.origin is Origin.DE_NOVO else "inherited"
    shares = parameters.origin[kind]
    recessive = mode in {Mode.RECESSIVE, Mode.MITOCHONDRIAL}
    return math.log(shares["recessive" if recessive else "dominant"] / shares["harmless"])


def _two(hits: Sequence[Hit], chance: float, parameters: Parameters) -> Reading | None:
    """The best pair of heterozygous variants that may be on different copies."""
    open_ = [one for one in hits if one.zygosity in {None, Zygosity.HETEROZYGOUS}]
    open_.sort(key=lambda one: -one.log_ratio)
    share = parameters.zygosity["recessive"]["two"] / parameters.zygosity["harmless"][_HET] ** 2
    found = [
        Reading(
            a.log_ratio + b.log_ratio + 2 * chance + math.log(2 * share) + phase,
            (a, b),
        )
        for a, b in combinations(open_[:_PAIRED], 2)
        if (phase := _phase(a, b)) is not None
    ]
    return max(found, key=lambda one: one.log_ratio, default=None)


def _phase(a: Hit, b: Hit) -> float | None:
    """What the parents say of two variants: None where both come from the same one."""
    if a.origin in _PARENTAL and b.origin in _PARENTAL:
        return None if a.origin is b.origin else math.log(2.0)
    return 0.0
