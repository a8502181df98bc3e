"""Genes and variants of a case as log odds of every candidate.

The model is generative. Where disease d is the cause, then (but for a share ``missed``) one of its
genes g holds what is needed; each gene with a probability by who associates it with d and by how
many genes d has. The likelihood ratio of the variants found in g is that of `inheritance`, under
the modes of inheritance stated for the pair. A disease without a known gene has log odds of 0, one
whose genes are all without a finding the log of ``missed``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .alleles import CHROMOSOMES
from .associations import Mode
from .classes import Significance, VariantClass, variant_class
from .index import Facts, GenotypeIndex
from .inheritance import MODES, Hit, Reading, readings
from .parameters import Parameters, shipped
from .patient import CaseVariant

#: Genes that stand behind some disease: a listed gene is one of so many.
_DISEASE_GENES: Final = 5_000
_NOVEL: Final = (VariantClass.NOVEL_LOSS, VariantClass.NOVEL_PROTEIN, VariantClass.NOVEL_OTHER)


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """What the findings in one gene say of one candidate: log ratio in nats, and the reading.

    ``mode`` is the mode of inheritance that fits best; both it and ``reading`` are None for a gene
    that the case only lists.
    """

    gene: int
    candidate: int
    log_ratio: float
    mode: Mode | None
    reading: Reading | None


@dataclass(frozen=True)
class Genotype:
    """The genes and variants of one case, weighed.

    ``log_odds`` (d,) are to be added to the log odds of each candidate, nats. ``unplaced`` are
    variants, ``unknown`` genes that the snapshot could not place. ``variants`` are all variants
    as they were read, ``listed`` the rows of the genes that the case lists.
    """

    log_odds: NDArray[np.float64]
    pairs: Mapping[int, tuple[PairEvidence, ...]]
    unplaced: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    variants: tuple[Facts, ...] = ()
    listed: tuple[int, ...] = ()


class GenotypeModel:
    """Weighs genes and variants for the ``size`` candidates of a ranking index."""

    def __init__(
        self, index: GenotypeIndex, size: int, parameters: Parameters | None = None
    ) -> None:
        self.index = index
        self.parameters = parameters or shipped()
        self._size = size

    @cached_property
    def _strength(self) -> NDArray[np.float64]:
        """How likely each pair's gene is a cause of its candidate, (p,)."""
        found: NDArray[np.float64] = self.parameters.strength[self.index.pairs["sources"]]
        return found

    @cached_property
    def _class_log_ratio(self) -> NDArray[np.float64]:
        return self.parameters.class_log_ratio(complete=self.index.complete)

    @cached_property
    def _known(self) -> NDArray[np.float64]:
        """Number of genes that each candidate is known for, weighed, (d,)."""
        candidate = self.index.pairs["candidate"]
        return np.bincount(candidate, self._strength, self._size).astype(np.float64)

    @cached_property
    def _base(self) -> NDArray[np.float64]:
        """Likelihood ratio of each candidate where none of its genes has a finding, (d,)."""
        covered = np.minimum(self._known, 1.0)
        return 1.0 - covered * (1.0 - self.parameters.missed)

    @cached_property
    def _share(self) -> NDArray[np.float64]:
        """Probability of each pair's gene to hold what is needed, (p,)."""
        among = np.maximum(self._known[self.index.pairs["candidate"]], 1.0)
        share = self._strength / among**self.parameters.heterogeneity
        found: NDArray[np.float64] = (1.0 - self.parameters.missed) * share
        return found

    def weigh(
        self,
        variants: Iterable[CaseVariant],
        genes: Mapping[str, float] | Sequence[str] = (),
        sex: str | None = None,
    ) -> Genotype:
        """The log odds of every candidate.

        ``genes`` are candidate genes, alone or with weights that say how likely each is the one.
        Where the snapshot can place none of it, nothing is known, and all log odds are 0.
        """
        stated = self.index.facts(variants)
        facts = _distinct(stated)
        hits = self._hits(facts)
        listed, unknown = self._listed(genes, stated)
        ratio = self._base.copy() if hits or listed else np.ones(self._size)
        found: dict[int, list[PairEvidence]] = defaultdict(list)
        for gene in sorted({*hits, *listed}):
            span = range(self._first[gene], self._first[gene + 1])
            if not span:
                continue
            read = {}
            if gene in hits:
                expected = len(facts) * float(self.index.gene_share[gene])
                read = readings(hits[gene], expected, sex, self.parameters)
            for at, pair in zip(span, self._pairs(gene, span, read, listed), strict=True):
                found[pair.candidate].append(pair)
                ratio[pair.candidate] += self._share[at] * math.exp(min(pair.log_ratio, 300.0))
        pairs = {
            one: tuple(sorted(all_, key=lambda pair: -pair.log_ratio))
            for one, all_ in found.items()
        }
        unplaced = tuple(one.variant.given for one in facts if not one.genes)
        return Genotype(np.log(ratio), pairs, unplaced, unknown, tuple(facts), tuple(listed))

    def _hits(self, facts: Sequence[Facts]) -> dict[int, list[Hit]]:
        """The variants in each gene."""
        found: dict[int, list[Hit]] = defaultdict(list)
        for one in facts:
            hit = Hit(one, self._class_ratio(one))
            for gene in one.genes:
                found[gene].append(hit)
        return found

    def _class_ratio(self, facts: Facts) -> float:
        known = facts.row is not None
        kind = variant_class(facts.significance, facts.stars, facts.kind, known=known)
        ratio = float(self._class_log_ratio[kind])
        if kind in _NOVEL:
            causal, harmless = (self.parameters.hotspot[name] for name in ("causal", "harmless"))
            hot = causal / harmless if facts.hotspot else (1 - causal) / (1 - harmless)
            ratio += math.log(hot)
        return ratio

    def _listed(
        self, genes: Mapping[str, float] | Sequence[str], facts: Sequence[Facts]
    ) -> tuple[dict[int, float], tuple[str, ...]]:
        """Log ratio of each listed gene, and the names not found.

        A gene that a variant of the case names is no finding of its own.
        """
        weights = genes if isinstance(genes, Mapping) else dict.fromkeys(genes, 1.0)
        rows = {name: self.index.gene(name) for name in weights}
        unknown = tuple(name for name, row in rows.items() if row is None)
        total = sum(weight for name, weight in weights.items() if rows[name] is not None)
        named = {gene for one in facts if one.variant.gene for gene in one.genes}
        share = self.parameters.listed_genes
        return {
            row: math.log(share * weights[name] / total * _DISEASE_GENES + 1 - share)
            for name, row in rows.items()
            if row is not None and row not in named and total > 0
        }, unknown

    def _pairs(
        self, gene: int, span: range, read: Mapping[Mode, Reading], listed: Mapping[int, float]
    ) -> Iterator[PairEvidence]:
        """The evidence on each candidate of a gene: the variants', or the list's if it is more."""
        stated = listed.get(gene, -math.inf)
        mixed: dict[int, tuple[float, Mode]] = {}
        for at in span:
            candidate, bits = self._candidate[at], self._modes[at] or self._usual_modes(gene)
            if not read:
                yield PairEvidence(gene, candidate, stated, None, None)
                continue
            if bits not in mixed:
                mixed[bits] = _mixed(read, self._mode_shares[bits])
            ratio, mode = mixed[bits]
            ratio += self._assertion(read[mode], candidate)
            if ratio < stated:
                yield PairEvidence(gene, candidate, stated, None, None)
            else:
                yield PairEvidence(gene, candidate, ratio, mode, read[mode])

    @cached_property
    def _first(self) -> list[int]:
        """Where the pairs of each gene begin, and the end of the last, (g + 1,)."""
        genes = np.arange(len(self.index.genes) + 1)
        first: list[int] = np.searchsorted(self.index.pairs["gene"], genes).tolist()
        return first

    @cached_property
    def _candidate(self) -> list[int]:
        found: list[int] = self.index.pairs["candidate"].tolist()
        return found

    @cached_property
    def _modes(self) -> list[int]:
        found: list[int] = self.index.pairs["modes"].tolist()
        return found

    @cached_property
    def _mode_shares(self) -> list[tuple[float, ...]]:
        """Log share of each of `MODES`, for every combination of stated ones."""
        other = self.parameters.other_mode
        return [
            tuple(
                math.log(
                    (1.0 - other) * bool(mode & bits) / max(bits.bit_count(), 1)
                    + other / len(MODES)
                )
                for mode in MODES
            )
            for bits in range(1 << len(MODES))
        ]

    def _usual_modes(self, gene: int) -> int:
        """The modes of a gene for which no source states any, by its chromosome."""
        chromosome = int(self.index.gene_chromosome[gene])
        if chromosome == CHROMOSOMES["X"]:
            return int(Mode.X_LINKED)
        if chromosome == CHROMOSOMES["MT"]:
            return int(Mode.MITOCHONDRIAL)
        return int(Mode.DOMINANT | Mode.RECESSIVE)

    def _assertion(self, reading: Reading, candidate: int) -> float:
        """What it adds that a pathogenic variant is classified for the disease, or for others."""
        added = 0.0
        for hit in reading.hits:
            row = hit.facts.row
            if row is None or hit.facts.significance < Significance.LIKELY_PATHOGENIC:
                continue
            diseases = self.index.asserted(row)
            if diseases.size:
                here = bool((diseases == candidate).any())
                added += self.parameters.asserted if here else self.parameters.asserted_otherwise
        return added


def _distinct(facts: Sequence[Facts]) -> list[Facts]:
    """Each variant once, in however many forms it is given; the first that states the zygosity."""
    found: dict[object, Facts] = {}
    for one in facts:
        same = one.row if one.row is not None else one.variant.locus or one.variant.given
        known = found.get(same)
        if known is None or (one.variant.zygosity and not known.variant.zygosity):
            found[same] = one
    return list(found.values())


def _mixed(read: Mapping[Mode, Reading], shares: Sequence[float]) -> tuple[float, Mode]:
    """The readings under all modes as one log ratio, and the mode that fits best."""
    terms = [share + read[mode].log_ratio for mode, share in zip(MODES, shares, strict=True)]
    best = max(terms)
    total = best + math.log(sum(math.exp(term - best) for term in terms))
    return total, MODES[terms.index(best)]
