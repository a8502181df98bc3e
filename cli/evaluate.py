"""``rareseek evaluate``: measure Rareseek on cases with a known answer."""

from __future__ import annotations

import typer

from . import evaluate_diagnosis, evaluate_ranking
from .evaluate_annotation import annotation

app = typer.Typer(help="Measure Rareseek on cases with a known answer.", no_args_is_help=True)
app.command("annotation")(annotation)
app.command("ranking")(evaluate_ranking.ranking)
app.command("diagnosis")(evaluate_diagnosis.diagnosis)
