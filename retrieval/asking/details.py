"""Details of a question beside its entities: numbers of stars, bounds, levels, databases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ...graph.questions import MOST_HOPS
from .cues import Topic
from .phrases import ENTITY, NUMBERS, Wording

_NUMBER: Final = rf"(\d|{'|'.join(NUMBERS)})"
_STARS: Final = re.compile(
    rf"\b{_NUMBER}\s*(\+|plus)?[\s-]*(?:or\s+(more|better|above|higher)\s+)?"
    r"(?:review\s+|gold\s+|clinvar\s+)?star",
    re.IGNORECASE,
)
_HOPS: Final = re.compile(rf"\b{_NUMBER}[\s-]*(?:hop|step|edge)", re.IGNORECASE)
_AT_LEAST: Final = re.compile(
    r"at\s+least|minimum|min\b|or\s+(?:more|better|above|higher|up)|and\s+(?:up|above|more|better)|"
    r"more\s+than|\bover\b|≥|>=", re.IGNORECASE
)  # fmt: skip
_AT_MOST: Final = re.compile(
    r"at\s+most|or\s+(?:fewer|less)|fewer\s+than|less\s+than|maximum", re.IGNORECASE
)
_BEYOND: Final = re.compile(r"(?:more|fewer|less)\s+than|\bover\b", re.IGNORECASE)
_PER_CENT: Final = re.compile(
    r"\b(at least|at most|more than|less than|fewer than|over|under|above|below)\s+"
    r"(\d+(?:\.\d+)?)\s*(?:%|per\s?cent)", re.IGNORECASE
)  # fmt: skip
_ORDER_ONLY: Final = re.compile(r"\b(?:sort|rank|order|by)", re.IGNORECASE)
_NAMESPACES: Final = {
    "omim": "OMIM", "mim": "OMIM", "orpha": "ORPHA", "orphanet": "ORPHA", "orphacode": "ORPHA",
    "orphacodes": "ORPHA", "orphanumber": "ORPHA", "mondo": "MONDO",
}  # fmt: skip
#: HPO's classes of frequency, from most to least (https://hpo.jax.org, subontology Frequency).
_COMMONNESS: Final = (
    (frozenset({"obligate", "always", "invariable", "invariably", "constant"}), 1.0, None),
    (frozenset({"very", "most", "highly", "hallmark", "hallmarks", "cardinal"}), 0.8, None),
    (frozenset({"frequent", "common", "frequently", "commonly"}), 0.3, None),
    (frozenset({"occasional", "occasionally", "uncommon", "sometimes"}), 0.05, 0.299),
    (frozenset({"rare", "rarely", "infrequent"}), None, 0.299),
)  # fmt: skip


def stars(text: str) -> tuple[int, int]:
    """Fewest and most review stars that a question asks for.

    >>> stars("with at least two stars"), stars("reviewed by an expert panel"), stars("4-star")
    ((2, 4), (3, 4), (4, 4))
    """
    if match := _STARS.search(text):
        number = int(match[1]) if match[1].isdigit() else NUMBERS[match[1].lower()]
        if match[2] or match[3] or _AT_LEAST.search(text):
            return number + bool(_BEYOND.search(text)), 4
        if _AT_MOST.search(text):
            return 0, number - bool(_BEYOND.search(text))
        return number, number
    if re.search(r"expert", text, re.IGNORECASE):
        return 3, 4
    if re.search(r"practice\s+guideline", text, re.IGNORECASE):
        return 4, 4
    return 0, 4


def hops(text: str) -> int:
    """The bound of a path, at most `MOST_HOPS`."""
    match = _HOPS.search(text)
    if match is None:
        return MOST_HOPS
    number = int(match[1]) if match[1].isdigit() else NUMBERS[match[1].lower()]
    return min(max(number, 1), MOST_HOPS)


def classes(wording: Wording) -> tuple[str, ...]:
    """How the classifications begin that a question about variants asks for."""
    said = set(wording.tokens)
    if "conflicting" in said or "contradictory" in said or "discordant" in said:
        return ("Conflicting",)
    if said & {"uncertain", "vus", "unknown"}:
        return ("Uncertain significance",)
    if "benign" in said:
        return ("Likely benign",) if "likely" in said else ("Benign", "Likely benign")
    likely = wording.tokens.count("likely")
    if likely and wording.tokens.count("pathogenic") <= likely:
        return ("Likely pathogenic",)
    return ("Pathogenic", "Likely pathogenic")


def bounds(wording: Wording) -> tuple[float | None, float | None]:
    """Least and most frequency of the phenotypes asked for."""
    said = set(wording.words_of(Topic.COMMONNESS))
    if "very" in said and said & {"rare", "rarely"}:
        return None, 0.0499
    for words, least, most in _COMMONNESS:
        if said & words:
            return least, most
    return None, None


def shares(text: str) -> tuple[float | None, float | None] | None:
    """Least and most frequency where a question gives one in per cent.

    >>> shares("in at least 80% of patients"), shares("in less than 5 percent")
    ((0.8, None), (None, 0.05))
    """
    match = _PER_CENT.search(text)
    if match is None:
        return None
    share = float(match[2]) / 100
    upward = match[1].lower() in {"at least", "more than", "over", "above"}
    return (share, None) if upward else (None, share)


def databases(wording: Wording) -> tuple[str, ...]:
    """The databases of diseases that a question names."""
    named = (_NAMESPACES.get(token) for token in wording.tokens)
    return tuple(dict.fromkeys(each for each in named if each))


def negated_entities(wording: Wording) -> list[int]:
    """Which entities (by number) stand after a "not" or "without"."""
    places = sorted(at for at, token in enumerate(wording.tokens) if token == ENTITY)
    negations = wording.places.get(Topic.NEGATION, frozenset())
    if not negations:
        return []
    return [number for number, at in enumerate(places) if at > min(negations)]


def one_way(wording: Wording) -> Sequence[int] | None:
    """For "what does A have that B lacks": the numbers of A and B; None where both ways count."""
    places = [at for at, token in enumerate(wording.tokens) if token == ENTITY]
    negations = sorted(wording.places.get(Topic.NEGATION, ()))
    if not negations or len(places) != 2:
        return None
    first, second = places
    between = any(first < at < second for at in negations)
    after = any(at > second for at in negations)
    if between or after:
        return (0, 1)
    return (1, 0) if any(at < first for at in negations) else None
