"""What the graph says of a disease beyond its annotation rows.

- ``described`` (d, t): phenotypes that the disease's names and definition speak of;
- ``same_gene``, ``same_class`` (d, d): diseases of the same gene, and those under the same parent
  in Orphanet's or Mondo's classification, each row a mean (its weights sum to 1, or 0);
- ``earliest``, ``latest`` (d,): age of onset in years, NaN where not stated; ``x_linked`` (d,);
- ``prevalence`` (d,): natural log of Orphanet's, the mean over regions; the least where not stated.

None of it comes from a row that cites an article: it stays in place when the rows that cite a
case's own article are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import scipy.sparse as sp
from numpy.typing import NDArray

from .arrays import load_arrays, load_sparse, save_arrays, save_sparse
from .descriptions import described_terms
from .onset import ONSET_OF_TERM, ONSET_OF_WORD

#: More diseases than this under one gene or class are too different to speak for each other.
MAX_SAME_GENE = 30
MAX_SAME_CLASS = 40
#: Gene associations that say little of what a disease looks like.
_WEAK_ASSOCIATIONS = "suscept|nondis|POLYGENIC"
_X_LINKED = frozenset({"HP:0001417", "HP:0001419", "HP:0001423"})
#: Orphanet's classes of prevalence, as the middle of each on a log scale.
PREVALENCE_CLASSES = {
    ">1 / 1000": 3e-3,
    "6-9 / 10 000": 7.5e-4,
    "1-5 / 10 000": 2.5e-4,
    "1-9 / 100 000": 3e-5,
    "1-9 / 1 000 000": 3e-6,
    "<1 / 1 000 000": 3e-7,
}
_OF_PREVALENCE = ("Point prevalence: ", "Prevalence at birth: ")
_COURSE_ASPECTS = ("C", "I")


@dataclass(frozen=True, slots=True)
class DiseaseFacts:
    """Facts of d diseases over t terms, as the module says."""

    described: sp.csr_matrix
    same_gene: sp.csr_matrix
    same_class: sp.csr_matrix
    earliest: NDArray[np.float64]
    latest: NDArray[np.float64]
    x_linked: NDArray[np.bool_]
    prevalence: NDArray[np.float64]

    @classmethod
    def open(cls, folder: Path) -> DiseaseFacts:
        """Map the facts in ``folder``; raises `OSError` or `KeyError` where one is missing."""
        matrices = (load_sparse(folder, name, sp.csr_matrix) for name in _MATRICES)
        arrays = load_arrays(folder)
        return cls(*matrices, *(arrays[name] for name in _ARRAYS))


_MATRICES = ("described", "same_gene", "same_class")
_ARRAYS = ("earliest", "latest", "x_linked", "prevalence")


def compile_facts(
    tables: Mapping[str, pl.DataFrame],
    terms: pl.Series,
    diseases: pl.DataFrame,
    ancestors: sp.csr_matrix,
    folder: Path,
) -> None:
    """Write the facts of ``diseases`` (id, equivalent_ids) to a new ``folder``."""
    folder.mkdir()
    records = _records(tables["diseases"], diseases)
    rows: defaultdict[str, set[int]] = defaultdict(set)
    for disease, ids in enumerate(records):
        for one in ids:
            rows[one].add(disease)
    described = described_terms(tables, terms, records, ancestors)
    save_sparse(folder, "described", described)
    members = _of_genes(tables["associated_with"], rows)
    save_sparse(folder, "same_gene", _means(members, MAX_SAME_GENE, len(records)))
    members = _of_classes(tables["disease_is_a"], rows)
    save_sparse(folder, "same_class", _means(members, MAX_SAME_CLASS, len(records)))
    save_arrays(folder, _courses(tables, rows, len(records)))
    prevalence = _prevalence(tables["diseases"], rows, len(records))
    save_arrays(folder, {"prevalence": prevalence})


def _records(table: pl.DataFrame, diseases: pl.DataFrame) -> list[list[str]]:
    """Every id of each candidate, that of its Mondo term among them."""
    mondo = dict(table.select("id", "mondo_id").drop_nulls().iter_rows())
    pairs = diseases.select("id", "equivalent_ids").iter_rows()
    ids = ((leading, *others) for leading, others in pairs)
    return [sorted({*own, *(mondo[one] for one in own if one in mondo)}) for own in ids]


def _of_genes(table: pl.DataFrame, rows: Mapping[str, set[int]]) -> list[set[int]]:
    """The diseases of each gene."""
    strong = ~pl.col("type").fill_null("").str.contains(_WEAK_ASSOCIATIONS)
    members: defaultdict[str, set[int]] = defaultdict(set)
    for gene, disease in table.filter(strong).select("gene_id", "disease_id").iter_rows():
        members[gene] |= rows.get(disease, set())
    return list(members.values())


def _of_classes(table: pl.DataFrame, rows: Mapping[str, set[int]]) -> list[set[int]]:
    """The diseases of each class: its own record and those right under it."""
    members: defaultdict[str, set[int]] = defaultdict(set)
    for child, parent in table.select("child", "parent").iter_rows():
        members[parent] |= rows.get(child, set()) | rows.get(parent, set())
    return list(members.values())


def _means(groups: Iterable[set[int]], largest: int, size: int) -> sp.csr_matrix:
    """Row i: equal weights, of sum 1, for the diseases that share a group with disease i."""
    pairs = {
        (one, other)
        for group in groups
        if 1 < len(group) <= largest
        for one in group
        for other in group
        if one != other
    }
    at = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    marks = sp.csr_matrix((np.ones(len(at), np.float32), (at[:, 0], at[:, 1])), shape=(size,) * 2)
    marks.data /= np.repeat(np.diff(marks.indptr), np.diff(marks.indptr)).astype(np.float32)
    return marks


def _courses(
    tables: Mapping[str, pl.DataFrame], rows: Mapping[str, set[int]], size: int
) -> dict[str, NDArray[np.generic]]:
    earliest, latest = np.full(size, np.inf), np.full(size, -np.inf)
    x_linked = np.zeros(size, np.bool_)
    for disease, age in _onsets(tables):
        at = list(rows.get(disease, ()))
        earliest[at] = np.minimum(earliest[at], age)
        latest[at] = np.maximum(latest[at], age)
    for disease in _x_linked(tables):
        x_linked[list(rows.get(disease, ()))] = True
    unknown = np.isinf(earliest)
    earliest[unknown], latest[unknown] = np.nan, np.nan
    return {"earliest": earliest, "latest": latest, "x_linked": x_linked}


def _onsets(tables: Mapping[str, pl.DataFrame]) -> Iterable[tuple[str, float]]:
    """Disease id and an age of onset, in years."""
    stated = tables["diseases"].select("id", "onset").explode("onset").drop_nulls()
    yield from ((d, ONSET_OF_WORD[w]) for d, w in stated.iter_rows() if w in ONSET_OF_WORD)
    courses = _uncited_courses(tables["has_phenotype"]).iter_rows()
    yield from ((d, ONSET_OF_TERM[t]) for d, t in courses if t in ONSET_OF_TERM)


def _x_linked(tables: Mapping[str, pl.DataFrame]) -> Iterable[str]:
    stated = tables["diseases"].select("id", "inheritance").explode("inheritance").drop_nulls()
    yield from (disease for disease, word in stated.iter_rows() if "X-linked" in word)
    courses = _uncited_courses(tables["has_phenotype"]).iter_rows()
    yield from (disease for disease, term in courses if term in _X_LINKED)


def _uncited_courses(annotations: pl.DataFrame) -> pl.DataFrame:
    """Annotations of course and inheritance (disease_id, phenotype_id) that cite no article."""
    cited = pl.col("references").list.eval(pl.element().str.starts_with("PMID")).list.any()
    held = annotations.filter(
        pl.col("aspect").is_in(_COURSE_ASPECTS) & ~pl.col("negated") & ~cited.fill_null(False)
    )
    return held.select("disease_id", "phenotype_id")


def _prevalence(
    diseases: pl.DataFrame, rows: Mapping[str, set[int]], size: int
) -> NDArray[np.float64]:
    """Natural log of the prevalence, the mean over all that is stated of a disease, (d,)."""
    stated: defaultdict[int, list[float]] = defaultdict(list)
    texts = diseases.select("id", "prevalence").explode("prevalence").drop_nulls().iter_rows()
    for record, text in texts:
        said = text.partition(" (")[0]
        for kind in _OF_PREVALENCE:
            share = PREVALENCE_CLASSES.get(said.removeprefix(kind))
            if share is not None:
                for disease in rows.get(record, ()):
                    stated[disease].append(share)
    out = np.full(size, np.log(min(PREVALENCE_CLASSES.values())))
    for disease, shares in stated.items():
        out[disease] = np.log(shares).mean()
    return out
