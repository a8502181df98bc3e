"""One snapshot, opened: its graph, its ranking index and its normaliser."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ..errors import RareseekError
from ..graph import LadybugStore, Neo4jStore, QueryResult, guard
from ..ingest import Snapshot, SnapshotStore
from ..settings import Neo4jSettings, Settings
from .differential import Differential, Findings, differential
from .notes import check_note
from .ranking.index import RankingIndex

if TYPE_CHECKING:
    from ..graph import GraphStore
    from ..graph.dialect import DialectName
    from .normalisation.normaliser import Normaliser

GRAPH_FILE = "graph.lbug"
INDEX_FOLDER = "index"


class KnowledgeGraph:
    """The graph, ranking index and normaliser of one snapshot; each is opened on first use.

    The graph is the snapshot's own Ladybug file or, with ``neo4j``, what that server holds; index
    and normaliser are the snapshot's own in both cases.

    >>> graph = KnowledgeGraph.open()  # doctest: +SKIP
    >>> graph.diagnose("Tall boy with arachnodactyly and ectopia lentis.")  # doctest: +SKIP
    """

    def __init__(
        self,
        snapshot: Snapshot,
        settings: Settings | None = None,
        neo4j: Neo4jSettings | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.settings = settings or Settings()
        self._neo4j = neo4j

    @classmethod
    def open(
        cls,
        snapshot: str | None = None,
        *,
        as_of: str | None = None,
        home: Path | None = None,
        store: DialectName = "ladybug",
    ) -> Self:
        """Open a snapshot by id, the newest one of a day or before (ISO 8601), or the current one.

        ``home`` overrides ``RARESEEK_HOME``. With ``store="neo4j"`` the graph is on the server that
        ``NEO4J_URI`` and its companions name. Raises `SnapshotError` where there is none, and where
        the server holds another one; `QueryFailed` where the server cannot be reached.
        """
        settings = Settings() if home is None else Settings(home=home)
        chosen = SnapshotStore(settings).choose(snapshot, as_of)
        graph = cls(chosen, settings, Neo4jSettings() if store == "neo4j" else None)
        try:
            graph.check_server()
        except RareseekError:
            graph.close()
            raise
        return graph

    @property
    def id(self) -> str:
        """Id of the snapshot, printed in every answer."""
        return self.snapshot.id

    @cached_property
    def store(self) -> GraphStore:
        """The graph, for reading."""
        if self._neo4j is not None:
            return Neo4jStore.from_settings(self._neo4j, timeout=self.settings.query_timeout)
        return LadybugStore(self.snapshot.path / GRAPH_FILE, timeout=self.settings.query_timeout)

    @cached_property
    def index(self) -> RankingIndex:
        """The ranking index."""
        return RankingIndex.open(self.snapshot.path / INDEX_FOLDER)

    @cached_property
    def normaliser(self) -> Normaliser:
        """The normaliser over this snapshot's names; takes a second or two to build."""
        from .normalisation.normaliser import Normaliser

        tables = ("names", "phenotype_is_a", "phenotypes")
        return Normaliser.from_tables(*(self.snapshot.table(name) for name in tables))

    def check(self) -> None:
        """Open the graph and the index. Raises `SnapshotError` where this version cannot."""
        _ = self.store, self.index

    def check_server(self) -> None:
        """Make sure that a Neo4j server still holds this snapshot; it may have been refreshed.

        Raises `SnapshotError` where it does not, `QueryFailed` where it cannot be reached.
        """
        if self._neo4j is not None and isinstance(self.store, Neo4jStore):
            self.store.require(self.id)

    def query(self, cypher: str, params: Mapping[str, Any] | None = None) -> QueryResult:
        """Run one reading query through the guard.

        Raises `QueryRefused` where the guard refuses it and `QueryFailed` where the store fails.
        """
        self.check_server()
        given = dict(params or {})
        return self.store.query(guard.check(cypher, given, self.store.dialect), given)

    def findings(self, note: str) -> Findings:
        """The phenotypes that a clinical note names. Raises `NoteError` for an unusable note."""
        text = check_note(note, "note", max_bytes=self.settings.max_note_bytes)
        return Findings.of(self.normaliser(text))

    def diagnose(self, note: str | Findings, *, top: int = 10, **options: Any) -> Differential:
        """Rank the diseases that explain a note (or findings) and fetch the evidence on each.

        ``options`` are those of `rareseek.retrieval.differential.differential`.
        """
        self.check_server()
        findings = note if isinstance(note, Findings) else self.findings(note)
        return differential(self.index, self.store, self.id, findings, top=top, **options)

    def close(self) -> None:
        """Release the graph file or the connections to the server."""
        if "store" in self.__dict__:
            self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
