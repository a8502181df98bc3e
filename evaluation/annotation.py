"""How well phenotypes are found in text: document-level precision, recall and F1, and speed.

A document counts as the set of its affirmed terms below Phenotypic abnormality. Counts are summed
over documents (micro-average); the intervals are the 2.5th and 97.5th percentiles over resampled
documents (bootstrap, Efron 1979).
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError

#: Resampled corpora behind an interval, and the seed of their choice.
RESAMPLES: Final = 2_000
_SEED: Final = 0

#: The affirmed terms of a text.
Annotator = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A text and the ids of the terms that people found affirmed in it."""

    id: str
    text: str
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure between 0 and 1 with its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f}-{self.high:.3f})"


@dataclass(frozen=True, slots=True)
class AnnotationReport:
    """Figures of one annotator over one corpus; speed in kilobytes of text a CPU second."""

    corpus: str
    setting: str
    documents: int
    precision: Measure
    recall: Measure
    f1: Measure
    kilobytes_per_second: float


class Terms:
    """Which ids are counted, and what became of those that are retired.

    Args:
        counted: Ids below Phenotypic abnormality.
        replaced: Retired id to the id that stands for it now.

    """

    def __init__(self, counted: Iterable[str], replaced: Mapping[str, str]) -> None:
        self._counted = frozenset(counted)
        self._replaced = replaced

    def __call__(self, ids: Iterable[str]) -> frozenset[str]:
        """Current, counted ids of these."""
        return self._counted.intersection(self._replaced.get(one, one) for one in ids)


def read_corpus(path: Path) -> list[AnnotatedDocument]:
    """Documents of a file of JSON lines ``{"doc_id", "text", "spans": [{"hpo", "assert"}]}``.

    A span without ``assert`` counts as affirmed. Raises `InputError` where a line is no such
    document and where there is none.
    """
    documents = []
    try:
        for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), start=1):
            if line.strip():
                documents.append(_document(line, f"{path}:{number}"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    if not documents:
        raise InputError(f"{path}: no document; give JSON lines of doc_id, text and spans")
    return documents


def _document(line: str, where: str) -> AnnotatedDocument:
    try:
        record = json.loads(line)
        terms = frozenset(
            str(span["hpo"])
            for span in record["spans"]
            if span.get("hpo") and span.get("assert", "affirmed") == "affirmed"
        )
        return AnnotatedDocument(str(record["doc_id"]), str(record["text"]), terms)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{where}: no annotated document; give doc_id, text and spans") from error


def evaluate_annotator(
    corpus: str,
    setting: str,
    documents: Sequence[AnnotatedDocument],
    annotate: Annotator,
    terms: Terms,
) -> AnnotationReport:
    """Annotate every document, on one thread, and compare with what people found."""
    gc.collect()  # what was built before is not tidied up on this annotator's time
    start = time.process_time()
    found = {document.id: frozenset(annotate(document.text)) for document in documents}
    seconds = time.process_time() - start
    return report(corpus, setting, documents, found, seconds, terms)


def report(
    corpus: str,
    setting: str,
    documents: Sequence[AnnotatedDocument],
    found: Mapping[str, Iterable[str]],
    seconds: float,
    terms: Terms,
) -> AnnotationReport:
    """Figures of terms found elsewhere, by document id, in so many seconds."""
    counts = np.array(
        [_counts(terms(document.terms), terms(found[document.id])) for document in documents]
    )
    chosen = np.random.default_rng(_SEED).integers(
        0, len(documents), size=(RESAMPLES, len(documents))
    )
    value = _figures(counts.sum(axis=0, keepdims=True))[:, 0]
    low, high = np.percentile(_figures(counts[chosen].sum(axis=1)), (2.5, 97.5), axis=1)
    precision, recall, f1 = (
        Measure(*map(float, one)) for one in zip(value, low, high, strict=True)
    )
    kilobytes = sum(len(document.text.encode()) for document in documents) / 1_000
    speed = kilobytes / max(seconds, 1e-9)
    return AnnotationReport(corpus, setting, len(documents), precision, recall, f1, speed)


def _counts(wanted: frozenset[str], said: frozenset[str]) -> tuple[int, int, int]:
    return len(wanted & said), len(said), len(wanted)


def _figures(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Precision, recall and F1 (rows) of columns of right, said and wanted (shape [n, 3])."""
    right, said, wanted = counts.T
    precision = right / np.maximum(said, 1)
    recall = right / np.maximum(wanted, 1)
    f1 = 2 * right / np.maximum(said + wanted, 1)
    return np.vstack([precision, recall, f1])
