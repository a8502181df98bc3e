"""Runs of words that may name a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .wordclasses import (
    BOUNDARIES,
    COORDINATORS,
    COPULAS,
    FINDING_ENDINGS,
    MODIFIERS,
    ORDINARY,
    RESEARCH,
    STOP,
    TROUBLES,
)
from .wordfamilies import ANATOMY, FINDINGS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from .tokens import Token

#: Stems of words of anatomy.
PLACES: Final = frozenset(ANATOMY.values())
#: Stems of words that say what was found.
FOUND: Final = frozenset(FINDINGS.values())
#: With "been" these are copulas ("development has always been delayed").
PERFECT: Final = frozenset({"has", "have", "had"})
#: Longest leftover phrase, in words, that is offered to the linker.
LONGEST_PHRASE: Final = 6
#: Letters from which a word that no name holds may be a misspelt medical word.
LONG_WORD: Final = 8


def is_filler(token: Token, position: int) -> bool:
    """Whether a word may stand between the words of a name without counting."""
    return token.lemma in STOP and (token.surface != "A" or position == 0)


def phrases(sentence: Sequence[Token]) -> Iterator[list[int]]:
    """Word indices of runs without sign, coordinator or phrase boundary; fillers left out."""
    run: list[int] = []
    for i, token in enumerate(sentence):
        if _is_silent(sentence, i):
            continue
        if not token.is_word or token.lemma in BOUNDARIES or token.lemma in COORDINATORS:
            if run:
                yield run
            run = []
        elif not is_filler(token, i) and token.lemma not in COPULAS:
            run.append(i)
    if run:
        yield run


def _is_silent(sentence: Sequence[Token], i: int) -> bool:
    """Whether a word that bounds phrases elsewhere joins the words around it here."""
    word = sentence[i].lemma
    if word == "not":  # "the ears were not low-set" names low-set ears, and denies them
        return i > 0 and sentence[i - 1].lemma in COPULAS
    if word == "with":
        return i > 0 and sentence[i - 1].surface.lower() in TROUBLES
    return word in PERFECT and any(t.lemma == "been" for t in sentence[i + 1 : i + 3])


def leftover_phrases(
    sentence: Sequence[Token], taken: Container[int], vocabulary: Container[str]
) -> Iterator[tuple[int, ...]]:
    """Phrases without a `taken` word that hold a word of the vocabulary, or a long unknown one."""
    for run in phrases(sentence):
        part: list[int] = []
        for i in [*run, None]:
            if i is not None and i not in taken:
                part.append(i)
                continue
            trimmed = _trimmed(sentence, part)
            if _may_name(sentence, trimmed, taken, vocabulary):
                yield tuple(trimmed)
            part = []


def _may_name(
    sentence: Sequence[Token],
    words: Sequence[int],
    taken: Container[int],
    vocabulary: Container[str],
) -> bool:
    if not 1 <= len(words) <= LONGEST_PHRASE or not _medical(sentence, words, vocabulary):
        return False
    # a word beside a finding is the rest of a name: "myotonic dystrophy"
    return len(words) > 1 or not (words[0] - 1 in taken or words[0] + 1 in taken)


def _trimmed(sentence: Sequence[Token], run: list[int]) -> list[int]:
    """The run without narrowing and ordinary words at its ends."""
    start, end = 0, len(run)
    while start < end and _weak(sentence[run[start]]):
        start += 1
    while end > start and _weak(sentence[run[end - 1]]):
        end -= 1
    return run[start:end]


def _weak(token: Token) -> bool:
    return token.lemma in MODIFIERS or token.lemma in ORDINARY or token.surface[0].isdigit()


def _medical(sentence: Sequence[Token], run: Sequence[int], vocabulary: Container[str]) -> bool:
    """Whether a run may name a finding.

    Words of anatomy alone ("cerebellar hemispheres") name none. A word alone must look like one
    that does ("-itis", "-plasia"); among several, one must be a word of names, or a long one.
    """
    words = [t for t in (sentence[i] for i in run) if not _weak(t) and t.stem not in PLACES]
    if len(run) == 1:
        return bool(words) and words[0].lemma.endswith(FINDING_ENDINGS)
    return any(t.stem in vocabulary or len(t.lemma) >= LONG_WORD for t in words)


def is_finding(token: Token) -> bool:
    """Whether a word by itself says that something is a finding ("absent", "hypoplasia")."""
    return token.stem in FOUND or token.lemma.endswith(FINDING_ENDINGS)


def may_be_finding(phrase: Sequence[Token]) -> bool:
    """Whether a phrase says that something is a finding, and what: "hypoplasia" alone does not."""
    if any(token.lemma in RESEARCH for token in phrase):
        return False
    return any(map(is_finding, phrase)) and any(map(is_telling, phrase))


def is_telling(token: Token) -> bool:
    """Whether a word says more than that there is a finding, and how much; no adverb or verb."""
    if token.lemma in STOP or token.lemma.isdigit() or token.lemma.endswith(("ly", "ing", "ed")):
        return False
    return not (token.stem in FOUND or _weak(token))
