"""The card of an adapter: what it was trained on, how, and what was measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from ...ingest.manifest import file_sha256
from ..inference.prompt import LATEST
from ..records import Stage
from .settings import TrainingSettings

#: File with everything a program may want to know of an adapter.
RECORD: Final = "training.json"


def write_card(
    adapter: Path,
    weights: Path,
    corpus: Path,
    stage: Stage,
    settings: TrainingSettings,
    metrics: dict[str, Any],
    start: Path | None,
) -> None:
    """Write ``training.json`` and ``README.md`` into the adapter's folder."""
    manifest = corpus / "manifest.json"
    record = {
        "stage": stage.value,
        "base_model": weights.name,
        "started_from": None if start is None else start.name,
        "template": LATEST,
        "settings": settings.record(),
        "corpus": json.loads(manifest.read_text("utf-8")) if manifest.is_file() else {},
        "data_sha256": {
            name: file_sha256(corpus / name) for name in ("train.jsonl", "validation.jsonl")
        },
        "metrics": metrics,
    }
    (adapter / RECORD).write_text(json.dumps(record, indent=2) + "\n", "utf-8")
    (adapter / "README.md").write_text(_card(record), "utf-8")


def _card(record: dict[str, Any]) -> str:
    settings, metrics = record["settings"], record["metrics"]
    before, after = metrics["validation_loss_before"], metrics["validation_loss_after"]
    lines = [
        f"# Rareseek adapter, stage {record['stage']}",
        "",
        f"LoRA adapter (r={settings['rank']}, alpha={settings['alpha']}) of {record['base_model']}",
        f"for grounded differential diagnosis; prompt template {record['template']}.",
        "It supports clinicians over the graph's evidence; it is no medical device.",
        "",
        f"- snapshot: {record['corpus'].get('snapshot', 'unknown')}",
        f"- training data (SHA-256): {record['data_sha256']['train.jsonl']}",
        f"- steps: {metrics['steps']}, training loss {metrics['train_loss']}",
        f"- validation loss: {before} before, {after} after",
        "",
        f"Everything else is in {RECORD}.",
    ]
    return "\n".join(lines) + "\n"
