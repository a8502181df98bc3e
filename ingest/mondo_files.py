"""Mondo's files together: its terms, and its exact matches to OMIM and Orphanet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from . import mondo, mondo_terms
from .mondo_terms import MondoTerms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .identity import Identity
    from .locate import Located
    from .quarantine import Quarantine


@dataclass(frozen=True)
class Mondo:
    """What Mondo says; ``matches`` holds the exact matches of each file by the source's name.

    ``accounts``: rows and kept rows of each source; rows of matches are kept where their disease
    is found, which is not known here.
    """

    terms: MondoTerms
    matches: Mapping[str, pl.DataFrame]
    accounts: Mapping[str, tuple[int, int]]

    @property
    def ids(self) -> list[pl.Series]:
        """Ids of diseases: Mondo's own, and those of OMIM that it names."""
        own = [self.terms.diseases["id"], *(found["mondo_id"] for found in self.matches.values())]
        return [*own, *(self.matches[name]["disease_id"] for name in self._of_omim)]

    @property
    def _of_omim(self) -> list[str]:
        return [
            name
            for name, space in mondo.OBJECTS.items()
            if space == "OMIM" and name in self.matches
        ]

    def names(self) -> list[pl.DataFrame]:
        """Names (id, name, rank): of its terms, and of the records of OMIM."""
        own = [self.terms.diseases.select("id", "name", rank=pl.lit(0))]
        own += [_named(found, "mondo_id") for found in self.matches.values()]
        return [*own, *(_named(self.matches[name], "disease_id") for name in self._of_omim)]

    def retired(self) -> pl.DataFrame:
        """Obsolete terms: id and replaced_by."""
        schema = dict.fromkeys(("id", "replaced_by"), pl.String())
        return pl.DataFrame(list(self.terms.replaced.items()), schema=schema, orient="row")


def read_mondo_files(files: Mapping[str, Located], quarantine: Quarantine) -> Mondo:
    """Read those of Mondo's files that are there.

    Raises:
        SourceError: one is unreadable or something else than its name says.
    """
    terms, accounts = MondoTerms.empty(), {}
    if file := files.get(mondo_terms.SOURCE):
        terms = mondo_terms.read_mondo(file.path, quarantine)
        accounts[mondo_terms.SOURCE] = (terms.rows, terms.kept)
    matches = {}
    for source in mondo.OBJECTS:
        if file := files.get(source):
            rows, matches[source] = mondo.read_exact_matches(
                file.path, source, quarantine, terms.replaced
            )
            accounts[source] = (rows, 0)
    return Mondo(terms, matches, accounts)


def standing_for(identity: Identity, known: pl.Series) -> pl.DataFrame:
    """Mondo's terms (mondo_id) and the diseases of each: its records, or itself without any."""
    schema = dict.fromkeys(("disease_id", "mondo_id"), pl.String())
    exact = pl.DataFrame(list(identity.mondo_ids.items()), schema=schema, orient="row")
    paired = known.is_in(exact["mondo_id"].implode())
    alone = known.filter(known.str.starts_with("MONDO:") & ~paired)
    return pl.concat([exact, pl.DataFrame({"disease_id": alone, "mondo_id": alone})])


def _named(matches: pl.DataFrame, column: str) -> pl.DataFrame:
    named = matches.drop_nulls("mondo_name").unique(column, keep="first", maintain_order=True)
    return named.select(id=column, name="mondo_name", rank=pl.lit(0))
