"""Decisions as SSSOM/TSV: what we write we read again; wrong rows are kept apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rareseek.errors import InputError
from rareseek.retrieval.audit import AuditStore, Decision, Predicate, Status, Terms, sssom
from rareseek.retrieval.audit.curation import Curation

from .conftest import ARACHNODACTYLY, ORCID, SEIZURE, SLENDER, queued

HEADER = """\
#curie_map:
#  hpo: http://purl.obolibrary.org/obo/HP_
#  orcid: https://orcid.org/
#mapping_set_id: https://example.org/theirs
#license: https://creativecommons.org/publicdomain/zero/1.0/
#subject_type: rdfs literal
#mapping_date: "2026-01-31"
subject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\tauthor_id\tconfidence
"""
GOOD = f"wax fingers\tskos:exactMatch\thpo:0001166\t\tsemapv:LexicalMatching\torcid:{ORCID}\t0.9\n"


def written(decisions: list[Decision]) -> str:
    return sssom.write(decisions, set_id="urn:x", version="1", mapping_date="2026-01-31")


def decided(store: AuditStore, ada: Curation, bob: Curation) -> list[Decision]:
    ada.accept(queued(store), ARACHNODACTYLY, Predicate.CLOSE, "a # comment")
    ada.reject(queued(store, 'a "quoted" word'))
    ada.deny(queued(store, "=cmd()"), SEIZURE)
    bob.propose(queued(store, "glass nails"), "Glass nail", SLENDER)
    bob.accept(queued(store, "#hash"), "OMIM:154700")
    return store.all_decisions()


def test_what_is_written_is_read_again(store: AuditStore, ada: Curation, bob: Curation) -> None:
    decisions = decided(store, ada, bob)
    read = sssom.read(written(decisions), "own.tsv")
    assert read.bad == ()
    plain = [replace(d, id=0, origin="urn:x") for d in decisions]
    assert list(read.decisions) == plain


def test_the_file_is_sssom(store: AuditStore, ada: Curation, bob: Curation) -> None:
    lines = written(decided(store, ada, bob)).splitlines()
    head = [line for line in lines if line.startswith("#")]
    metadata = yaml.safe_load("\n".join(line[1:] for line in head))
    assert metadata["mapping_set_id"] == "urn:x"
    assert metadata["license"]
    columns, *rows = [line.split("\t") for line in lines[len(head) :]]
    assert "subject_id" not in columns
    known = {*sssom.COLUMNS}
    extensions = {e["slot_name"] for e in metadata["extension_definitions"]}
    assert set(columns) <= known
    assert {c for c in columns if c.startswith("ext_")} == extensions
    for row in rows:
        cells = dict(zip(columns, row, strict=True))
        assert cells["subject_type"] == "rdfs literal"
        for slot in ("predicate_id", "object_id", "mapping_justification", "object_source"):
            assert cells[slot].partition(":")[0] in metadata["curie_map"]
    assert [row for row in rows if "sssom:NoTermFound" in row]
    assert [row for row in rows if "Not" in row]


def test_import_others_decisions_twice(store: AuditStore, terms: Terms) -> None:
    read = sssom.read(HEADER + GOOD, "theirs.tsv")
    first = store.import_(read.decisions, read.bad, "theirs.tsv", terms)
    again = store.import_(read.decisions, read.bad, "theirs.tsv", terms)
    assert [(d.added, d.known) for d in (first, again)] == [(1, 0), (0, 1)]
    mention = store.mention("wax fingers")
    assert (mention.status, mention.notes) == (Status.RESOLVED, 0)
    (decision,) = store.decisions(mention.id)
    assert (decision.object, decision.label) == (ARACHNODACTYLY, "Arachnodactyly")
    assert decision.date == "2026-01-31"
    assert decision.slots["confidence"] == "0.9"
    assert decision.justification == "semapv:LexicalMatching"
    assert "\t0.9" in store.sssom()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (GOOD.replace("hpo:0001166", "hpo:12"), "object_id"),
        (GOOD.replace("hpo:0001166", "nonsense"), "object_id"),
        (GOOD.replace("exactMatch", "sameSameMatch"), "predicate_id"),
        (GOOD.replace("semapv:LexicalMatching", ""), "mapping_justification"),
        (GOOD.replace(ORCID, "0000-0002-1825-0098"), "check digit"),
        (GOOD.replace("wax fingers", "..."), "subject_label"),
        (GOOD.replace("\t0.9", ""), "6 cells for 7 columns"),
        (GOOD.replace("wax", '"wax" x"'), "quotes"),
    ],
)
def test_a_bad_row_is_kept_apart_with_line_and_reason(
    store: AuditStore, terms: Terms, row: str, reason: str
) -> None:
    read = sssom.read(HEADER + row + GOOD, "theirs.tsv")
    assert len(read.decisions) == 1
    (bad,) = read.bad
    assert bad.line == 9
    assert reason in bad.reason
    assert bad.row == row.rstrip("\n")
    store.import_(read.decisions, read.bad, "theirs.tsv", terms)
    assert [(q["line"], q["row"]) for q in store.quarantined()] == [(9, row.rstrip("\n"))]


def test_mappings_of_terms_are_no_decisions_on_literals() -> None:
    header = HEADER.replace("#subject_type: rdfs literal\n", "")
    read = sssom.read(header + GOOD, "x")
    assert read.decisions == ()
    assert "no literal" in read.bad[0].reason


@pytest.mark.parametrize("text", ["", "#a: b\n", "#a: [\nx\ty\n", "#- a\nx\n", "a,b\n1,2\n"])
def test_a_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="SSSOM"):
        sssom.read(text, "x.tsv")


def test_imported_and_own_decisions_conflict(
    store: AuditStore, bob: Curation, terms: Terms
) -> None:
    bob.accept(queued(store), SEIZURE)
    read = sssom.read(HEADER + GOOD, "theirs.tsv")
    assert store.import_(read.decisions, read.bad, "theirs.tsv", terms).conflicts == 1
    assert len(store.decisions(1)) == 2


def test_an_imported_term_that_the_snapshot_lacks_waits(store: AuditStore, terms: Terms) -> None:
    read = sssom.read(HEADER + GOOD.replace("0001166", "7777777"), "x")
    store.import_(read.decisions, read.bad, "x", terms)
    assert store.mention("wax fingers").status is Status.OBSOLETE


CELL = st.text(st.characters(codec="utf-8"), max_size=20)


@given(st.lists(CELL, min_size=7, max_size=7))
def test_any_row_is_a_decision_or_kept_apart(cells: list[str]) -> None:
    row = "\t".join(" ".join(c.split()) or "x" for c in cells)
    read = sssom.read(HEADER + row, "x")
    assert len(read.decisions) + len(read.bad) == 1


def test_the_decisions_survive_a_new_store(
    store: AuditStore, ada: Curation, bob: Curation, terms: Terms, tmp_path: Path
) -> None:
    decisions = decided(store, ada, bob)
    with AuditStore(tmp_path / "other.sqlite") as other:
        read = sssom.read(store.sssom(), "export.tsv")
        other.import_(read.decisions, read.bad, "export.tsv", terms)
        after = [replace(d, id=0, origin=None) for d in other.all_decisions()]
    assert after == [replace(d, id=0) for d in decisions]
