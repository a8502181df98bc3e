"""Phenotypes that the names and the definition of a disease speak of.

"Intellectual developmental disorder with macrocephaly and seizures" describes its patients whether
or not anyone has annotated them. Names of phenotypes (labels and exact synonyms, English) are found
word by word, the longest one first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import ahocorasick_rs
import numpy as np
import polars as pl
import scipy.sparse as sp

_ROOT = "HP:0000118"
_APART = re.compile(r"[^a-z0-9]+")
#: Shorter names than this are abbreviations more often than not.
_SHORTEST = 4


def described_terms(
    tables: Mapping[str, pl.DataFrame],
    terms: pl.Series,
    records: Sequence[Sequence[str]],
    ancestors: sp.csr_matrix,
) -> sp.csr_matrix:
    """Which terms the texts of each disease name, (d, t); ``records`` are the ids of each."""
    names = tables["names"].filter(pl.col("language") == "en")
    finder = _Finder(_phenotype_names(names, terms, ancestors))
    texts = _texts(names, tables["diseases"])
    found = [
        sorted({term for one in ids for text in texts.get(one, ()) for term in finder(text)})
        for ids in records
    ]
    lengths = [len(of_one) for of_one in found]
    indptr = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    indices = np.array([term for of_one in found for term in of_one], np.int32)
    shape = (len(records), len(terms))
    return sp.csr_matrix((np.ones(len(indices), np.bool_), indices, indptr), shape=shape)


class _Finder:
    """Finds the names of phenotypes in a text, as rows of the index."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        self._rows = list(rows.values())
        longest = ahocorasick_rs.MatchKind.LeftmostLongest
        self._names = ahocorasick_rs.AhoCorasick(list(rows), matchkind=longest)

    def __call__(self, text: str) -> set[int]:
        found = self._names.find_matches_as_indexes(_words(text))
        return {self._rows[pattern] for pattern, _, _ in found}


def _words(text: str) -> str:
    """The words of a text, two blanks between them: neighbours can then both be found whole."""
    return f" {'  '.join(_APART.sub(' ', text.lower()).split())} "


def _phenotype_names(
    names: pl.DataFrame, terms: pl.Series, ancestors: sp.csr_matrix
) -> dict[str, int]:
    row = {term: i for i, term in enumerate(terms)}
    phenotypes = set(ancestors[:, row[_ROOT]].tocoo().row.tolist()) - {row[_ROOT]}
    abbreviation = pl.col("type").fill_null("").str.contains("abbrev")
    exact = names.filter(pl.col("scope").is_in(("LABEL", "EXACT")) & ~abbreviation)
    found: dict[str, int] = {}
    for term, name in exact.select("id", "name").iter_rows():
        if row.get(term) in phenotypes and len(name) >= _SHORTEST:
            found.setdefault(_words(name), row[term])
    return found


def _texts(names: pl.DataFrame, diseases: pl.DataFrame) -> dict[str, list[str]]:
    """Names and definition of each disease record."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    held = names.filter((pl.col("scope") != "BROAD") & pl.col("id").is_in(diseases["id"].implode()))
    pairs: Iterable[tuple[str, str]] = held.select("id", "name").iter_rows()
    for record, text in pairs:
        texts[record].append(text)
    for record, text in diseases.select("id", "definition").drop_nulls().iter_rows():
        texts[record].append(text)
    return texts
