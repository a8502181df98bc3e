"""The record tables of a snapshot: one declaration of names, columns and types.

Every table is a parquet file ``tables/<name>.parquet`` of exactly these columns. The graph schema
(`rareseek.graph.schema`) takes its property types from here, so a column is declared once.
Identifiers are canonical CURIEs (``HP:``, ``OMIM:``, ``ORPHA:``, ``DECIPHER:``, ``NCBIGene:``,
``HGNC:``, ``MONDO:``).
"""

from __future__ import annotations

from typing import Final

import polars as pl

_TEXT: Final = pl.String()
_TEXTS: Final = pl.List(pl.String())

TABLES: Final[dict[str, pl.Schema]] = {
    # One row per current HPO term; `ic` is the information content in nats.
    "phenotypes": pl.Schema({"id": _TEXT, "name": _TEXT, "definition": _TEXT, "ic": pl.Float64()}),
    # Every name of a term or disease. `scope`: LABEL, EXACT, NARROW, BROAD or RELATED.
    "names": pl.Schema(
        {"id": _TEXT, "name": _TEXT, "scope": _TEXT, "type": _TEXT, "language": _TEXT}
    ),
    # Names and definitions of HPO terms in other languages. `property`: DEFINITION, or the scope of
    # a name as above; `status`: the translators' own, OFFICIAL or CANDIDATE (proposed, or by a
    # machine); `source_text`: the English that was translated.
    "translations": pl.Schema(
        {
            "id": _TEXT,
            "language": _TEXT,
            "property": _TEXT,
            "text": _TEXT,
            "status": _TEXT,
            "source_text": _TEXT,
        }
    ),
    # Identifiers that are no longer current. `reason`: alternative or obsolete.
    "retired": pl.Schema({"id": _TEXT, "replaced_by": _TEXT, "reason": _TEXT}),
    "phenotype_is_a": pl.Schema({"child": _TEXT, "parent": _TEXT}),
    # `source`: OMIM, ORPHA or DECIPHER; `type`: Orphanet's, such as Disease or Category. The lists
    # are texts of Orphanet; their parts stand in `disease_facts`.
    "diseases": pl.Schema(
        {
            "id": _TEXT,
            "name": _TEXT,
            "source": _TEXT,
            "definition": _TEXT,
            "mondo_id": _TEXT,
            "type": _TEXT,
            "inheritance": _TEXTS,
            "onset": _TEXTS,
            "prevalence": _TEXTS,
        }
    ),
    "disease_is_a": pl.Schema({"child": _TEXT, "parent": _TEXT}),
    # Disease records of two namespaces. `predicate`: skos:exactMatch, skos:broadMatch (the other is
    # broader), skos:narrowMatch or skos:closeMatch. `source`: Mondo, Orphanet or OMIM.
    "same_as": pl.Schema(
        {"disease_id": _TEXT, "other_id": _TEXT, "predicate": _TEXT, "source": _TEXT}
    ),
    # What Orphanet says of a disease as a whole. `kind`: prevalence, onset or inheritance; the
    # columns from `type` to `reference` are of prevalences only.
    "disease_facts": pl.Schema(
        dict.fromkeys(
            (
                "disease_id",
                "kind",
                "value",
                "type",
                "qualification",
                "mean",
                "region",
                "reference",
                "source",
            ),
            _TEXT,
        )
    ),
    # One row per annotation row of the source. `frequency` is a fraction (0 to 1) or null; `n`/`m`
    # are the counts behind it (n of m patients); `frequency_label` is the text of the source.
    # `negated` holds for NOT rows and for frequencies of zero. `sex`: male, female or null.
    # `onset` and `modifiers` are HPO ids; `original_id` is the HPO id of the source where that
    # one was retired. `aspect`: P phenotype, I inheritance, C course, M modifier, H past history.
    "has_phenotype": pl.Schema(
        {
            "disease_id": _TEXT,
            "phenotype_id": _TEXT,
            "frequency": pl.Float64(),
            "n": pl.Int64(),
            "m": pl.Int64(),
            "frequency_label": _TEXT,
            "negated": pl.Boolean(),
            "onset": _TEXT,
            "sex": _TEXT,
            "modifiers": _TEXTS,
            "aspect": _TEXT,
            "evidence": _TEXT,
            "references": _TEXTS,
            "biocuration": _TEXT,
            "original_id": _TEXT,
            "source": _TEXT,
        }
    ),
    "genes": pl.Schema({"id": _TEXT, "symbol": _TEXT, "entrez_id": _TEXT, "ensembl_id": _TEXT}),
    "associated_with": pl.Schema(
        {
            "gene_id": _TEXT,
            "disease_id": _TEXT,
            "type": _TEXT,
            "moi": _TEXT,
            "confidence": _TEXT,
            "source": _TEXT,
        }
    ),
    # `id`: ClinVar:<VariationID>, else the SPDI on GRCh38, where long alleles are not spelled out.
    # `pos` counts from 1, as in VCF; `hgvs` is the source's; `consequence` the most severe; `stars`
    # 0 to 4, as ClinVar gives them.
    "variants": pl.Schema(
        {
            "id": _TEXT,
            "variation_id": _TEXT,
            "rsid": _TEXT,
            "hgvs": _TEXT,
            "chrom": _TEXT,
            "pos": pl.Int64(),
            "ref": _TEXT,
            "alt": _TEXT,
            "consequence": _TEXT,
            "significance": _TEXT,
            "review_status": _TEXT,
            "stars": pl.Int64(),
        }
    ),
    "in_gene": pl.Schema({"variant_id": _TEXT, "gene_id": _TEXT}),
    # The classification is the variant's over all its conditions, benign ones too.
    "classified_for": pl.Schema(
        {
            "variant_id": _TEXT,
            "disease_id": _TEXT,
            "significance": _TEXT,
            "review_status": _TEXT,
            "stars": pl.Int64(),
            "source": _TEXT,
        }
    ),
    "releases": pl.Schema(
        {
            "source": _TEXT,
            "version": _TEXT,
            "date": _TEXT,
            "sha256": _TEXT,
            "licence": _TEXT,
            "rows": pl.Int64(),
            "quarantined": pl.Int64(),
        }
    ),
    # Where sources contradict each other or a name means two things: reported, none guessed.
    "conflicts": pl.Schema(
        {"kind": _TEXT, "subject": _TEXT, "object": _TEXT, "detail": _TEXT, "source": _TEXT}
    ),
    # Rows of a source that were not used: where, why, and the row itself.
    "quarantine": pl.Schema(
        {"source": _TEXT, "file": _TEXT, "line": pl.Int64(), "reason": _TEXT, "row": _TEXT}
    ),
}
