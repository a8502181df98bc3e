"""Cases as a note would give them: a few of their findings, some vague, among many unrelated ones.

What a program finds in a note is not what an expert writes into a case. A note also tells of common
complaints, of complications and of the treatment, and half of the findings are of no help. Notes
with a known diagnosis are too few to be trained on; what they name is enough to make cases like
them: `note_like` mixes the findings of a case with findings of notes on other patients.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..index import RankingIndex
from ..patient import Patient
from ..query import Query
from .examples import ExampleMaker
from .solved import SolvedCase

#: Fewest findings of a case; share of them that is its own, drawn evenly between the two.
_FEWEST: Final = 3
_OWN_SHARE: Final = (0.3, 0.85)
#: Share of a case's own findings of which the note says less: a parent.
_VAGUE: Final = 0.2
#: Most findings that one other note gives: those of one note are alike.
_OF_ONE_NOTE: Final = 4
_EXCLUDED: Final = 2
#: Share of the cases whose age and onset stay known.
_DATED: Final = 0.5
#: Most cases of one disease, and how many drafts are made of each.
_OF_ONE_DISEASE: Final = 8
_DRAFTS: Final = 2


@dataclass(frozen=True, slots=True)
class NoteFindings:
    """Rows in the index of what a note says is present and absent, and ids of its diagnosis."""

    present: tuple[int, ...]
    excluded: tuple[int, ...]
    diagnoses: frozenset[str] = frozenset()


def note_like(
    index: RankingIndex, cases: Sequence[SolvedCase], notes: Sequence[NoteFindings], seed: int
) -> list[SolvedCase]:
    """Drafts of ``cases`` as notes would give them, at most so many of one disease.

    Cases of fewer than three findings are left out. ``notes`` lend their number of findings and the
    unrelated ones; none lends to a case of its own diagnosis. The same seed gives the same drafts.
    """
    numbers = np.random.default_rng(seed)
    parent = ExampleMaker(index, seed).parent
    lenders = [one for one in notes if one.present]
    used: Counter[int] = Counter()
    made = []
    for at in numbers.permutation(len(cases)).tolist():
        solved, disease = cases[at], min(cases[at].right)
        if len(solved.query.present) < _FEWEST or used[disease] == _OF_ONE_DISEASE:
            continue
        used[disease] += 1
        others = [one for one in lenders if not one.diagnoses & solved.accepted]
        made += [_draft(solved, others, parent, numbers) for _ in range(_DRAFTS)]
    return made


def _draft(
    solved: SolvedCase,
    notes: Sequence[NoteFindings],
    parent: Callable[[int], int],
    numbers: np.random.Generator,
) -> SolvedCase:
    count = max(_FEWEST, len(_one(notes, numbers).present))
    share = numbers.uniform(*_OWN_SHARE)
    own = _some(solved.query.present, max(1, round(share * count)), numbers)
    own = [parent(term) if numbers.random() < _VAGUE else term for term in own]
    unrelated: list[int] = []
    while len(own) + len(unrelated) < count:
        room = min(_OF_ONE_NOTE, count - len(own) - len(unrelated))
        unrelated += _some(_one(notes, numbers).present, room, numbers)
    present = _unique(numbers.permutation(own + unrelated).tolist())
    absent = _some(_one(notes, numbers).excluded, _EXCLUDED, numbers)
    query = Query(present, _unique(term for term in absent if term not in present))
    patient = solved.case.patient
    if numbers.random() >= _DATED:
        patient = Patient(None, patient.sex, None)
    return replace(solved, query=query, case=replace(solved.case, patient=patient))


def _one(notes: Sequence[NoteFindings], numbers: np.random.Generator) -> NoteFindings:
    return notes[int(numbers.integers(len(notes)))]


def _some(terms: Sequence[int], count: int, numbers: np.random.Generator) -> list[int]:
    chosen: NDArray[np.intp] = numbers.permutation(len(terms))[:count]
    return [terms[at] for at in chosen.tolist()]


def _unique(terms: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(terms))
