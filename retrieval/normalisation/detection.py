"""Names of the lexicon in the words of a sentence.

Four ways, each less sure than the one before: the words of a name in order; in another order or
across a copula ("ears are low-set"); around one or two words that the name lacks; and shared
between coordinated phrases ("short and broad fingers"). On overlap the match of more words wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from .coordination import shared_phrases
from .phrases import is_filler, phrases
from .wordclasses import HOLLOWS, MODIFIERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .lexicon import Lexicon
    from .tokens import Token

#: Most words of a note that a name looked up around gaps may span, and most it may skip.
WINDOW: Final = 6
SKIPPED: Final = 2
_METHOD_PENALTY: Final = {"dictionary": 1.0, "reordered": 0.97, "gapped": 0.88, "coordinated": 0.87}


@dataclass(frozen=True, slots=True)
class Match:
    """Words of a sentence (by index) that name a term."""

    words: tuple[int, ...]
    id: str
    score: float
    method: str

    @property
    def rank(self) -> tuple[int, float, int]:
        """Greater is preferred: more words, a better score, the tighter span."""
        return len(self.words), self.score, self.words[0] - self.words[-1]


def detect(sentence: Sequence[Token], lexicon: Lexicon) -> list[Match]:
    """Matches of one sentence, none sharing a word unless it is shared by coordination."""
    found = [*_ordered(sentence, lexicon)]
    for phrase in phrases(sentence):
        found += _free(sentence, phrase, lexicon)
    kept = _resolve(found)
    taken = {word for match in kept for word in match.words}
    shared = [
        match
        for words in shared_phrases(sentence, taken)
        if (match := _look_up(sentence, words, lexicon, "coordinated"))
    ]
    return sorted([*kept, *_resolve_shared(shared, taken)], key=lambda match: match.words)


def _ordered(sentence: Sequence[Token], lexicon: Lexicon) -> Iterator[Match]:
    words = [i for i, token in enumerate(sentence) if not is_filler(token, i)]
    for start, end in lexicon.occurrences([sentence[i].stem for i in words]):
        match = _look_up(sentence, words[start:end], lexicon, "dictionary", any_order=False)
        if match and not _is_place(sentence, match):
            yield match


def _is_place(sentence: Sequence[Token], match: Match) -> bool:
    """Whether a lone word is a hollow ("depression of the tibial plateau"), not a finding."""
    last = match.words[-1]
    following = sentence[last + 1].lemma if last + 1 < len(sentence) else ""
    return len(match.words) == 1 and following == "of" and sentence[last].lemma in HOLLOWS


def _free(sentence: Sequence[Token], phrase: list[int], lexicon: Lexicon) -> Iterator[Match]:
    for first in range(len(phrase)):
        for size in range(2, min(WINDOW, len(phrase) - first) + 1):
            yield from _window(sentence, phrase[first : first + size], lexicon)


def _window(sentence: Sequence[Token], window: list[int], lexicon: Lexicon) -> Iterator[Match]:
    inner = [i for i in window[1:-1] if sentence[i].lemma in MODIFIERS]
    for skipped in range(min(SKIPPED, len(inner)) + 1):
        for left_out in combinations(inner, skipped):
            words = [i for i in window if i not in left_out]
            method = "gapped" if skipped else "reordered"
            if match := _look_up(sentence, words, lexicon, method):
                yield match


def _look_up(
    sentence: Sequence[Token],
    words: Sequence[int],
    lexicon: Lexicon,
    method: str,
    *,
    any_order: bool = True,
) -> Match | None:
    best = lexicon.best([sentence[i] for i in words], any_order=any_order)
    if best is None:
        return None
    name, score = best
    return Match(tuple(words), name.id, score * _METHOD_PENALTY[method], method)


def _resolve(matches: Sequence[Match]) -> list[Match]:
    """The best matches that share no word."""
    kept: list[Match] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda m: m.rank, reverse=True):
        if taken.isdisjoint(match.words):
            kept.append(match)
            taken.update(match.words)
    return kept


def _resolve_shared(matches: Sequence[Match], taken: set[int]) -> list[Match]:
    """Coordinated matches, each of which must bring a word that no other match has."""
    kept: list[Match] = []
    used = set(taken)
    for match in sorted(matches, key=lambda m: m.rank, reverse=True):
        if not used.issuperset(match.words):
            kept.append(match)
            used.update(match.words)
    return kept
