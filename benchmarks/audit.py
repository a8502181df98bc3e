"""What auditing costs: a note with and without it, a large queue, many decisions.

    taskset -c 0 python benchmarks/audit.py NOTES.jsonl

NOTES holds ``{"doc_id", "text"}`` lines. A snapshot must be there; the store is a temporary one.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from rareseek import KnowledgeGraph
from rareseek.retrieval.audit import AuditStore, CuratedNormaliser, Decision, Filter, Predicate
from rareseek.retrieval.audit.queue import UNMAPPED, QueuedCandidate, Seen

MENTIONS, DECISIONS = 100_000, 10_000


def milliseconds(work: Callable[[str], object], notes: Iterable[str]) -> list[float]:
    """How long each note takes."""
    taken = []
    for note in notes:
        start = time.perf_counter()
        work(note)
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def fill(store: AuditStore) -> None:
    """Mentions of ten to a note, and decisions on the first of them."""
    candidates = (QueuedCandidate("HP:0001166", "Arachnodactyly", 0.7, 0),)
    for note in range(MENTIONS // 10):
        words = (f"glassy finding {note} of kind {n}" for n in range(10))
        seen = [Seen(text, UNMAPPED, 1, candidates) for text in words]
        store.record(str(note), seen, language="en", snapshot="s")
    decisions = [
        Decision(
            f"glassy finding {n // 10} of kind {n % 10}",
            Predicate.EXACT,
            "HP:0001166",
            "Curator",
            "2026-01-01",
        )
        for n in range(DECISIONS)
    ]
    store.import_(decisions, [], "made up")


def say(what: str, taken: list[float]) -> None:
    """Print one line."""
    print(f"{what}\t{statistics.median(taken):.2f}\t{max(taken):.2f}")


def main() -> None:
    """Print median and maximum of each, in milliseconds."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    notes = [json.loads(line)["text"] for line in lines]
    print("what\tmedian ms\tmaximum ms")
    with tempfile.TemporaryDirectory() as folder, KnowledgeGraph.open(audit=False) as graph:
        say("a note, no audit", milliseconds(graph.normaliser, notes)[1:])
        settings = graph.settings.model_copy(update={"home": Path(folder)})
        audited = CuratedNormaliser(graph.uncurated, graph.snapshot, settings, recording=True)
        say("a note, audited", milliseconds(audited, notes)[1:])
        assert audited.store is not None
        start = time.perf_counter()
        fill(audited.store)
        print(f"{MENTIONS} mentions recorded, {DECISIONS} decisions imported\t"
              f"{1000 * (time.perf_counter() - start):.0f}\t")  # fmt: skip
        say(f"a note, {DECISIONS} decisions", milliseconds(audited, notes)[1:])
        store = audited.store
        say(
            "a page of the queue",
            milliseconds(lambda _: store.mentions(Filter(waiting=True)), "x" * 5),
        )
        say(
            "before and after",
            milliseconds(lambda _: store.neighbours(Filter(waiting=True), 50_000), "x" * 5),
        )
        say("counts", milliseconds(lambda _: store.stats(), "x" * 5))
        audited.close()


if __name__ == "__main__":
    main()
