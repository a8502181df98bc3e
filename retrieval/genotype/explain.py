"""What genes and variants say for one candidate, in words and as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from .associations import Mode
from .classes import Consequence, Significance
from .index import Facts, GenotypeIndex
from .scoring import Genotype, PairEvidence

_MODES: Final = {
    Mode.DOMINANT: "autosomal dominant",
    Mode.RECESSIVE: "autosomal recessive",
    Mode.X_LINKED: "X-linked",
    Mode.MITOCHONDRIAL: "mitochondrial",
}
#: Findings of less than this are not told: they speak for no candidate.
_TOLD: Final = 0.0


@dataclass(frozen=True, slots=True)
class VariantStatement:
    """One variant as it was weighed; ``id`` is its id in the graph, None where no release has it.

    ``consequence`` of a variant that no release has is read from its alleles and its neighbours.
    """

    given: str
    id: str | None
    significance: str
    stars: int
    consequence: str
    zygosity: str | None
    origin: str | None


@dataclass(frozen=True, slots=True)
class GeneStatement:
    """What the findings in one gene say for a disease: log ratio in nats, variants, and a line.

    ``mode`` is the mode of inheritance that they fit best; None where the case only lists the gene.
    """

    gene_id: str
    symbol: str
    mode: str | None
    log_ratio: float
    variants: tuple[VariantStatement, ...]

    @property
    def text(self) -> str:
        """The statement as one line.

        >>> GeneStatement("HGNC:3603", "FBN1", None, 8.4, ()).text
        'gene FBN1 is listed; log odds +8.4 nats'
        """
        if self.mode is None:
            return f"gene {self.symbol} is listed; log odds {self.log_ratio:+.1f} nats"
        found = " and ".join(map(_text, self.variants))
        return (
            f"variant {found}, {self.mode}; gene {self.symbol}; log odds {self.log_ratio:+.1f} nats"
        )

    def record(self) -> dict[str, Any]:
        """The statement as JSON values."""
        return {
            "gene": {"id": self.gene_id, "symbol": self.symbol},
            "inheritance": self.mode,
            "log_ratio": self.log_ratio,
            "variants": [
                {name: getattr(one, name) for name in VariantStatement.__slots__}
                for one in self.variants
            ],
            "text": self.text,
        }


def explain(genotype: Genotype, index: GenotypeIndex, candidate: int) -> tuple[GeneStatement, ...]:
    """What speaks for a candidate (row of the ranking index), the strongest first."""
    pairs = genotype.pairs.get(candidate, ())
    return tuple(_statement(one, index) for one in pairs if one.log_ratio > _TOLD)


def _statement(pair: PairEvidence, index: GenotypeIndex) -> GeneStatement:
    reading = pair.reading
    return GeneStatement(
        str(index.genes["id"][pair.gene]),
        index.symbol(pair.gene),
        None if pair.mode is None else _MODES[pair.mode],
        pair.log_ratio,
        tuple(told(hit.facts) for hit in reading.hits) if reading else (),
    )


def told(facts: Facts) -> VariantStatement:
    """A variant as it was weighed."""
    given = facts.variant
    stated = facts.significance is not Significance.NONE
    return VariantStatement(
        given.given,
        None if facts.variation_id is None else f"ClinVar:{facts.variation_id}",
        facts.significance.name.lower().replace("_", " ") if stated else _unclassified(facts),
        facts.stars,
        ""
        if facts.kind is Consequence.UNKNOWN
        else facts.kind.name.lower().replace("_", " ").replace("in frame", "in-frame"),
        given.zygosity and given.zygosity.value,
        given.origin and given.origin.value,
    )


def _unclassified(facts: Facts) -> str:
    """Why a variant has no classification; a name that was not found may stand for a known one."""
    if facts.row is not None:
        return "not classified"
    placed = facts.variant.locus is not None or facts.variant.rsid is not None
    return "not in this snapshot's ClinVar" if placed else "not found in ClinVar by this name"


def _text(variant: VariantStatement) -> str:
    named = variant.given if variant.id is None else f"{variant.given} ({variant.id})"
    status = f"{variant.significance} {'*' * variant.stars}".strip()
    parts = (named, status, variant.consequence, variant.zygosity, variant.origin)
    return " ".join(parts[:1]) + "".join(f", {one}" for one in parts[1:] if one)
