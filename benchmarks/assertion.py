"""Assertion on the sentences of the repository: Rareseek, medspaCy's ConText and negspaCy.

Each peer needs an environment of its own, in which this file runs by itself::

    .venv/test/bin/python benchmarks/assertion.py
    PEER/bin/python benchmarks/assertion.py medspacy
    PEER/bin/python benchmarks/assertion.py negspacy

where PEER has spaCy 3.8 and, installed with --no-deps, medspacy 1.3.1, PyRuSH and
medspacy-quickumls; or negspacy 1.1. (medspacy also imports pysbd, unidecode, six, nltk, unqlite,
pysimstring, jsonschema, loguru and PyFastNER.) A peer is given the place of each finding and
spaCy's sentencizer; negspaCy knows only negation, so it is also scored on absent against the rest.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

SENTENCES = Path(__file__).parents[1] / "tests/retrieval/normalisation/assertions_en.jsonl"
Row = dict[str, str]
Reader = Callable[[Row], str]


def rareseek(rows: list[Row]) -> Reader:
    """Rareseek's normaliser over no names but those of the mentions."""
    from rareseek.retrieval import Normaliser

    mentions = sorted({row["mention"].lower() for row in rows})
    labels = {f"HP:{number:07}": name for number, name in enumerate(mentions)}
    names = [(term, name, "LABEL") for term, name in labels.items()]
    normaliser = Normaliser(names, labels, dict.fromkeys(labels, 1))

    def read(row: Row) -> str:
        start = row["text"].index(row["mention"])
        end = start + len(row["mention"])
        found = normaliser(row["text"]).mentions
        return next((m.assertion for m in found if m.start <= start and end <= m.end), "not found")

    return read


def _document(nlp: Any, row: Row) -> Any:
    doc = nlp.make_doc(row["text"])
    start = row["text"].index(row["mention"])
    span = doc.char_span(
        start, start + len(row["mention"]), label="FINDING", alignment_mode="expand"
    )
    doc.ents = [span]
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def medspacy(rows: list[Row]) -> Reader:  # noqa: ARG001
    """ConText of medspaCy with its own rules."""
    import spacy
    from medspacy.context import ConText  # type: ignore[import-not-found]

    assert ConText  # importing it registers the component
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("medspacy_context")

    def read(row: Row) -> str:
        finding = _document(nlp, row).ents[0]._
        for name, assertion in (
            ("is_family", "family"),
            ("is_hypothetical", "hypothetical"),
            ("is_negated", "absent"),
            ("is_uncertain", "possible"),
            ("is_historical", "historical"),
        ):
            if getattr(finding, name):
                return assertion
        return "present"

    return read


def negspacy(rows: list[Row]) -> Reader:  # noqa: ARG001
    """The negation of negspaCy with its clinical terms."""
    import spacy
    from negspacy.negation import Negex  # type: ignore[import-not-found]
    from negspacy.termsets import termset  # type: ignore[import-not-found]

    assert Negex  # likewise
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("negex", config={"neg_termset": termset("en_clinical").get_patterns()})

    def read(row: Row) -> str:
        return "absent" if _document(nlp, row).ents[0]._.negex else "present"

    return read


def main() -> None:
    """Print accuracy by part and class, and the time."""
    name = sys.argv[1] if len(sys.argv) > 1 else "rareseek"
    rows = [json.loads(line) for line in SENTENCES.read_text("utf-8").splitlines()]
    read = {"rareseek": rareseek, "medspacy": medspacy, "negspacy": negspacy}[name](rows)
    for row in rows:
        read(row)  # what is built on first use is built now
    start = time.perf_counter()
    found = [read(row) for row in rows]
    seconds = time.perf_counter() - start
    print(f"{name}: {1000 * seconds / len(rows):.2f} ms a sentence, all steps")
    for key in ("part", "assertion"):
        right: Counter[str] = Counter()
        asked: Counter[str] = Counter()
        for row, said in zip(rows, found, strict=True):
            asked[row[key]] += 1
            right[row[key]] += said == row["assertion"]
        print(
            "  ".join(f"{each} {right[each] / asked[each]:.3f} ({asked[each]})" for each in asked)
        )
    total = sum(said == row["assertion"] for row, said in zip(rows, found, strict=True))
    absent = sum(
        (said == "absent") == (row["assertion"] == "absent")
        for row, said in zip(rows, found, strict=True)
    )
    print(f"all {total / len(rows):.3f}; absent or not {absent / len(rows):.3f} ({len(rows)})")


if __name__ == "__main__":
    main()
