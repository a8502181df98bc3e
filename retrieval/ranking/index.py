"""The ranking index: what a snapshot says of phenotypes and diseases, compiled to mapped arrays.

``compile_index`` writes it once when a snapshot is built; ``RankingIndex.open`` maps it in
milliseconds. Rows of terms and diseases follow the sorted ids of the snapshot's tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import polars as pl
import scipy.sparse as sp
from numpy.typing import NDArray

from ...errors import IdentifierError, SnapshotError
from ...ontologies import canonical
from .arrays import load_arrays, load_sparse, save_arrays, save_sparse
from .facts import DiseaseFacts, compile_facts
from .likelihood import Evidence, background_frequencies
from .pooling import candidates, pooled_groups
from .profiles import AnnotationRows, Profiles, build_profiles
from .space import Space
from .views import View

#: Tables that the ranking index is compiled from.
INDEXED = (
    "phenotypes",
    "phenotype_is_a",
    "retired",
    "diseases",
    "has_phenotype",
    "same_as",
    "names",
    "associated_with",
    "disease_is_a",
)
#: Folder of the index that holds the facts.
FACTS_FOLDER = "facts"
#: Aspect of phenotypic abnormalities in HPO annotations; the other aspects are not ranked on.
PHENOTYPE_ASPECT = "P"
#: Terms whose ancestors are kept at hand, some 2 KB each: the evidence on one note asks for those
#: of a few hundred terms a hundred times over.
REMEMBERED = 4096


@dataclass(frozen=True)
class RankingIndex:
    """t terms and d candidates with their profiles, annotation rows and references.

    A candidate is one disease, or several records of the same one (`rareseek.retrieval.ranking.
    pooling`): ``diseases`` has the columns id, name and ``equivalent_ids``.

    ``rows`` are the annotation rows behind the profiles; ``row_references`` (r, k) marks which of
    the k ``references`` each row cites. ``facts`` are what else the graph says of the diseases.
    """

    terms: pl.DataFrame
    diseases: pl.DataFrame
    retired: Mapping[str, str | None]
    ancestors: sp.csr_matrix
    evidence: Evidence
    rows: AnnotationRows
    references: Sequence[str]
    row_references: sp.csr_matrix
    facts: DiseaseFacts

    @classmethod
    def open(cls, folder: Path) -> RankingIndex:
        """Map the index in ``folder``. Raises `SnapshotError` where it is missing or damaged."""
        try:
            arrays = load_arrays(folder)
            retired = pl.read_parquet(folder / "retired.parquet")
            return cls(
                terms=pl.read_parquet(folder / "terms.parquet"),
                diseases=pl.read_parquet(folder / "diseases.parquet"),
                retired=dict(zip(retired["id"], retired["replaced_by"], strict=True)),
                ancestors=load_sparse(folder, "ancestors", sp.csr_matrix),
                evidence=Evidence(
                    Profiles(
                        load_sparse(folder, "frequency", sp.csc_matrix),
                        load_sparse(folder, "direct", sp.csr_matrix),
                        load_sparse(folder, "excluded", sp.csc_matrix),
                        arrays["expected_terms"],
                    ),
                    arrays["background"],
                    arrays["log_ratio"],
                ),
                rows=AnnotationRows(**{name: arrays[f"row_{name}"] for name in _ROW_FIELDS}),
                references=pl.read_parquet(folder / "references.parquet")["reference"].to_list(),
                row_references=load_sparse(folder, "row_references", sp.csr_matrix),
                facts=DiseaseFacts.open(folder / FACTS_FOLDER),
            )
        except (OSError, KeyError, ValueError, pl.exceptions.PolarsError) as error:
            message = f"{folder}: the ranking index cannot be read; rebuild with rareseek ingest"
            raise SnapshotError(message) from error

    @cached_property
    def term_row(self) -> dict[str, int]:
        """Row number of each current term id."""
        return {term: i for i, term in enumerate(self.terms["id"])}

    @cached_property
    def term_ids(self) -> list[str]:
        """Term id of each row."""
        return self.terms["id"].to_list()

    @cached_property
    def disease_row(self) -> dict[str, int]:
        """Row number of each disease id, of equivalent ids too."""
        ids = ((leading, *others) for leading, _, others in self.records)
        return {one: i for i, own in enumerate(ids) for one in own}

    @cached_property
    def space(self) -> Space:
        """What the learned ranker's features need, worked out when first used."""
        return Space(self)

    @cached_property
    def whole(self) -> View:
        """The evidence on all diseases."""
        return View.of(self, self.evidence, np.arange(len(self.diseases), dtype=np.int32))

    @cached_property
    def records(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Id, name and equivalent ids of each candidate."""
        rows = self.diseases.select("id", "name", "equivalent_ids").iter_rows()
        return [(leading, name, tuple(others)) for leading, name, others in rows]

    @cached_property
    def mean_expected_terms(self) -> float:
        """Mean over all diseases of the expected number of terms."""
        return float(self.evidence.profiles.expected_terms.mean())

    @cached_property
    def _rows_by_reference(self) -> sp.csc_matrix:
        return self.row_references.tocsc()

    @cached_property
    def _reference_row(self) -> dict[str, int]:
        return {reference: i for i, reference in enumerate(self.references)}

    def resolve(self, term: str) -> str:
        """Current id of an HPO term; raises `IdentifierError` where there is none."""
        curie = canonical(term)
        if curie in self.term_row:
            return curie
        replacement = self.retired.get(curie)
        if replacement is None:
            known = "was retired without a replacement" if curie in self.retired else "is unknown"
            message = f"{curie} {known} to the HPO release of this snapshot; check the id"
            raise IdentifierError(message, identifier=term)
        return replacement

    def name(self, term: str) -> str:
        """Name of a current HPO id; raises `IdentifierError` where there is none."""
        return str(self.terms["name"][self.term_row[self.resolve(term)]])

    def ancestors_of(self, term: str) -> frozenset[str]:
        """Ids of the ancestors of a current term, itself among them."""
        return self._ancestors_of(term)

    @cached_property
    def _ancestors_of(self) -> Callable[[str], frozenset[str]]:
        @lru_cache(REMEMBERED)
        def ancestors(term: str) -> frozenset[str]:
            row = self.term_row[term]
            span = slice(self.ancestors.indptr[row], self.ancestors.indptr[row + 1])
            return frozenset(self.term_ids[i] for i in self.ancestors.indices[span].tolist())

        return ancestors

    def background_of(self, term: str) -> float:
        """Mean frequency of a current term over all diseases, 0 to 1."""
        return float(self.evidence.background[self.term_row[term]])

    def rows_citing(self, references: Iterable[str], *, solely: bool) -> NDArray[np.intp]:
        """Annotation rows that cite any of ``references``; with ``solely`` nothing but them."""
        columns = [self._reference_row[r] for r in references if r in self._reference_row]
        cited = self._rows_by_reference[:, columns].sum(axis=1).A1.astype(np.int64)
        rows = np.flatnonzero(cited)
        if solely:
            rows = rows[np.diff(self.row_references.indptr)[rows] == cited[rows]]
        return rows

    def evidence_without(self, dropped: NDArray[np.intp]) -> tuple[NDArray[np.int32], Evidence]:
        """Diseases that lose a row when ``dropped`` are left out, and their evidence then."""
        affected = np.unique(self.rows.disease[dropped])
        kept = np.setdiff1d(np.flatnonzero(np.isin(self.rows.disease, affected)), dropped)
        profiles = build_profiles(self.rows.take(kept), affected.tolist(), self.ancestors)
        return affected, Evidence.of(profiles, self.evidence.background)


_ROW_FIELDS = ("disease", "record", "term", "frequency", "n", "m", "negated")


def compile_index(tables: Mapping[str, pl.DataFrame], folder: Path) -> None:
    """Compile the snapshot tables into a new index ``folder``.

    Needs the tables of `INDEXED` (`rareseek.ingest.tables`). Diseases without any annotation are no
    candidates.
    """
    folder.mkdir(parents=True)
    terms = tables["phenotypes"].select("id", "name", "ic").sort("id")
    annotated = pl.col("id").is_in(tables["has_phenotype"]["disease_id"].unique().implode())
    present = pl.col("mondo_id").is_in(tables["diseases"]["id"].implode())
    known = tables["diseases"].filter(annotated)
    known = known.select("id", "name", mondo_id=pl.when(present).then("mondo_id"))
    diseases = candidates(known, pooled_groups(tables["same_as"]))
    ancestors = _closure(terms["id"], tables["phenotype_is_a"])
    annotations = _annotations(tables["has_phenotype"], terms["id"], diseases)
    rows = _annotation_rows(annotations)
    profiles = build_profiles(rows, range(len(diseases)), ancestors)
    references, row_references = _references(annotations["references"])

    terms.write_parquet(folder / "terms.parquet")
    diseases.write_parquet(folder / "diseases.parquet")
    tables["retired"].select("id", "replaced_by").write_parquet(folder / "retired.parquet")
    references.to_frame("reference").write_parquet(folder / "references.parquet")
    save_sparse(folder, "ancestors", ancestors)
    save_sparse(folder, "frequency", profiles.frequency)
    save_sparse(folder, "direct", profiles.direct)
    save_sparse(folder, "excluded", profiles.excluded)
    save_sparse(folder, "row_references", row_references)
    arrays = {f"row_{name}": getattr(rows, name) for name in _ROW_FIELDS}
    arrays["background"] = background_frequencies(profiles)
    arrays["log_ratio"] = Evidence.of(profiles, arrays["background"]).log_ratio
    arrays["expected_terms"] = profiles.expected_terms
    save_arrays(folder, arrays)
    compile_facts(tables, terms["id"], diseases, ancestors, folder / FACTS_FOLDER)


def _closure(ids: pl.Series, is_a: pl.DataFrame) -> sp.csr_matrix:
    """Reflexive transitive closure of ``is_a``, (t, t): row i marks term i and its ancestors."""
    position = {term: i for i, term in enumerate(ids)}
    child = [position[term] for term in is_a["child"]]
    parent = [position[term] for term in is_a["parent"]]
    step = sp.csr_matrix((np.ones(len(child), np.bool_), (child, parent)), shape=(len(ids),) * 2)
    closure = step + sp.identity(len(ids), np.bool_, format="csr")
    while True:
        wider = (closure @ closure).astype(np.bool_)
        if wider.nnz == closure.nnz:
            wider.sort_indices()
            return wider
        closure = wider


def _annotations(table: pl.DataFrame, terms: pl.Series, diseases: pl.DataFrame) -> pl.DataFrame:
    """The annotation rows of phenotypes with the numbers of their candidate, record and term."""
    members = diseases.select(
        disease=pl.int_range(pl.len(), dtype=pl.Int32),
        disease_id=pl.concat_list(pl.concat_list("id"), "equivalent_ids"),
    ).explode("disease_id")
    members = members.with_columns(record=pl.int_range(pl.len(), dtype=pl.Int32).over("disease"))
    numbered = pl.DataFrame({"phenotype_id": terms}).with_row_index("term")
    return (
        table.filter(pl.col("aspect") == PHENOTYPE_ASPECT)
        .join(members, on="disease_id")
        .join(numbered.with_columns(pl.col("term").cast(pl.Int32)), on="phenotype_id")
        .sort("disease", "term", maintain_order=True)
    )


def _annotation_rows(annotations: pl.DataFrame) -> AnnotationRows:
    def array(column: str, dtype: type[np.generic], missing: float) -> NDArray[np.generic]:
        return annotations[column].fill_null(missing).to_numpy().astype(dtype)

    return AnnotationRows(
        disease=annotations["disease"].to_numpy(),
        record=annotations["record"].to_numpy(),
        term=annotations["term"].to_numpy(),
        frequency=array("frequency", np.float32, float("nan")),  # type: ignore[arg-type]
        n=array("n", np.int32, 0),  # type: ignore[arg-type]
        m=array("m", np.int32, 0),  # type: ignore[arg-type]
        negated=annotations["negated"].to_numpy(),
    )


def _references(column: pl.Series) -> tuple[pl.Series, sp.csr_matrix]:
    """Distinct references and the (row, reference) incidence matrix."""
    exploded = column.explode()
    references = exploded.drop_nulls().unique().sort()
    lengths = column.list.len().to_numpy()
    rows = np.repeat(np.arange(len(column)), np.maximum(lengths, 1))
    position = {reference: i for i, reference in enumerate(references)}
    pairs = [(row, position[r]) for row, r in zip(rows, exploded, strict=True) if r is not None]
    at = np.array(pairs, np.int64).reshape(-1, 2)
    shape = (len(column), len(references))
    cited = np.ones(len(at), np.bool_)
    return references, sp.csr_matrix((cited, (at[:, 0], at[:, 1])), shape=shape)
