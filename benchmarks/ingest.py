"""Time a whole build stage by stage, as JSON on standard output.

usage: python benchmarks/ingest.py --source-dir DIR [--variants none default all] [--repeat 3]

Every build runs in a fresh process and into an empty home. Its baseline, in the same run, is the
least that could be done with the newest ClinVar alone: read it with polars, take five fields of
INFO by regular expressions, write parquet, COPY it into Ladybug; no checks, identity, genes or
diseases. Processor time (``cpu_s``) says more than the clock where other work is running.
"""

from __future__ import annotations

import argparse
import functools
import inspect
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from rareseek.ingest import Silent

SELECTIONS: Final = ("none", "default", "all")
#: Reads several files by calling other readers.
ENVELOPES: Final = {"read_variant_tables"}


class Stopwatch(Silent):
    """The progress of a build with the time at which each stage began, and what readers took."""

    def __init__(self) -> None:
        self.began: list[tuple[str, float]] = [("locate", time.perf_counter())]
        self.readers: dict[str, float] = defaultdict(float)
        self._inside = False

    def stage(self, name: str, total: int | None = None) -> None:  # noqa: ARG002 - a `Progress`
        """A stage begins, and the one before ends."""
        self.began.append((name, time.perf_counter()))

    def seconds(self) -> dict[str, float]:
        """Seconds of each stage; of reading, also what is left beside the readers."""
        ends = [*(start for _, start in self.began[1:]), time.perf_counter()]
        stages = {name: end - start for (name, start), end in zip(self.began, ends, strict=True)}
        stages |= {"total": ends[-1] - self.began[0][1]}
        rest = stages["read"] - sum(self.readers.values())
        return stages | dict(self.readers) | {"joining": rest}

    def watch_readers(self) -> None:
        """Time every ``read_...`` function of the sources; one within another is not counted."""
        for module in [m for name, m in sys.modules.items() if name.startswith("rareseek.ingest.")]:
            for name, function in inspect.getmembers(module, inspect.isfunction):
                if name.startswith("read_") and name not in ENVELOPES:
                    setattr(module, name, self._watched(name, function))

    def _watched(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def watched(*args: Any, **kwargs: Any) -> Any:
            if self._inside or self.began[-1][0] == "locate":
                return function(*args, **kwargs)
            self._inside, start = True, time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                self._inside = False
                self.readers[name] += time.perf_counter() - start

        return watched


def build(source_dir: Path, selection: str, home: Path) -> dict[str, Any]:
    """One build, in this process."""
    from rareseek import pipeline
    from rareseek.ingest.classifications import Selection
    from rareseek.settings import Settings

    watch = Stopwatch()
    watch.watch_readers()
    built = pipeline.run(
        Settings(home=home, offline=True),
        source_dir=source_dir,
        selection=Selection(selection),
        progress=watch,
    )
    sizes: dict[str, float] = defaultdict(float)
    for file in built.snapshot.manifest.files:
        sizes[f"{Path(file.path).parts[0]}_mb"] += file.size / 1e6
    rows = {table.name: table.rows for table in built.snapshot.manifest.tables}
    counted = ("diseases", "genes", "variants", "in_gene", "classified_for", "has_phenotype")
    return {
        "seconds": watch.seconds(),
        "sizes": dict(sizes),
        "rows": {name: rows[name] for name in counted},
    }


def baseline(source_dir: Path, home: Path) -> dict[str, Any]:
    """The variants alone, in this process."""
    import ladybug
    import polars as pl

    path = max(source_dir.rglob("clinvar_GRCh38_????-??.vcf.gz"))
    columns = ("chrom", "pos", "id", "ref", "alt", "qual", "filter", "info")
    fields = {"significance": "CLNSIG", "status": "CLNREVSTAT", "gene": "GENEINFO", "mc": "MC"}
    marks = [time.perf_counter()]
    frame = pl.read_csv(
        path,
        separator="\t",
        comment_prefix="#",
        has_header=False,
        quote_char=None,
        new_columns=columns,
        infer_schema=False,
    )
    marks.append(time.perf_counter())
    taken = frame.select(
        *(pl.concat_str("chrom", "pos", "ref", "alt", separator="-").alias("id"), "chrom", "pos"),
        *(pl.col("info").str.extract(f"{tag}=([^;]*)").alias(name) for name, tag in fields.items()),
        conditions=pl.col("info").str.extract("CLNDISDB=([^;]*)"),
    ).unique("id")
    marks.append(time.perf_counter())
    taken.write_parquet(home / "variants.parquet")
    marks.append(time.perf_counter())
    properties = ", ".join(f"{name} STRING" for name in taken.columns)
    with ladybug.Database(home / "graph.lbug") as database, ladybug.Connection(database) as graph:
        graph.execute(f"CREATE NODE TABLE Variant({properties}, PRIMARY KEY(id))")
        graph.execute(f"COPY Variant FROM '{home / 'variants.parquet'}'")
    marks.append(time.perf_counter())
    names = ("read", "fields", "write", "graph")
    seconds = {name: marks[n + 1] - marks[n] for n, name in enumerate(names)}
    return {
        "seconds": seconds | {"total": marks[-1] - marks[0]},
        "sizes": {f.name: f.stat().st_size / 1e6 for f in home.iterdir() if f.is_file()},
        "rows": {"variants": taken.height},
    }


def in_a_process(source_dir: Path, what: str) -> dict[str, Any]:
    """One run in a fresh process, with the peak of its memory."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, __file__, "--source-dir", str(source_dir), "--run", what]
        process = subprocess.Popen([*command, "--home", home], stdout=subprocess.PIPE)
        assert process.stdout is not None
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"the run {what} failed with status {status}")
    found: dict[str, Any] = json.loads(printed)
    cpu = usage.ru_utime + usage.ru_stime
    return found | {"peak_mb": usage.ru_maxrss / 1024, "cpu_s": cpu}


def repeated(source_dir: Path, what: str, repeat: int) -> dict[str, Any]:
    """Medians of the seconds of each stage; the largest peak of memory."""
    runs = [in_a_process(source_dir, what) for _ in range(repeat)]
    stages = {
        name: round(statistics.median(run["seconds"][name] for run in runs), 2)
        for name in runs[0]["seconds"]
    }
    return {
        "median_s": stages,
        "totals_s": [round(run["seconds"]["total"], 2) for run in runs],
        "cpu_s": round(statistics.median(run["cpu_s"] for run in runs), 1),
        "peak_mb": round(max(run["peak_mb"] for run in runs)),
        "sizes_mb": {name: round(size, 1) for name, size in runs[0]["sizes"].items()},
        "rows": runs[0]["rows"],
    }


def main() -> None:
    """Run every benchmark that is asked for and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source-dir", type=Path, required=True)
    parser.add_argument("--variants", nargs="+", choices=SELECTIONS, default=SELECTIONS)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--run", choices=("baseline", *SELECTIONS), help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        one = baseline if given.run == "baseline" else functools.partial(build, selection=given.run)
        print(json.dumps(one(given.source_dir, home=given.home)))
        return
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    load = os.getloadavg()[0]
    results = {
        what: repeated(given.source_dir, what, given.repeat)
        for what in ("baseline", *given.variants)
    }
    print(json.dumps({"machine": machine, "load_before": load, **results}, indent=2))


if __name__ == "__main__":
    main()
