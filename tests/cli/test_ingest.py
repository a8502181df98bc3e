"""`rareseek ingest` from a server: options, and what it says while it downloads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rareseek.cli.progress import BuildProgress

from ..official_server import VCF, OfficialServer, write_clinvar
from .conftest import Rareseek


def versions(manifest: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {one["source"]: (one["version"], one["origin"]) for one in manifest["sources"]}


def test_mirror_refresh_and_pin(
    rareseek: Rareseek, full_server: OfficialServer, tmp_path: Path
) -> None:
    def ingest(*options: str) -> dict[str, Any]:
        done = rareseek(
            *("ingest", "--json", "--mirror", full_server.url, *options),
            home=tmp_path / "home",
            offline=False,
        )
        assert done.code == 0, done.err
        manifest: dict[str, Any] = json.loads(done.out)
        return manifest

    first = ingest()
    assert versions(first)["clinvar"] == ("2025-06-01", "download")
    write_clinvar(full_server.folder, VCF.replace("2025-06-01", "2025-07-01"))
    assert not ingest()["new"], "what the cache has is not asked for"
    refreshed = ingest("--refresh")
    assert refreshed["new"]
    assert versions(refreshed)["clinvar"] == ("2025-07-01", "download")
    assert versions(refreshed)["hpoa"] == ("2025-01-16", "cache")
    pinned = ingest("--pin", "clinvar=2025-06-01")
    assert (pinned["new"], pinned["id"]) == (False, first["id"])


def test_without_variants_clinvar_is_not_downloaded(
    rareseek: Rareseek, full_server: OfficialServer, tmp_path: Path
) -> None:
    options = ("--mirror", full_server.url, "--variants", "none")
    done = rareseek("ingest", *options, home=tmp_path / "home", offline=False)
    assert done.code == 0
    assert "hgnc_complete_set.txt" in full_server.asked
    assert not any(name.startswith("clinvar") for name in full_server.asked)
    assert "rareseek ingest: download hp.obo, 0.0 of 0.0 MB" in done.err


def test_a_wrong_checksum_is_one_sentence_and_the_others_are_built(
    rareseek: Rareseek, full_server: OfficialServer, tmp_path: Path
) -> None:
    (full_server.folder / "clinvar.vcf.gz.md5").write_text(f"{'0' * 32}  clinvar.vcf.gz\n")
    options = ("--mirror", full_server.url)
    done = rareseek("ingest", *options, home=tmp_path / "home", offline=False)
    assert done.code == 0
    assert (
        f"{full_server.url}/clinvar.vcf.gz has another MD5 than its provider states; the file is "
        "not kept; going on without clinvar\n"
    ) in done.err
    assert not list((tmp_path / "home" / "downloads").glob("clinvar*"))


@pytest.mark.parametrize(
    ("options", "offline", "reason"),
    [
        (("--refresh", "--offline"), False, "--refresh downloads, --offline does not"),
        (("--refresh",), True, "--refresh downloads, --offline does not"),
        (("--mirror", "https://x", "--source-dir", "."), False, "--source-dir does not"),
        (("--mirror", "ftp://x"), False, "an address that begins with https://"),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    rareseek: Rareseek, tmp_path: Path, options: tuple[str, ...], offline: bool, reason: str
) -> None:
    done = rareseek("ingest", *options, home=tmp_path, offline=offline)
    assert done.code == 2
    assert reason in " ".join(done.err.replace("│", " ").split())
    assert list(tmp_path.iterdir()) == []


def test_piped_the_bytes_of_a_file_are_lines_of_tenths(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with BuildProgress() as progress:
        came = progress.transfer("clinvar.vcf.gz", 180_000_000, 90_000_000)
        for _ in range(90):
            came(1_000_000)
    said = capsys.readouterr().err.splitlines()
    amounts = (90, 108, 126, 144, 162, 180)
    assert said == [
        f"rareseek ingest: download clinvar.vcf.gz, {amount}.0 of 180.0 MB" for amount in amounts
    ]


def test_on_a_terminal_the_bytes_of_a_file_are_a_bar(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with BuildProgress() as progress:
        progress.stage("download", 2)
        progress.transfer("clinvar.vcf.gz", 180_000_000, 0)(90_000_000)
        progress.advance()
    said = capsys.readouterr().err
    assert "clinvar.vcf.gz" in said
    assert "90.0/180.0 MB" in said
    assert "1/2" in said
