"""The terms that a curator chooses from: names, definitions and place in the ontology."""

from __future__ import annotations

from collections import defaultdict, deque
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from ...errors import IdentifierError
from ...ontologies import canonical
from ..entities.entity_index import EntityIndex
from ..entities.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...ingest import Snapshot

#: Folder of a snapshot that its names are indexed in.
ENTITIES: Final = "entities"
#: Namespaces that a literal may be mapped to.
TARGETS: Final = ("HP", "OMIM", "ORPHA", "DECIPHER", "MONDO", "HGNC", "NCBIGene")


@dataclass(frozen=True, slots=True)
class Named:
    """A term by its id and label; ``name`` is the name it was found by, where that differs."""

    id: str
    label: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A term and what stands around it; ``path`` leads from the root to its parent."""

    id: str
    label: str
    definition: str | None
    synonyms: tuple[str, ...]
    path: tuple[Named, ...]
    siblings: tuple[Named, ...]
    children: tuple[Named, ...]


class Terms:
    """Phenotypes, diseases and genes of one snapshot; every table is read when first needed."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @property
    def snapshot(self) -> str:
        """Id of the snapshot."""
        return self._snapshot.id

    def label(self, curie: str) -> str | None:
        """The label of a current term, None for any other id."""
        return self._index.label(curie) if self._index.has(curie) else None

    def replacement(self, curie: str) -> str | None:
        """The current term that replaced an id; None where there is none."""
        after = self._index.replaced(curie)
        return after if after and self._index.has(after) else None

    def target(self, text: str) -> Named:
        """The current term of an id, as a decision may name it.

        Raises:
            IdentifierError: malformed, or no current term of the snapshot.
        """
        curie = canonical(text)
        label = self.label(curie)
        if label is not None:
            return Named(curie, label)
        after = self.replacement(curie)
        advice = f"it was replaced by {after}" if after else "check the id"
        raise IdentifierError(
            f"{curie} is no term of snapshot {self.snapshot}; {advice}", identifier=text
        )

    def search(self, text: str, most: int = 12) -> list[Named]:
        """Terms by id, name, beginning of a name, or a name like the words given; likest first."""
        found: dict[str, Named] = {}
        with suppress(IdentifierError):
            return [self.target(text)]
        said = words(text)
        if not said:
            return []
        for name in (*self._index.find([said])[0], *self._index.similar(said, most)):
            label = self.label(name.id)
            if label is not None and name.id not in found:
                found[name.id] = Named(name.id, label, None if name.name == label else name.name)
        return list(found.values())[:most]

    def distance(self, one: str, other: str) -> int | None:
        """Fewest ``IS_A`` steps between two terms by way of a common ancestor; None without one."""
        if one == other:
            return 0
        above, below = self._above(one), self._above(other)
        common = above.keys() & below.keys()
        return min((above[term] + below[term] for term in common), default=None)

    def place(self, curie: str, most: int = 12) -> Place | None:
        """A term in its surroundings, at most ``most`` siblings and children; None for no term."""
        label = self.label(curie)
        if label is None:
            return None
        path = self._path(curie)
        beside = self._children.get(path[-1], []) if path else []
        names = (n.name for n in self._index.names_of(curie) if n.name != label)
        return Place(
            curie,
            label,
            self._definitions.get(curie),
            tuple(dict.fromkeys(names))[:most],
            self._named(path),
            self._named([term for term in beside if term != curie][:most]),
            self._named(self._children.get(curie, [])[:most]),
        )

    def _path(self, curie: str) -> list[str]:
        """The shortest way up, from the root to the parent; of equals the first by id."""
        before: dict[str, str] = {}
        waiting, last = deque([curie]), curie
        while waiting:
            last = waiting.popleft()
            parents = self._parents.get(last, [])
            if not parents:
                break
            for parent in parents:
                if parent != curie and parent not in before:
                    before[parent] = last
                    waiting.append(parent)
        path = []
        while last != curie:
            path.append(last)
            last = before[last]
        return path

    def _above(self, curie: str) -> dict[str, int]:
        """Steps up to every ancestor of a term, and to itself."""
        steps = {curie: 0}
        waiting = deque([curie])
        while waiting:
            term = waiting.popleft()
            for parent in self._parents.get(term, ()):
                if parent not in steps:
                    steps[parent] = steps[term] + 1
                    waiting.append(parent)
        return steps

    def _named(self, ids: Iterable[str]) -> tuple[Named, ...]:
        return tuple(Named(one, self.label(one) or one) for one in ids)

    @cached_property
    def _index(self) -> EntityIndex:
        return EntityIndex(self._snapshot.path / ENTITIES)

    @cached_property
    def _edges(self) -> list[tuple[str, str]]:
        tables = (self._snapshot.table(name) for name in ("phenotype_is_a", "disease_is_a"))
        return sorted(row for t in tables for row in t.select("child", "parent").iter_rows())

    @cached_property
    def _parents(self) -> dict[str, list[str]]:
        parents: defaultdict[str, list[str]] = defaultdict(list)
        for child, parent in self._edges:
            parents[child].append(parent)
        return parents

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: defaultdict[str, list[str]] = defaultdict(list)
        for child, parent in self._edges:
            children[parent].append(child)
        return children

    @cached_property
    def _definitions(self) -> dict[str, str]:
        tables = [self._snapshot.table(name) for name in ("phenotypes", "diseases")]
        columns = [t.select("id", "definition").drop_nulls() for t in tables]
        return dict(pl.concat(columns).iter_rows())
