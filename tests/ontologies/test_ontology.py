"""The ontology as values: retired ids, closure, information content."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rareseek.errors import IdentifierError
from rareseek.ontologies import Ontology, Term, read_obo

if TYPE_CHECKING:
    from pathlib import Path

ALL, FINGER, SKELETAL = "HP:0000001", "HP:0001238", "HP:0000924"
ARACHNODACTYLY, SCOLIOSIS, SEIZURE = "HP:0001166", "HP:0002650", "HP:0001250"


@pytest.fixture(scope="module")
def hpo(small_release: Path) -> Ontology:
    return read_obo(small_release / "hp.obo")


def chain(*links: tuple[str, str | None]) -> Ontology:
    obsolete = [Term(old, f"obsolete {old}", obsolete=True, replaced_by=new) for old, new in links]
    return Ontology("2025-01-16", [Term("HP:0000009", "current"), *obsolete])


def test_ids_are_the_current_terms_in_order(hpo: Ontology) -> None:
    assert list(hpo.ids) == sorted(hpo.ids)
    assert all(hpo.row[identifier] == row for row, identifier in enumerate(hpo.ids))
    assert hpo.terms["HP:0007654"].obsolete
    assert "HP:0007654" not in hpo.row


@pytest.mark.parametrize(
    ("retired", "current"),
    [
        ("HP:0001505", ARACHNODACTYLY),  # an alternative id
        ("HP:0002631", "HP:0002616"),  # obsolete, with replaced_by
        ("HP:0040290", "HP:0003011"),  # obsolete without replaced_by, but an alternative id
        ("HP:0007654", None),  # obsolete, nothing named
        ("HP:0500014", None),  # obsolete, only `consider`
    ],
)
def test_retired_id_leads_to_its_replacement(
    hpo: Ontology, retired: str, current: str | None
) -> None:
    assert hpo.retired[retired] == current


def test_resolve_returns_current_ids_only(hpo: Ontology) -> None:
    assert hpo.resolve(SCOLIOSIS) == SCOLIOSIS
    assert hpo.resolve("HP:0001505") == ARACHNODACTYLY
    with pytest.raises(IdentifierError, match="is not a term of release 2025-01-16"):
        hpo.resolve("HP:9999999")
    with pytest.raises(IdentifierError, match="no replacement; consider HP:0000118"):
        hpo.resolve("HP:0500014")
    with pytest.raises(IdentifierError, match=r"no replacement$"):
        hpo.resolve("HP:0007654")


def test_chain_of_replacements_is_followed() -> None:
    ontology = chain(
        ("HP:0000002", "HP:0000003"), ("HP:0000003", "HP:0000004"), ("HP:0000004", "HP:0000009")
    )
    assert set(ontology.retired.values()) == {"HP:0000009"}


def test_circular_replacement_ends_nowhere() -> None:
    ontology = chain(("HP:0000002", "HP:0000003"), ("HP:0000003", "HP:0000002"))
    assert ontology.retired == {"HP:0000002": None, "HP:0000003": None}


def test_replacement_outside_the_ontology_is_none() -> None:
    assert chain(("HP:0000002", "MONDO:0000001")).retired == {"HP:0000002": None}


def test_closure_marks_each_term_with_itself_and_its_ancestors(hpo: Ontology) -> None:
    matrix = hpo.closure
    assert matrix.shape == (len(hpo.ids), len(hpo.ids))
    assert matrix.dtype == np.bool_
    for identifier, row in hpo.row.items():
        marked = {hpo.ids[column] for column in matrix[row].indices}
        assert marked == walk_up(hpo, identifier) == hpo.ancestors(identifier)


def walk_up(ontology: Ontology, identifier: str) -> set[str]:
    found = {identifier}
    for parent in ontology.terms[identifier].parents:
        found |= walk_up(ontology, parent)
    return found


def test_ancestors_and_descendants_mirror_each_other(hpo: Ontology) -> None:
    assert hpo.descendants(FINGER) == {FINGER, ARACHNODACTYLY}
    assert hpo.descendants(ALL) == set(hpo.ids)
    assert hpo.is_descendant(ARACHNODACTYLY, SKELETAL)
    assert hpo.is_descendant(ARACHNODACTYLY, ARACHNODACTYLY)
    assert not hpo.is_descendant(SKELETAL, ARACHNODACTYLY)


def test_information_content_is_minus_log_of_the_share_of_entities(hpo: Ontology) -> None:
    content = hpo.information_content(
        {
            "OMIM:154700": [ARACHNODACTYLY, SCOLIOSIS],
            "ORPHA:558": ["HP:0001505"],  # the retired id of arachnodactyly
            "OMIM:162200": [SCOLIOSIS],
            "OMIM:607208": [SEIZURE],
            "OMIM:000000": [],  # no annotation: no entity
        }
    )
    assert content.shape == (len(hpo.ids),)
    assert content[hpo.row[ALL]] == 0
    assert content[hpo.row[SKELETAL]] == pytest.approx(-math.log(3 / 4))
    assert content[hpo.row[ARACHNODACTYLY]] == pytest.approx(-math.log(2 / 4))
    assert content[hpo.row[SEIZURE]] == pytest.approx(math.log(4))
    never = content[hpo.row["HP:0001083"]]
    assert never == pytest.approx(math.log(4)), "a term nobody has counts as if one entity had it"


def test_information_content_never_falls_on_the_way_down(hpo: Ontology) -> None:
    content = hpo.information_content({str(n): [term] for n, term in enumerate(hpo.ids)})
    for identifier, term in hpo.terms.items():
        for parent in term.parents:
            assert content[hpo.row[parent]] <= content[hpo.row[identifier]]


def test_information_content_without_annotations_is_zero(hpo: Ontology) -> None:
    assert not hpo.information_content({}).any()


def test_information_content_refuses_unknown_terms(hpo: Ontology) -> None:
    with pytest.raises(IdentifierError, match="HP:9999999"):
        hpo.information_content({"OMIM:154700": ["HP:9999999"]})


def test_ontologies_are_equal_by_version_and_terms() -> None:
    terms = [Term("HP:0000001", "All"), Term("HP:0000118", "Phenotypic abnormality")]
    assert Ontology("2025-01-16", terms) == Ontology("2025-01-16", reversed(terms))
    assert Ontology("2025-01-16", terms) != Ontology("2026-02-16", terms)
    assert Ontology("2025-01-16", terms) != Ontology("2025-01-16", terms[:1])
