"""Time what the documentation promises: medians over repeated runs, as JSON on standard output.

usage: python benchmarks/run.py [--cases CASES.jsonl.gz] [--note NOTE.txt] [--repeat N]

Works on the current snapshot (RARESEEK_HOME). ``ingest`` builds into a temporary folder from the
same place as the current snapshot and is left out with --no-ingest.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTE = ROOT / "notebooks" / "notes" / "tall-boy.txt"
#: The note is repeated and cut to this many characters.
NOTE_CHARACTERS = 2_000
FALLBACK_CASE = ("HP:0001166", "HP:0001083", "HP:0002650", "HP:0000767", "HP:0002616")


def main() -> None:
    """Run every benchmark and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, help="cases to rank (phenopackets)")
    parser.add_argument("--note", type=Path, default=NOTE)
    parser.add_argument("--repeat", type=int, default=200)
    parser.add_argument("--source-dir", type=Path, help="source files for the ingest benchmark")
    parser.add_argument("--no-ingest", action="store_true")
    given = parser.parse_args()
    results: dict[str, object] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}",
        "open_snapshot_s": opening(),
        "rank_one_case_ms": ranking(given.cases, given.repeat),
        "note_to_context_ms": reading(given.note, given.repeat),
    }
    results["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if not given.no_ingest:
        results["ingest"] = ingesting(given.source_dir)
    print(json.dumps(results, indent=2))


def opening() -> dict[str, float]:
    """Seconds to open the graph and the index of the current snapshot and answer one query."""
    from rareseek import KnowledgeGraph

    def once() -> None:
        with KnowledgeGraph.open() as graph:
            graph.index.term_row["HP:0000118"]
            graph.query("MATCH (d:Disease) RETURN d.id LIMIT 1")

    return timed(once, 20, scale=1)


def ranking(cases: Path | None, repeat: int) -> dict[str, float]:
    """Milliseconds to rank all diseases for one case, over many cases."""
    from rareseek import KnowledgeGraph
    from rareseek.retrieval import Case, rank, read_cases

    with KnowledgeGraph.open() as graph:
        known = graph.index.term_row.keys()
        queries: list[tuple[list[str], list[str]]] = [(list(FALLBACK_CASE), [])]
        if cases is not None:
            queries = [
                ([t for t in c.phenotypes if t in known], [t for t in c.excluded if t in known])
                for c in read_cases(cases)
                if isinstance(c, Case)
            ]
        queries = [query for query in queries if query[0]]
        turn = iter(queries * (repeat // len(queries) + 2))
        return timed(lambda: rank(graph.index, *next(turn), explain=False), repeat, scale=1000)


def reading(note: Path, repeat: int) -> dict[str, float]:
    """Milliseconds from a note of 2,000 characters to the retriever's passages."""
    from rareseek import KnowledgeGraph, RareDiseaseRetriever

    text = note.read_text(encoding="utf-8")
    text = (text * (NOTE_CHARACTERS // len(text) + 1))[:NOTE_CHARACTERS]
    with KnowledgeGraph.open() as graph:
        retriever = RareDiseaseRetriever(graph)
        return timed(lambda: retriever.retrieve(text), max(repeat // 10, 5), scale=1000)


def ingesting(source_dir: Path | None) -> dict[str, float]:
    """Seconds and peak memory (MB) of a whole ``rareseek ingest`` into an empty home."""
    seconds: list[float] = []
    memory = 0.0
    where = ["--source-dir", str(source_dir)] if source_dir else ["--offline"]
    for _ in range(3):
        with tempfile.TemporaryDirectory() as home:
            start = time.perf_counter()
            process = subprocess.Popen(
                [sys.executable, "-c", "from rareseek.cli import run; run()", "ingest", *where],
                env={**os.environ, "RARESEEK_HOME": home},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            _, status, usage = os.wait4(process.pid, 0)
            if status:
                raise SystemExit(f"rareseek ingest failed with status {status}")
            seconds.append(time.perf_counter() - start)
            memory = max(memory, usage.ru_maxrss / 1024)
    return {"median_s": statistics.median(seconds), "max_s": max(seconds), "peak_mb": memory}


def timed(once: Callable[[], object], repeat: int, *, scale: float) -> dict[str, float]:
    """Median, 95th percentile and maximum of ``repeat`` runs after two to warm up."""
    once()
    once()
    gc.collect()
    times: list[float] = []
    for _ in range(repeat):
        start = time.perf_counter()
        once()
        times.append((time.perf_counter() - start) * scale)
    return summary(times)


def summary(times: Sequence[float]) -> dict[str, float]:
    """What is reported of a list of times."""
    ordered = sorted(times)
    return {
        "median": statistics.median(ordered),
        "p95": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))],
        "max": ordered[-1],
    }


if __name__ == "__main__":
    main()
