"""What diseases, genes and variants cost a note, and what a variant's name costs a question.

``taskset -c 0 python benchmarks/note_entities.py NOTES [--home HOME]``: NOTES is JSON lines with
``presentation_before_dx`` or ``text``. CPU time of one process for 2,000 characters, apart for
phenotypes and for the rest; wall time of questions that name a variant; memory that the names take.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

import psutil

from rareseek import KnowledgeGraph

LENGTH = 2_000
QUESTIONS = (
    "Which diseases is rs28934907 associated with?",
    "What is the classification of rs80357906?",
    "Which gene is rs113993960 in?",
    "What is known about X-154030912-G-A?",
    "classification of chr17-43094692-G-A",
    "Which gene is ClinVar:11824 in?",
)
REPEATS = 5


def notes(path: Path) -> list[str]:
    """The first characters of every note that is long enough."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = [record.get("presentation_before_dx") or record["text"] for record in records]
    return [text[:LENGTH] for text in texts if len(text) >= LENGTH]


def memory() -> float:
    """Resident megabytes of this process."""
    return float(psutil.Process().memory_info().rss) / 1e6


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("notes", type=Path)
    parser.add_argument("--home", type=Path)
    given = parser.parse_args()
    texts = notes(given.notes)
    with KnowledgeGraph.open(home=given.home) as graph:
        before = memory()
        started = time.perf_counter()
        graph.recogniser("FBN1 c.4082G>A, Marfan syndrome")
        opened = time.perf_counter() - started
        print(f"names: opened in {opened:.2f} s, {memory() - before:.0f} MB")
        for name, find in (("recogniser", graph.recogniser), ("normaliser", graph.normaliser)):
            find("Marfan syndrome with seizures")
            spent = []
            for text in texts:
                started = time.process_time()
                find(text)
                spent.append(1_000 * (time.process_time() - started))
            spent.sort()
            high = spent[int(0.95 * len(spent))]
            print(
                f"{name}: median {statistics.median(spent):.1f} ms, 95th percentile {high:.1f} ms"
            )
        graph.ask("Which genes cause Marfan syndrome?")
        for question in QUESTIONS:
            took = []
            for _ in range(REPEATS):
                started = time.perf_counter()
                graph.ask(question)
                took.append(1_000 * (time.perf_counter() - started))
            print(f"{question}: median {statistics.median(took):.1f} ms")


if __name__ == "__main__":
    main()
