"""Time the retriever, alone, under load and beside LlamaIndex's own routes over the same graph.

usage: [taskset -c 0] python benchmarks/retriever.py [--notes NOTES.jsonl] [--rounds N] [--no-peers]

Works on the current snapshot (RARESEEK_HOME); JSON on standard output, a table on standard error.
NOTES holds one JSON object a line with the note as ``text`` or ``presentation_before_dx`` and,
where they are known, the accepted diagnoses as ``orpha`` and ``omim``; without it, the note of this
repository is repeated. Notes are cut to 2,000 characters, shorter ones are left out.

Every figure is a median over rounds. ``cpu`` is processor time, which other work on the machine
changes less than the wall clock. ``hit`` is the share of labelled notes for which one of the ten
passages (or, for a peer, of the first ten diseases that its triplets name) is the diagnosis.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psutil

NOTE = Path(__file__).resolve().parent.parent / "notebooks" / "notes" / "tall-boy.txt"
CHARACTERS = 2_000
PASSAGES = 10
CALLERS = 16


@dataclass(frozen=True)
class Note:
    """A note of 2,000 characters and the ids that are accepted as its diagnosis."""

    text: str
    accepted: frozenset[str]


#: A route: a note to the disease ids it retrieves, best first.
Route = Callable[[str], list[str]]


def main() -> None:
    """Run all benchmarks and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--memory-only", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    notes = read_notes(given.notes)
    if given.memory_only:
        print(json.dumps(memory(notes)))
        return
    results: dict[str, Any] = {
        "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} usable of "
        f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "load_before": os.getloadavg(),
        "notes": len(notes),
        **run(notes, given.rounds, peers=not given.no_peers),
        "memory": measured_apart(given.notes),
        "load_after": os.getloadavg(),
    }
    print(json.dumps(results, indent=2))
    print_table(results["routes"])


def run(notes: Sequence[Note], rounds: int, *, peers: bool) -> dict[str, Any]:
    """Latency of every route, one after the other in each round, and the retriever under load."""
    from rareseek import KnowledgeGraph, RareDiseaseRetriever

    with KnowledgeGraph.open() as graph:
        retriever = RareDiseaseRetriever(graph, top_k=PASSAGES)
        routes: dict[str, Route] = {"RareDiseaseRetriever": lambda text: own(retriever, text)}
        if peers:
            from llamaindex_routes import peer_routes  # type: ignore[import-not-found]

            routes |= peer_routes(graph, [note.text for note in notes])
        times: dict[str, list[list[Seconds]]] = {name: [] for name in routes}
        for route in routes.values():
            route(notes[0].text)
        gc.collect()
        for _ in range(rounds):
            for name, route in routes.items():
                times[name].append([timed(partial(route, note.text)) for note in notes])
        latencies: dict[str, dict[str, float | None]] = {
            name: {**summary(found), "hit": hit(routes[name], notes)}
            for name, found in times.items()
        }
        return {"routes": latencies, "concurrency": asyncio.run(load(retriever, notes, rounds))}


def own(retriever: Any, text: str) -> list[str]:
    """Ids of the retriever's passages, equivalent ones too."""
    found = (node.metadata for node in retriever.retrieve(text))
    return [one for each in found for one in (each["disease_id"], *each["equivalent_ids"])]


@dataclass(frozen=True)
class Seconds:
    """What one call took."""

    wall: float
    cpu: float


def timed(call: Callable[[], object]) -> Seconds:
    """Seconds of one call."""
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return Seconds(time.perf_counter() - wall, time.process_time() - cpu)


def summary(rounds: Sequence[Sequence[Seconds]]) -> dict[str, float]:
    """Milliseconds: the median over rounds of each round's median and 95th percentile."""
    return {
        f"{kind}_{name}_ms": statistics.median(
            1000 * percentile([getattr(each, kind) for each in one], share) for one in rounds
        )
        for kind in ("wall", "cpu")
        for name, share in (("p50", 0.5), ("p95", 0.95))
    }


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def hit(route: Route, notes: Sequence[Note]) -> float | None:
    """Share of labelled notes whose diagnosis is among what the route retrieves."""
    labelled = [note for note in notes if note.accepted]
    found = [bool(note.accepted & set(route(note.text))) for note in labelled]
    return statistics.fmean(found) if found else None


async def load(retriever: Any, notes: Sequence[Note], rounds: int) -> dict[str, Any]:
    """Notes a second with one asynchronous caller and with several, in turn."""

    errors: list[BaseException] = []

    async def several(callers: int) -> float:
        async def caller(first: int) -> None:
            for note in notes[first::callers]:
                await retriever.aretrieve(note.text)

        work = [caller(first) for first in range(callers)]
        start = time.perf_counter()
        done = await asyncio.gather(*work, return_exceptions=True)
        errors.extend(one for one in done if isinstance(one, BaseException))
        return len(notes) / (time.perf_counter() - start)

    found = [(await several(1), await several(CALLERS)) for _ in range(rounds + 2)]
    ratios = [many / one for one, many in found]
    return {
        "one_caller_notes_per_s": statistics.median(one for one, _ in found),
        f"{CALLERS}_callers_notes_per_s": statistics.median(many for _, many in found),
        "ratio": statistics.median(ratios),
        "errors": len(errors),
    }


def memory(notes: Sequence[Note]) -> dict[str, float]:
    """MB of memory: the process with libraries only, and what each open graph adds after use."""
    from rareseek import KnowledgeGraph, RareDiseaseRetriever

    def resident() -> float:
        gc.collect()
        return float(psutil.Process().memory_info().rss) / 2**20

    libraries = resident()
    sizes = []
    graphs = []
    for _ in range(2):
        graphs.append(KnowledgeGraph.open())
        retriever = RareDiseaseRetriever(graphs[-1], top_k=PASSAGES)
        for note in notes:
            retriever.retrieve(note.text)
        sizes.append(resident())
    return {
        "process_with_libraries_mb": libraries,
        "process_with_one_graph_mb": sizes[0],
        "first_graph_adds_mb": sizes[0] - libraries,
        "second_graph_adds_mb": sizes[1] - sizes[0],
    }


def measured_apart(notes: Path | None) -> dict[str, float]:
    """`memory` in a process of its own."""
    command = [sys.executable, __file__, "--memory-only"]
    command += [] if notes is None else ["--notes", str(notes)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def read_notes(path: Path | None) -> list[Note]:
    """Notes of `CHARACTERS` characters."""
    if path is None:
        text = NOTE.read_text(encoding="utf-8")
        return [Note((text * 3)[:CHARACTERS], frozenset())] * 20
    notes = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record.get("text") or record.get("presentation_before_dx") or ""
        accepted = {record["orpha"]} if record.get("orpha") else set()
        accepted |= set(record.get("omim") or ())
        if len(text) >= CHARACTERS:
            notes.append(Note(text[:CHARACTERS], frozenset(accepted)))
    return notes


def print_table(routes: dict[str, dict[str, float | None]]) -> None:
    """The routes as a Markdown table on standard error."""
    columns = list(next(iter(routes.values())))
    lines = [f"| route | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
    for name, row in routes.items():
        cells = ("" if row[c] is None else f"{row[c]:.3g}" for c in columns)
        lines.append(f"| {name} | {' | '.join(cells)} |")
    sys.stderr.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
