"""The ``rareseek`` command: one module per command, assembled here."""

from __future__ import annotations

import os
import sys

import typer

from ..errors import RareseekError
from . import (
    annotate,
    ask,
    audit,
    diagnose,
    diff,
    doctor,
    evaluate,
    ingest,
    load,
    mcp,
    query,
    rank,
    serve,
    snapshots,
    train,
)
from .console import message

app = typer.Typer(
    name="rareseek",
    help="From a clinical note to a ranked, cited differential of rare diseases.\n\n"
    "Rareseek supports clinicians; it is no medical device. RARESEEK_HOME says where its data is.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("ingest")(ingest.ingest)
app.command("diagnose")(diagnose.diagnose)
app.command("rank")(rank.rank)
app.command("annotate")(annotate.annotate)
app.command("query")(query.query)
app.command("mcp")(mcp.mcp)
app.command("ask")(ask.ask)
app.command("diff")(diff.diff)
app.command("doctor")(doctor.doctor)
app.command("serve")(serve.serve)
app.add_typer(audit.app, name="audit")
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(load.app, name="load")
app.add_typer(snapshots.app, name="snapshots")
app.add_typer(train.app, name="train")


def run() -> None:
    """Run the command line: exit code 0 ok, 1 refused input, 2 usage."""
    try:
        app()
    except RareseekError as error:
        message(f"rareseek: {error}")
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        message(f"rareseek: {where}{error.strerror or error}")
        sys.exit(1)
