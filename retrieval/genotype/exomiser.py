"""Candidate genes and variants out of Exomiser's results (versions 12 to 14).

Format: https://exomiser.readthedocs.io/en/latest/result_interpretation.html. Read are
``*.genes.tsv``, ``*.variants.tsv`` and ``*.json``. A gene's weight is Exomiser's variant score: the
phenotypes are weighed here, by the graph. Variants are read where the file says that they are of
GRCh38, or, as in a table, does not say.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ...errors import InputError

_NAMES: Final = re.compile(
    r"(?P<case>.+?)(?:[-_.]exomiser.*?)?(?:[-_.](?:AD|AR|XD|XR|MT))?"
    r"(?:\.(?:genes|variants)\.tsv|\.json)(?:\.gz)?",
    re.IGNORECASE,
)
_BUILDS: Final = frozenset({"GRCH38", "HG38"})
#: A gene that is listed with a score of zero is still a candidate.
_LEAST: Final = 0.01


@dataclass(frozen=True, slots=True)
class ExomiserResult:
    """Genes with their weights (0 to 1), and variants as a case's file would give them."""

    genes: Mapping[str, float]
    variants: tuple[Mapping[str, str], ...]

    def __or__(self, other: ExomiserResult) -> ExomiserResult:
        """Both results: of a gene the higher weight, each variant once."""
        genes = dict(self.genes)
        for gene, weight in other.genes.items():
            genes[gene] = max(weight, genes.get(gene, 0.0))
        variants = {one["variant"]: one for one in (*other.variants, *self.variants)}
        return ExomiserResult(genes, tuple(variants.values()))


def read_exomiser(path: Path) -> dict[str, ExomiserResult]:
    """Results by case id, which is how their files' names begin; several of one case are joined.

    ``path`` is one file or a folder. Raises `InputError` where nothing of Exomiser's is there.
    """
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    found: dict[str, ExomiserResult] = {}
    for file in files:
        named = _NAMES.fullmatch(file.name)
        if named is None or not (file.is_file() or file == path):
            continue
        case = named["case"]
        found[case] = found.get(case, ExomiserResult({}, ())) | _read(file)
    if not found:
        message = f"{path}: no result of Exomiser; give *.genes.tsv, *.variants.tsv or *.json"
        raise InputError(message)
    return found


def _read(path: Path) -> ExomiserResult:
    try:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as file:
            if ".json" in path.name.lower():
                return _of_json(json.load(file), path)
            return _of_rows(csv.DictReader(file, delimiter="\t"), path)
    except (OSError, ValueError, EOFError) as error:
        raise InputError(f"{path}: cannot be read as a result of Exomiser") from error


def _of_rows(reader: csv.DictReader[str], path: Path) -> ExomiserResult:
    reader.fieldnames = [name.lstrip("#") for name in reader.fieldnames or ()]
    columns = set(reader.fieldnames)
    if {"GENE_SYMBOL", "EXOMISER_GENE_VARIANT_SCORE"} - columns:
        raise InputError(f"{path}: no table of Exomiser; its columns are other ones")
    rows = list(reader)
    genes: dict[str, float] = {}
    for row in rows:
        weight = float(row["EXOMISER_GENE_VARIANT_SCORE"] or 0)
        genes[row["GENE_SYMBOL"]] = max(weight, _LEAST, genes.get(row["GENE_SYMBOL"], 0.0))
    placed = {"CONTIG", "START", "REF", "ALT", "GENOTYPE"} <= columns
    return ExomiserResult(genes, tuple(_of_row(row) for row in rows) if placed else ())


def _of_row(row: Mapping[str, str]) -> dict[str, str]:
    locus = "-".join(row[name] for name in ("CONTIG", "START", "REF", "ALT"))
    return {"variant": locus, "zygosity": row["GENOTYPE"], "gene": row["GENE_SYMBOL"]}


def _of_json(record: Any, path: Path) -> ExomiserResult:
    if not isinstance(record, list) or not all("geneSymbol" in one for one in record):
        raise InputError(f"{path}: no result of Exomiser; it holds no list of genes")
    genes = {one["geneSymbol"]: max(_variant_score(one), _LEAST) for one in record}
    variants = (
        _of_evaluation(variant, one["geneSymbol"]) for one in record for variant in _variants(one)
    )
    return ExomiserResult(genes, tuple(filter(None, variants)))


def _variant_score(gene: Mapping[str, Any]) -> float:
    scores = (float(one.get("variantScore") or 0) for one in gene.get("geneScores") or [])
    return float(gene.get("variantScore") or max(scores, default=0.0))


def _variants(gene: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from gene.get("variantEvaluations") or ()
    scores: Iterable[Mapping[str, Any]] = gene.get("geneScores") or ()
    for score in scores:
        yield from score.get("contributingVariants") or ()


def _of_evaluation(variant: Mapping[str, Any], gene: str) -> dict[str, str] | None:
    if str(variant.get("genomeAssembly", "")).upper() not in _BUILDS:
        return None
    name = variant.get("contigName") or variant.get("chromosomeName") or variant.get("chromosome")
    start = variant.get("start") or variant.get("position")
    genotypes = variant.get("sampleGenotypes") or {}
    return {
        "variant": f"{name}-{start}-{variant.get('ref')}-{variant.get('alt')}",
        "zygosity": str(next(iter(genotypes.values()), "")),
        "gene": gene,
    }
