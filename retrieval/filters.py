"""Which diseases a retrieval may list: by source, mode of inheritance, onset and age."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..graph.evidence import Course
from .courses import LIFETIME, mode, modes_stated, onset, onset_stated
from .ranking.index import RankingIndex

SOURCES: Final = ("OMIM", "ORPHA", "DECIPHER")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a listed disease must fulfil; what is left empty filters nothing.

    ``sources``: the disease has a record of one of OMIM, ORPHA, DECIPHER; the evidence on it is
    then that of these records, its posterior stays that of all. ``inheritance``: one of these modes
    is stated, itself or a special form; HPO ids, HPO's names, or AD, AR, XL, XLR, XLD, YL, MT.
    ``onset``: a stated onset overlaps one of these; HPO ids or names ("infantile"). ``age``: the
    patient's age in years; a disease that only begins later is left out.

    Diseases of which no source states what a filter asks for are left out unless
    ``keep_unstated``. Raises `InputError` for a word or an age that is not known.

    >>> Filters(inheritance=("AR",), age=3)
    Filters(sources=(), inheritance=('AR',), onset=(), age=3, keep_unstated=False)
    """

    sources: tuple[str, ...] = ()
    inheritance: tuple[str, ...] = ()
    onset: tuple[str, ...] = ()
    age: float | None = None
    keep_unstated: bool = False
    _modes: frozenset[str] = field(init=False, repr=False, compare=False)
    _spans: tuple[tuple[float, float], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("sources", "inheritance", "onset"):
            object.__setattr__(self, name, _tuple(getattr(self, name), name))
        for source in self.sources:
            if source not in SOURCES:
                raise InputError(f"{source!r} is no source; use one of: {', '.join(SOURCES)}")
        if self.age is not None and not 0 <= self.age <= LIFETIME:
            raise InputError(f"{self.age} is no age in years; give one from 0 to {LIFETIME:.0f}")
        object.__setattr__(self, "_modes", frozenset(map(mode, self.inheritance)))
        object.__setattr__(self, "_spans", tuple(map(onset, self.onset)))

    def __bool__(self) -> bool:
        return bool(self.sources) or self.needs_courses

    @property
    def needs_courses(self) -> bool:
        """Whether inheritance or onset of the diseases must be known."""
        return bool(self.inheritance or self.onset) or self.age is not None

    def keeps_record(self, disease_id: str) -> bool:
        """Whether evidence of this record is shown."""
        return not self.sources or disease_id.partition(":")[0] in self.sources

    def marks(self, index: RankingIndex, courses: Mapping[str, Course]) -> NDArray[np.bool_]:
        """Which candidates of the index may be listed, (d,)."""
        rows = index.diseases.select("id", "equivalent_ids").iter_rows()
        return np.fromiter(
            (self._keeps((one, *others), courses) for one, others in rows),
            np.bool_,
            len(index.diseases),
        )

    def _keeps(self, ids: tuple[str, ...], courses: Mapping[str, Course]) -> bool:
        if not any(map(self.keeps_record, ids)):
            return False
        stated = [courses[one] for one in ids if one in courses]
        if self._modes:
            modes = {mode for course in stated for mode in course_modes(course)}
            if not (self._modes & modes if modes else self.keep_unstated):
                return False
        if not self._spans and self.age is None:
            return True
        spans = [span for course in stated for span in course_onsets(course)]
        return self._begins(spans) if spans else self.keep_unstated

    def _begins(self, spans: Iterable[tuple[float, float]]) -> bool:
        """Whether one onset is both among those asked for and not in the patient's future."""
        return any(
            (self.age is None or start <= self.age)
            and (not self._spans or any(start < to and since < end for since, to in self._spans))
            for start, end in spans
        )


def _tuple(words: Iterable[str], name: str) -> tuple[str, ...]:
    """A list of a caller as a tuple, so that equal filters are one key."""
    if isinstance(words, str):
        raise InputError(f"{name}: give a list of words, not {words!r} alone")
    return tuple(words)


def course_modes(course: Course) -> frozenset[str]:
    """HPO ids of the modes of inheritance that the sources of a record state."""
    stated = (*course.terms, *course.inheritance)
    return frozenset(one for term in stated for one in modes_stated(term))


def course_onsets(course: Course) -> tuple[tuple[float, float], ...]:
    """Spans in years of the onsets that the sources of a record state."""
    spans = map(onset_stated, (*course.terms, *course.onset))
    return tuple(span for span in spans if span is not None)
