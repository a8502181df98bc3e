"""``rareseek ask``: questions in words, answered from the graph or asked back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import InputError, QueryFailed
from .console import (
    AsOfOption,
    JsonFlag,
    OutputOption,
    SnapshotOption,
    message,
    out,
    print_json,
    print_table,
    writing,
)

if TYPE_CHECKING:
    from ..retrieval import KnowledgeGraph
    from ..retrieval.asking import Reply

#: Rows of evidence that a person is shown; programs get all.
_SHOWN_ROWS = 40
_SHOWN_IDS = 25
#: Columns of evidence that a person is not shown.
_LEFT_OUT = frozenset({"file", "fraction", "evidence", "ensembl_id", "inverse", "biocuration"})


def ask(
    question: Annotated[
        str | None,
        typer.Argument(help='For example: "which genes cause Usher syndrome type 1?"'),
    ] = None,
    batch: Annotated[
        Path | None, typer.Option(help='JSON lines of {"id", "question"}; one answer a line.')
    ] = None,
    output: OutputOption = None,
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Answer a question in words about diseases, phenotypes, genes and variants.

    Each statement comes with its source. A question that is not clear is asked back: with the
    reason and with what it may have meant. Nothing is guessed.
    """
    from ..retrieval import KnowledgeGraph

    if (question is None) == (batch is None):
        raise typer.BadParameter("give either a question or --batch FILE")
    with KnowledgeGraph.open(snapshot, as_of=as_of) as graph:
        if batch is not None:
            with writing(output) as file:
                for record in _records(batch, graph):
                    file.write(json.dumps(record, ensure_ascii=False) + "\n")
            return
        reply = graph.ask(question or "")
        if as_json or output is not None:
            with writing(output) as file:
                print_json(reply.record("1"), file)
        else:
            _show(reply, graph)


def _records(path: Path, graph: KnowledgeGraph) -> Iterator[dict[str, Any]]:
    """Answers line by line; a line that cannot be answered gets {"id", "error"}."""
    for number, line in _lines(path):
        name = str(number)
        try:
            name, question = _parsed(line, f"{path}:{number}", name)
            yield graph.ask(question).record(name)
        except (InputError, QueryFailed) as error:
            message(f"refused: {error}")
            yield {"id": name, "error": str(error)}


def _parsed(line: str, where: str, number: str) -> tuple[str, str]:
    """Id and question of a line; without an id, the line's number."""
    try:
        given = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not valid JSON ({error.msg})") from error
    if not isinstance(given, dict) or not isinstance(given.get("question"), str):
        raise InputError(f'{where}: no "question"; give {{"id", "question"}}')
    return str(given.get("id", number)), given["question"]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from ((n, line) for n, line in enumerate(file, start=1) if line.strip())
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text; give JSON lines in UTF-8") from error


def _show(reply: Reply, graph: KnowledgeGraph) -> None:
    if reply.unsure:
        message(reply.reason or "")
        rows = [[each.id, each.label, each.intent] for each in reply.alternatives]
        if rows:
            message("Perhaps you mean:")
            print_table(("id", "name or example", "intent"), rows)
        return
    message(f"{reply.intent}, confidence {reply.confidence:.2f}, snapshot {reply.snapshot}")
    for line in _summary(reply, graph):
        out().print(line, markup=False, soft_wrap=True)
    _show_rows(reply)


def _summary(reply: Reply, graph: KnowledgeGraph) -> Iterator[str]:
    """The answer itself, in a line or two."""
    ids = reply.answer_ids
    if reply.answer_values:
        yield "; ".join(map(str, reply.answer_values))
    if ids:
        named = [f"{each} {graph.asker.label(each) or ''}".strip() for each in ids[:_SHOWN_IDS]]
        more = f"; and {len(ids) - _SHOWN_IDS} more" if len(ids) > _SHOWN_IDS else ""
        yield f"{len(ids)} found: {'; '.join(named)}{more}"
    if not ids and not reply.answer_values:
        yield "No source of the graph says anything of this."


def _show_rows(reply: Reply) -> None:
    rows = reply.rows[:_SHOWN_ROWS]
    if not rows:
        return
    said = dict.fromkeys(key for row in rows for key, value in row.items() if value is not None)
    shown = [name for name in said if name not in _LEFT_OUT]
    print_table(shown, [[row.get(name) for name in shown] for row in rows])
    if len(reply.rows) > _SHOWN_ROWS:
        message(f"{len(reply.rows) - _SHOWN_ROWS} more rows; --json gives all")
