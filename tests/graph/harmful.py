"""The adversarial suite: queries that were seen to do harm on a real store, with what they did.

``harmful.jsonl`` has one entry a line: ``dialect``, ``class``, ``query``, ``params``, ``effects``
(what was seen on the raw store; see `raw_stores`) and ``shows`` (what a query told that is none of
the graph's business, where that was its harm). In a query ``{{text*n}}`` stands for the text n
times, ``{home}`` for a folder and ``{port}`` for a port of a listener.

usage: python -m rareseek.tests.graph.harmful [--observe ladybug|neo4j] [--write]

Without options it counts entries, refusals and bypasses by dialect and class. ``--observe`` runs
every entry of a dialect on the raw store (Neo4j with APOC) and says where an effect has changed;
``--write`` writes what was seen into the file, and leaves out what did no harm.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from rareseek.errors import QueryRefused
from rareseek.graph import LadybugStore, guard
from rareseek.ingest.tables import TABLES

from .conftest import ROWS

if TYPE_CHECKING:
    from rareseek.graph.dialect import DialectName

    from .raw_stores import Observation

FILE = Path(__file__).with_name("harmful.jsonl")
_REPEATED = re.compile(r"\{\{(.*?)\*([0-9]+)\}\}", re.DOTALL)


@dataclass(frozen=True)
class Entry:
    """One harmful query."""

    dialect: DialectName
    kind: str
    written: str
    """The query as the file has it."""
    params: dict[str, Any] = field(default_factory=dict)
    effects: tuple[str, ...] = ()
    shows: str | None = None

    @property
    def query(self) -> str:
        """The query with its repetitions written out."""
        return _REPEATED.sub(lambda found: found[1] * int(found[2]), self.written)

    @classmethod
    def from_json(cls, line: str) -> Entry:
        """Read a line of the file."""
        given = json.loads(line)
        return cls(
            given["dialect"],
            given["class"],
            given["query"],
            given.get("params", {}),
            tuple(given.get("effects", ())),
            given.get("shows"),
        )

    def to_json(self) -> str:
        """A line of the file."""
        record = {
            "dialect": self.dialect,
            "class": self.kind,
            "effects": self.effects,
            "query": self.written,
            "params": self.params,
            "shows": self.shows,
        }
        return json.dumps({key: value for key, value in record.items() if value})


def entries(path: Path = FILE) -> list[Entry]:
    """All entries of the file."""
    return [Entry.from_json(line) for line in path.read_text("utf-8").splitlines()]


def refusal(entry: Entry) -> str | None:
    """The guard's sentence, or nothing if it lets the query through."""
    try:
        guard.check(entry.query, entry.params, dialect=entry.dialect)
    except QueryRefused as refused:
        return str(refused)
    return None


def main() -> None:
    """Count, or observe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--observe", choices=["ladybug", "neo4j"])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--candidates", type=Path, default=FILE)
    given = parser.parse_args()
    if given.observe is None:
        sys.stdout.write(json.dumps(counted(entries()), indent=2) + "\n")
        return
    chosen = [each for each in entries(given.candidates) if each.dialect == given.observe]
    seen = list(observed(chosen, given.observe))
    if given.write:
        others = (
            [each for each in entries() if each.dialect != given.observe] if FILE.exists() else []
        )
        kept = sorted([*others, *(each for each in seen if each.effects)], key=_order)
        FILE.write_text("".join(f"{each.to_json()}\n" for each in kept), encoding="utf-8")


def counted(suite: Iterable[Entry]) -> dict[str, Any]:
    """Entries, refusals and bypasses by dialect, and entries by class."""
    report: dict[str, Any] = {}
    for dialect in ("ladybug", "neo4j"):
        chosen = [each for each in suite if each.dialect == dialect]
        bypasses = [each.written for each in chosen if refusal(each) is None]
        report[dialect] = {
            "entries": len(chosen),
            "refused": len(chosen) - len(bypasses),
            "bypasses": bypasses,
            "classes": dict(Counter(each.kind for each in chosen)),
            "effects": dict(Counter(effect for each in chosen for effect in each.effects)),
        }
    return report


def observed(suite: Iterable[Entry], dialect: str) -> Iterator[Entry]:
    """The entries with the effects that they have now."""
    with raw(dialect) as observe:
        for entry in suite:
            seen = observe(entry)
            effects = tuple(sorted(seen.effects))
            mark = " " if effects == entry.effects else "*"
            answer = str(seen.answer.get("error") or seen.answer.get("rows"))[:80]
            sys.stdout.write(f"{mark} {list(effects)} {entry.written[:90]!r} {answer!r}\n")
            sys.stdout.flush()
            yield replace(entry, effects=effects)


@contextmanager
def raw(dialect: str) -> Iterator[Callable[[Entry], Observation]]:
    """A function that runs an entry on the raw store of a dialect."""
    from .raw_neo4j import RawNeo4j
    from .raw_stores import on_ladybug

    with tempfile.TemporaryDirectory() as folder:
        tables = Path(folder) / "tables"
        tables.mkdir()
        for name, schema in TABLES.items():
            pl.DataFrame(ROWS.get(name, []), schema=schema).write_parquet(
                tables / f"{name}.parquet"
            )
        if dialect == "neo4j":
            with RawNeo4j(Path(folder) / "neo4j", tables) as store:
                yield lambda entry: store.observe(entry.query, entry.params, shows=entry.shows)
        else:
            file = Path(folder) / "graph.lbug"
            LadybugStore.build(file, tables)
            yield lambda entry: on_ladybug(file, entry.query, entry.params, shows=entry.shows)


def _order(entry: Entry) -> tuple[str, str, str]:
    return (entry.dialect, entry.kind, entry.written)


if __name__ == "__main__":
    main()
