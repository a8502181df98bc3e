"""Phrases that are no name of a language's lexicon, linked to the names most like them.

Candidates are the nearest names by character n-gram TF-IDF; they are compared unit by unit, as the
English linker does.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ..mentions import Candidate
from .units import BREAK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .lexicon import Key, Lexicon

#: Neighbours compared with, and candidates kept, per phrase.
NEIGHBOURS: Final = 20
CANDIDATES: Final = 5
#: Factor for a phrase that says more, or less, than the name.
INCOMPLETE: Final = 0.8
#: Likeness (0 to 100) from which two words are one misspelt, and letters from which it is asked.
SAME_WORD: Final = 86
SHORTEST_MISSPELT: Final = 6
#: Phrases looked up at once.
_BATCH: Final = 512


class Linker:
    """Candidates for phrases of one language.

    Args:
        lexicon: The names.
        labels: Label of each term id.
        spaced: Whether the language writes words apart.
        addable: Units that a phrase may add to a name.
        silent: Units that a name may add to a phrase.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        labels: Mapping[str, str],
        *,
        spaced: bool,
        addable: frozenset[str],
        silent: frozenset[str],
    ) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._labels, self._spaced = labels, spaced
        self._addable, self._silent = addable, silent
        self._keys = sorted(key for key in lexicon.ordered if BREAK not in key)
        self._names = lexicon.ordered
        self._frequency = Counter(unit for key in self._keys for unit in set(key))
        analyzer, sizes = ("char_wb", (3, 3)) if spaced else ("char", (1, 2))
        self._vectorizer = TfidfVectorizer(analyzer=analyzer, ngram_range=sizes, lowercase=False)
        self._vectors = self._vectorizer.fit_transform(map(self._joined, self._keys)).T.tocsr()

    def __call__(self, phrases: Sequence[Key]) -> list[tuple[Candidate, ...]]:
        """The best terms for each phrase (its units), best first; scores from 0 to 1."""
        found: list[tuple[Candidate, ...]] = []
        for first in range(0, len(phrases), _BATCH):
            batch = phrases[first : first + _BATCH]
            products = (
                self._vectorizer.transform(map(self._joined, batch)) @ self._vectors
            ).tocsr()
            found += [self._rerank(phrase, products[i]) for i, phrase in enumerate(batch)]
        return found

    def _joined(self, key: Key) -> str:
        return (" " if self._spaced else "").join(key)

    def _rerank(self, phrase: Key, row: Any) -> tuple[Candidate, ...]:
        nearest = sorted(zip(row.data, row.indices, strict=True), reverse=True)[:NEIGHBOURS]
        scores: dict[str, float] = defaultdict(float)
        for similarity, index in nearest:
            key = self._keys[index]
            score = (5 * self._likeness(phrase, key) + float(similarity)) / 6
            name = max(self._names[key], key=lambda each: (each.weight, each.id))
            scores[name.id] = max(scores[name.id], round(score * name.weight, 3))
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]
        return tuple(Candidate(term, self._labels[term], score) for term, score in best)

    def _likeness(self, phrase: Key, name: Key) -> float:
        """How well a phrase fits a name (0 to 1), below acceptance where either says more."""
        wanted = tuple(u for u in phrase if u not in self._addable or u in name) or phrase
        unsaid = [u for u in name if not self._partner(u, wanted)]
        complete = all(self._partner(u, name) for u in wanted) and self._silent.issuperset(unsaid)
        covered = (self._covered(wanted, name) + self._covered(name, wanted)) / 2
        return covered if complete else covered * INCOMPLETE

    def _covered(self, units: Key, others: Key) -> float:
        weights = [self._weight(unit) for unit in units]
        parts = (w * self._partner(u, others) for w, u in zip(weights, units, strict=True))
        return sum(parts) / (sum(weights) or 1)

    def _weight(self, unit: str) -> float:
        weight = math.log1p(len(self._keys) / (1 + self._frequency[unit]))
        return weight / 4 if unit in self._silent else weight

    def _partner(self, unit: str, others: Key) -> float:
        if unit in others:
            return 1.0
        return _misspelt(unit, others) if self._spaced else 0.0


@lru_cache(maxsize=100_000)
def _misspelt(word: str, others: tuple[str, ...]) -> float:
    """The likeness of a word to one that it may be a misspelling of, or 0."""
    from rapidfuzz import fuzz

    if len(word) < SHORTEST_MISSPELT:
        return 0.0
    best = max((fuzz.ratio(word, other) for other in others if other[0] == word[0]), default=0.0)
    return best / 100 if best >= SAME_WORD else 0.0
