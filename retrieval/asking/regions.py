"""Regions that figures of prevalence are given for, as Orphanet writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_SPELT: Final = {
    "usa": "United States", "us": "United States", "america": "United States",
    "states": "United States", "uk": "United Kingdom", "kingdom": "United Kingdom",
    "britain": "United Kingdom", "england": "United Kingdom", "korea": "Korea, Republic of",
    "taiwan": "Taiwan, Province of China", "iran": "Iran, Islamic Republic of",
    "russia": "Russian Federation", "czechia": "Czech Republic", "czech": "Czech Republic",
    "arabia": "Saudi Arabia", "zealand": "New Zealand", "africa": "South Africa",
}  # fmt: skip
_PLAIN: Final = (
    "Europe France Italy Netherlands Germany Spain Norway Finland Sweden Denmark Japan Ireland "
    "Portugal Poland Belgium Switzerland Australia Austria Croatia Estonia Malta Slovakia Bulgaria "
    "Latvia Lithuania Iceland Canada Slovenia Hungary China Greece Israel Ukraine Brazil Romania "
    "Turkey Cyprus Singapore Luxembourg Mexico India Tunisia Serbia Argentina Thailand Chile Egypt"
)
REGIONS: Final = _SPELT | {name.lower(): name for name in _PLAIN.split()}
"""Word of a question -> the region as it stands in brackets after a figure."""


def regions(tokens: Sequence[str]) -> tuple[str, ...]:
    """The regions that a question names.

    >>> regions("how common is it in the united kingdom".split())
    ('United Kingdom',)
    """
    said = (REGIONS.get(word) for at, word in enumerate(tokens) if not _is_pronoun(tokens, at))
    return tuple(dict.fromkeys(region for region in said if region))


def _is_pronoun(tokens: Sequence[str], at: int) -> bool:
    """Whether an "us" is no country ("tell us")."""
    return tokens[at] == "us" and (not at or tokens[at - 1] not in {"the", "in"})
