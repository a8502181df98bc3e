"""What the decisions of all curators come to when a note is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from .decisions import Decision, contradict


@dataclass(frozen=True, slots=True)
class Rulings:
    """What the decisions come to, by the key of the literal.

    ``maps`` gives the term a literal is read as, ``rejected`` are literals that name none,
    ``denied`` the terms that a literal is not.
    """

    maps: dict[str, str]
    rejected: frozenset[str]
    denied: dict[str, frozenset[str]]

    @classmethod
    def of(
        cls, decisions: Mapping[str, Sequence[Decision]], label: Callable[[str], str | None]
    ) -> Self:
        """From the valid decisions by key, without those in conflict or on no current term."""
        maps: dict[str, str] = {}
        rejected: set[str] = set()
        denied: dict[str, frozenset[str]] = {}
        for key, of in decisions.items():
            if contradict(of):
                continue
            for kind, term in (one.outcome for one in of):
                if kind == "maps" and label(term) is not None:
                    maps[key] = term
                elif kind == "none":
                    rejected.add(key)
            if terms := frozenset(one.object for one in of if one.outcome[0] == "not"):
                denied[key] = terms
        return cls(maps, frozenset(rejected), denied)

    def __bool__(self) -> bool:
        return bool(self.maps or self.rejected or self.denied)
