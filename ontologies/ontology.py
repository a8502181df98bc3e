"""An ontology as values: terms, the closure over ``is_a``, and information content.

Whatever file it was read from (OBO, OWL, OBO JSON), one release gives one equal `Ontology`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from scipy import sparse

from ..errors import IdentifierError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

Scope = Literal["EXACT", "NARROW", "BROAD", "RELATED"]


@dataclass(frozen=True, slots=True, order=True)
class Synonym:
    """Another name of a term; ``type`` is the ontology's own class of it, such as ``layperson``."""

    text: str
    scope: Scope
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One term as the ontology states it; ``parents`` are its direct ``is_a`` targets."""

    id: str
    name: str
    definition: str | None = None
    synonyms: tuple[Synonym, ...] = ()
    parents: tuple[str, ...] = ()
    alternative_ids: tuple[str, ...] = ()
    obsolete: bool = False
    replaced_by: str | None = None
    consider: tuple[str, ...] = ()


class Ontology:
    """The terms of one release and what follows from them.

    Parents that are not current terms are left out of the closure; the readers refuse such files.
    """

    __hash__: ClassVar[None]  # type: ignore[assignment]

    def __init__(self, version: str, terms: Iterable[Term]) -> None:
        self.version = version
        self.terms: Mapping[str, Term] = MappingProxyType(
            {term.id: term for term in sorted(terms, key=lambda term: term.id)}
        )
        self.ids: tuple[str, ...] = tuple(
            identifier for identifier, term in self.terms.items() if not term.obsolete
        )
        self.row: Mapping[str, int] = MappingProxyType(
            {identifier: row for row, identifier in enumerate(self.ids)}
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ontology):
            return NotImplemented
        return self.version == other.version and self.terms == other.terms

    def __repr__(self) -> str:
        return f"<Ontology {self.version}: {len(self.ids)} terms>"

    @cached_property
    def retired(self) -> Mapping[str, str | None]:
        """Alternative and obsolete ids, each with the current id that replaces it, or None."""
        successors = self._successors()
        return MappingProxyType(
            {identifier: self._follow(identifier, successors) for identifier in sorted(successors)}
        )

    def _successors(self) -> dict[str, str | None]:
        """One step from every retired id: ``replaced_by`` before the term it is an alias of."""
        aliases: dict[str, str] = {}
        for term in self.terms.values():
            for alternative in term.alternative_ids:
                aliases.setdefault(alternative, term.id)
        successors: dict[str, str | None] = {
            alias: target for alias, target in aliases.items() if alias not in self.row
        }
        for term in self.terms.values():
            if term.obsolete:
                successors[term.id] = term.replaced_by or aliases.get(term.id)
        return successors

    def _follow(self, identifier: str, successors: Mapping[str, str | None]) -> str | None:
        seen: set[str] = set()
        step: str | None = identifier
        while step is not None and step not in self.row:
            if step in seen:
                return None
            seen.add(step)
            step = successors.get(step)
        return step

    def resolve(self, identifier: str) -> str:
        """The current id of a term, following retired ids to their replacement.

        Raises:
            IdentifierError: unknown, or retired with no replacement.
        """
        if identifier in self.row:
            return identifier
        if identifier not in self.retired:
            raise IdentifierError(
                f"{identifier} is not a term of release {self.version}", identifier=identifier
            )
        current = self.retired[identifier]
        if current is None:
            raise IdentifierError(self._no_replacement(identifier), identifier=identifier)
        return current

    def _no_replacement(self, identifier: str) -> str:
        message = f"{identifier} was retired and release {self.version} names no replacement"
        term = self.terms.get(identifier)
        if term is None or not term.consider:
            return message
        return f"{message}; consider {', '.join(term.consider)}"

    @cached_property
    def closure(self) -> sparse.csr_matrix:
        """Boolean matrix (n, n): row i marks term i itself and all its ancestors."""
        children, parents = [], []
        for child, identifier in enumerate(self.ids):
            for parent in self.terms[identifier].parents:
                if parent in self.row:
                    children.append(child)
                    parents.append(self.row[parent])
        size = len(self.ids)
        edges = (np.ones(len(children), dtype=bool), (children, parents))
        step = sparse.csr_matrix(edges, shape=(size, size)) + sparse.identity(
            size, dtype=bool, format="csr"
        )
        reach, known = step, -1
        while reach.nnz != known:  # squaring doubles the path length, so log2(depth) rounds
            known = reach.nnz
            reach = (reach @ reach).tocsr()
        reach.sort_indices()
        return reach

    @cached_property
    def _descending(self) -> sparse.csr_matrix:
        return self.closure.T.tocsr()

    def ancestors(self, identifier: str) -> frozenset[str]:
        """The term itself and everything above it."""
        return self._reached(self.closure, identifier)

    def descendants(self, identifier: str) -> frozenset[str]:
        """The term itself and everything below it."""
        return self._reached(self._descending, identifier)

    def is_descendant(self, identifier: str, of: str) -> bool:
        """Whether a term is `of` or stands below it."""
        return of in self.ancestors(identifier)

    def _reached(self, matrix: sparse.csr_matrix, identifier: str) -> frozenset[str]:
        row = self.row[self.resolve(identifier)]
        columns = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
        return frozenset(self.ids[column] for column in columns)

    def information_content(self, annotations: Mapping[str, Iterable[str]]) -> NDArray[np.float64]:
        """How surprising each term is among annotated entities (Resnik 1995), in nats, shape (n,).

        ``-ln(share)``, where the share is that of the N entities with at least one annotation
        which have the term or a descendant of it. A term that no entity has counts as if one
        had it, ``ln(N)``: rarer than the data can tell. With no annotations at all, zeros.

        Args:
            annotations: entity to its terms; retired ids are resolved.

        Raises:
            IdentifierError: an annotation names an unknown term.
        """
        rows: list[int] = []
        columns: list[int] = []
        entities = 0
        for terms in annotations.values():
            found = {self.row[self.resolve(term)] for term in terms}
            rows.extend([entities] * len(found))
            columns.extend(found)
            entities += bool(found)
        if not entities:
            return np.zeros(len(self.ids))
        direct = sparse.csr_matrix(
            (np.ones(len(rows), dtype=bool), (rows, columns)), shape=(entities, len(self.ids))
        )
        implied = (direct @ self.closure).tocsc()
        counts = np.diff(implied.indptr).astype(np.float64)
        return np.asarray(-np.log(np.maximum(counts, 1.0) / entities) + 0.0, dtype=np.float64)
