"""Phrases that say what a question asks for, ready to be looked for in its words."""

from __future__ import annotations

from typing import Final

from .phrasebook import PHRASEBOOK
from .smalltalk import NEUTRAL
from .topics import Topic

__all__ = ["NEUTRAL", "PHRASES", "VOCABULARY", "Topic"]

_Step = tuple[frozenset[str], bool]


def _parsed(phrase: str) -> tuple[_Step, ...]:
    steps = []
    for part in phrase.split():
        optional = part.startswith("[")
        steps.append((frozenset(part.strip("[]").split("|")), optional))
    return tuple(steps)


PHRASES: Final[tuple[tuple[Topic, tuple[_Step, ...]], ...]] = tuple(
    (topic, _parsed(line))
    for topic, text in PHRASEBOOK.items()
    for line in text.strip().splitlines()
)
"""Every phrase with its topic, as steps: the words that fit, and whether they may be left out."""

VOCABULARY: Final = (
    frozenset(
        word for _, steps in PHRASES for fitting, _ in steps for word in fitting if word.isalpha()
    )
    | NEUTRAL
) - {"autosomal", "x"}
"""Every word of a question that is no part of an entity's name."""
