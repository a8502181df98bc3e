"""Names of the lexicon in the words of a sentence.

Four ways, each less sure than the one before: the words of a name in order; in another order or
across a copula ("ears are low-set"); around one or two words that the name lacks; and shared
between coordinated phrases ("short and broad fingers"). On overlap the match of more words wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .coordination import shared_phrases
from .phrases import PLACES, is_filler, phrases
from .wordclasses import (
    BOUNDARIES,
    COORDINATORS,
    COPULAS,
    EVERYDAY,
    GENERAL_NOUNS,
    HOLLOWS,
    MODIFIERS,
    OPTIONAL,
    OTHERS,
    RESEARCH,
    STOP,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .lexicon import Lexicon, Name
    from .tokens import Token

#: Most words of a note that a name looked up around gaps may span, and most it may skip.
WINDOW: Final = 6
SKIPPED: Final = 2
ABNORMAL: Final = "abnormal"
#: Endings of adjectives that a name of three words or more is found around.
CLASSIFYING: Final = ("al", "ic", "ar")
#: Factor for "X disorder" where only an abnormality of X has a name.
GENERAL: Final = 0.9
_BETWEEN: Final = STOP | BOUNDARIES | COORDINATORS | COPULAS
_METHOD_PENALTY: Final = {"reordered": 0.97, "gapped": 0.88, "coordinated": 0.87}


#: A window that may grow: sum of its codes, its words, and how many it skips.
OpenEnd = tuple[int, tuple[int, ...], int]


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
    found = [
        Match(words, name.id, score, "dictionary")
        for words, (name, score) in _ordered(sentence, lexicon)
    ]
    readings = [(sentence, 1.0), *_generalised(sentence)]
    for reading, weight in readings:
        codes = [lexicon.codes.get(token.stem) for token in reading]
        for phrase in phrases(reading):
            found += _free(reading, codes, phrase, lexicon, weight)
    kept = _resolve([match for match in found if not _is_other(sentence, match)])
    taken = {word for match in kept for word in match.words}
    shared: list[Match] = []
    for words in shared_phrases(sentence, taken):
        for reading, weight in readings:
            if lexicon.code([reading[i].stem for i in words]) in lexicon.bags:
                shared += _look_up(reading, words, lexicon, "coordinated", weight)
                break
    return sorted([*kept, *_resolve_shared(shared, taken)], key=lambda match: match.words)


def detect_names(sentence: Sequence[Token], lexicon: Lexicon) -> list[Match]:
    """Only names whose own words stand in the sentence in order, up to spelling and inflection."""
    found = [
        Match(words, name.id, name.weight, "dictionary")
        for words, (name, _) in _ordered(sentence, lexicon)
        if name.lemmas == tuple(sentence[i].lemma for i in words)
    ]
    return sorted(_resolve(found), key=lambda match: match.words)


def _generalised(sentence: Sequence[Token]) -> list[tuple[list[Token], float]]:
    """The sentence with "disorder" and the like read as "abnormality", if it has one; a weight."""
    if not any(token.lemma in GENERAL_NOUNS for token in sentence):
        return []
    reading = [
        t._replace(lemma=ABNORMAL, stem=ABNORMAL) if t.lemma in GENERAL_NOUNS else t
        for t in sentence
    ]
    return [(reading, GENERAL)]


def _ordered(
    sentence: Sequence[Token], lexicon: Lexicon
) -> Iterator[tuple[tuple[int, ...], tuple[Name, float]]]:
    """Words of the sentence in order, fillers left out, and the name that fits them best."""
    words = [i for i, token in enumerate(sentence) if not is_filler(token, i)]
    for start, end in lexicon.occurrences([sentence[i].stem for i in words]):
        place = tuple(words[start:end])
        if best := lexicon.best([sentence[i] for i in place], any_order=False):
            yield place, best


def _is_other(sentence: Sequence[Token], match: Match) -> bool:
    """Whether the words of a name mean something else where they stand.

    A hollow ("depression of the tibial plateau"), an arm of a chromosome, or an adjective of the
    noun that follows ("abnormal digital flexion creases" is not yet an abnormal digit); a defect of
    genes or cells, unless it has a name.
    """
    tokens = [sentence[i] for i in match.words]
    first, last = tokens[0], tokens[-1]
    following = sentence[match.words[-1] + 1] if match.words[-1] + 1 < len(sentence) else None
    if len(tokens) == 1:
        return following is not None and following.lemma == "of" and last.lemma in HOLLOWS
    if " ".join(token.surface.lower() for token in tokens) in EVERYDAY:
        return True
    if match.method != "dictionary" and any(token.lemma in RESEARCH for token in tokens):
        return True
    if first.stem != ABNORMAL or last.stem not in PLACES:
        return False
    if following is not None and following.lemma in OPTIONAL:
        return False
    goes_on = following is not None and following.is_word and following.lemma not in _BETWEEN
    return goes_on or last.surface.lower().endswith(CLASSIFYING)


def _free(
    sentence: Sequence[Token],
    codes: Sequence[int | None],
    phrase: Sequence[int],
    lexicon: Lexicon,
    weight: float,
) -> Iterator[Match]:
    """Names whose words stand in a window in any order, modifiers between them skipped or not."""
    for at, first in enumerate(phrase):
        code = codes[first]
        if code is None:
            continue
        open_ends: list[OpenEnd] = [(code, (first,), 0)]
        for word in phrase[at + 1 : at + WINDOW]:
            passes = _passes(sentence[word])
            open_ends = _extended(open_ends, word, codes[word], passes=passes)
            if not open_ends:
                break
            for total, words, skipped in open_ends:
                if total in lexicon.bags and words[-1] == word:
                    if skipped and len(words) < 3 and not _only_modifiers(sentence, words, phrase):
                        continue
                    method = "gapped" if skipped else "reordered"
                    yield from _look_up(sentence, words, lexicon, method, weight)


def _passes(token: Token) -> bool:
    """Whether a name may be found around a word: not past a place, nor past another person."""
    if token.lemma in MODIFIERS:
        return True
    classifies = token.lemma.endswith(CLASSIFYING) and token.stem not in PLACES
    return classifies and token.lemma not in OTHERS


def _only_modifiers(sentence: Sequence[Token], words: Sequence[int], phrase: Sequence[int]) -> bool:
    """Whether all that a match skips are modifiers."""
    skipped = [i for i in phrase if words[0] < i < words[-1] and i not in words]
    return all(sentence[i].lemma in MODIFIERS for i in skipped)


def _extended(
    open_ends: Sequence[OpenEnd],
    word: int,
    code: int | None,
    *,
    passes: bool,
) -> list[OpenEnd]:
    """Windows with one more word, or past it."""
    extended: list[OpenEnd] = []
    for total, words, skipped in open_ends:
        if code is not None:
            extended.append((total + code, (*words, word), skipped))
        if passes and skipped < SKIPPED:
            extended.append((total, words, skipped + 1))
    return extended


def _look_up(
    sentence: Sequence[Token], words: Sequence[int], lexicon: Lexicon, method: str, weight: float
) -> Iterator[Match]:
    if best := lexicon.best([sentence[i] for i in words]):
        name, score = best
        yield Match(tuple(words), name.id, score * _METHOD_PENALTY[method] * weight, method)


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
