"""Whether a finding is present, absent, possible, of the family, of the past, or hypothetical.

ConText (Harkema et al. 2009): a trigger phrase governs the findings between it and the end of its
scope: the sentence's end, a terminator ("but", "however", "except") or a new statement ("no
seizures, and he is deaf"). The phrases are data (`triggerphrases`). Where several triggers govern
one finding, the one that says most about whose and whether it is wins: family, hypothetical,
absent, possible, historical; a result behind a finding ("screening for it was negative") wins over
the test before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .scopes import SentenceScopes
from .triggers import (
    ABSENT,
    AFFIRMED,
    CONFIRMED,
    DOUBTED,
    FAMILY,
    HISTORICAL,
    HYPOTHETICAL,
    NEGATIONS,
    POSSIBLE,
    PRESENT,
    REFUTED,
    SOUGHT,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .phrasetree import Scope

#: Every assertion, the strongest first.
ASSERTIONS: Final = (FAMILY, HYPOTHETICAL, ABSENT, POSSIBLE, HISTORICAL, PRESENT)
#: What triggers say, the strongest first, and the assertion that it makes.
_STRENGTH: Final = {
    FAMILY: FAMILY,
    HYPOTHETICAL: HYPOTHETICAL,
    DOUBTED: POSSIBLE,
    REFUTED: ABSENT,
    AFFIRMED: PRESENT,
    SOUGHT: HYPOTHETICAL,
    ABSENT: ABSENT,
    CONFIRMED: PRESENT,
    POSSIBLE: POSSIBLE,
    HISTORICAL: HISTORICAL,
    PRESENT: PRESENT,
}
_RANK: Final = {said: rank for rank, said in enumerate(_STRENGTH)}


def assertions(
    words: Sequence[str], findings: Sequence[Sequence[int]], default: str = PRESENT
) -> list[str]:
    """The assertion of each finding, given by the indices of its words in the sentence.

    ``words`` are the sentence's words and signs in lower case. ``default`` holds where no trigger
    reaches (a section's own assertion).
    """
    if not findings:
        return []
    inside = {i for finding in findings for i in finding}
    scopes = list(SentenceScopes(words, inside))
    return [_assertion(words, finding, scopes, default) for finding in findings]


def _assertion(
    words: Sequence[str], finding: Sequence[int], scopes: Sequence[Scope], default: str
) -> str:
    start, end = min(finding), max(finding) + 1
    said = {s.says for s in scopes if start < s.end and s.start < end}
    if any(words[i] in NEGATIONS for i in range(start, end) if i not in finding):
        said.add(ABSENT)  # "the ears were not low-set"
    if CONFIRMED in said or AFFIRMED in said:
        said -= {SOUGHT, POSSIBLE}
        default = default if default in {FAMILY, HISTORICAL} else PRESENT
    return _STRENGTH[min((*said, default), key=_RANK.__getitem__)]
