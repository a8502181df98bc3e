"""The learned ranker: trees that weigh the features of the best candidates against each other.

Trained by ``rareseek train ranker`` (`rareseek.retrieval.ranking.training`) so that the softmax of
its scores is the probability of each candidate. A model is two files: the trees in LightGBM's text
format, and a manifest that says what they were trained on, how good they were in cross-validation,
and how their scores are calibrated.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...errors import RankerError
from .calibration import SIGNS_OF, Calibration, signs
from .features import Question, features
from .pool import Pool
from .trees import Trees

#: Version of the features and of both files. Raise it with any change to what a feature means.
MODEL_FORMAT: Final = 1
TREES_FILE: Final = "ranker.txt.gz"
MANIFEST_FILE: Final = "ranker.json"
_SHIPPED: Final = Path(__file__).parent / "shipped"
_FOR_NOTES: Final = _SHIPPED / "notes"


@dataclass(frozen=True, slots=True)
class Scored:
    """``scores`` (k,), calibrated nats of which only differences mean something.

    ``absence`` is the probability that the patient's disease is not in the graph.
    """

    scores: NDArray[np.float64]
    absence: float


@dataclass(frozen=True, slots=True)
class LearnedRanker:
    """A trained model. ``manifest`` is its manifest as it was written."""

    trees: Trees
    calibration: Calibration
    manifest: Mapping[str, Any]

    @classmethod
    def open(cls, folder: Path) -> LearnedRanker:
        """Read a model; raises `RankerError` where it is missing, damaged or of another format."""
        try:
            text = gzip.decompress((folder / TREES_FILE).read_bytes()).decode("ascii")
            manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
            if manifest["format"] != MODEL_FORMAT:
                found = manifest["format"]
                message = (
                    f"{folder}: a ranker of format {found}, not {MODEL_FORMAT}; train it again"
                )
                raise RankerError(message)
            return cls(Trees.parse(text), Calibration(**manifest["calibration"]), manifest)
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            message = f"{folder}: no ranker can be read here; train one with rareseek train ranker"
            raise RankerError(message) from error

    @classmethod
    def shipped(cls) -> LearnedRanker:
        """The model that comes with Rareseek."""
        return _open(_SHIPPED)

    @classmethod
    def for_notes(cls) -> LearnedRanker:
        """The model that comes with Rareseek for findings that a program found in a note.

        Trained on the same cases, made like notes
        (`rareseek.retrieval.ranking.training.note_like`), each disease about as often as any other:
        how much its prevalence counts is taken from the model of the cases as they are.
        """
        model, prior = _open(_FOR_NOTES), cls.shipped().calibration.prevalence
        return replace(model, calibration=replace(model.calibration, prevalence=prior))

    def __call__(self, question: Question, pool: Pool) -> Scored:
        """Score the candidates of ``pool``; raises `RankerError` for a model of other features."""
        names, matrix = features(question, pool)
        if names != self.trees.names:
            raise RankerError("the ranker was trained on other features; train it again")
        prevalence = question.index.facts.prevalence[pool.diseases]
        scores = self.calibration.scaled(self.trees(matrix), prevalence)
        similarities = [matrix[:, names.index(name)] for name in SIGNS_OF]
        found = signs(scores, len(question.query.present), similarities)
        return Scored(scores, self.calibration.absence(found))


@lru_cache(maxsize=2)
def _open(folder: Path) -> LearnedRanker:
    return LearnedRanker.open(folder)
