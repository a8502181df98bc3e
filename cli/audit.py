"""``rareseek audit``: what did not map, and what curators decide."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import InputError, SnapshotError
from ..settings import Settings
from .console import JsonFlag, OutputOption, message, print_json, print_table, writing

if TYPE_CHECKING:
    from ..retrieval.audit import AuditStore, Decision, QueuedMention, Status, Terms
    from ..retrieval.audit.curation import Curation

app = typer.Typer(
    help="See what did not map, decide what it means, exchange decisions as SSSOM.\n\n"
    "`rareseek annotate`, `diagnose` and `serve` keep every mention that maps to no term, or not "
    "surely, in RARESEEK_HOME/audit: its words, how often, and what it may mean; not the note. "
    "Decisions take effect on the next note and outlive every refresh. "
    "In a browser: `rareseek serve`.",
    no_args_is_help=True,
)
Mention = Annotated[str, typer.Argument(help="Number of a mention, or its text.")]
Author = Annotated[
    str | None,
    typer.Option("--author", help="Who decides: an ORCID or a name; or set RARESEEK_AUTHOR."),
]
Comment = Annotated[str | None, typer.Option("--comment", help="Why.")]
_PREDICATES = ("exact", "close", "broad", "narrow", "related")


@app.command("list")
def list_(
    status: Annotated[
        str,
        typer.Option(
            help="waiting, all, open, conflict, obsolete, resolved, rejected or proposed."
        ),
    ] = "waiting",
    search: Annotated[str, typer.Option(help="Only mentions that hold this text.")] = "",
    language: Annotated[str | None, typer.Option(help="Only this language, as en or zh.")] = None,
    min_count: Annotated[int, typer.Option(help="Found at least this often.")] = 0,
    min_score: Annotated[float, typer.Option(help="Best candidate at least this likely.")] = 0.0,
    max_score: Annotated[float, typer.Option(help="Best candidate at most this likely.")] = 1.0,
    limit: Annotated[int, typer.Option(min=1, help="Mentions to list.")] = 50,
    as_json: JsonFlag = False,
) -> None:
    """List mentions, those that are met most first."""
    from ..retrieval.audit import Filter

    wanted = Filter(
        _status(status), status == "waiting", language, min_score, max_score, min_count, search
    )
    with _opened() as (store, _):
        found, of = store.mentions(wanted, limit=limit), store.count(wanted)
        if as_json:
            print_json([record(one, store) for one in found])
            return
    print_table(
        ("mention", "text", "language", "status", "count", "notes", "score", "best candidate"),
        [
            [m.id, m.text, m.language, m.status.value, m.places, m.notes, m.score, _best(m)]
            for m in found
        ],
    )
    message(f"{len(found)} of {of} mentions")


@app.command("show")
def show(mention: Mention, as_json: JsonFlag = False) -> None:
    """Show a mention: candidates, their distance in the graph, contexts, decisions."""
    with _opened() as (store, _):
        found = store.mention(mention)
        if as_json:
            print_json(record(found, store) | {"history": store.history(found.id)})
            return
        decisions = store.decisions(found.id)
    message(
        f"{found.id}: “{found.text}” ({found.language}), {found.status.value}, "
        f"{found.places} times in {found.notes} notes"
    )
    for context in found.contexts:
        message(f"  … {context}")
    print_table(
        ("number", "id", "label", "score", "steps from the best", "steps from the decision"),
        [
            [i, c.id, c.label, c.score, c.from_best, c.from_target]
            for i, c in enumerate(found.candidates, start=1)
        ],
    )
    for one in decisions:
        message(f"decision {one.id} by {one.author}, {one.date}: {one.summary}{_reason(one)}")


@app.command("resolve")
def resolve(
    mention: Mention,
    term: Annotated[str, typer.Argument(help="Id of a term (HP, OMIM, ORPHA, HGNC) or the number "
                                        "of a candidate.")],
    predicate: Annotated[
        str,
        typer.Option(help="exact, close, broad (the term is broader), narrow or related; the last "
                     "two are kept but map nothing."),
    ] = "exact",
    comment: Comment = None,
    author: Author = None,
    as_json: JsonFlag = False,
) -> None:  # fmt: skip
    """Say what a mention means; from the next note on it is read so."""
    from ..retrieval.audit import Predicate

    if predicate not in _PREDICATES:
        raise typer.BadParameter(f"{predicate} is none of {', '.join(_PREDICATES)}")
    with _curating(author) as curation:
        found = curation.store.mention(mention)
        status = curation.accept(found, term, Predicate[predicate.upper()], comment)
        _said(curation, found, status, as_json)


@app.command("reject")
def reject(
    mention: Mention,
    term: Annotated[
        str | None,
        typer.Option(help="Say only that it does not mean this term; what it means stays open."),
    ] = None,
    comment: Comment = None,
    author: Author = None,
    as_json: JsonFlag = False,
) -> None:
    """Say that a mention names no term; it is neither mapped nor listed any more."""
    with _curating(author) as curation:
        found = curation.store.mention(mention)
        if term is None:
            status = curation.reject(found, comment)
        else:
            status = curation.deny(found, term, comment)
        _said(curation, found, status, as_json)


@app.command("propose")
def propose(
    mention: Mention,
    label: Annotated[str, typer.Option(help="Label of the new term.")],
    parent: Annotated[str | None, typer.Option(help="Id of the term above it.")] = None,
    comment: Comment = None,
    author: Author = None,
    as_json: JsonFlag = False,
) -> None:
    """Say that a mention names a term that the ontology lacks."""
    with _curating(author) as curation:
        found = curation.store.mention(mention)
        status = curation.propose(found, label, parent, comment)
        _said(curation, found, status, as_json)


@app.command("settle")
def settle(
    mention: Mention,
    decision: Annotated[int, typer.Argument(help="Number of the decision that holds.")],
    author: Author = None,
    as_json: JsonFlag = False,
) -> None:
    """End a conflict: one decision holds, those against it are withdrawn and kept."""
    with _curating(author) as curation:
        found = curation.store.mention(mention)
        _said(curation, found, curation.settle(found, decision), as_json)


@app.command("undo")
def undo(
    mention: Annotated[str | None, typer.Argument(help="A mention; by default any.")] = None,
    author: Author = None,
    as_json: JsonFlag = False,
) -> None:
    """Take back your latest decision."""
    with _curating(author) as curation:
        done = curation.undo(None if mention is None else curation.store.mention(mention))
        if done is None:
            raise InputError(f"{curation.author} has no decision that could be taken back")
        found = curation.store.mention(done[0])
        _said(curation, found, found.status, as_json)


@app.command("export")
def export(
    output: OutputOption = None,
    set_id: Annotated[
        str | None, typer.Option(help="mapping_set_id; by default a UUID of this home.")
    ] = None,
    licence: Annotated[str | None, typer.Option(help="URL of the licence of the set.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Write all valid decisions as SSSOM/TSV; conflicting ones too, side by side."""
    with _opened() as (store, _):
        decisions = store.all_decisions()
        text = store.sssom(set_id, licence)
        conflicts = store.stats()["statuses"]["conflict"]
    with writing(output) as file:
        if as_json:
            print_json([asdict(one) for one in decisions], file)
        else:
            file.write(text)
    message(f"{len(decisions)} decisions, {conflicts} mentions in conflict")


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="SSSOM/TSV files of literal mappings.")],
    as_json: JsonFlag = False,
) -> None:
    """Add others' decisions; rows that are none are kept apart with line and reason."""
    from ..retrieval.audit import sssom

    failed, results = 0, []
    with _opened() as (store, terms):
        for path in files:
            read = sssom.read(_text(path), path.name)
            done = store.import_(read.decisions, read.bad, path.name, terms)
            failed += not (done.added or done.known)
            results.append({"file": path.name} | asdict(done))
            for row in done.quarantined:
                message(f"{path}:{row.line}: {row.reason}")
            message(
                f"{path}: {done.added} decisions added, {done.known} known already, "
                f"{len(done.quarantined)} rows set aside, {done.conflicts} mentions in conflict"
            )
    if as_json:
        print_json(results)
    if failed == len(files):
        raise typer.Exit(1)


@app.command("stats")
def stats(
    quarantined: Annotated[
        bool, typer.Option("--quarantined", help="List the rows of imports that were set aside.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Count mentions by status and language, decisions by author."""
    with _opened() as (store, _):
        counts, rows = store.stats(), store.quarantined()
    if quarantined:
        columns = ("file", "line", "reason", "row")
        if as_json:
            print_json(rows)
        else:
            print_table(columns, [[row[name] for name in columns] for row in rows])
    elif as_json:
        print_json(counts)
    else:
        print_table(("what", "count"), list(_flat(counts)))


def record(mention: QueuedMention, store: AuditStore) -> dict[str, Any]:
    """A mention with its valid decisions as JSON values."""
    decisions = [asdict(one) for one in store.decisions(mention.id)]
    return asdict(mention) | {"decisions": decisions}


@contextmanager
def _opened() -> Iterator[tuple[AuditStore, Terms | None]]:
    """The store of this home, compared with the current snapshot where there is one."""
    from ..ingest import SnapshotStore
    from ..retrieval.audit import AuditStore, Terms

    settings = Settings()
    with AuditStore(settings.audit_store) as store:
        try:
            terms = Terms(SnapshotStore(settings).current())
            store.review(terms)
        except SnapshotError:
            terms = None
        yield store, terms


@contextmanager
def _curating(author: str | None) -> Iterator[Curation]:
    from ..retrieval.audit.curation import Curation

    with _opened() as (store, terms):
        if terms is None:
            raise SnapshotError("there is no snapshot to decide with; build one: rareseek ingest")
        yield Curation.by(author or Settings().author, store, terms)


def _said(curation: Curation, before: QueuedMention, status: Status, as_json: bool) -> None:
    after = curation.store.mention(before.id)
    if as_json:
        print_json(record(after, curation.store))
    summaries = "; ".join(f"{d.author}: {d.summary}" for d in curation.store.decisions(after.id))
    message(f"{after.id}: “{after.text}” is {status.value}{f' ({summaries})' if summaries else ''}")


def _status(text: str) -> Status | None:
    from ..retrieval.audit import Status

    if text in ("waiting", "all"):
        return None
    if text not in list(Status):
        raise typer.BadParameter(f"{text} is none of waiting, all, {', '.join(Status)}")
    return Status(text)


def _best(mention: QueuedMention) -> str:
    return (
        f"{mention.candidates[0].label} ({mention.candidates[0].id})" if mention.candidates else ""
    )


def _reason(decision: Decision) -> str:
    if decision.missing:
        after = f"replaced by {decision.replaced_by}" if decision.replaced_by else "no replacement"
        return f" — the snapshot lacks this term ({after})"
    return f" — {decision.comment}" if decision.comment else ""


def _flat(counts: dict[str, Any]) -> Iterator[list[Any]]:
    for name, value in counts.items():
        if isinstance(value, dict):
            yield from ([f"{name}: {key}", number] for key, number in value.items())
        else:
            yield [name, value]


def _text(path: Path) -> str:
    from ..retrieval.audit.sssom import LARGEST

    if path.stat().st_size > LARGEST:
        raise InputError(f"{path}: larger than {LARGEST / 1e6:.0f} MB; split it")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text; give an SSSOM/TSV file") from error
