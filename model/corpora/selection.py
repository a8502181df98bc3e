"""What goes into a corpus: near duplicates out, evaluation cases out, divided by disease."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..inference.prompt import told
from ..records import Record
from . import minhash

#: Words that make one shingle.
SHINGLE: Final = 5
#: Estimated Jaccard similarity from which two texts are the same one.
SAME: Final = 0.9
_WORD: Final = re.compile(r"\w+")


def signature(text: str) -> NDArray[np.int64]:
    """MinHash of a text's word shingles, (`minhash.PERMUTATIONS`,)."""
    words = _WORD.findall(text.lower())
    spans = range(max(1, len(words) - SHINGLE + 1))
    shingles = {" ".join(words[i : i + SHINGLE]) for i in spans}
    return minhash.signature(shingles)


class Seen:
    """Texts seen so far; finds one that is nearly the same."""

    def __init__(self) -> None:
        self._bands: defaultdict[tuple[int, bytes], list[int]] = defaultdict(list)
        self._signatures: list[NDArray[np.int64]] = []

    def __contains__(self, text: str) -> bool:
        return bool(self._signatures) and self._like(signature(text))

    def add(self, text: str) -> bool:
        """Whether the text is new; it is remembered if it is."""
        minima = signature(text)
        if self._like(minima):
            return False
        for key in minhash.bands(minima):
            self._bands[key].append(len(self._signatures))
        self._signatures.append(minima)
        return True

    def _like(self, minima: NDArray[np.int64]) -> bool:
        near = {at for key in minhash.bands(minima) for at in self._bands.get(key, ())}
        return any(float(np.mean(self._signatures[at] == minima)) >= SAME for at in near)


@dataclass(slots=True)
class Selection:
    """What was kept and why the rest was not; counts by reason."""

    kept: list[Record] = field(default_factory=list)
    duplicates: int = 0
    contaminated: int = 0


def select(
    records: Iterable[Record],
    *,
    evaluation_articles: Collection[str] = (),
    evaluation_texts: Iterable[str] = (),
) -> Selection:
    """Records without near duplicates and without what an evaluation will ask.

    A record is contaminated where it comes from an article of an evaluation case, or its text is
    nearly one of ``evaluation_texts``.
    """
    asked, seen, chosen = Seen(), Seen(), Selection()
    for text in evaluation_texts:
        asked.add(text)
    articles = set(evaluation_articles)
    for record in records:
        text = told(record.messages)
        if articles.intersection(record.articles) or text in asked:
            chosen.contaminated += 1
        elif seen.add(text):
            chosen.kept.append(record)
        else:
            chosen.duplicates += 1
    return chosen


def divided(records: Sequence[Record], validation: float) -> tuple[list[Record], list[Record]]:
    """Training and validation records; a group (a disease) is on one side, whatever its stage.

    ``validation`` is the fraction of groups held out (0 to 1).
    """
    train: list[Record] = []
    held: list[Record] = []
    for record in records:
        (held if held_out(record.group, validation) else train).append(record)
    return train, held


def held_out(group: str, validation: float) -> bool:
    """Whether a group is held out: the same on every machine and in every corpus."""
    digest = hashlib.blake2b(f"group {group}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32 < validation
