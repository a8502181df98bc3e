"""Downloads: whole and checked, or not at all."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import socket
import tarfile
import time
from pathlib import Path

import pytest

from rareseek.errors import BuildError, DownloadError
from rareseek.ingest import REGISTRY
from rareseek.ingest.cache import bundles
from rareseek.ingest.download import ChecksumError, ConnectionFailedError, fetch
from rareseek.ingest.official import Official
from rareseek.settings import Settings

from ..official_server import PACKET, VCF, Answer, OfficialServer, send

BUNDLES = {bundle.name: bundle for bundle in bundles(REGISTRY.values())}


@pytest.fixture
def online(settings: Settings) -> Settings:
    return settings.model_copy(
        update={"offline": False, "connect_timeout": 1.0, "read_timeout": 0.5}
    )


def download(settings: Settings, server: OfficialServer, name: str = "hpo") -> Path:
    official = Official(settings, pins={}, mirror=server.url)
    official.prepare([BUNDLES[name]])
    return official.download(BUNDLES[name])


def kept(settings: Settings) -> list[Path]:
    """What the cache offers; parts of cut downloads are kept aside."""
    return [path for path in settings.downloads.iterdir() if path.name != ".parts"]


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"fetched.json"}


def test_fetched_file_is_the_served_file(
    online: Settings, server: OfficialServer, tmp_path: Path
) -> None:
    path = fetch(f"{server.url}/hp.obo", tmp_path, online, filename="hp.obo").path
    assert path.read_bytes() == (server.folder / "hp.obo").read_bytes()


def test_checksum_is_compared_and_a_wrong_file_not_kept(
    online: Settings, server: OfficialServer, tmp_path: Path
) -> None:
    url = f"{server.url}/hp.obo"
    right = hashlib.sha256((server.folder / "hp.obo").read_bytes()).hexdigest()
    with pytest.raises(ChecksumError, match="another SHA256 than its provider states") as failure:
        fetch(url, tmp_path / "files", online, filename="hp.obo", checksum=f"sha256:{'0' * 64}")
    assert failure.value.url == url
    assert list((tmp_path / "files").iterdir()) == []
    assert list((online.downloads / ".parts").iterdir()) == []
    checksum = f"sha256:{right}"
    got = fetch(url, tmp_path / "files", online, filename="hp.obo", checksum=checksum)
    assert got.path.is_file()


BROKEN: dict[str, tuple[Answer, str]] = {
    "missing": (lambda request: request.send_error(404), "cannot be downloaded: HTTP 404"),
    "cut, length stated": (
        lambda request: send(request, b"format-version: 1.2\n", length=9999),
        "broke off while it was downloaded",
    ),
    "cut, length unknown": (
        lambda request: send(request, b"format-version: 1.2\nremark: HP:0000", length=-1),
        "broke off while it was downloaded",
    ),
    "web page": (
        lambda request: send(request, b"<!doctype html><html>Log in</html>\n"),
        "gave a web page instead of hp.obo",
    ),
    "another file": (lambda request: send(request, b"a\tb\n"), "gave something else than hp.obo"),
    "nothing": (lambda request: send(request, b""), "gave something else than hp.obo"),
    "silence": (lambda _: time.sleep(1), "cannot be reached"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_download_leaves_nothing_in_the_cache(
    online: Settings, server: OfficialServer, case: str
) -> None:
    server.answers["hp.obo"], reason = BROKEN[case]
    with pytest.raises(DownloadError, match=reason):
        download(online, server)
    assert server.asked == ["hp.obo"], "without the ontology no other file is fetched"
    assert kept(online) == []


def test_download_cut_in_the_middle_leaves_nothing(
    online: Settings, server: OfficialServer
) -> None:
    whole = (server.folder / "phenotype.hpoa").read_bytes()
    server.answers["phenotype.hpoa"] = lambda request: send(
        request, whole[: len(whole) // 2], length=len(whole)
    )
    with pytest.raises(DownloadError, match=r"phenotype\.hpoa broke off"):
        download(online, server)
    assert kept(online) == []


def test_optional_file_that_is_missing_is_left_out(
    online: Settings, server: OfficialServer
) -> None:
    server.answers["genes_to_disease.txt"] = lambda request: request.send_error(404)
    folder = download(online, server)
    assert folder.name == "hpo-2025-01-16"
    assert files(folder) == {"hp.obo", "phenotype.hpoa", "genes_to_phenotype.txt"}


def test_after_a_failed_connection_no_other_file_of_the_host_is_tried(
    online: Settings, server: OfficialServer
) -> None:
    server.answers["genes_to_disease.txt"] = lambda _: time.sleep(1)
    official = Official(online, pins={}, mirror=server.url)
    official.prepare([BUNDLES["hpo"]])
    assert files(official.download(BUNDLES["hpo"])) == {"hp.obo", "phenotype.hpoa"}
    with pytest.raises(ConnectionFailedError, match=r"127\.0\.0\.1:\d+ cannot be reached"):
        official.download(BUNDLES["hgnc"])
    assert server.asked == ["hp.obo", "phenotype.hpoa", "genes_to_disease.txt"]


def test_closed_port_fails_at_once(online: Settings, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/hp.obo"
    started = time.monotonic()
    with pytest.raises(ConnectionFailedError, match="cannot be reached"):
        fetch(url, tmp_path, online, filename="hp.obo")
    assert time.monotonic() - started < online.connect_timeout + 1


def test_same_release_again_replaces_the_cached_one(
    online: Settings, server: OfficialServer
) -> None:
    first = download(online, server)
    (first / "hp.obo").write_text("damaged")
    second = download(online, server)
    assert second == first
    assert (second / "hp.obo").read_bytes() == (server.folder / "hp.obo").read_bytes()
    assert kept(online) == [second]


def test_cache_that_cannot_be_written_is_one_sentence(
    online: Settings, server: OfficialServer, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    blocked = online.model_copy(update={"home": tmp_path / "file"})
    with pytest.raises(BuildError, match=r"^cannot write to .*: Not a directory$"):
        download(blocked, server)


def test_what_a_killed_download_left_is_removed(online: Settings, server: OfficialServer) -> None:
    (online.downloads / ".partial-of-a-killed-one").mkdir(parents=True)
    assert kept(online) != []
    assert kept(online)[0] != download(online, server)
    assert [path.name for path in kept(online)] == ["hpo-2025-01-16"]


def test_a_file_is_of_the_release_it_states_else_of_the_day_it_changed(
    online: Settings, full_server: OfficialServer
) -> None:
    full_server.changed["hgnc_complete_set.txt"] = "Tue, 01 Oct 2024 03:15:00 GMT"
    expected = {
        "hpo": "2025-01-16",
        "orphapackets": "2025-12-09",
        "orphadata_product1": "2024-12-03",
        "mondo_omim": "2026-08-04",
        "mondo_orphanet": "2026-08-04",
        "hgnc": "2024-10-01",
        "clingen": "2025-10-09",
        "mim2gene_medgen": "undated",
        "clinvar": "2025-06-01",
    }
    for name, release in expected.items():
        assert download(online, full_server, name).name == f"{name}-{release}"


def test_the_published_checksum_is_compared(online: Settings, full_server: OfficialServer) -> None:
    assert files(download(online, full_server, "clinvar")) == {"clinvar.vcf.gz"}
    other = gzip.compress((VCF + VCF.splitlines()[-1]).encode())
    (full_server.folder / "clinvar.vcf.gz").write_bytes(other)
    with pytest.raises(ChecksumError, match=r"clinvar\.vcf\.gz has another MD5"):
        download(online, full_server, "clinvar")
    assert [path.name for path in kept(online)] == ["clinvar-2025-06-01"]
    cached = kept(online)[0] / "clinvar.vcf.gz"
    assert cached.read_bytes() != other, "the sound one stays"


def test_a_checksum_that_is_none_is_refused(online: Settings, full_server: OfficialServer) -> None:
    (full_server.folder / "clinvar.vcf.gz.md5").write_text("<html>busy</html>")
    with pytest.raises(DownloadError, match=r"clinvar\.vcf\.gz\.md5 holds no checksum"):
        download(online, full_server, "clinvar")


def test_without_a_checksum_a_cut_gzip_is_found_by_reading_it(
    online: Settings, full_server: OfficialServer
) -> None:
    (full_server.folder / "clinvar.vcf.gz.md5").unlink()
    path = full_server.folder / "clinvar.vcf.gz"
    whole = path.read_bytes()
    long = gzip.compress(VCF.encode() + bytes(range(1, 250)) * 4000, mtime=0)
    path.write_bytes(long[:-200])
    with pytest.raises(DownloadError, match="cut short or damaged"):
        download(online, full_server, "clinvar")
    assert kept(online) == []
    path.write_bytes(whole)
    assert download(online, full_server, "clinvar").name == "clinvar-2025-06-01"


def archive_of(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        for name, body in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return content.getvalue()


def test_an_archive_of_records_becomes_lines(online: Settings, server: OfficialServer) -> None:
    other = {**PACKET, "ORPHAcode": "5"}
    packets = {
        "repository/json/ORPHApacket_558.json": json.dumps({"Orphapacket": PACKET}, indent=1),
        "repository/json/ORPHApacket_5.json": json.dumps(other),
        "repository/README.md": "# no record",
    }
    packed = archive_of({name: text.encode() for name, text in packets.items()})
    (server.folder / "orphapackets.jsonl").write_bytes(packed)
    lines = (download(online, server, "orphapackets") / "orphapackets.jsonl").read_text()
    assert sorted(json.loads(line)["ORPHAcode"] for line in lines.splitlines()) == ["5", "558"]


@pytest.mark.parametrize(
    "packed",
    [archive_of({"README.md": b"#"}), archive_of({"a.json": b"{"}), archive_of({"a": b"1"})[:-9]],
)
def test_an_archive_without_records_or_a_cut_one_is_refused(
    online: Settings, server: OfficialServer, packed: bytes
) -> None:
    (server.folder / "orphapackets.jsonl").write_bytes(packed)
    with pytest.raises(DownloadError, match=r"orphapackets\.jsonl gave"):
        download(online, server, "orphapackets")
    assert kept(online) == []


def test_official_addresses_are_the_newest_release_or_the_pinned_one() -> None:
    releases = "https://github.com/obophenotype/human-phenotype-ontology/releases"
    hp, hpoa = REGISTRY["hp"], REGISTRY["hpoa"]
    assert hp.location() == "https://purl.obolibrary.org/obo/hp.obo"
    assert hpoa.location() == f"{releases}/latest/download/phenotype.hpoa"
    assert hpoa.location(release="2025-01-16") == (
        f"{releases}/download/v2025-01-16/phenotype.hpoa"
    )


def test_what_is_licensed_or_nowhere_is_never_downloaded() -> None:
    kept_back = {"omim_mim2gene", "omim_titles", "omim_morbidmap", "mondo_genes"}
    assert kept_back <= REGISTRY.keys()
    assert {s.name for bundle in BUNDLES.values() for s in bundle.sources} == (
        REGISTRY.keys() - kept_back
    )
