"""The command line, run in this process on a snapshot of the small release."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from rareseek.cli import run


class Outcome(NamedTuple):
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Rareseek = Callable[..., Outcome]


@pytest.fixture
def rareseek(
    small_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Rareseek:
    """Run ``rareseek ARGS`` with a home that holds the small snapshot."""

    def call(*arguments: object, home: Path = small_home, offline: bool = True) -> Outcome:
        monkeypatch.setenv("RARESEEK_HOME", str(home))
        monkeypatch.setenv("RARESEEK_OFFLINE", str(int(offline)))
        monkeypatch.setattr(sys, "argv", ["rareseek", *map(str, arguments)])
        capsys.readouterr()
        try:
            run()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return call
