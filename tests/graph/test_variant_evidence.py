"""Benign and uncertain variants stand in the graph, and are evidence for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rareseek.graph import LadybugStore, Neo4jStore
from rareseek.graph.variant_evidence import (
    ClassifiedVariant,
    PathogenicVariants,
    pathogenic_variants,
    pathogenic_variants_in_genes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rareseek.graph import GraphStore
    from rareseek.tests.neo4j_server import Address

MARFAN, RETT = "OMIM:154700", "OMIM:312750"
FBN1, MECP2 = "NCBIGene:2200", "NCBIGene:4204"

#: Classification and stars of variants 1, 2, ... of FBN1, all for Marfan syndrome.
CLASSIFIED = [
    ("Likely pathogenic", 1),
    ("Pathogenic", 3),
    ("Pathogenic/Likely pathogenic; risk factor", 2),
    ("Likely pathogenic, low penetrance", 0),
    ("Conflicting classifications of pathogenicity", 1),
    ("Conflicting classifications of pathogenicity; other", 1),
    ("Uncertain significance", 3),
    ("Benign", 3),
    ("Likely benign", 2),
    ("Benign/Likely benign; other", 2),
    ("drug response", 3),
    ("risk factor", 1),
    ("Likely risk allele", 1),
    ("not provided", 0),
    (None, 0),
]
VARIANTS: list[dict[str, Any]] = [
    {
        "id": f"ClinVar:{n}",
        "rsid": f"rs{n}",
        "hgvs": f"NC_000015.10:g.{n}G>A",
        "chrom": "15",
        "pos": n,
        "ref": "G",
        "alt": "A",
        "consequence": "nonsense",
        "significance": significance,
        "stars": stars,
        "review_status": "as stated",
    }
    for n, (significance, stars) in enumerate(CLASSIFIED, start=1)
]
#: A second source calls variant 8 pathogenic, which ClinVar calls benign.
SECOND: dict[str, Any] = {
    "variant_id": "ClinVar:8",
    "disease_id": MARFAN,
    "significance": "Pathogenic",
    "stars": 0,
    "source": "Licensed",
}
TABLES: dict[str, list[dict[str, Any]]] = {
    "variants": VARIANTS,
    "in_gene": [{"variant_id": each["id"], "gene_id": FBN1} for each in VARIANTS],
    "classified_for": [
        {"variant_id": each["id"], "disease_id": MARFAN, "source": "ClinVar"}
        | {name: each[name] for name in ("significance", "stars", "review_status")}
        for each in VARIANTS
    ]
    + [SECOND],
}


@pytest.fixture(scope="module")
def classified(write_tables: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tables(tmp_path_factory.mktemp("classified"), **TABLES)


@pytest.fixture(scope="module", params=["ladybug", "neo4j"])
def each(
    request: pytest.FixtureRequest, classified: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[GraphStore]:
    if request.param == "ladybug":
        path = tmp_path_factory.mktemp("graph") / "graph.lbug"
        LadybugStore.build(path, classified)
        with LadybugStore(path, timeout=5) as opened:
            yield opened
        return
    where: Address = request.getfixturevalue("neo4j_address")
    with Neo4jStore(where.uri, user=where.user, password=where.password, timeout=15) as server:
        server.load(classified)
        yield server


def numbers(variants: tuple[ClassifiedVariant, ...]) -> list[str]:
    return [variant.id.removeprefix("ClinVar:") for variant in variants]


def test_only_pathogenic_and_apart_conflicting_variants_of_a_disease(each: GraphStore) -> None:
    found = pathogenic_variants(each, [RETT, MARFAN, "OMIM:999999", MARFAN])
    assert list(found) == [RETT, MARFAN, "OMIM:999999"]
    assert found[RETT] == found["OMIM:999999"] == PathogenicVariants()
    assert numbers(found[MARFAN].pathogenic) == ["2", "3", "1", "4", "8"]
    assert numbers(found[MARFAN].conflicting) == ["5", "6"]


def test_a_classification_is_its_own_source_s(each: GraphStore) -> None:
    first, *_, last = pathogenic_variants(each, [MARFAN])[MARFAN].pathogenic
    assert first == ClassifiedVariant(
        id="ClinVar:2",
        rsid="rs2",
        hgvs="NC_000015.10:g.2G>A",
        chrom="15",
        pos=2,
        ref="G",
        alt="A",
        consequence="nonsense",
        significance="Pathogenic",
        review_status="as stated",
        stars=3,
        condition="Marfan syndrome",
        source="ClinVar",
    )
    assert (last.significance, last.source, last.stars) == ("Pathogenic", "Licensed", 0)


def test_variants_of_a_gene_by_what_is_said_over_all_conditions(each: GraphStore) -> None:
    found = pathogenic_variants_in_genes(each, [FBN1, MECP2])
    assert numbers(found[FBN1].pathogenic) == ["2", "3", "1", "4"]
    assert numbers(found[FBN1].conflicting) == ["5", "6"]
    assert {one.condition for one in found[FBN1].pathogenic} == {None}
    assert found[MECP2] == PathogenicVariants()


def test_an_id_is_a_value_and_never_text_of_the_query(each: GraphStore) -> None:
    hostile = "x' OR true //"
    assert pathogenic_variants(each, [hostile]) == {hostile: PathogenicVariants()}
    assert pathogenic_variants(each, []) == {}
