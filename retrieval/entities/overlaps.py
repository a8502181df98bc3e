"""Which of two names that share words a place in a note means."""

from __future__ import annotations

from typing import Final

from ..normalisation.mentions import Mention, NormalisedText
from ..normalisation.triggers import ABSENT
from .mentions import DiseaseMention, EntityMentions

#: Score of a phenotype from which the words are its name up to spelling and inflection.
_OWN_NAME: Final = 0.98


def apart(
    text: NormalisedText, found: EntityMentions
) -> tuple[tuple[Mention, ...], tuple[DiseaseMention, ...]]:
    """Phenotypes and diseases of a note, without those that only seem to be named.

    Where a phenotype is found in as many words or more, the place names no disease, unless it is a
    short form that was defined as the disease's. A phenotype in a part of a disease's name is meant
    only where the words are its own name ("cleft palate"), not where they are like it
    ("neurofibromatosis", found as neurofibroma); of a disease that is denied, neither is.
    """
    places = [(one.start, one.end) for one in text.mentions]
    diseases = tuple(
        one
        for one in found.diseases
        if one.method == "abbreviation"
        or not any(start <= one.start and one.end <= end for start, end in places)
    )
    names = [(one.start, one.end, one.assertion == ABSENT) for one in diseases]
    mentions = tuple(
        one
        for one in text.mentions
        if not any(
            start <= one.start and one.end <= end and (denied or one.score < _OWN_NAME)
            for start, end, denied in names
        )
    )
    return mentions, diseases
