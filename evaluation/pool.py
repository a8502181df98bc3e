"""Solved cases judged by several processes, which share one mapped ranking index."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from ..retrieval.cases import Case
from ..retrieval.ranking.index import RankingIndex
from ..retrieval.ranking.learned import LearnedRanker
from ..retrieval.ranking.ranker import RankerName, SourceExclusion
from .judging import Outcome, judge
from .matching import Matcher

#: Cases that a process is handed at once.
_BATCH: Final = 50
#: Below this number of cases, processes take longer to start than the cases.
_WORTHWHILE: Final = 400


class RankingPool:
    """Judges cases on the index in ``folder``, in ``workers`` processes.

    By default there is one for each core this process may use. Outcomes come in the order of the
    cases and do not depend on the number of processes.
    """

    def __init__(
        self,
        folder: Path,
        matcher: Matcher,
        *,
        workers: int | None = None,
        ranker: RankerName | LearnedRanker = RankerName.LEARNED,
    ) -> None:
        self.folder = folder
        self.matcher = matcher
        self.workers = workers or cores()
        self.ranker = ranker
        self._started: ProcessPoolExecutor | None = None

    @cached_property
    def index(self) -> RankingIndex:
        """The index, mapped in this process too."""
        return RankingIndex.open(self.folder)

    def outcomes(
        self, cases: Iterable[Case], exclusion: SourceExclusion = SourceExclusion.NONE
    ) -> Iterator[Outcome]:
        """What ranking each case that names its diagnosis gives."""
        solved = [case for case in cases if case.diagnoses]
        if self.workers == 1 or (self._started is None and len(solved) < _WORTHWHILE):
            for case in solved:
                yield judge(self.index, case, self.matcher, exclusion, self.ranker)
            return
        starts = range(0, len(solved), _BATCH)
        tasks = [(solved[start : start + _BATCH], exclusion) for start in starts]
        for outcomes in self._processes().map(_judge_batch, tasks):
            yield from outcomes

    def _processes(self) -> ProcessPoolExecutor:
        """The processes, started on first use; not by fork, which threads of Polars do not bear."""
        if self._started is None:
            self._started = ProcessPoolExecutor(
                self.workers,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_open,
                initargs=(self.folder, self.matcher, self.ranker),
            )
        return self._started

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._started is not None:
            self._started.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Bench:
    """What a worker process judges with."""

    index: RankingIndex
    matcher: Matcher
    ranker: RankerName | LearnedRanker


_bench: list[_Bench] = []


def _open(folder: Path, matcher: Matcher, ranker: RankerName | LearnedRanker) -> None:
    _bench[:] = [_Bench(RankingIndex.open(folder), matcher, ranker)]


def _judge_batch(task: tuple[Sequence[Case], SourceExclusion]) -> list[Outcome]:
    (bench,) = _bench
    cases, exclusion = task
    return [judge(bench.index, case, bench.matcher, exclusion, bench.ranker) for case in cases]


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
