"""Time the guard over the corpus of reading queries and over the adversarial suite, as JSON.

usage: python benchmarks/guard.py [--repeat N]

Each query is checked N times with nothing kept between the calls; its time is the median of them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from rareseek.errors import QueryRefused
from rareseek.graph import guard
from rareseek.tests.graph.corpus import reading, values_for
from rareseek.tests.graph.harmful import entries

if TYPE_CHECKING:
    from rareseek.graph.dialect import DialectName

DIALECTS: tuple[DialectName, ...] = ("ladybug", "neo4j")


def main() -> None:
    """Time both dialects and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=20)
    given = parser.parse_args()
    results: dict[str, object] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}",
        "unit": "ms a query",
    }
    for dialect in DIALECTS:
        results[dialect] = {
            "let through": accepted(dialect, given.repeat),
            "refused": refused(dialect, given.repeat),
        }
    print(json.dumps(results, indent=2))


def accepted(dialect: DialectName, repeat: int) -> dict[str, object]:
    """Times over the reading corpus, parameters included."""
    times: list[tuple[float, str]] = []
    for query in reading(dialect):
        params = values_for(query)
        times.append((timed(lambda: guard.check(query, params, dialect), repeat), query))  # noqa: B023
    return summary(times)


def refused(dialect: DialectName, repeat: int) -> dict[str, object]:
    """Times over the harmful queries."""

    def once() -> None:
        with suppress(QueryRefused):
            guard.check(query, params, dialect)

    times: list[tuple[float, str]] = []
    for entry in entries():
        if entry.dialect == dialect:
            query, params = entry.query, entry.params
            times.append((timed(once, repeat), query))
    return summary(times)


def timed(once: Callable[[], object], repeat: int) -> float:
    """Median milliseconds of a call."""
    times: list[float] = []
    for _ in range(repeat):
        start = time.perf_counter()
        once()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def summary(times: Sequence[tuple[float, str]]) -> dict[str, object]:
    """What is reported of queries and their times."""
    ordered = sorted(times)
    slowest, query = ordered[-1]
    return {
        "queries": len(ordered),
        "median": round(statistics.median(each for each, _ in ordered), 4),
        "p95": round(ordered[int(len(ordered) * 0.95)][0], 4),
        "slowest": round(slowest, 4),
        "slowest_query": " ".join(query.split())[:120],
    }


if __name__ == "__main__":
    main()
