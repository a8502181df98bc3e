"""Nothing that was seen to do harm on a real store gets past the guard."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from . import raw_stores
from .harmful import Entry, entries, raw, refusal

if TYPE_CHECKING:
    from pathlib import Path

    from rareseek.graph.dialect import DialectName

SUITE = entries()
#: Effects that a trial shows at once, and that one run settles.
QUICK = {"graph changed", "file read", "file written", "setting changed", "crashed", "told"}


def first_of_each_class(dialect: str) -> list[Entry]:
    """One entry of each class whose harm is seen at once."""
    found: dict[str, Entry] = {}
    for entry in SUITE:
        if entry.dialect == dialect and QUICK.issuperset(entry.effects):
            found.setdefault(entry.kind, entry)
    found.pop("caller", None)  # needs pyarrow
    return list(found.values())


@pytest.mark.parametrize("dialect", ["ladybug", "neo4j"])
def test_the_suite_is_large_and_every_entry_did_harm(dialect: DialectName) -> None:
    chosen = [entry for entry in SUITE if entry.dialect == dialect]
    assert len({(entry.written, str(entry.params)) for entry in chosen}) == len(chosen) >= 150
    assert all(entry.effects for entry in chosen)
    assert len(Counter(entry.kind for entry in chosen)) >= 12


@pytest.mark.parametrize("entry", SUITE, ids=lambda entry: f"{entry.dialect}-{entry.kind}")
def test_harmful_query_is_refused_in_one_sentence(entry: Entry) -> None:
    message = refusal(entry)
    assert message is not None, entry.written
    assert message.endswith(".")
    assert "\n" not in message
    assert len(message) < 400
    assert "position" in message or "$" in message or "characters" in message


@pytest.mark.parametrize("entry", first_of_each_class("ladybug"), ids=lambda entry: str(entry.kind))
def test_entry_does_harm_on_a_raw_ladybug(entry: Entry, graph_file: Path) -> None:
    seen = raw_stores.on_ladybug(graph_file, entry.query, entry.params, shows=entry.shows)
    assert seen.effects == set(entry.effects)


@pytest.mark.slow
@pytest.mark.skipif(
    "RARESEEK_RAW_STORES" not in os.environ,
    reason="takes half an hour and kills servers; set RARESEEK_RAW_STORES=1",
)
@pytest.mark.parametrize("dialect", ["ladybug", "neo4j"])
def test_every_entry_does_harm_on_a_raw_store(dialect: str) -> None:
    with raw(dialect) as observe:
        harmless = [
            entry.written
            for entry in SUITE
            if entry.dialect == dialect and not observe(entry).effects
        ]
    assert harmless == []
