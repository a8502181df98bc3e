"""The report of a build: what its sources gave, what was set aside, and where they disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .snapshot import Snapshot

#: What each kind of conflict means, and what the build does about it.
KINDS: Final = {
    "mondo_exact_to_several": "A Mondo term is exact to several records of one database; they are "
    "joined as close, not as exact.",
    "several_mondo_ids": "Several Mondo terms call one record exact; it gets none of them as its "
    "`mondo_id`.",
    "relation_differs": "Two sources relate two records differently (Mondo and Orphanet: both "
    "relations are kept, and the records are not pooled).",
    "moved_id": "A mapping names an id that was replaced; the current one is taken.",
    "synonym_is_label": "A synonym of one Mondo term is the name of another; it is not taken.",
    "alias_is_symbol": "A gene's alias or previous symbol is another gene's symbol; it names the "
    "other gene only.",
    "alias_of_several_genes": "A name belongs to several genes; it names none of them.",
    "code_without_packet": "An ORPHA code is used and not described; it is kept by name.",
    "name_differs": "Two files of Orphanet name a disorder differently; the newer is taken.",
    "type_differs": "Two files of Orphanet give a disorder different types; the newer is taken.",
    "association_differs": "Two files of Orphanet type a gene differently; the newer is taken.",
    "frequency_differs": "Two files of Orphanet give a frequency differently; the newer is taken.",
    "prevalence_differs": "Two files of Orphanet differ on prevalence; product 9 is taken.",
    "onset_differs": "Two files of Orphanet give an onset differently; the newer is taken.",
    "inheritance_differs": "Two files of Orphanet differ on inheritance; the newer is taken.",
    "presence_differs": "HPOA and Orphanet disagree whether a phenotype is present; HPOA is taken.",
}
_IDENTIFIER: Final = r"[A-Za-z]+:[\w.]*\d[\w.:]*|'[^']*'|\d+"


def report(snapshot: Snapshot) -> str:
    """The report in Markdown; every conflict is in it, quarantined rows by reason."""
    conflicts = snapshot.table("conflicts")
    kinds = conflicts["kind"].value_counts(sort=True).rows()
    return "\n".join(
        [
            f"# Build report of snapshot {snapshot.id}",
            "",
            "## Sources",
            *_table(
                ("source", "version", "rows", "kept", "left out", "quarantined"),
                [
                    (one.source, one.version, one.rows, one.kept, one.left_out, one.quarantined)
                    for one in snapshot.manifest.sources
                ],
            ),
            "## Tables",
            *_table(("table", "rows"), [(one.name, one.rows) for one in snapshot.manifest.tables]),
            "## Quarantined rows",
            *_table(("source", "rows", "reason", "first line"), _reasons(snapshot)),
            f"Every row: `{snapshot.tables_path.name}/quarantine.parquet` of the snapshot.",
            "",
            "## Conflicts",
            *_table(("kind", "number"), kinds),
            *(line for kind, _ in kinds for line in _conflicts(conflicts, kind)),
        ]
    )


def _reasons(snapshot: Snapshot) -> list[tuple[object, ...]]:
    """Reasons with their ids and numbers left out, the most frequent first."""
    rows = snapshot.table("quarantine").with_columns(
        reason=pl.col("reason").str.replace_all(_IDENTIFIER, "…")
    )
    counted = rows.group_by("source", "reason", maintain_order=True).agg(
        rows=pl.len(), line=pl.col("line").first()
    )
    ordered = counted.sort("source", "rows", descending=[False, True], maintain_order=True)
    return ordered.select("source", "rows", "reason", "line").rows()


def _conflicts(conflicts: pl.DataFrame, kind: str) -> list[str]:
    rows = conflicts.filter(pl.col("kind") == kind)
    columns = ("subject", "object", "detail", "source")
    return [
        f"### {kind}",
        "",
        KINDS.get(kind, ""),
        "",
        *_table(columns, rows.select(columns).rows()),
    ]


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = [columns, ["---"] * len(columns), *rows]
    return [*(f"| {' | '.join(map(_cell, line))} |" for line in lines), ""]


def _cell(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
