"""One query on a real Ladybug with no guard before it, in a process of its own.

The child opens the file for writing, as a program that trusts its queries would, runs the query and
prints what came out and what is different afterwards as one line of JSON. The parent watches its
time and its memory.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

import ladybug
import polars as pl

SECRET = "canary-7f3a"
"""Stands in a file and in a variable that no query has any business with."""
TIME_LIMIT = 1.0
"""Seconds that the query may take, as Ladybug is told."""
SETTINGS = (
    "threads", "timeout", "progress_bar", "home_directory", "file_search_path",
    "var_length_extend_max_depth", "warning_limit", "checkpoint_threshold", "auto_checkpoint",
    "enable_semi_mask", "enable_plan_optimizer", "spill_to_disk", "debug_enable_multi_writes",
    "recursive_pattern_semantic", "recursive_pattern_factor", "disable_map_key_check",
)  # fmt: skip


def main() -> None:
    """Run the query of standard input on the file of the first argument."""
    given = json.load(sys.stdin)
    # What a caller may have at hand: `LOAD FROM name` finds it.
    patients = pl.DataFrame({"name": [SECRET]})
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    database = ladybug.Database(sys.argv[1], buffer_pool_size=1 << 28, max_db_size=1 << 34)
    connection = ladybug.Connection(database)
    before = _state(database, connection)
    connection.set_query_timeout(round(TIME_LIMIT * 1000))
    before["timeout"] = _setting(connection, "timeout")
    start = time.monotonic()
    answer: dict[str, Any] = {"rows": [], "error": None}
    # A query may have the store print on standard output.
    told = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    told.write("started\n")
    told.flush()
    try:
        result = connection.execute(given["query"], given["params"])
        for each in result if isinstance(result, list) else [result]:
            answer["rows"] += each.get_n(50) if given.get("few", True) else each.get_all()
    except (RuntimeError, ValueError, TypeError, MemoryError, OSError, ImportError) as error:
        answer["error"] = str(error)[:300]
    answer["seconds"] = time.monotonic() - start
    answer["rows"] = str(answer["rows"])[:20_000]
    after = _state(database, connection)
    answer["changed"] = sorted(key for key in after if before.get(key) != after[key])
    del patients
    if not _rows(connection, "COMMIT"):
        answer["changed"].append("transaction")
    told.write(json.dumps(answer) + "\n")
    told.flush()


def _state(database: Any, connection: Any) -> dict[str, Any]:
    """Everything a reading query leaves as it is."""
    own = ladybug.Connection(database)
    state: dict[str, Any] = {"graph": {}}
    for name, query in {
        "nodes": "MATCH (n) RETURN n",
        "relationships": "MATCH (a)-[r]->(b) RETURN a, r, b",
        "tables": "CALL show_tables() RETURN name, type, comment",
        "sequences": "CALL show_sequences() RETURN *",
        "macros": "CALL show_macros() RETURN *",
        "indexes": "CALL show_indexes() RETURN *",
        "attached": "CALL show_attached_databases() RETURN *",
        "extensions": "CALL show_loaded_extensions() RETURN *",
        "graphs": "CALL show_projected_graphs() RETURN *",
    }.items():
        state["graph"][name] = _rows(own, query)
    state["graph"]["columns"] = [
        _rows(own, f"CALL table_info('{name}') RETURN *")
        for name in ("Disease", "Gene", "Phenotype", "HAS_PHENOTYPE")
    ]
    return state | {name: _setting(connection, name) for name in SETTINGS}


def _setting(connection: Any, name: str) -> str:
    return str(_rows(connection, f"CALL current_setting('{name}') RETURN *"))


def _rows(connection: Any, query: str) -> list[str]:
    try:
        return sorted(map(str, connection.execute(query).get_all()))
    except RuntimeError as error:
        return [str(error)[:100]]


if __name__ == "__main__":
    Path("secret.csv").write_text(f"{SECRET}\n", encoding="utf-8")
    main()
