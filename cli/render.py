"""A differential as a clinician reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from ..retrieval.differential import Diagnosis, Differential
from ..retrieval.entities.mentions import DiseaseMention, GeneMention, VariantMention
from ..retrieval.evidence import Evidence, Status
from ..retrieval.passages import describe, gene_texts
from ..retrieval.patient import said_of
from ..retrieval.statements import HALLMARKS_SHOWN
from ..retrieval.variant_calls import VariantCall

_MARKS = {
    Status.MATCHED: ("+", "green"),
    Status.RELATED: ("~", "yellow"),
    Status.CONFLICTING: ("!", "red"),
    Status.UNEXPLAINED: ("-", "dim"),
    Status.ABSENT_AS_EXPECTED: ("+", "green"),
    Status.MISSING: ("?", "cyan"),
}
#: Genes of a diagnosis whose variants are told.
_GENES_TOLD = 2
_LEGEND = (
    "+ the disease shows it   ~ it shows something similar   - it does not explain it   "
    "! they disagree   ? expected, not in the note"
)
_NONE_STANDS_OUT = (
    "No rare disease stands out: with a probability of {absence:.0%} the patient's disease is "
    "none of those in the graph."
)
_DISCLAIMER = "Rareseek supports clinicians; it is no medical device and makes no diagnosis."
#: Lines of evidence for the first diagnoses, and for the others.
_SPEAKS_FOR = 3
_LINES, _LEADING, _LINES_BELOW = 10, 3, 4


def render(differential: Differential, console: Console) -> None:
    """Print findings, then the ranked diagnoses with their strongest evidence."""
    _findings(differential, console)
    if not differential.diagnoses:
        console.print(
            "Nothing in the note maps to a phenotype of the graph, so no disease can be ranked. "
            "Describe findings in words, or give HPO ids."
        )
    else:
        console.print(Text(f"\nDifferential ({_LEGEND})", "bold"))
    if not differential.stands_out:
        console.print(_NONE_STANDS_OUT.format(absence=differential.absence))
    for diagnosis in differential.diagnoses:
        _diagnosis(diagnosis, differential, console)
    _worth_looking_for(differential, console)
    console.print(Text(f"\nsnapshot {differential.snapshot}. {_DISCLAIMER}", "dim"))


def _worth_looking_for(differential: Differential, console: Console) -> None:
    if differential.next_findings:
        console.print(Text("\nWorth looking for, to tell the first candidates apart", "bold"))
    for finding in differential.next_findings:
        speaks_for = " ".join(finding.speaks_for[:_SPEAKS_FOR])
        line = f"{escape(finding.name)} ({finding.phenotype})  speaks for {speaks_for}"
        console.print(Padding(line, (0, 0, 0, 4), expand=False))


def _findings(differential: Differential, console: Console) -> None:
    findings, labels = differential.findings, differential.labels
    console.print(Text("Findings", "bold"))
    _line(console, "patient", said_of(findings.patient))
    _line(console, "present", (f"{labels[t]} ({t})" for t in findings.present))
    _line(console, "absent", (f"{labels[t]} ({t})" for t in findings.excluded))
    for heading, named in (
        ("diseases", findings.diseases),
        ("genes", findings.genes),
        ("variants", findings.variants),
    ):
        _line(console, heading, map(_named, named))
    _line(console, "VCF", _calls(findings.calls))
    _line(console, "unmapped", (f"“{place.text}”" for place in findings.unmapped))


def _named(mention: DiseaseMention | GeneMention | VariantMention) -> str:
    """A name with its id, what the note says of it and, for a variant, what is known of it."""
    known: list[str | None] = [mention.id]
    if isinstance(mention, VariantMention):
        call = mention.call
        known += [call.protein, call.consequence, call.zygosity, call.inheritance]
    known += [mention.assertion if mention.assertion != "present" else None]
    told = ", ".join(each for each in known if each)
    return f"{mention.label} ({told})" if told else mention.label


def _calls(calls: Sequence[VariantCall]) -> Iterator[str]:
    if calls:
        known = [call for call in calls if call.id]
        yield f"variants read: {len(calls):,}, in the graph: {len(known):,}"
        yield from (f"{call.id} ({call.zygosity or 'zygosity unknown'})" for call in known[:_LINES])


def _line(console: Console, heading: str, items: Iterable[str]) -> None:
    text = "; ".join(dict.fromkeys(items))
    if text:
        console.print(
            Padding(f"[bold]{heading}[/bold]  {escape(text)}", (0, 0, 0, 2), expand=False)
        )


def _diagnosis(diagnosis: Diagnosis, differential: Differential, console: Console) -> None:
    disease = diagnosis.ranked
    title = Text(f"\n{disease.rank:>2}. ", "bold")
    title.append(disease.name, "bold")
    title.append(f"  {' '.join((disease.id, *disease.equivalent_ids))}", "cyan")
    title.append(f"  posterior {disease.posterior:.1%}")
    console.print(title)
    if diagnosis.genes:
        genes = ", ".join(gene_texts(diagnosis))
        console.print(Padding(f"genes  {escape(genes)}", (0, 0, 0, 4), expand=False))
    for statement in diagnosis.genotype[:_GENES_TOLD]:
        console.print(
            Padding(f"[green]+[/green] {escape(statement.text)}", (0, 0, 0, 4), expand=False)
        )
    if disease.named:
        said = f"[green]+[/green] named in the note; {disease.named:+.1f}"
        console.print(Padding(said, (0, 0, 0, 4), expand=False))
    limit = _LINES if disease.rank <= _LEADING else _LINES_BELOW
    for evidence in _strongest(diagnosis.evidence, limit):
        mark, style = _MARKS[evidence.status]
        line = Text(f"{mark} ", style)
        line.append(describe(evidence, differential.labels), "default")
        console.print(Padding(line, (0, 0, 0, 4), expand=False))


def _strongest(evidence: Iterable[Evidence], limit: int) -> list[Evidence]:
    """The weightiest lines for and against, then some of the missing hallmarks."""
    shown = [e for e in evidence if e.status in _MARKS]
    missing = [e for e in shown if e.status is Status.MISSING][:HALLMARKS_SHOWN]
    room = max(limit - min(len(missing), limit // 4), 1)
    said = [e for e in shown if e.status is not Status.MISSING][:room]
    return said + missing[: limit - len(said)]
