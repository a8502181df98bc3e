"""What a disease that a note names adds to the odds that it is the patient's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .entities.mentions import DiseaseMention
from .normalisation.triggers import ABSENT, HYPOTHETICAL
from .ranking.index import RankingIndex

#: Log ratio, in nats, of a disease being named in the note of a patient who has it and in that of
#: one who has another that is as like the findings. By judgement, for it was not fitted: of notes
#: written before the diagnosis about one in twenty names it (as known, suspected, or in the
#: family), and a given mimic is named in one of a thousand.
NAMED: Final = 4.0
_SAYS_NOTHING: Final = frozenset({ABSENT, HYPOTHETICAL})


def named_log_odds(
    index: RankingIndex, diseases: Iterable[DiseaseMention]
) -> NDArray[np.float64] | None:
    """Nats for each disease of ``index``, (d,); None where the note names none of them.

    A name that the note denies or only supposes says nothing. A disease of a relative counts.
    """
    rows = {
        index.disease_row[one]
        for mention in diseases
        if mention.assertion not in _SAYS_NOTHING
        for one in (mention.ids or (mention.id,))
        if one in index.disease_row
    }
    if not rows:
        return None
    added = np.zeros(len(index.diseases))
    added[list(rows)] = NAMED
    return added
