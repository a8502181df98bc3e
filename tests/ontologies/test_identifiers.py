"""Identifiers: every accepted spelling, one canonical form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rareseek.errors import IdentifierError
from rareseek.ontologies import canonical, prefix

SPELLINGS = {
    "HP:0001250": """HP:0001250 HP_0001250 hp:0001250 Hp_0001250
        http://purl.obolibrary.org/obo/HP_0001250 https://purl.obolibrary.org/obo/HP_0001250""",
    "OMIM:154700": """OMIM:154700 MIM:154700 omim:154700 OMIM_154700
        https://omim.org/entry/154700 https://www.omim.org/entry/154700""",
    "OMIM:PS154700": "OMIM:PS154700 OMIMPS:PS154700",
    "ORPHA:558": """ORPHA:558 Orphanet:558 ORPHANET:558 Orphanet_558 Orphanet:ORPHA558
        http://www.orpha.net/ORDO/Orphanet_558 orphanet.ordo:558""",
    "DECIPHER:1": "DECIPHER:1 decipher:1",
    "MONDO:0007947": "MONDO:0007947 MONDO:MONDO:0007947 MONDO_0007947",
    "HGNC:3603": "HGNC:3603 hgnc:3603 HGNC:HGNC:3603",
    "NCBIGene:2200": "NCBIGene:2200 ncbigene:2200 entrez:2200 NCBIGENE:2200",
}


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [(text, curie) for curie, texts in SPELLINGS.items() for text in texts.split()],
)
def test_every_spelling_has_one_canonical_form(spelling: str, expected: str) -> None:
    assert canonical(spelling) == expected
    assert canonical(f" {spelling}\n") == expected


@pytest.mark.parametrize(
    "text",
    [
        "HP:",
        ":0001250",
        "HP:125",
        "HP:00012500",
        "HP:0001250;HP:0001251",
        "HP:٠٠٠١٢٥٠",
        "OMIM:15470",
        "ORPHA:0",
        "ORPHA:x",
        "UMLS:C0036572",
        "154700",
        "Marfan",
        "http://purl.obolibrary.org/obo/UBERON_0002389",
        "",
    ],
)
def test_malformed_or_foreign_identifier_is_refused_and_carried(text: str) -> None:
    with pytest.raises(IdentifierError) as refusal:
        canonical(text)
    assert refusal.value.identifier == text


@given(st.text(max_size=40))
def test_canonical_is_idempotent_or_refuses(text: str) -> None:
    try:
        curie = canonical(text)
    except IdentifierError:
        return
    assert canonical(curie) == curie


@pytest.mark.parametrize("curie", SPELLINGS)
def test_prefix_is_what_stands_before_the_colon(curie: str) -> None:
    assert curie == f"{prefix(curie)}:{curie.split(':')[1]}"
