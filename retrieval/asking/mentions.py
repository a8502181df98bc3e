"""The entities that a question names, and the words that are left."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import Final

from ..entities.entity_index import EntityIndex, Name, close_spellings
from ..entities.identifiers import Identifier, identifiers
from ..entities.words import GENERIC, SILENT, Key, Word, words
from .cues import VOCABULARY

#: Most words of a question that one name may span.
LONGEST: Final = 14
#: Most spellings of a stretch that are tried.
_SPELLINGS: Final = 24
#: Fewest letters of one word that a name of several words may be written as.
_RUN_TOGETHER: Final = 8
_BREAK: Final = re.compile(r"[;?!]")
#: The end of a mode's name; "autosomal dominant" is that, not a group of diseases.
_MODE: Final = re.compile(r" inheritance$")
_ACRONYM: Final = re.compile(r"[A-Z0-9][A-Z0-9/-]*[A-Z0-9]")
_GENE: Final = ("HGNC", "NCBIGene")
_GENE_WORDS: Final = frozenset(
    {"gene", "genes", "protein", "symbol", "variants", "variant", "mutations", "mutation"}
)
_CUE_WORDS: Final = tuple(sorted(VOCABULARY))


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``first`` to ``last`` (exclusive) of a question that name something."""

    first: int
    last: int
    text: str
    names: tuple[Name, ...]
    corrected: bool = False
    identifier: Identifier | None = None


@dataclass(frozen=True)
class Reading:
    """A question's words, some of them corrected, and what they name."""

    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    unknown: tuple[Word, ...] = field(default=())
    """Words that are in no name and in no question: perhaps an entity that is not known."""


class Reader:
    """Finds the entities of questions in the names of a snapshot."""

    def __init__(self, index: EntityIndex) -> None:
        self._index = index

    def __call__(self, text: str) -> Reading:
        """Read one question."""
        given = identifiers(text)
        spoken = [
            w for w in words(text) if not any(i.start < w.end and w.start < i.end for i in given)
        ]
        breaks = [match.start() for match in _BREAK.finditer(text)]
        breaks += [each.start for each in given]
        exact = self._chosen(text, spoken, breaks, {})
        taken = {at for mention in exact for at in range(mention.first, mention.last)}
        unknown = [
            at
            for at, word in enumerate(spoken)
            if at not in taken
            and word.folded not in VOCABULARY
            and not self._index.is_ordinary(word)
        ]
        respelt = {at: self._respelt(spoken[at]) for at in unknown}
        found = self._chosen(text, spoken, breaks, respelt) if unknown else exact
        taken = {at for mention in found for at in range(mention.first, mention.last)}
        corrected = [self._cue(w, at in unknown and at not in taken) for at, w in enumerate(spoken)]
        left = [corrected[at] for at in unknown if at not in taken]
        lost = tuple(word for word in left if word.folded not in VOCABULARY)
        return Reading(*_ordered(text, corrected, found, given), lost)

    def _respelt(self, word: Word) -> list[str]:
        if any(letter.isdigit() for letter in word.folded):
            return []
        return self._index.like(word.lemma)

    @staticmethod
    def _cue(word: Word, unknown: bool) -> Word:
        """A misspelt word of a question as it is spelt."""
        near = close_spellings(word.folded, _CUE_WORDS) if unknown else []
        return word.respelt(near[0]) if near else word

    def _chosen(
        self, text: str, of: Sequence[Word], breaks: list[int], respelt: dict[int, list[str]]
    ) -> list[Mention]:
        """Mentions that share no word; the longest first, then the surest."""
        kept: list[Mention] = []
        found = list(self._mentions(text, of, breaks, respelt))
        alone = {(mention.first, mention.last) for mention in found}
        joined = (m for m in found if not _is_list(text, of, m, alone))
        for mention in sorted(joined, key=_worth):
            if all(mention.last <= other.first or other.last <= mention.first for other in kept):
                kept.append(mention)
        return sorted(kept, key=lambda mention: mention.first)

    def _mentions(
        self, text: str, of: Sequence[Word], breaks: list[int], respelt: dict[int, list[str]]
    ) -> Iterator[Mention]:
        spans: list[tuple[int, int, bool]] = []
        stretches: list[list[Word]] = []
        for first, last in _spans(of, breaks):
            for stretch, changed in _spellings(of, first, last, respelt):
                spans.append((first, last, changed))
                stretches.append(stretch)
        for (first, last, changed), stretch, names in zip(
            spans, stretches, self._index.find(stretches), strict=True
        ):
            said = text[of[first].start : of[last - 1].end]
            beside = {
                each.folded for each in (*of[max(first - 1, 0) : first], *of[last : last + 1])
            }
            fitting = [n for n in names if self._fits(n, said, stretch, beside, changed)]
            modes = [n for n in fitting if n.id.startswith("HP:") and _MODE.search(n.name)]
            if fitting := modes or fitting:
                yield Mention(first, last, said, tuple(dict.fromkeys(fitting)), changed)

    def _fits(
        self, name: Name, said: str, of: Sequence[Word], beside: set[str], changed: bool
    ) -> bool:
        """Whether words that make a name's key are meant as that name."""
        is_gene = name.id.partition(":")[0] in _GENE
        spelt_out = is_gene and said.isupper() and name.type == "symbol"
        if all(word.folded in VOCABULARY for word in of) and not spelt_out:
            return False
        cut_off = name.key >= Key.SHORT and of[0].folded in GENERIC - {"type"}
        edges = {of[0].lemma, of[-1].lemma} & SILENT - {"a"}
        if (cut_off and len(of) > 1) or (edges and (len(of) == 1 or name.key is not Key.EXACT)):
            return False
        if is_gene:
            return not changed and self._is_symbol(name, said, of[0], beside)
        if len(of) > 1 and " " not in name.name and "-" not in name.name:
            return len(name.name) >= _RUN_TOGETHER
        if len(of) == 1 and (_ACRONYM.fullmatch(name.name) or name.key is Key.SHORT):
            return not changed and self._is_spelt_out(said, of[0], name)
        return True

    def _is_symbol(self, name: Name, said: str, word: Word, beside: set[str]) -> bool:
        """A symbol is written in one piece; in small letters it must not be another word."""
        if any(sign in said for sign in " ,/"):
            return False
        if said == name.name or any(letter.isdigit() for letter in said):
            return said.isupper() or not self._index.is_ordinary(word)
        if said.islower() and self._index.is_ordinary(word) and not beside & _GENE_WORDS:
            return False
        spelt = name.type == "symbol" and (len(said) > 3 or bool(beside & _GENE_WORDS))
        return said.isupper() or spelt

    def _is_spelt_out(self, said: str, word: Word, name: Name) -> bool:
        """An acronym or a name cut short, rather than an ordinary word in small letters."""
        if said == name.name or not said.islower():
            return word.folded not in VOCABULARY
        return not self._index.is_ordinary(word) and len(said) > 1


def _is_list(
    text: str, of: Sequence[Word], mention: Mention, alone: Collection[tuple[int, int]]
) -> bool:
    """Whether a mention is rather names in a row ("ataxia, telangiectasia and ...")."""
    cuts = [
        at
        for at in range(mention.first + 1, mention.last)
        if "," in text[of[at - 1].end : of[at].start]
    ]
    if not cuts or any("," in name.name for name in mention.names):
        return False
    edges = [mention.first, *cuts, mention.last]
    return all(span in alone for span in pairwise(edges))


def _worth(mention: Mention) -> tuple[int, int, bool, int]:
    return (
        mention.first - mention.last,
        min(name.key for name in mention.names),
        mention.corrected,
        mention.first,
    )


def _spans(of: Sequence[Word], breaks: list[int]) -> Iterator[tuple[int, int]]:
    for first in range(len(of)):
        for last in range(first + 1, min(first + LONGEST, len(of)) + 1):
            if any(of[first].start < at < of[last - 1].start for at in breaks):
                break
            yield first, last


def _spellings(
    of: Sequence[Word], first: int, last: int, respelt: dict[int, list[str]]
) -> Iterator[tuple[list[Word], bool]]:
    """The stretch as it is written, then with its unknown words as they may be meant."""
    yield list(of[first:last]), False
    options = [[of[at], *map(of[at].respelt, respelt.get(at, ()))] for at in range(first, last)]
    if all(len(each) == 1 for each in options):
        return
    for at, choice in enumerate(product(*options)):
        if 0 < at < _SPELLINGS:
            yield list(choice), True


def _ordered(
    text: str, spoken: Sequence[Word], found: Sequence[Mention], given: Sequence[Identifier]
) -> tuple[tuple[Word, ...], tuple[Mention, ...]]:
    """Words and mentions with identifiers in their places, each as a word of its own."""
    items: list[tuple[Word, Identifier | None, int]] = [
        (word, None, at) for at, word in enumerate(spoken)
    ]
    for each in given:
        said = text[each.start : each.end]
        items.append((Word(each.start, each.end, said, said.lower(), said.lower()), each, -1))
    items.sort(key=lambda item: item[0].start)
    place = {old: new for new, (_, _, old) in enumerate(items) if old >= 0}
    mentions = [
        Mention(place[m.first], place[m.last - 1] + 1, m.text, m.names, m.corrected) for m in found
    ]
    mentions += [
        Mention(at, at + 1, word.surface, (), identifier=each)
        for at, (word, each, _) in enumerate(items)
        if each is not None
    ]
    return tuple(word for word, _, _ in items), tuple(sorted(mentions, key=lambda m: m.first))
