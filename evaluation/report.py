"""Where figures come from, and the report that holds them together."""

from __future__ import annotations

import hashlib
import json
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from ..ingest import Snapshot
from ..ingest.manifest import file_sha256
from .leakage import LeakageAudit
from .metrics import DRAWS, SEED
from .noise import SEED as NOISE_SEED
from .noise_study import NoiseCurve
from .strata import FEW, MODERATE
from .study import ProtocolStudy
from .terms import KEY_SHARE

#: Version of the report's layout.
REPORT_FORMAT: Final = 1
REPORT_FILE: Final = "report.json"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What must be known to repeat an evaluation."""

    snapshot: str
    releases: Mapping[str, str]
    file: str
    sha256: str
    ranker: str | None
    command: str

    @classmethod
    def of(cls, snapshot: Snapshot, path: Path, ranker: str | None = None) -> Provenance:
        """Of the command that runs, on ``snapshot`` and the case file or folder ``path``."""
        releases = {one.source: one.version for one in snapshot.manifest.sources}
        command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])
        return cls(snapshot.id, releases, path.name, sha256_of(path), ranker, command)

    def to_json(self) -> dict[str, Any]:
        """All of it, with the versions and seeds of this program."""
        return {
            "format": REPORT_FORMAT,
            "rareseek": version("rareseek"),
            "snapshot": self.snapshot,
            "releases": dict(self.releases),
            "cases_file": self.file,
            "cases_sha256": self.sha256,
            "ranker": self.ranker or "default",
            "command": self.command,
            "seeds": {"bootstrap": SEED, "noise": NOISE_SEED},
            "bootstrap_draws": DRAWS,
            "key_phenotypes": {
                "shown_by_at_most": KEY_SHARE,
                "few": f"0 to {FEW}",
                "moderate": f"{FEW + 1} to {MODERATE}",
                "rich": f"{MODERATE + 1} or more",
            },
        }


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """Studies of one set of cases; ``peers`` are other systems on the same cases."""

    provenance: Provenance
    studies: Sequence[ProtocolStudy]
    peers: Sequence[ProtocolStudy] = ()
    noise: Sequence[NoiseCurve] = ()
    leakage: LeakageAudit | None = None
    unreadable: int = 0

    def to_json(self) -> dict[str, Any]:
        """Everything that was measured."""
        return self.provenance.to_json() | {
            "unreadable": self.unreadable,
            "protocols": [study.to_json() for study in self.studies],
            "peers": [study.to_json() for study in self.peers],
            "noise": [curve.to_json() for curve in self.noise],
            "leakage": self.leakage.to_json() if self.leakage else None,
        }

    def save(self, folder: Path) -> Path:
        """Write the report as JSON into ``folder``, which is made if need be; its path."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / REPORT_FILE
        text = json.dumps(self.to_json(), ensure_ascii=False, indent=2)
        path.write_text(text + "\n", encoding="utf-8")
        return path


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, or of the names and contents of the files of a folder."""
    if not path.is_dir():
        return file_sha256(path)
    digest = hashlib.sha256()
    for file in sorted(one for one in path.rglob("*") if one.is_file()):
        digest.update(f"{file.relative_to(path).as_posix()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
