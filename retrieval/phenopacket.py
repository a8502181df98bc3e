"""A context as a GA4GH phenopacket (schema 2.0, https://phenopacket-schema.readthedocs.io).

Findings are phenotypic features. Every candidate is an interpretation in progress, never a
diagnosis: its summary is the cited passage. Articles are external references, described by the ids
of the statements that cite them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any, Final

from .context import Context, Passage

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
}


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
    return {
        "id": id_,
        "subject": {"id": subject},
        "phenotypicFeatures": [
            {"type": {"id": term, "label": context.labels[term]}, "excluded": excluded}
            for term, excluded in terms
        ],
        "interpretations": [_interpretation(passage, id_) for passage in context.passages],
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
