"""From a note to its diagnosis: the whole way, and naive ways beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from ..errors import RareseekError
from ..retrieval import Findings, KnowledgeGraph
from ..retrieval.cases import Case
from ..retrieval.ranking.ranker import RankedDisease, RankerName, SourceExclusion
from .judging import Outcome, in_index, posterior_without, ranked_case
from .matching import Candidate, Matcher
from .metrics import CUTOFFS
from .naive import Dictionary
from .notes import SolvedNote
from .peer_profiles import PeerIndex
from .peers import Lirical, rank_by
from .ranking import PROTOCOLS, report_on
from .strata import strata_of
from .study import Progress, ProtocolStudy

LISTED: Final = max(CUTOFFS)


def study_diagnosis(
    graph: KnowledgeGraph,
    notes: Sequence[SolvedNote],
    matcher: Matcher,
    exclusion: SourceExclusion = SourceExclusion.OWN,
    *,
    ranker: RankerName = RankerName.LEARNED,
    progress: Progress = lambda outcomes, _: outcomes,
) -> ProtocolStudy:
    """`KnowledgeGraph.diagnose` on every note; ``exclusion`` is of the rows that cite its article.

    Raises `InputError` where no note names its diagnosis.
    """
    read: dict[str, Findings] = {}
    outcomes = list(
        progress((_judge(graph, n, matcher, exclusion, ranker, read) for n in notes), "notes")
    )
    cases = [
        Case(note.id, read[note.id].present if note.id in read else (), articles=note.articles)
        for note in notes
    ]
    strata = strata_of(cases, graph.index, {})
    for note in notes:
        strata[note.id] |= {"age": note.age}
        del strata[note.id]["onset"]
    name = f"Rareseek, {PROTOCOLS[exclusion]}"
    return ProtocolStudy.of(report_on(name, outcomes), strata)


def study_naive_chains(
    graph: KnowledgeGraph,
    notes: Sequence[SolvedNote],
    matcher: Matcher,
    exclusion: SourceExclusion = SourceExclusion.OWN,
) -> list[ProtocolStudy]:
    """Dictionary look-up, then likelihood ratios: as published, and Rareseek's own ranker."""
    dictionary = Dictionary(graph.snapshot, graph.index)
    cases = [
        Case(note.id, dictionary(note.text), articles=note.articles, diagnoses=note.diagnoses)
        for note in notes
    ]
    index = PeerIndex(graph.index)
    lirical = Lirical(index)
    chains: dict[str, Callable[[Case], Sequence[Candidate]]] = {
        "dictionary + LIRICAL's formulas": lambda case: rank_by(lirical, index, case, exclusion),
        "dictionary + Rareseek's ranker": lambda case: _ranked(graph, case, exclusion),
    }
    return [
        ProtocolStudy.of(
            report_on(f"{name}, {PROTOCOLS[exclusion]}", judge_peer(graph, cases, matcher, chain)),
            {},
        )
        for name, chain in chains.items()
    ]


def judge_peer(
    graph: KnowledgeGraph,
    cases: Iterable[Case],
    matcher: Matcher,
    chain: Callable[[Case], Sequence[Candidate]],
) -> list[Outcome]:
    """What another way of ranking gives for each case; no candidates is a failure."""
    outcomes = []
    for case in cases:
        gold = matcher.gold(case.diagnoses)
        in_graph, candidates = in_index(graph.index, gold), chain(case)
        ranks = matcher.ranks(gold, candidates)
        outcomes.append(Outcome(case.id, gold.disease, in_graph, ranks, failed=not candidates))
    return outcomes


def _judge(
    graph: KnowledgeGraph,
    note: SolvedNote,
    matcher: Matcher,
    exclusion: SourceExclusion,
    ranker: RankerName,
    read: dict[str, Findings],
) -> Outcome:
    """The outcome of one note; its findings are put into ``read``."""
    gold = matcher.gold(note.diagnoses)
    in_graph = in_index(graph.index, gold)
    try:
        found = graph.diagnose(
            note.text,
            top=LISTED,
            own_articles=note.articles,
            exclusion=exclusion,
            ranker=ranker,
        )
    except RareseekError:
        return Outcome.failure(note.id, gold, in_graph=in_graph)
    read[note.id] = found.findings
    ranked = [diagnosis.ranked for diagnosis in found.diagnoses]
    if not ranked:
        return Outcome.failure(note.id, gold, in_graph=in_graph)

    def next_best() -> RankedDisease | None:
        return next((one for one in ranked if not matcher.ids(one) & gold.accepted), None)

    return Outcome(
        note.id,
        gold.disease,
        in_graph,
        matcher.ranks(gold, ranked),
        first=ranked[0].posterior,
        without=posterior_without(ranked, matcher, gold, next_best) if in_graph else None,
    )


def _ranked(
    graph: KnowledgeGraph, case: Case, exclusion: SourceExclusion
) -> tuple[RankedDisease, ...]:
    return ranked_case(graph.index, case, exclusion) if case.phenotypes else ()
