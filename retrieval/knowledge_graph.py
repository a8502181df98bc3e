"""One snapshot, opened: its graph, its ranking index and its normaliser."""

from __future__ import annotations

import asyncio
import contextvars
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from ..errors import RareseekError
from ..graph import LadybugStore, Neo4jStore, QueryResult, evidence, guard
from ..ingest import Snapshot, SnapshotStore
from ..settings import Neo4jSettings, Settings
from .context import Budget, Context, context
from .differential import Differential, Findings, Options, differential
from .filters import Filters
from .genotype import ExomiserResult, Genotype, GenotypeIndex, GenotypeModel, read_variants
from .normalisation.mentions import NormalisedText
from .notes import check_note
from .patient import patient_facts
from .ranking.index import RankingIndex
from .ranking.ranker import RankerName, SourceExclusion

if TYPE_CHECKING:
    import numpy as np
    from llama_index.core.llms import LLM
    from numpy.typing import NDArray

    from ..graph import GraphStore
    from ..graph.dialect import DialectName
    from ..graph.evidence import Course
    from .asking import Asker, Reply
    from .audit import CuratedNormaliser
    from .cases import Case
    from .entities.entity_index import EntityIndex
    from .entities.recogniser import EntityRecogniser
    from .normalisation.languages.multilingual import MultilingualNormaliser
    from .normalisation.normaliser import Normaliser
    from .variant_calls import VariantCall

GRAPH_FILE = "graph.lbug"
INDEX_FOLDER = "index"
#: Queries that the store runs at once.
CONNECTIONS: Final = 4
_T = TypeVar("_T")
_ONLY_IDS = re.compile(r"\s*-?HP[:_]\d{7}(?:[\s,;]+-?HP[:_]\d{7})*[\s,;]*", re.IGNORECASE)
ENTITY_FOLDER = "entities"


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
        *,
        audit: bool | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.settings = settings or Settings()
        self._neo4j = neo4j
        self._audit = audit
        self._listed: dict[Filters, NDArray[np.bool_]] = {}

    @classmethod
    def open(
        cls,
        snapshot: str | None = None,
        *,
        as_of: str | None = None,
        home: Path | None = None,
        store: DialectName = "ladybug",
        audit: bool | None = None,
        keep_context: bool = False,
    ) -> Self:
        """Open a snapshot by id, the newest one of a day or before (ISO 8601), or the current one.

        ``home`` overrides ``RARESEEK_HOME``. With ``store="neo4j"`` the graph is on the server that
        ``NEO4J_URI`` and its companions name. Curators' decisions apply; with ``audit=True`` what
        does not map is also kept for them (with ``keep_context`` the sentence, too), with
        ``audit=False`` their store is left alone. Raises `SnapshotError` where there is none, and
        where the server holds another one; `QueryFailed` where the server cannot be reached.
        """
        settings = Settings() if home is None else Settings(home=home)
        settings.keep_context = settings.keep_context or keep_context
        chosen = SnapshotStore(settings).choose(snapshot, as_of)
        neo4j = Neo4jSettings() if store == "neo4j" else None
        graph = cls(chosen, settings, neo4j, audit=audit)
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
        return LadybugStore(
            self.snapshot.path / GRAPH_FILE,
            timeout=self.settings.query_timeout,
            connections=CONNECTIONS,
        )

    @cached_property
    def index(self) -> RankingIndex:
        """The ranking index."""
        return RankingIndex.open(self.snapshot.path / INDEX_FOLDER)

    @property
    def normaliser(self) -> Callable[[str], NormalisedText]:
        """The normaliser over this snapshot's names, with curators' decisions applied."""
        if self._audit is False or not self.settings.audit:
            return self.uncurated
        return self.curated

    @cached_property
    def genotypes(self) -> GenotypeModel:
        """What weighs genes and variants."""
        index = GenotypeIndex.beside(self.snapshot.path / INDEX_FOLDER)
        return GenotypeModel(index, len(self.index.diseases))

    def genotype_of(self, case: Case, exomiser: ExomiserResult | None = None) -> Genotype | None:
        """The genes and variants of a case, weighed; None where it names none.

        What Exomiser found for the case (`rareseek.retrieval.genotype.exomiser`) is added to it.
        """
        found = exomiser or ExomiserResult({}, ())
        genes = dict.fromkeys(case.genes, 1.0) | dict(found.genes)
        variants = (*case.variants, *found.variants)
        return self._weighed(genes, variants, case.patient.sex)

    def genotype_of_findings(self, findings: Findings) -> Genotype | None:
        """The genes and variants of the patient, weighed: of the note, of a VCF and given ones."""
        genes = dict.fromkeys(findings.patient_genes, 1.0)
        called = (call.as_case() for call in findings.patient_variants)
        return self._weighed(genes, (*called, *findings.given_variants), findings.patient.sex)

    def weighed(self, findings: Findings) -> tuple[GenotypeModel, Genotype] | None:
        """The same with the model that weighed it, for `Options`; None without any."""
        genotype = self.genotype_of_findings(findings)
        return None if genotype is None else (self.genotypes, genotype)

    def _weighed(
        self, genes: Mapping[str, float], variants: tuple[Any, ...], sex: str | None
    ) -> Genotype | None:
        if not (genes or variants):
            return None
        return self.genotypes.weigh(read_variants(variants), genes, sex)

    @cached_property
    def curated(self) -> CuratedNormaliser:
        """The normaliser with curators' decisions, and their store."""
        from .audit import CuratedNormaliser

        return CuratedNormaliser(
            lambda text: self.uncurated(text),  # noqa: PLW0108 - built when first used
            self.snapshot,
            self.settings,
            recording=bool(self._audit) and self.settings.audit,
        )

    @property
    def unrecorded(self) -> bool:
        """Whether a note was read whose unmapped mentions should have been kept and were not."""
        return "curated" in self.__dict__ and self.curated.unrecorded

    @cached_property
    def uncurated(self) -> MultilingualNormaliser:
        """The normaliser alone; each language is built when a note needs it.

        English takes a second or two, another language about as long.
        """
        from .normalisation.languages.multilingual import MultilingualNormaliser
        from .normalisation.languages.translated import TranslatedNames

        names = TranslatedNames(self.snapshot.table)
        return MultilingualNormaliser(self._english, names.normaliser)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Codes (ISO 639-1) of the languages in which notes are read, English first."""
        translated = self.snapshot.columns("translations", ["language"])["language"].unique()
        return ("en", *sorted(translated))

    def _english(self) -> Normaliser:
        from .normalisation.normaliser import Normaliser

        return Normaliser.of_snapshot(self.snapshot.table)

    def check(self) -> None:
        """Open the graph and the index. Raises `SnapshotError` where this version cannot."""
        _ = self.store, self.index

    def check_server(self) -> None:
        """Make sure that a Neo4j server still holds this snapshot; it may have been refreshed.

        Raises `SnapshotError` where it does not, `QueryFailed` where it cannot be reached.
        """
        if self._neo4j is not None and isinstance(self.store, Neo4jStore):
            self.store.require(self.id)

    @cached_property
    def asker(self) -> Asker:
        """What answers questions in words; opened in some 50 ms."""
        from .asking import Asker, Earlier

        earlier = Earlier(self.snapshot, SnapshotStore(self.settings))
        return Asker(self.names, self.store, self.id, earlier)

    @cached_property
    def names(self) -> EntityIndex:
        """Names of diseases, genes and phenotypes, and keys of variants."""
        from .entities.entity_index import EntityIndex

        return EntityIndex(self.snapshot.path / ENTITY_FOLDER)

    @cached_property
    def recogniser(self) -> EntityRecogniser:
        """What finds diseases, genes and variants in notes."""
        from .entities.recogniser import EntityRecogniser

        return EntityRecogniser(self.names)

    def calls(self, given: Iterable[VariantCall]) -> tuple[VariantCall, ...]:
        """Variants of a VCF, those that the graph has with their id in it."""
        keys = self.names.variants
        return tuple(
            replace(one, id=keys.of_alleles(one.chrom, one.pos, one.ref, one.alt))
            if one.chrom and one.pos and one.ref and one.alt
            else one
            for one in given
        )

    def ask(self, question: str, *, llm: LLM | None = None) -> Reply:
        """Answer a question in words, or say why not and what it may have meant.

        What the covered forms do not reach, an ``llm`` may put into Cypher, which runs only when
        the guard lets it through. Raises `QueryFailed` where the store cannot answer.

        >>> KnowledgeGraph.open().ask("Which genes cause Marfan syndrome?")  # doctest: +SKIP
        """
        from .asking import asked_of

        reply = self.asker(question)
        return reply if llm is None else asked_of(llm, self.store, reply)

    def query(self, cypher: str, params: Mapping[str, Any] | None = None) -> QueryResult:
        """Run one reading query through the guard.

        Raises `QueryRefused` where the guard refuses it and `QueryFailed` where the store fails.
        """
        self.check_server()
        given = dict(params or {})
        return self.store.query(guard.check(cypher, given, self.store.dialect), given)

    def findings(self, note: str, *, llm: LLM | None = None) -> Findings:
        """The phenotypes, diseases, genes and variants that a clinical note names.

        A note may also be nothing but HPO ids apart by blanks, commas or semicolons, ``-`` before
        those that the patient does not have. With ``llm`` a note in words is also given to that
        language model, wherever it runs; what it quotes is mapped and checked like any mention
        (`normalisation.languages.extraction`). Raises `NoteError` for an unusable note,
        `IdentifierError` for an id that is not known, `ExtractionError` for an unusable answer.
        """
        text = check_note(note, "note", max_bytes=self.settings.max_note_bytes)
        if _ONLY_IDS.fullmatch(text):
            ids = re.split(r"[\s,;]+", text.strip(" \t\r\n,;"))
            excluded = [one.removeprefix("-") for one in ids if one.startswith("-")]
            return self.findings_of_ids([i for i in ids if not i.startswith("-")], excluded)
        if llm is None:
            found = self.normaliser(text)
        else:
            from .normalisation.languages.extraction import LLMExtractor, extracted

            found = extracted(text, LLMExtractor(llm), self.normaliser)
        return Findings.of(found, self.recogniser(text), patient_facts(text))

    def findings_of_ids(
        self,
        present: Sequence[str],
        excluded: Sequence[str] = (),
        *,
        genes: Sequence[str] = (),
        variants: Sequence[Any] = (),
    ) -> Findings:
        """Findings by HPO id; one that is both counts as present. Raises `IdentifierError`.

        ``genes`` and ``variants`` of the patient are as in a case file (`retrieval.cases`).
        """
        has = dict.fromkeys(map(self.index.resolve, present))
        lacks = dict.fromkeys(map(self.index.resolve, excluded))
        return Findings(
            tuple(has),
            tuple(term for term in lacks if term not in has),
            given_genes=tuple(genes),
            given_variants=tuple(variants),
        )

    def diagnose(
        self,
        note: str | Findings,
        *,
        top: int = 10,
        own_articles: Sequence[str] = (),
        exclusion: SourceExclusion = SourceExclusion.NONE,
        filters: Filters | None = None,
        genotype: Genotype | None = None,
        weigh_genotype: bool = True,
        ranker: RankerName = RankerName.LEARNED,
    ) -> Differential:
        """Rank the diseases that explain a note (or findings) and fetch the evidence on each.

        Annotation rows that cite one of ``own_articles`` (``PMID:...``) are left out as
        ``exclusion`` says. Only diseases that fulfil ``filters`` are listed, in the order of
        ``ranker``. Genes and variants count, those of ``genotype`` (`genotype_of`) or else of the
        findings, unless ``weigh_genotype`` is false.
        """
        self.check_server()
        findings = note if isinstance(note, Findings) else self.findings(note)
        weighed = None if genotype is None else (self.genotypes, genotype)
        if weighed is None and weigh_genotype:
            weighed = self.weighed(findings)
        options = Options(own_articles, exclusion, filters or Filters(), weighed, ranker)
        among = self.listed(options.filters)
        return differential(
            self.index, self.store, self.id, findings, options, top=top, among=among
        )

    def context(
        self, note: str | Findings, *, budget: Budget | None = None, **options: Any
    ) -> Context:
        """Cited passages on the diseases that explain a note, within ``budget``.

        ``options`` are those of `diagnose`.
        """
        return context(self.diagnose(note, **options), budget)

    @cached_property
    def courses(self) -> dict[str, Course]:
        """Inheritance and onset by disease id; takes some 0.3 s to read from the graph."""
        return evidence.courses(self.store)

    def listed(self, filters: Filters) -> NDArray[np.bool_] | None:
        """Which candidates of the index ``filters`` let through, (d,); None where that is all."""
        if not filters:
            return None
        if filters not in self._listed:
            courses = self.courses if filters.needs_courses else {}
            self._listed[filters] = filters.marks(self.index, courses)
        return self._listed[filters]

    async def in_thread(self, function: Callable[..., _T], *given: Any) -> _T:
        """Run ``function`` in one of the graph's own threads, without blocking the event loop.

        There is one thread for each core this process may use: more of them would only take turns
        at the interpreter, and each turn costs.
        """
        context, loop = contextvars.copy_context(), asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, context.run, function, *given)

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        return ThreadPoolExecutor(min(cores or 1, CONNECTIONS), thread_name_prefix="rareseek")

    def close(self) -> None:
        """Release threads, and the graph file or the connections to the server."""
        if "_threads" in self.__dict__:
            self._threads.shutdown()
        if "store" in self.__dict__:
            self.store.close()
        if "curated" in self.__dict__:
            self.curated.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
