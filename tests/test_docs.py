"""The blocks of the documentation that say they are tested run, on the small release.

``<!-- tested -->`` stands before a fenced block of ``sh`` or ``python``. Blocks of one page share a
folder, the Python ones their variables too. ``<!-- shows -->`` stands before a block of ``text``:
each of its lines is in what the last block printed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .official_server import VCF, write_clinvar

DOCS = Path(__file__).resolve().parent.parent / "docs"
BLOCK = re.compile(r"<!-- (tested|shows) -->\n```(\w+)\n(.*?)\n```", re.DOTALL)
PAGES = ["app-developers.md", "clinicians.md", "curators.md", "data-engineers.md"]


def blocks(page: str) -> list[tuple[str, str, str]]:
    text = (DOCS / page).read_text(encoding="utf-8")
    found = [found.groups() for found in BLOCK.finditer(text)]
    assert len(found) == len(re.findall("<!-- (?:tested|shows) -->", text))
    return [(mark, language, code) for mark, language, code in found]


def shell(code: str, folder: Path) -> str:
    command = ["bash", "-euo", "pipefail", "-c", code]
    done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def home(small_home: Path, small_release: Path, tmp_path: Path) -> Path:
    """A home of the page's own with the small snapshot, beside the files it was built from."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copytree(small_home / "snapshots", home / "snapshots")
    shutil.copytree(small_release, tmp_path / "official")
    write_clinvar(tmp_path / "official", VCF)
    return home


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_the_page_does_what_it_says(
    page: str,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("RARESEEK_HOME", str(home))
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    monkeypatch.chdir(tmp_path)
    variables: dict[str, Any] = {"__name__": "__main__"}
    printed, run = "", 0
    for mark, language, code in blocks(page):
        if mark == "shows":
            for line in filter(None, map(str.strip, code.splitlines())):
                assert line in printed, f"{page}: {line!r} is not in:\n{printed}"
        elif language == "sh":
            printed, run = shell(code, tmp_path), run + 1
        else:
            exec(compile(code, page, "exec"), variables)
            printed, run = capsys.readouterr().out, run + 1
    assert run >= 4, page
