"""A normaliser over a handful of real terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl
import pytest

from rareseek.ingest.tables import TABLES
from rareseek.retrieval import Normaliser

NormaliserOf = Callable[..., Normaliser]


@pytest.fixture(scope="session")
def normaliser_of() -> NormaliserOf:
    """Builds a normaliser of terms, {id: [label, exact synonyms...]}, all below the root."""

    def build(terms: Mapping[str, list[str]], *, dictionary_only: bool = False) -> Normaliser:
        names = [
            (term, name, "EXACT" if i else "LABEL", None, "en")
            for term, names in terms.items()
            for i, name in enumerate(names)
        ]
        is_a = [(term, "HP:0000118") for term in terms]
        rows = [(term, names[0], "Seen by a clinician.", 0.0) for term, names in terms.items()]
        return Normaliser.from_tables(
            pl.DataFrame(names, schema=TABLES["names"], orient="row"),
            pl.DataFrame(is_a, schema=TABLES["phenotype_is_a"], orient="row"),
            pl.DataFrame(rows, schema=TABLES["phenotypes"], orient="row"),
            dictionary_only=dictionary_only,
        )

    return build
