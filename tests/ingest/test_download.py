"""Downloads: whole and checked, or not at all."""

from __future__ import annotations

import hashlib
import socket
import time
from pathlib import Path

import pytest

from rareseek.errors import BuildError, DownloadError
from rareseek.ingest import REGISTRY
from rareseek.ingest.download import ConnectionFailedError, download_release, fetch
from rareseek.settings import Settings

from .conftest import Answer, OfficialServer, send


@pytest.fixture
def online(settings: Settings) -> Settings:
    return settings.model_copy(
        update={"offline": False, "connect_timeout": 1.0, "read_timeout": 0.5}
    )


def kept(settings: Settings) -> list[Path]:
    """What the cache offers; parts of cut downloads are kept aside."""
    return [path for path in settings.downloads.iterdir() if path.name != ".parts"]


def test_fetched_file_is_the_served_file(
    online: Settings, server: OfficialServer, tmp_path: Path
) -> None:
    path = fetch(f"{server.url}/hp.obo", tmp_path, online, filename="hp.obo")
    assert path.read_bytes() == (server.folder / "hp.obo").read_bytes()


def test_hash_is_checked_and_a_wrong_file_not_kept(
    online: Settings, server: OfficialServer, tmp_path: Path
) -> None:
    url = f"{server.url}/hp.obo"
    right = hashlib.sha256((server.folder / "hp.obo").read_bytes()).hexdigest()
    with pytest.raises(DownloadError, match="hash") as failure:
        fetch(url, tmp_path / "files", online, filename="hp.obo", sha256="0" * 64)
    assert failure.value.url == url
    assert list((tmp_path / "files").iterdir()) == []
    assert fetch(url, tmp_path / "files", online, filename="hp.obo", sha256=right).is_file()


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
        download_release(online, pins={}, mirror=server.url)
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
        download_release(online, pins={}, mirror=server.url)
    assert kept(online) == []


def test_optional_file_that_is_missing_is_left_out(
    online: Settings, server: OfficialServer
) -> None:
    server.answers["genes_to_disease.txt"] = lambda request: request.send_error(404)
    folder = download_release(online, pins={}, mirror=server.url)
    assert folder.name == "hpo-2025-01-16"
    assert {path.name for path in folder.iterdir()} == {
        "hp.obo",
        "phenotype.hpoa",
        "genes_to_phenotype.txt",
    }


def test_after_a_failed_connection_no_other_file_is_tried(
    online: Settings, server: OfficialServer
) -> None:
    server.answers["genes_to_disease.txt"] = lambda _: time.sleep(1)
    folder = download_release(online, pins={}, mirror=server.url)
    assert server.asked == ["hp.obo", "phenotype.hpoa", "genes_to_disease.txt"]
    assert {path.name for path in folder.iterdir()} == {"hp.obo", "phenotype.hpoa"}


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
    first = download_release(online, pins={}, mirror=server.url)
    (first / "hp.obo").write_text("damaged")
    second = download_release(online, pins={}, mirror=server.url)
    assert second == first
    assert (second / "hp.obo").read_bytes() == (server.folder / "hp.obo").read_bytes()
    assert kept(online) == [second]


def test_cache_that_cannot_be_written_is_one_sentence(
    online: Settings, server: OfficialServer, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    blocked = online.model_copy(update={"home": tmp_path / "file"})
    with pytest.raises(BuildError, match=r"^cannot write to .*: Not a directory$"):
        download_release(blocked, pins={}, mirror=server.url)


def test_official_addresses_are_the_newest_release_or_the_pinned_one() -> None:
    releases = "https://github.com/obophenotype/human-phenotype-ontology/releases"
    hp, hpoa = REGISTRY["hp"], REGISTRY["hpoa"]
    assert hp.location() == "https://purl.obolibrary.org/obo/hp.obo"
    assert hpoa.location() == f"{releases}/latest/download/phenotype.hpoa"
    assert hpoa.location(release="2025-01-16") == (
        f"{releases}/download/v2025-01-16/phenotype.hpoa"
    )
