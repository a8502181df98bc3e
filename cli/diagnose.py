"""``rareseek diagnose``: a note, a phenopacket or a batch to a differential with its evidence."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import CaseError, InputError, RareseekError
from .auditing import AuditFlag, KeepContext, say_unrecorded
from .cases import ExcludeOwn, ExcludeSole, NoGenotype, exclusion_of
from .console import (
    AsOfOption,
    JsonFlag,
    OutputOption,
    RankerName,
    RankerOption,
    SnapshotOption,
    Store,
    StoreOption,
    message,
    out,
    print_json,
    writing,
)
from .documents import read_documents
from .progress import track
from .variants import AllCallsOption, SampleOption, VcfOption, read_calls

if TYPE_CHECKING:
    from ..model.inference import GroundedAnswer, GroundedDiagnoser
    from ..retrieval import Differential, KnowledgeGraph
    from ..retrieval.cases import Case
    from ..retrieval.ranking.ranker import RankerName as Name
    from ..retrieval.ranking.ranker import SourceExclusion
    from ..retrieval.variant_calls import VariantCall


def diagnose(
    note: Annotated[
        Path,
        typer.Argument(
            help='A text file, - for standard input, a phenopacket (.json), or .jsonl of {"id", '
            '"text"}, cases or phenopackets.'
        ),
    ],
    output: OutputOption = None,
    vcf: VcfOption = None,
    sample: SampleOption = None,
    all_calls: AllCallsOption = False,
    top: Annotated[int, typer.Option(min=1, help="Diagnoses to list.")] = 10,
    exclude_own_source: ExcludeOwn = False,
    exclude_sole_source: ExcludeSole = False,
    no_genotype: NoGenotype = False,
    ranker: RankerOption = RankerName.LEARNED,
    llm: Annotated[
        str | None,
        typer.Option(
            help="Let a model reason over the evidence: small, a folder of weights (either with "
            "+ADAPTER), or http://HOST:PORT/v1#MODEL, where the note then goes."
        ),
    ] = None,
    evidence_on: Annotated[
        int, typer.Option(min=1, help="With --llm: diseases whose evidence the model is given.")
    ] = 5,
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = Store.LADYBUG,
    audit: AuditFlag = True,
    keep_context: KeepContext = False,
    as_json: JsonFlag = False,
) -> None:
    """Rank the rare diseases that explain a note, with the graph's evidence for and against each.

    In a batch (.jsonl) every line gets an answer; one that cannot be read gets {"id", "error"}.
    The note is read on this machine only, and never logged; only --llm with an address sends it,
    to that address.
    """
    from ..retrieval import KnowledgeGraph, answer
    from ..retrieval.ranking import ranker as ranking

    exclusion = exclusion_of(exclude_own_source, exclude_sole_source)
    how = _How(top, exclusion, ranking.RankerName(ranker.value), genotypes=not no_genotype)
    with KnowledgeGraph.open(
        snapshot, as_of=as_of, store=store.value, audit=audit, keep_context=keep_context
    ) as graph:
        requests = _requests(note, graph.settings.max_note_bytes)
        diagnoser = _diagnoser(graph, llm, evidence_on)
        if note.suffix in {".jsonl", ".gz"} or output is not None:
            if vcf is not None:
                raise InputError("--vcf is of one patient; give one note and no -o with it")
            _batch(requests, graph, output, how, diagnoser)
            return
        request = next(requests)
        calls = read_calls(graph, vcf, sample, passing=not all_calls) if vcf else ()
        found = request.answer(graph, how, calls)
        say_unrecorded(graph)
        reasoned = None if diagnoser is None else _reasoned(diagnoser, found, request)
        if as_json:
            print_json(_record(answer(found, request.id), reasoned))
            return
        from .reasoning import render_reasoning
        from .render import render

        render(found, out())
        if reasoned is not None:
            render_reasoning(reasoned, out())


def _diagnoser(graph: KnowledgeGraph, llm: str | None, top: int) -> GroundedDiagnoser | None:
    if llm is None:
        return None
    from ..model.inference import GroundedDiagnoser, open_model

    key = os.environ.get("OPENAI_API_KEY")
    model = open_model(llm, home=graph.settings.home, key=key)
    return GroundedDiagnoser(graph, model, evidence_on=top)


def _reasoned(
    diagnoser: GroundedDiagnoser, found: Differential, request: _Request
) -> GroundedAnswer:
    """What the model says over the evidence on the first candidates."""
    note = request.content if isinstance(request.content, str) else None
    return diagnoser.over_differential(found, note)


def _record(record: dict[str, Any], reasoned: GroundedAnswer | None) -> dict[str, Any]:
    if reasoned is None:
        return record
    from ..model.inference.record import with_reasoning

    return with_reasoning(record, reasoned)


@dataclass(frozen=True, slots=True)
class _How:
    """How every patient of the command is diagnosed."""

    top: int
    exclusion: SourceExclusion
    ranker: Name
    genotypes: bool


@dataclass(frozen=True, slots=True)
class _Request:
    """One patient to diagnose: the note, the case, or the error that reading it gave."""

    id: str
    content: str | Case | RareseekError
    articles: tuple[str, ...] = ()

    def answer(
        self, graph: KnowledgeGraph, how: _How, calls: tuple[VariantCall, ...] = ()
    ) -> Differential:
        from ..retrieval.patient import PatientFacts

        if isinstance(self.content, RareseekError):
            raise self.content
        if isinstance(self.content, str):
            findings = replace(graph.findings(self.content), calls=calls)
            genotype = None
        else:
            if calls:
                raise InputError("--vcf goes with a note; a case file holds its own variants")
            findings = graph.findings_of_ids(self.content.phenotypes, self.content.excluded)
            known = self.content.patient
            facts = PatientFacts(known.age_years, known.sex, known.onset_years)
            findings = replace(findings, patient=facts)
            genotype = graph.genotype_of(self.content) if how.genotypes else None
        return graph.diagnose(
            findings,
            top=how.top,
            own_articles=self.articles,
            exclusion=how.exclusion,
            ranker=how.ranker,
            genotype=genotype,
            weigh_genotype=how.genotypes,
        )


def _batch(
    requests: Iterator[_Request],
    graph: KnowledgeGraph,
    output: Path | None,
    how: _How,
    diagnoser: GroundedDiagnoser | None,
) -> None:
    from ..retrieval import answer

    answered = failed = 0
    with writing(output) as file:
        for request in track(requests, "diagnosing"):
            try:
                found = request.answer(graph, how)
                reasoned = None if diagnoser is None else _reasoned(diagnoser, found, request)
                record = _record(answer(found, request.id), reasoned)
                answered += 1
            except RareseekError as error:
                record = {"id": request.id, "error": str(error)}
                failed += 1
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    say_unrecorded(graph)
    message(f"snapshot {graph.id}: {answered} notes answered, {failed} refused")
    if not answered:
        raise typer.Exit(1)


def _requests(path: Path, max_bytes: int) -> Iterator[_Request]:
    if path.suffix in {".json", ".gz"} or path.is_dir():
        yield from _case_requests(path)
    elif path.suffix == ".jsonl":
        yield from _line_requests(path, max_bytes)
    else:
        for name, content in read_documents(path, max_bytes=max_bytes):
            yield _Request(name, content)


def _case_requests(path: Path) -> Iterator[_Request]:
    from ..retrieval.cases import read_cases

    for case in read_cases(path):
        if isinstance(case, CaseError):
            yield _Request(case.case_id or path.name, case)
        else:
            yield _Request(case.id, case, case.articles)


def _line_requests(path: Path, max_bytes: int) -> Iterator[_Request]:
    from ..retrieval.cases import article, parse_case
    from ..retrieval.notes import check_note

    for number, record in enumerate(_json_lines(path)):
        where = f"{path.name}:{number + 1}"
        try:
            if isinstance(record, RareseekError):
                raise record
            if isinstance(record, dict) and isinstance(record.get("text"), str):
                name = str(record.get("id", record.get("doc_id", where)))
                pmid = record.get("pmid")
                articles = () if pmid is None else (article(str(pmid)),)
                where = name
                yield _Request(
                    name, check_note(record["text"], name, max_bytes=max_bytes), articles
                )
            else:
                case = parse_case(record, number)
                yield _Request(case.id, case, case.articles)
        except RareseekError as error:
            yield _Request(where, error)


def _json_lines(path: Path) -> Iterator[Any]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for line in filter(str.strip, file):
                try:
                    yield json.loads(line)
                except json.JSONDecodeError as error:
                    yield InputError(f"not valid JSON ({error.msg})")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text; give JSON lines in UTF-8") from error
