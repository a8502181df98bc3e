"""Headings of a note, and what they say of the findings under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .triggers import ABSENT, FAMILY, HISTORICAL, HYPOTHETICAL, POSSIBLE, PRESENT, RELATIVES
from .wordtables import words as word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Titles whose words say nothing of themselves.
_TITLES: Final = {
    **dict.fromkeys(("fh", "fhx", "pedigree", "relatives"), FAMILY),
    **dict.fromkeys(("pmh", "pmhx", "psh", "medical history", "surgical history"), HISTORICAL),
    **dict.fromkeys(("ddx", "dd", "impression and differential"), POSSIBLE),
    **dict.fromkeys(("advice", "return precautions", "follow-up", "follow up"), HYPOTHETICAL),
    **dict.fromkeys(("denies", "absent", "not present", "absent features"), ABSENT),
}
_FAMILIAL: Final = word_set("family familial fam")
_EARLIER: Final = word_set("past previous prior")
_INTENDED: Final = word_set("plan plans recommendations recommendation")
_NEGATIVE: Final = word_set("negative negatives excluded")
_ABOUT: Final = word_set("history hx medical")
#: Of these words alone a heading without a colon is made.
_TITLE_WORDS: Final = (
    _FAMILIAL
    | _EARLIER
    | _INTENDED
    | _NEGATIVE
    | _ABOUT
    | word_set("surgical pertinent findings features differential diagnosis diagnoses and the")
)
#: Titles that open a section of findings even where no colon follows them.
NEUTRAL: Final = word_set(
    "examination investigations development assessment neurology cardiology ophthalmology "
    "audiology radiology imaging laboratory diagnosis summary background referral presentation "
    "findings phenotype"
)


def section_assertion(title: str) -> str:
    """What holds of the findings under a heading, given in lower case, unless the text says else.

    >>> section_assertion("family medical history")
    'family'
    """
    if title in _TITLES:
        return _TITLES[title]
    said = frozenset(title.split())
    if _FAMILIAL & said and (_ABOUT & said or len(said) == 1):
        return FAMILY
    if _NEGATIVE & said:
        return ABSENT
    if _EARLIER & said and _ABOUT & said:
        return HISTORICAL
    if "differential" in said:
        return POSSIBLE
    return HYPOTHETICAL if _INTENDED & said else PRESENT


class Sections:
    """The section that the sentences of a note stand in, one after another."""

    def __init__(self) -> None:
        self._asserted = PRESENT
        self._bare = False

    def enter(self, title: str | None, words: Sequence[str], findings: Sequence[int]) -> str:
        """What the section of the next sentence says of findings.

        ``title`` is the heading the sentence opens with, ``findings`` are where in ``words`` they
        start. Under a heading on a line of its own, a title that is a finding or a relative
        ("Deafness: yes", "Mother: migraine") is an item of its list and opens no section.
        """
        if title is None:
            return self._asserted
        colon = words.index(":") if ":" in words else len(words)
        item = any(start < colon for start in findings) or bool(RELATIVES & set(title.split()))
        if not (self._bare and item):
            self._asserted = section_assertion(title)
            self._bare = colon >= len(words) - 1
        return self._asserted


def is_title(line: str) -> bool:
    """Whether a line without a colon, in lower case, is a heading all the same."""
    if line in NEUTRAL or line in _TITLES:
        return True
    return _TITLE_WORDS.issuperset(line.split()) and section_assertion(line) != PRESENT
