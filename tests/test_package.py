"""What is installed is what is in the repository."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: Folders that are no part of the package.
OUTSIDE = {"tests", "benchmarks", "notebooks", "docs", "build", "dist"}


def modules() -> set[str]:
    """Every module of the package as a path inside the wheel."""
    found = {
        path.relative_to(ROOT)
        for path in ROOT.rglob("*.py")
        if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
    }
    return {f"rareseek/{path}" for path in found if path.parts[0] not in OUTSIDE}


@pytest.mark.slow
def test_the_wheel_holds_every_module(tmp_path: Path) -> None:
    source = tmp_path / "source"
    ignored = shutil.ignore_patterns(".*", "build", "*.egg-info", "__pycache__")
    shutil.copytree(ROOT, source, ignore=ignored)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(tmp_path)]
    subprocess.run([*command, str(source)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("rareseek-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert modules() <= held
    assert {"rareseek/py.typed", "rareseek/retrieval/genotype/parameters.json"} <= held
    pages = [p for name in ("templates", "static") for p in (ROOT / "web" / name).iterdir()]
    assert {f"rareseek/{path.relative_to(ROOT)}" for path in pages} <= held
    assert not {name for name in held if name.startswith("rareseek/tests")}


def test_every_folder_of_modules_is_a_listed_package() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(settings["tool"]["setuptools"]["packages"])
    folders = {str(Path(module).parent).replace("/", ".") for module in modules()}
    assert folders == listed


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "{'spacy', 'llama_index', 'torch', 'ladybug', 'polars', 'sklearn'}"
    code = f"import sys, rareseek; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
