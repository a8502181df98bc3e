"""Phrases that coordination leaves unsaid: "short and broad fingers" says "short fingers" too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .phrases import FOUND
from .wordclasses import BOUNDARIES, COORDINATORS, COPULAS, GENERAL_NOUNS, MODIFIERS, STOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .tokens import Token


@dataclass(slots=True)
class Part:
    """Word indices of one coordinated part, and what joins it to the part before it.

    ``of`` counts the words before its first "of", ``before_verb`` those before its first copula.
    """

    words: list[int]
    joints: set[str]
    of: int | None = None
    before_verb: int | None = None

    @property
    def after_comma(self) -> bool:
        """Whether a comma stands before it."""
        return "," in self.joints

    @property
    def conjoined(self) -> bool:
        """Whether a coordinator other than a comma stands before it."""
        return bool(self.joints - {","})


#: Most words of one coordinated part that are looked at.
LONGEST_PART: Final = 5
#: Most words of a part that stands between the first and the last of a list.
SHORT_PART: Final = 2
#: Endings of adjectives that can stand before a noun they share with another adjective.
ADJECTIVAL: Final = ("ed", "ic", "al", "ous", "ive", "ar", "oid", "ing", "ant", "ent")
#: Endings of nouns among the words of what was found.
NOMINAL: Final = ("ion", "ness", "ment", "ity", "ing", "ence", "sis", "ia", "ure", "ly")
#: Most words that one part lends to another, and most parts away from it.
LENT: Final = 3
#: Words that close a list of kinds.
KINDS: Final = frozenset({"type", "form", "kind", "variety"})
REACH: Final = 8


def shared_phrases(sentence: Sequence[Token], taken: set[int]) -> Iterator[tuple[int, ...]]:
    """Word indices of every phrase made of one part's own words and words another part lends.

    A part borrows its head from a part after it ("short and broad fingers") or its opening from
    the part before it ("small hands and feet"); an adjective shares its noun with the adjectives
    that follow it ("small upturned nose"). Only parts with a word that is not `taken` already.
    """
    for group in _groups(sentence):
        for i, part in enumerate(group):
            if taken.issuperset(part.words):
                continue
            yield from _stacked(sentence, part)
            if len(part.words) <= LONGEST_PART or i == 0:
                for later in _lenders(group, i, after_comma=_adjective(sentence[part.words[-1]])):
                    yield from _head(sentence, part, later, first=i == 0)
            for earlier in _before(group, i):
                yield from _opening(sentence, part, earlier)


def _lenders(group: list[Part], i: int, *, after_comma: bool) -> Iterator[Part]:
    """Parts that can close a list begun by part i, only short parts between.

    "And" stands before such a part; a comma may do after an adjective ("wide-based, ataxic gait").
    """
    for later in group[i + 1 : i + 1 + REACH]:
        if later.conjoined or after_comma:
            yield later
        if len(later.words) > SHORT_PART:
            return


def _before(group: list[Part], i: int) -> Iterator[Part]:
    """The part before part i, and those before that with only short parts between."""
    for earlier in reversed(group[max(0, i - REACH) : i]):
        yield earlier
        if len(earlier.words) > SHORT_PART:
            return


def _adjective(token: Token) -> bool:
    """Whether a word describes a noun: "ataxic", "short", "bilateral", the "set" of "low-set"."""
    if token.lemma in MODIFIERS or token.lemma == "set":
        return True
    quality = token.stem in FOUND and not token.lemma.endswith(NOMINAL)
    return quality or token.surface.lower().endswith(ADJECTIVAL)


def _describes(token: Token) -> bool:
    return token.stem in FOUND or _adjective(token)


def _head(
    sentence: Sequence[Token], part: Part, later: Part, *, first: bool
) -> Iterator[tuple[int, ...]]:
    """Words that end a part, with words that follow the first of a later one."""
    if _names_finding(sentence[part.words[-1]]) and not later.of:
        return
    heads = list(_heads(later))
    for own in range(1, min(LENT, len(part.words)) + 1):
        if first or all(_describes(sentence[i]) for i in part.words[:-own]):
            for head in heads:
                yield (*part.words[-own:], *head)


def _names_finding(token: Token) -> bool:
    """Whether a word is a noun of what was found, which needs no head but a place."""
    adjective = _adjective(token) and not token.surface.lower().endswith("ing")
    nominal = token.stem in FOUND and token.lemma.endswith(NOMINAL) and not adjective
    return nominal or token.lemma in GENERAL_NOUNS


def _heads(later: Part) -> Iterator[list[int]]:
    """What a part may lend: all that follows its "of", or up to three words after its first."""
    if later.of:
        if len(later.words) - later.of <= LENT:
            yield later.words[later.of :]
        return
    for end in range(2, min(LONGEST_PART, len(later.words)) + 1):
        for start in range(max(1, end - LENT), end):
            yield later.words[start:end]


def _opening(sentence: Sequence[Token], part: Part, earlier: Part) -> Iterator[tuple[int, ...]]:
    """Words of an earlier part without its last ones, with the words that open a part.

    After a comma the part must be an adjective ("hearing loss of conductive, sensorineural or mixed
    type"), or a degree of all that stands before it ("mental retardation, profound").
    """
    own = [i for i in part.words[: part.before_verb] if sentence[i].lemma not in KINDS]
    if not 1 <= len(own) <= LENT or (part.after_comma and not _adjective(sentence[own[-1]])):
        return
    degree = part.after_comma and sentence[own[-1]].lemma in MODIFIERS
    for cut in (0,) if degree else (1, 2):
        kept = earlier.words[: len(earlier.words) - cut]
        for lent in range(1, min(LENT, len(kept)) + 1):
            yield (*kept[-lent:], *own)


def _stacked(sentence: Sequence[Token], part: Part) -> Iterator[tuple[int, ...]]:
    """An adjective and its noun, other adjectives between them."""
    words = part.words[-LONGEST_PART:]
    for head in (1, 2):
        for i in range(len(words) - head - 1):
            between = [sentence[j] for j in words[i + 1 : -head]]
            if sentence[words[i]].stem in FOUND and all(map(_describes, between)):
                yield (words[i], *words[-head:])


def _groups(sentence: Sequence[Token]) -> Iterator[list[Part]]:
    """Two or more parts joined by coordinators, or one of three words or more."""
    group: list[Part] = []
    part = Part([], set())
    for i, token in enumerate(sentence):
        if token.lemma in COORDINATORS:
            if part.words:
                group.append(part)
                part = Part([], set())
            part.joints.add(token.lemma)
        elif not token.is_word or token.lemma in BOUNDARIES:
            yield from _closed(group, part)
            group, part = [], Part([], set())
        elif token.lemma in COPULAS:
            part.before_verb = part.before_verb or len(part.words)
        elif token.lemma == "of":
            part.of = part.of or len(part.words)
        elif token.lemma not in STOP:
            part.words.append(i)
    yield from _closed(group, part)


def _closed(group: list[Part], last: Part) -> Iterator[list[Part]]:
    parts = [*group, last] if last.words else group
    if len(parts) > 1 or (parts and len(parts[0].words) > 2):
        yield parts
