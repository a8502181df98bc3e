"""A differential as JSON values: the answer format of ``rareseek diagnose --json``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .alternatives import alternatives, evidence_record
from .context import context
from .differential import Diagnosis, Differential
from .entities.mentions import VariantMention
from .genotype import GenotypeUse
from .variant_calls import VariantCall


def answer(differential: Differential, case_id: str) -> dict[str, Any]:
    """The whole differential; every fact carries its frequency, source and references."""
    findings = differential.findings
    return {
        "id": case_id,
        "snapshot": differential.snapshot,
        "patient": asdict(findings.patient),
        "phenotypes": [_finding(term, differential) for term in findings.present],
        "excluded": [_finding(term, differential) for term in findings.excluded],
        "genes": [asdict(mention) for mention in findings.genes],
        "variants": [
            *map(variant_record, findings.variants),
            *({"id": call.id} | called(call) for call in findings.calls),
        ],
        "unmapped": [asdict(place) for place in findings.unmapped],
        "diagnoses": [
            _diagnosis(diagnosis, differential, passage.text)
            for diagnosis, passage in zip(
                differential.diagnoses, context(differential).passages, strict=True
            )
        ],
        "absence": differential.absence,
        "stands_out": differential.stands_out,
        "next_findings": [asdict(one) for one in differential.next_findings],
        "genotype": _genotype(differential.genotype),
        **alternatives(differential),
    }


def _genotype(used: GenotypeUse | None) -> dict[str, Any] | None:
    """What became of each gene and variant of the case; null where it has none."""
    if used is None:
        return None
    return {
        "variants": [
            asdict(one.variant) | {"in_genes": list(one.genes), "speaks_for": list(one.speaks_for)}
            for one in used.variants
        ],
        "genes": [asdict(one) for one in used.genes],
    }


def variant_record(mention: VariantMention) -> dict[str, Any]:
    """A variant that a note names, and what is known of it, as JSON values."""
    record = asdict(mention)
    del record["call"]
    return record | called(mention.call)


def called(call: VariantCall) -> dict[str, Any]:
    """What is known of a variant; its id stands with where it was found."""
    return {name: value for name, value in asdict(call).items() if name != "id"}


def _finding(term: str, differential: Differential) -> dict[str, Any]:
    places = [asdict(mention) for mention in differential.findings.mentions if mention.id == term]
    return {"id": term, "label": differential.labels[term], "mentions": places}


def _diagnosis(diagnosis: Diagnosis, differential: Differential, reasoning: str) -> dict[str, Any]:
    disease = diagnosis.ranked
    return {
        "rank": disease.rank,
        "id": disease.id,
        "name": disease.name,
        "equivalent_ids": list(disease.equivalent_ids),
        "score": disease.score,
        "posterior": disease.posterior,
        "adjustment": disease.adjustment,
        "genotype_score": disease.genotype,
        "named": disease.named,
        "genes": [{"id": gene.gene_id, "symbol": gene.symbol} for gene in diagnosis.genes],
        "evidence": [evidence_record(each, differential.labels) for each in diagnosis.evidence],
        "genotype": [each.record() for each in diagnosis.genotype],
        "reasoning": reasoning,
        "grounded": True,
    }
