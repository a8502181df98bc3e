"""Sentences and sections of clinical text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from .sections import is_title
from .wordtables import words

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Abbreviations whose full stop ends no sentence.
_ABBREVIATED: Final = words(
    "dr mr mrs ms prof st vs no nos fig figs e.g i.e eg ie cf al approx ca resp wk wks yr yrs mo "
    "mos min max incl excl ref refs vol pt pts hx dx rx tx sec hr hrs temp wt ht dept inc jr sr "
    "dob approx n.v esp viz sp spp var chr pp ed eds"
)
_TITLES: Final = words("dr mr mrs ms prof st")
_STOP: Final = re.compile(r"[.?!]{1,9}[\"”')\]]{0,9}(?=\s|$)|(?<=[a-z)]{2})\.(?=[A-Z][a-z])")
_BULLET: Final = r"[ \t]*(?:[-*•·▪◦–—]|\(?\d{1,2}[.)]|[a-z][.)])[ \t]+"
_BOX: Final = r"[ \t]*(?:\[[ xX+-]?\]|[☐☑☒✓✗✘])"
_LINE_END: Final = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
_LIST_ITEM: Final = re.compile(f"{_BULLET}|{_BOX}")
_HEADING: Final = re.compile(r"[ \t]*([A-Z][A-Za-z/&' -]{1,40}?)[ \t]{0,9}:")
_ANSWER: Final = re.compile(r"[ \t]+(?:yes|no|none|never|unknown)\b", re.IGNORECASE)
#: A line of a form: what is asked, a sign, and an answer of a few words.
_ROW: Final = re.compile(r"[^:=|\n]{2,50}[:=|][ \t]*(?:[\w+-]+[ \t]?){1,3}\.?[ \t]*")
#: A line at least this long may have been wrapped; a shorter one was ended on purpose.
_WRAPPED: Final = 60


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a text, blank ones left out."""
    for start, end in pairwise((*sentence_starts(text), len(text))):
        if sentence := text[start:end].lstrip():
            yield end - len(sentence), end


def sentence_starts(text: str) -> list[int]:
    """Offsets at which a sentence starts, ascending, the first one 0.

    A sentence ends at ``.``, ``?`` or ``!`` (not after an abbreviation, an initial or inside a
    number), at an empty line, before a list item or heading, and at the end of a line too short to
    have been wrapped.
    """
    return sorted({0, *_after_stops(text), *_after_lines(text)})


def _after_stops(text: str) -> Iterator[int]:
    for match in _STOP.finditer(text):
        if match.group().startswith(".") and _abbreviates(text, match.start()):
            continue
        if match.group() == "?" and _ANSWER.match(text, match.end()):
            continue
        yield match.end()


def _abbreviates(text: str, stop: int) -> bool:
    """Whether the full stop belongs to the word before it."""
    before = re.search(r"[\w.]*$", text[max(0, stop - 12) : stop])
    word = before.group() if before else ""
    if len(word) == 1 and word.isalpha() and word.isupper():
        return True
    if word.lower().strip(".") not in _ABBREVIATED:
        return False
    follows = text[stop + 1 : stop + 12].lstrip()
    return bool(follows) and (not follows[0].isupper() or word.lower() in _TITLES)


def _after_lines(text: str) -> Iterator[int]:
    line_start = 0
    for match in _LINE_END.finditer(text):
        line, rest = text[line_start : match.start()], match.end()
        if _breaks(line, text, rest):
            yield rest
        line_start = rest


def _breaks(line: str, text: str, rest: int) -> bool:
    if not line.strip() or _LINE_END.match(text, rest) or _LIST_ITEM.match(text, rest):
        return True
    if _HEADING.match(text, rest) or line.rstrip().endswith((":", ";", ".")):
        return True
    if _ROW.fullmatch(line):
        return True
    following = text[rest : rest + 1]
    return len(line) < _WRAPPED and (following.isupper() or following.isdigit())


def heading(sentence: str) -> str | None:
    """The heading that opens a sentence ("Family history: ..."), in lower case, or None.

    A known title may also be a line of its own without a colon.
    """
    if match := _HEADING.match(sentence):
        return " ".join(match.group(1).lower().split())
    line = " ".join(sentence.lower().strip(" \t\r\n#*_=-").split()) if len(sentence) < 60 else ""
    return line if line and is_title(line) else None
