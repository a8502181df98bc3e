"""The numbers of the genotype model, shipped as ``parameters.json`` with where they come from."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from .associations import Source
from .classes import VariantClass

_FILE = "parameters.json"
_NOT_TOLD_APART = (
    (VariantClass.UNCERTAIN_LOSS, VariantClass.NOVEL_LOSS),
    (VariantClass.UNCERTAIN_PROTEIN, VariantClass.NOVEL_PROTEIN),
    (VariantClass.UNCERTAIN_OTHER, VariantClass.NOVEL_OTHER),
    (VariantClass.BENIGN, VariantClass.NOVEL_OTHER),
)


@dataclass(frozen=True)
class Parameters:
    """What is known of causal variants, what is assumed of harmless ones, and of gene sources.

    ``causal`` and ``harmless`` are shares of `VariantClass`; ``zygosity`` shares by mode of
    inheritance; ``missed`` the share of patients whose causal variant is not listed;
    ``sources`` how likely a gene is a cause of the disease where that source says so.
    """

    causal: Mapping[str, float]
    harmless: Mapping[str, float]
    hotspot: Mapping[str, float]
    zygosity: Mapping[str, Mapping[str, float]]
    origin: Mapping[str, Mapping[str, float]]
    other_mode: float
    missed: float
    asserted: float
    asserted_otherwise: float
    listed_genes: float
    sources: Mapping[str, float]
    against: float
    heterogeneity: float
    provenance: Mapping[str, Any]

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """Parameters as the JSON file has them."""
        return cls(**record)

    def class_log_ratio(self, *, complete: bool) -> NDArray[np.float64]:
        """Log of how much oftener each `VariantClass` is causal than harmless, nats.

        Where not all of ClinVar is at hand (``complete``), a variant that is not found may be new,
        uncertain or benign.
        """
        names = [one.name for one in VariantClass]
        shares = np.array([[part[name] for name in names] for part in (self.causal, self.harmless)])
        shares /= shares.sum(axis=1, keepdims=True)
        if not complete:
            for known, novel in _NOT_TOLD_APART:
                shares[:, novel] += shares[:, known]
        ratio: NDArray[np.float64] = np.log(shares[0] / shares[1])
        return ratio

    @cached_property
    def zygosity_log_ratio(self) -> Mapping[tuple[str | None, str | None], float]:
        """Log ratio of each zygosity of a single variant under each mode by name, nats.

        A recessive disease of which one variant is known has it on both copies, or the second one
        was missed; without a stated zygosity only that there is no second one counts.
        """
        harmless, recessive = self.zygosity["harmless"], self.zygosity["recessive"]
        found: dict[tuple[str | None, str | None], float] = {}
        for mode in ("dominant", "x_linked", "mitochondrial"):
            shares = self.zygosity[mode]
            found |= {(mode.upper(), one): math.log(shares[one] / harmless[one]) for one in shares}
            found[mode.upper(), None] = 0.0
        both = math.log(recessive["homozygous"] / harmless["homozygous"])
        single = math.log(recessive["single"] / harmless["heterozygous"])
        found["RECESSIVE", None] = math.log(1.0 - recessive["two"])
        found["RECESSIVE", "heterozygous"] = single
        return found | {("RECESSIVE", one): both for one in ("homozygous", "hemizygous")}

    @cached_property
    def strength(self) -> NDArray[np.float64]:
        """How likely a gene is a cause, for every combination of `Source` bits."""
        bits = [(int(one), self.sources[str(one.name)]) for one in Source]
        found = np.ones(2 * max(bit for bit, _ in bits))
        combination = np.arange(len(found))
        for bit, share in bits:
            found[(combination & bit) > 0] *= 1.0 - share
        found = 1.0 - found
        found[(combination & int(Source.CLINGEN_AGAINST)) > 0] *= self.against
        return found


@lru_cache(1)
def shipped() -> Parameters:
    """The parameters that Rareseek comes with."""
    text = files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
    return Parameters.of(json.loads(text))
