"""``rareseek audit``: from a note whose words do not map to a decision that others can read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Outcome, Rareseek

#: Each reads like a finding and is no name of the small release; the first that does not map.
PHRASES = (
    "spidery elongated finger abnormality",
    "elongated spidery digit abnormality",
    "glassy elongated finger abnormality",
)
ARACHNODACTYLY, SLENDER = "HP:0001166", "HP:0001238"


@pytest.fixture
def home(small_home: Path, tmp_path: Path) -> Path:
    """A home with the small snapshot and an audit store of its own."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "snapshots").symlink_to(small_home / "snapshots")
    return folder


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    text = " ".join(f"The patient has {phrase}." for phrase in PHRASES)
    path.write_text(f"Mrs Exampleperson of Nowhere Street has ectopia lentis. {text}")
    return path


def diagnosed(rareseek: Rareseek, note: Path, home: Path, *options: str) -> dict[str, list[str]]:
    answer = json.loads(rareseek("diagnose", note, "--json", *options, home=home).out)
    return {
        "present": [p["id"] for p in answer["phenotypes"]],
        "unmapped": [u["text"] for u in answer["unmapped"]],
    }


def waiting(rareseek: Rareseek, home: Path) -> list[str]:
    return [m["text"] for m in json.loads(rareseek("audit", "list", "--json", home=home).out)]


def test_the_loop(rareseek: Rareseek, note: Path, home: Path, tmp_path: Path) -> None:
    phrase = diagnosed(rareseek, note, home)["unmapped"][0]
    assert phrase in waiting(rareseek, home)
    decide = ("audit", "resolve", phrase, ARACHNODACTYLY, "--author", "Ada")
    assert rareseek(*decide, home=home).code == 0
    after = diagnosed(rareseek, note, home)
    assert ARACHNODACTYLY in after["present"]
    assert phrase not in after["unmapped"] + waiting(rareseek, home)
    assert ARACHNODACTYLY not in diagnosed(rareseek, note, home, "--no-audit")["present"]
    exported = tmp_path / "out.sssom.tsv"
    assert rareseek("audit", "export", "-o", exported, home=home).code == 0
    other = tmp_path / "other"
    other.mkdir()
    (other / "snapshots").symlink_to(home / "snapshots")
    done = rareseek("audit", "import", exported, "--json", home=other)
    assert json.loads(done.out)[0]["added"] == 1
    assert ARACHNODACTYLY in diagnosed(rareseek, note, other)["present"]


def test_a_note_is_neither_kept_nor_printed(rareseek: Rareseek, note: Path, home: Path) -> None:
    rareseek("annotate", note, home=home)
    kept = b"".join(p.read_bytes() for p in (home / "audit").iterdir())
    assert b"Exampleperson" not in kept
    shown = rareseek("audit", "show", "1", home=home)
    assert "Exampleperson" not in shown.out + shown.err
    assert "HP:" in shown.out


def test_the_sentence_is_kept_when_asked_for(rareseek: Rareseek, note: Path, home: Path) -> None:
    rareseek("annotate", note, "--keep-context", home=home)
    shown = json.loads(rareseek("audit", "show", "1", "--json", home=home).out)
    assert shown["contexts"] == [f"The patient has {shown['text']}."]


def test_no_audit_touches_no_store(
    rareseek: Rareseek, note: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rareseek("annotate", note, "--no-audit", home=home)
    monkeypatch.setenv("RARESEEK_AUDIT", "false")
    rareseek("diagnose", note, home=home)
    assert not (home / "audit").exists()


def test_a_damaged_store_is_said_in_one_sentence(
    rareseek: Rareseek, note: Path, home: Path
) -> None:
    (home / "audit").mkdir()
    (home / "audit" / "audit.sqlite").write_bytes(b"this was no database" * 400)
    for command in (("diagnose", note), ("audit", "list")):
        done = rareseek(*command, home=home)
        assert done.code == 1
        assert len(done.err.strip().splitlines()) == 1
        assert "damaged" in done.err
    assert rareseek("diagnose", note, "--no-audit", home=home).code == 0


def decided(rareseek: Rareseek, home: Path, *command: str, author: str = "Ada") -> Outcome:
    return rareseek("audit", *command, "--author", author, home=home)


def test_reject_propose_conflict_settle_undo(rareseek: Rareseek, note: Path, home: Path) -> None:
    rareseek("annotate", note, home=home)
    assert "is rejected" in decided(rareseek, home, "reject", "1").err
    done = decided(rareseek, home, "propose", "1", "--label", "Waxy finger", "--parent", SLENDER)
    assert "propose “Waxy finger”" in done.err
    assert "is conflict" in decided(rareseek, home, "resolve", "1", SLENDER, author="Bob").err
    listed = json.loads(rareseek("audit", "list", "--status", "conflict", "--json", home=home).out)
    assert [d["author"] for d in listed[0]["decisions"]] == ["Ada", "Bob"]
    number = str(listed[0]["decisions"][1]["id"])
    assert "is resolved" in decided(rareseek, home, "settle", "1", number).err
    assert "is conflict" in decided(rareseek, home, "undo").err
    stats = json.loads(rareseek("audit", "stats", "--json", home=home).out)
    assert stats["statuses"]["conflict"] == 1
    assert stats["authors"] == {"Ada": 1, "Bob": 1}


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        (("resolve", "99", SLENDER, "--author", "A"), 1, "there is no mention"),
        (("resolve", "1", "HP:7777777", "--author", "A"), 1, "is no term of snapshot"),
        (("resolve", "1", SLENDER), 1, "RARESEEK_AUTHOR"),
        (("resolve", "1", SLENDER, "--predicate", "same", "--author", "A"), 2, "is none of"),
        (("list", "--status", "lost"), 2, "is none of"),
        (("undo", "--author", "Nobody"), 1, "no decision"),
        (("import", "nowhere.tsv"), 1, "nowhere.tsv"),
    ],
)
def test_wrong_use_is_said(
    rareseek: Rareseek, note: Path, home: Path, command: tuple[str, ...], code: int, says: str
) -> None:
    rareseek("annotate", note, home=home)
    done = rareseek("audit", *command, home=home)
    assert done.code == code
    assert says in " ".join(done.err.split())


def test_bad_rows_of_an_import_are_told_with_their_line(
    rareseek: Rareseek, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "theirs.sssom.tsv"
    columns = "subject_label\tsubject_type\tpredicate_id\tobject_id\tmapping_justification\n"
    row = "{}\trdfs literal\tskos:exactMatch\t{}\tsemapv:ManualMappingCuration\n"
    path.write_text(columns + row.format("wax", SLENDER) + row.format("bee", "HP:1"))
    done = rareseek("audit", "import", path, home=home)
    assert done.code == 0
    assert f"{path}:3: object_id" in done.err
    assert "1 decisions added, 0 known already, 1 rows set aside" in done.err
    quarantined = rareseek("audit", "stats", "--quarantined", "--json", home=home)
    assert json.loads(quarantined.out)[0]["line"] == 3
