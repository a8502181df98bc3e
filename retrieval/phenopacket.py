"""A context as a GA4GH phenopacket (schema 2.0, https://phenopacket-schema.readthedocs.io).

Findings are phenotypic features; age and sex are the subject's. Every candidate is an
interpretation in progress, never a diagnosis: its summary is the cited passage. The patient's genes
and variants are candidates of one further interpretation, which names no disease: which disease
they speak for is in the summaries. Articles are external references, described by the ids of the
statements that cite them.

``rareseek rank`` reads such a packet back: phenotypes, genes, variants, age and sex.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import Any, Final

from .context import Context, Passage
from .differential import Findings
from .genotype import CaseVariant, Zygosity, read_variants
from .genotype.patient import CONSEQUENCE, ORIGIN
from .patient import PatientFacts

SCHEMA_VERSION: Final = "2.0"
#: Prefix to name, namespace and address of the resources that ids may come from.
_RESOURCES: Final = {
    "HP": ("Human Phenotype Ontology", "http://purl.obolibrary.org/obo/HP_", "hp"),
    "OMIM": ("Online Mendelian Inheritance in Man", "https://omim.org/entry/", "omim"),
    "ORPHA": (
        "Orphanet Rare Disease nomenclature",
        "http://www.orpha.net/ORDO/Orphanet_",
        "orphanet",
    ),
    "DECIPHER": ("DECIPHER", "https://www.deciphergenomics.org/syndrome/", "decipher"),
    "HGNC": ("HUGO Gene Nomenclature Committee", "https://identifiers.org/hgnc/", "hgnc"),
    "GENO": ("GENO ontology", "http://purl.obolibrary.org/obo/GENO_", "geno"),
}
_ALLELIC_STATES: Final = {
    Zygosity.HETEROZYGOUS: "GENO:0000135",
    Zygosity.HOMOZYGOUS: "GENO:0000136",
    Zygosity.HEMIZYGOUS: "GENO:0000134",
}
_GENO: Final = "GENO:0000135"
_MONTHS: Final = 12


def phenopacket(
    context: Context, *, id_: str, created: str, subject: str = "patient"
) -> dict[str, Any]:
    """The context as JSON values of a phenopacket.

    ``created`` is an ISO 8601 time, for example that of the snapshot: the same context then gives
    the same packet. The note's text is not in it.
    """
    terms = [(term, False) for term in context.findings.present]
    terms += [(term, True) for term in context.findings.excluded]
    ids = {term for term, _ in terms} | {passage.disease_id for passage in context.passages}
    genomic = list(_genomic(context.findings, subject))
    ids |= set(context.findings.patient_genes) | ({_GENO} if genomic else set())
    return {
        "id": id_,
        "subject": _subject(context.findings.patient, subject),
        "phenotypicFeatures": [
            {"type": {"id": term, "label": context.labels[term]}, "excluded": excluded}
            for term, excluded in terms
        ],
        "interpretations": [
            *(_interpretation(passage, id_) for passage in context.passages),
            *([_of_genotype(genomic, id_)] if genomic else []),
        ],
        "metaData": {
            "created": created,
            "createdBy": f"rareseek {version('rareseek')}",
            "resources": _resources(ids, context.snapshot),
            "phenopacketSchemaVersion": SCHEMA_VERSION,
            "externalReferences": _references(context),
        },
    }


def _interpretation(passage: Passage, id_: str) -> dict[str, Any]:
    return {
        "id": f"{id_}-{passage.rank}",
        "progressStatus": "IN_PROGRESS",
        "diagnosis": {"disease": {"id": passage.disease_id, "label": passage.name}},
        "summary": passage.text,
    }


def _subject(patient: PatientFacts, subject: str) -> dict[str, Any]:
    found: dict[str, Any] = {"id": subject}
    if patient.age_years is not None:
        duration = duration_of(patient.age_years)
        found["timeAtLastEncounter"] = {"age": {"iso8601duration": duration}}
    if patient.sex is not None:
        found["sex"] = patient.sex.upper()
    return found


def duration_of(years: float) -> str:
    """An age as an ISO 8601 duration of years and months, or of days below a month.

    >>> duration_of(14.5), duration_of(0.25), duration_of(0.02)
    ('P14Y6M', 'P3M', 'P7D')
    """
    months = round(years * _MONTHS)
    if not months:
        return f"P{round(years * 365.25)}D"
    whole, rest = divmod(months, _MONTHS)
    return "P" + f"{whole}Y" * bool(whole) + f"{rest}M" * bool(rest)


def _of_genotype(genomic: list[dict[str, Any]], id_: str) -> dict[str, Any]:
    return {
        "id": f"{id_}-genotype",
        "progressStatus": "IN_PROGRESS",
        "diagnosis": {"genomicInterpretations": genomic},
        "summary": "Genes and variants of the patient, as they were given or found in the note.",
    }


def _genomic(findings: Findings, subject: str) -> Iterator[dict[str, Any]]:
    """Each variant of the patient, then each gene that is named without one, as a candidate."""
    candidate = {"subjectOrBiosampleId": subject, "interpretationStatus": "CANDIDATE"}
    called = (call.as_case() for call in findings.patient_variants)
    symbols = {one.id: one.label for one in findings.genes}
    seen = set()
    for number, variant in enumerate(read_variants((*called, *findings.given_variants)), 1):
        seen.add(variant.gene)
        descriptor = _descriptor(variant, f"variant-{number}", symbols)
        yield candidate | {"variantInterpretation": {"variationDescriptor": descriptor}}
    for gene in findings.patient_genes:
        if gene not in seen:
            yield candidate | {"gene": _gene(gene, symbols)}


def _descriptor(variant: CaseVariant, id_: str, symbols: Mapping[str, str]) -> dict[str, Any]:
    """A VariationDescriptor; what kind of molecule it is about is only said of the genome."""
    descriptor: dict[str, Any] = {"id": id_, "label": variant.given}
    if variant.locus is not None:
        place = variant.locus._asdict() | {"pos": str(variant.locus.pos)}
        descriptor["vcfRecord"] = {"genomeAssembly": "GRCh38", **place}
        descriptor["moleculeContext"] = "genomic"
    if written := _expression(variant):
        descriptor["expressions"] = [written]
    if variant.gene is not None:
        descriptor["geneContext"] = _gene(variant.gene, symbols)
    if variant.zygosity is not None:
        state = {"id": _ALLELIC_STATES[variant.zygosity], "label": variant.zygosity.value}
        descriptor["allelicState"] = state
    stated = {ORIGIN: variant.origin and variant.origin.value, CONSEQUENCE: _kind(variant)}
    if said := [{"name": name, "value": value} for name, value in stated.items() if value]:
        descriptor["extensions"] = said
    return descriptor


def _kind(variant: CaseVariant) -> str | None:
    return None if variant.kind is None else variant.kind.name.lower()


def _expression(variant: CaseVariant) -> dict[str, str] | None:
    """HGVS, or the dbSNP id where that is all."""
    if variant.hgvs is not None:
        kind = variant.hgvs.partition(":")[2][:1]
        syntax = f"hgvs.{kind}" if kind in {"c", "g", "m", "n", "p", "r"} else "hgvs"
        return {"syntax": syntax, "value": variant.hgvs}
    return None if variant.rsid is None else {"syntax": "dbsnp", "value": f"rs{variant.rsid}"}


def _gene(gene: str, symbols: Mapping[str, str]) -> dict[str, str]:
    return {"valueId": gene, "symbol": symbols.get(gene, gene)}


def _resources(ids: Iterable[str], snapshot: str) -> list[dict[str, str]]:
    prefixes = sorted({one.partition(":")[0] for one in ids} & _RESOURCES.keys())
    return [
        {
            "id": _RESOURCES[prefix][2],
            "name": _RESOURCES[prefix][0],
            "namespacePrefix": prefix,
            "iriPrefix": _RESOURCES[prefix][1],
            "url": _RESOURCES[prefix][1],
            "version": snapshot,
        }
        for prefix in prefixes
    ]


def _references(context: Context) -> list[dict[str, str]]:
    cited: dict[str, list[str]] = defaultdict(list)
    for statement in context.statements.values():
        for reference in dict.fromkeys(statement.references):
            cited[reference].append(statement.id)
    return [{"id": one, "description": " ".join(ids)} for one, ids in cited.items()]
