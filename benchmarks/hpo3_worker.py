"""Rank diseases by hpo3's set similarity, in hpo3's own environment, for benchmarks/peers.py.

hpo3 replaces the module ``pyhpo`` that Rareseek needs, so the two never share an environment.
Reads one JSON object from standard input: ``profiles`` {disease: [HPO id...]} and ``cases`` [{"id",
"phenotypes", "reduced": {protocol: {disease: [HPO id...]}}}]. Writes a first line that describes
hpo3, then ``{"id", "protocol", "ranked", "seconds"}`` a line.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable

from pyhpo import (  # type: ignore[import-untyped]
    HPOSet,
    Ontology,
    __version__,
    helper,
)

TOP = 50


def main() -> None:
    """Rank every case under every protocol."""
    given = json.load(sys.stdin)
    Ontology()
    known: dict[str, bool] = {}
    sets = {disease: hpo_set(terms, known) for disease, terms in given["profiles"].items()}
    print(json.dumps({"hpo3": __version__, "hpo": Ontology.version()}))
    for case in given["cases"]:
        query = hpo_set(case["phenotypes"], known)
        for protocol, profiles in case["reduced"].items():
            reduced = {disease: hpo_set(terms, known) for disease, terms in profiles.items()}
            start = time.perf_counter()
            ranked = rank(query, sets | reduced) if query else []
            seconds = time.perf_counter() - start
            answer = {"id": case["id"], "protocol": protocol, "ranked": ranked}
            print(json.dumps(answer | {"seconds": seconds}), flush=True)


def rank(query: HPOSet, sets: dict[str, HPOSet | None]) -> list[str]:
    """The first diseases by hpo3's default similarity (graphic information coefficient)."""
    diseases = [disease for disease, terms in sets.items() if terms]
    scores = helper.batch_set_similarity([(query, sets[disease]) for disease in diseases])
    order = sorted(range(len(diseases)), key=lambda i: (-scores[i], i))
    return [diseases[i] for i in order[:TOP]]


def hpo_set(terms: Iterable[str], known: dict[str, bool]) -> HPOSet | None:
    """The terms that hpo3's own HPO release has; None where there is none."""
    for term in terms:
        if term not in known:
            try:
                Ontology.get_hpo_object(term)
                known[term] = True
            except (KeyError, RuntimeError, ValueError):
                known[term] = False
    usable = [term for term in terms if known[term]]
    return HPOSet.from_queries(usable) if usable else None


if __name__ == "__main__":
    main()
