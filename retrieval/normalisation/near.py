"""Names that share most of their telling words with a phrase."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from .lexicon import content
from .morphology import stem
from .phrases import is_finding
from .tokens import tokenise
from .wordclasses import MEASURES, MODIFIERS
from .wordfamilies import FINDINGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from .lexicon import Key, Name
    from .tokens import Token

#: Stems that a name may add: words of measurement.
SILENT: Final = frozenset(map(stem, MEASURES)).difference(FINDINGS.values())
#: Stems that say what was found: a phrase must say them itself.
FOUND: Final = frozenset(FINDINGS.values())
_MODIFIERS: Final = frozenset(map(stem, (*MODIFIERS, "recurrent", "familial")))
#: Names that hold a word which is not looked up once others were.
COMMON: Final = 500
_OPENING: Final = re.compile(r"(?<=\w)(?:[,:;(]| (?:of|in|on|with|by|to|at|from|during|after)\b)")
#: Share of a name's weight that a phrase which stands for it may lack.
MISSING: Final = 0.3
#: Share of a phrase's weight that the words looked up first may leave.
_REST: Final = 0.5


class Near(NamedTuple):
    """A name near a phrase.

    ``fit`` (0 to 1) is the mean share of the phrase's weight in the name and of the name's in the
    phrase. ``says`` holds where every word of the phrase stands in the name, which adds no word of
    what was found; ``missing`` is the share of the name's weight that the phrase lacks, words of
    measurement left out.
    """

    fit: float
    says: bool
    missing: float
    name: Name


class NearNames:
    """Looks phrases up by their rarest words.

    Args:
        ordered: The names of each tuple of stems (see `lexicon.Lexicon.ordered`).

    """

    def __init__(self, ordered: Mapping[Key, Sequence[Name]]) -> None:
        self._names = [names[0] for names in ordered.values()]
        self._stems = [frozenset(key) for key in ordered]
        self._frequency = Counter(stem for stems in self._stems for stem in stems)
        self._weights = {s: math.log1p(len(ordered) / n) for s, n in self._frequency.items()}
        self._unknown = math.log1p(len(ordered))
        self._totals = [sum(self._weights[word] for word in stems) for stems in self._stems]
        self._at: dict[str, list[int]] = defaultdict(list)
        for i, stems in enumerate(self._stems):
            for word in stems:
                self._at[word].append(i)
        self.find = lru_cache(50_000)(self._find)

    def may_say(self, tokens: Sequence[Token]) -> bool:
        """Whether names hold every telling word of a phrase."""
        return all(t.stem in self._weights or t.stem in _MODIFIERS for t in tokens)

    @staticmethod
    def said_by(tokens: Sequence[Token], found: Sequence[Near]) -> Name | None:
        """The name that a phrase stands for, of those near it; None if it stands for none."""
        said = {t.stem for t in tokens} - _MODIFIERS
        finds = any(is_finding(token) for token in tokens)
        allowed = MISSING if len(said) > 1 and finds else 0.0
        fitting = [
            near
            for near in found
            if near.says
            and near.missing <= allowed
            and (len(said) > 1 or len(near.name.stems) == 1)
            and _head(near.name.text) in said
        ]
        best = min(fitting, key=lambda n: (n.missing, -n.fit, n.name.id), default=None)
        return best.name if best else None

    def _find(self, phrase: Key, least: float) -> tuple[Near, ...]:
        """Names with a fit of at least ``least`` to the stems of a phrase, the best first."""
        said = {word: self._weights.get(word, 0.0) for word in phrase}
        unknown = sum(self._unknown for word, weight in said.items() if not weight)
        optional = {word: weight for word, weight in said.items() if word in _MODIFIERS}
        needed = unknown + sum(said.values()) - sum(optional.values())
        near = []
        for i in self._candidates(said, needed):
            meant = self._stems[i]
            shared = sum(weight for word, weight in said.items() if word in meant)
            whole = needed + sum(weight for word, weight in optional.items() if word in meant)
            fit = (shared / (whole or 1) + shared / (self._totals[i] or 1)) / 2
            if fit >= least:
                near.append(self._near(i, fit, said.keys(), says=shared > whole - 1e-6))
        return tuple(sorted(near, key=lambda n: (-n.fit, n.name.id)))

    def _candidates(self, said: Mapping[str, float], needed: float) -> set[int]:
        """Names that hold one of the rarest words, which together weigh more than the rest."""
        rest = sum(said.values())
        found: set[int] = set()
        for word, weight in sorted(said.items(), key=lambda item: -item[1]):
            if not weight or rest < _REST * needed or (found and len(self._at[word]) > COMMON):
                break
            found.update(self._at[word])
            rest -= weight
        return found

    def _near(self, i: int, fit: float, said: AbstractSet[str], *, says: bool) -> Near:
        meant = self._stems[i]
        lacking = meant - said
        missing = sum(self._weights[word] for word in lacking - SILENT - _MODIFIERS) / (
            self._totals[i] or 1
        )
        says = says and lacking.isdisjoint(FOUND) and not SILENT.issuperset(said & meant)
        return Near(fit, says, missing, self._names[i])


@lru_cache(50_000)
def _head(name: str) -> str:
    """Stem of the word that a name is about: the last one before a preposition or sign."""
    end = _OPENING.search(name)
    tokens = content(tokenise(name[: end.start()] if end else name))
    return tokens[-1].stem if tokens else ""
