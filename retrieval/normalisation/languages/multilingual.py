"""Notes in any of the languages, or in several at once: each part is read by its own normaliser."""

from __future__ import annotations

import re
from threading import Lock
from typing import TYPE_CHECKING, Final

from ..mentions import NormalisedText
from .identification import ENGLISH, languages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..mentions import Mention
    from .identification import Part
    from .normaliser import LanguageNormaliser

#: Languages in which clinicians write single English words.
_WITH_ENGLISH_WORDS: Final = frozenset({"zh", "ja"})
_LATIN_RUN: Final = re.compile(r"[A-Za-z][A-Za-z0-9'\-]*(?:[ \t,]+[A-Za-z][A-Za-z0-9'\-]*)*")
#: Letters of the shortest English words that are looked up inside another language.
_SHORTEST: Final = 4


class MultilingualNormaliser:
    """Finds the phenotypes that a note names, in whichever languages it is written.

    What is needed is built on first use; a note in English needs the English one alone and gets
    exactly what that gives.

    Args:
        english: Makes the English normaliser.
        other: Makes the normaliser of another language, by its code.
    """

    def __init__(
        self,
        english: Callable[[], Callable[[str], NormalisedText]],
        other: Callable[[str], LanguageNormaliser],
    ) -> None:
        self._make_english, self._make_other = english, other
        self._english: Callable[[str], NormalisedText] | None = None
        self._others: dict[str, LanguageNormaliser] = {}
        self._lock = Lock()

    def __call__(self, text: str) -> NormalisedText:
        """Mentions and unmapped places of a note; offsets count its characters as they are."""
        parts = languages(text)
        if len(parts) == 1 and parts[0].language == ENGLISH:
            return self.english(text)
        return self._mixed(text, parts)

    @property
    def english(self) -> Callable[[str], NormalisedText]:
        """The normaliser of English."""
        if self._english is None:
            with self._lock:
                if self._english is None:
                    self._english = self._make_english()
        return self._english

    def language(self, code: str) -> LanguageNormaliser:
        """The normaliser of another language, by its code (ISO 639-1)."""
        if code not in self._others:
            with self._lock:
                if code not in self._others:
                    self._others[code] = self._make_other(code)
        return self._others[code]

    def _mixed(self, text: str, parts: Sequence[Part]) -> NormalisedText:
        visible = _english_text(text, parts)
        found = self.english(visible) if visible.strip() else NormalisedText((), ())
        inside = {
            code: list[tuple[int, int]]() for code in dict.fromkeys(p.language for p in parts)
        }
        for part in parts:
            inside[part.language].append((part.start, part.end))
        mentions, unmapped = [], list(found.unmapped)
        given: dict[str, list[Mention]] = {code: [] for code in inside}
        for mention in found.mentions:
            code = next(p.language for p in parts if p.start <= mention.start < p.end)
            given[code].append(mention)
        for code, spans in inside.items():
            if code == ENGLISH:
                mentions += given[code]
                continue
            read = self.language(code).read(text, spans, given[code])
            mentions += read.mentions
            unmapped += read.unmapped
        return NormalisedText(
            tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.id))),
            tuple(sorted(unmapped, key=lambda place: (place.start, place.end))),
        )


def _english_text(text: str, parts: Sequence[Part]) -> str:
    """The note with everything but its English blanked out, every character in its place."""
    pieces = []
    for part in parts:
        own = text[part.start : part.end]
        if part.language == ENGLISH:
            pieces.append(own)
            continue
        kept = ["\n"] * len(own)
        if part.language in _WITH_ENGLISH_WORDS:
            for run in _LATIN_RUN.finditer(own):
                if len(run.group()) >= _SHORTEST:
                    kept[run.start() : run.end()] = run.group()
        pieces.append("".join(kept))
    return "".join(pieces)


__all__ = ["MultilingualNormaliser"]
