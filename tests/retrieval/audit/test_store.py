"""The file: what it keeps of a note, several writers, and files that cannot be used."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from rareseek.errors import AuditError, InputError
from rareseek.retrieval.audit import AuditStore, Filter, Status, database
from rareseek.retrieval.audit.queue import UNMAPPED, Seen

from .conftest import queued

NOTE = "Mrs Exampleperson of Nowhere Street has wax fingers."


def test_a_note_counts_once_however_often_it_is_read(store: AuditStore) -> None:
    for _ in range(3):
        queued(store, note=NOTE)
    found = queued(store, "Wax-finger", note="another note")
    assert (found.text, found.places, found.notes) == ("wax fingers", 2, 2)
    assert found.first_seen is not None
    assert [c.id for c in found.candidates] == ["HP:0001166", "HP:0001250"]


def test_nothing_of_the_note_is_kept_but_the_mention(store: AuditStore, tmp_path: Path) -> None:
    queued(store, note=NOTE)
    store.close()
    kept = b"".join(p.read_bytes() for p in (tmp_path / "audit").iterdir())
    assert b"wax fingers" in kept
    for word in (b"Exampleperson", b"Nowhere", b"has wax"):
        assert word not in kept


def test_what_is_no_literal_is_not_kept(store: AuditStore) -> None:
    seen = [Seen(text, UNMAPPED, 1, ()) for text in ("", "...", "x" * 300)]
    assert store.record("note", seen, language="en", snapshot="s") == 0
    assert store.count() == 0


def test_filters(store: AuditStore) -> None:
    queued(store, "wax fingers", "one")
    queued(store, "wax fingers", "two")
    store.record("n", [Seen("玻璃手", UNMAPPED, 1, ())], language="zh", snapshot="s")

    def texts(wanted: Filter) -> list[str]:
        return [m.text for m in store.mentions(wanted)]

    assert texts(Filter()) == ["wax fingers", "玻璃手"]
    assert texts(Filter(language="zh")) == texts(Filter(greatest_score=0.0)) == ["玻璃手"]
    assert texts(Filter(least_count=2)) == texts(Filter(least_score=0.7)) == ["wax fingers"]
    assert texts(Filter(text="WAX-finger")) == ["wax fingers"]
    assert texts(Filter(text="%")) == texts(Filter(status=Status.RESOLVED)) == []
    assert store.neighbours(Filter(), 1) == (None, 2)
    assert store.mentions(limit=1, offset=1)[0].text == "玻璃手"


def test_no_such_mention(store: AuditStore) -> None:
    for which in (99, "nothing", 10**30):
        with pytest.raises(InputError, match="rareseek audit list"):
            store.mention(which)


WRITER = """
import sys
from pathlib import Path
from rareseek.retrieval.audit import AuditStore
from rareseek.retrieval.audit.queue import UNMAPPED, Seen
path, process = Path(sys.argv[1]), int(sys.argv[2])
with AuditStore(path) as store:
    for note in range(20):
        seen = [Seen(f"literal {n}", UNMAPPED, 1, ()) for n in (0, process + 1)]
        store.record(f"{process}-{note}", seen, language="en", snapshot="s")
"""


@pytest.mark.slow
def test_several_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "audit" / "audit.sqlite"
    commands = [[sys.executable, "-c", WRITER, str(path), str(number)] for number in range(4)]
    processes = [subprocess.Popen(command) for command in commands]
    assert [process.wait(120) for process in processes] == [0] * 4
    with AuditStore(path) as store:
        assert store.mention("literal 0").notes == 80
        assert store.count() == 5


def test_a_damaged_file_gives_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "audit.sqlite"
    path.write_bytes(b"this was no database" * 400)
    with pytest.raises(AuditError, match=r"damaged.*--no-audit"):
        AuditStore(path)


def test_a_file_damaged_in_the_middle_gives_one_sentence(store: AuditStore) -> None:
    for number in range(300):
        queued(store, f"literal {number} of many that fill pages")
    store.close()
    raw = bytearray(store.path.read_bytes())
    raw[8192:20480] = b"\xff" * 12288
    store.path.write_bytes(raw)
    with pytest.raises(AuditError, match="damaged"):
        AuditStore(store.path)


def test_a_newer_file_gives_one_sentence(store: AuditStore) -> None:
    store.close()
    connection = sqlite3.connect(store.path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(AuditError, match=r"newer version of Rareseek \(format 99"):
        AuditStore(store.path)


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "audit.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(AuditError, match="no audit store"):
        AuditStore(path)


def test_an_older_file_is_brought_up_to_date(
    store: AuditStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(store)
    store.close()
    newer = [*database.MIGRATIONS, "ALTER TABLE mention ADD COLUMN note TEXT"]
    monkeypatch.setattr(database, "MIGRATIONS", newer)
    with AuditStore(store.path) as again:
        assert again.mention("wax fingers").places == 1
    connection = sqlite3.connect(store.path)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(newer),)
    connection.close()


def test_a_file_that_cannot_be_written_is_read(
    store: AuditStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(store)
    store.close()
    monkeypatch.setattr(database, "_writable", lambda _: False)
    with AuditStore(store.path) as again:
        assert again.mention("wax fingers").places == 1
        assert not again.writable
        with pytest.raises(AuditError, match="cannot be written"):
            queued(again, "another")
