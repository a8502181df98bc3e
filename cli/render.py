"""A differential as a clinician reads it, on 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from ..retrieval.differential import Diagnosis, Differential, Findings
from ..retrieval.entities.mentions import DiseaseMention, GeneMention, VariantMention
from ..retrieval.evidence import Evidence, Status
from ..retrieval.genotype import GenotypeUse
from ..retrieval.mimics import NOT_IN_THE_GRAPH
from ..retrieval.notices import none_stands_out, told_apart
from ..retrieval.passages import describe, gene_texts
from ..retrieval.patient import said_of
from ..retrieval.statements import HALLMARKS_SHOWN
from ..retrieval.variant_calls import VariantCall

_MARKS: Final = {
    Status.MATCHED: ("+", "green"),
    Status.RELATED: ("~", "yellow"),
    Status.CONFLICTING: ("!", "red"),
    Status.UNEXPLAINED: ("-", "dim"),
    Status.ABSENT_AS_EXPECTED: ("+", "green"),
    Status.MISSING: ("?", "cyan"),
}
_LEGEND: Final = (
    "+ the disease shows it   ~ shows something similar   - does not explain it",
    "! they disagree          ? expected, not in the note",
)
_DISCLAIMER: Final = "Rareseek supports clinicians; it is no medical device and makes no diagnosis."
#: Genes of a diagnosis whose variants are told.
_GENES_TOLD: Final = 2
#: Diagnoses that a finding to look for is said to speak for, and characters of a note's own words.
_SPEAKS_FOR, _QUOTED = 3, 40
#: Variants, and genes of a diagnosis, that are told.
_CALLS, _GENES = 10, 6
#: Lines of evidence for the first diagnoses, and for the others.
_LINES, _LEADING, _LINES_BELOW = 10, 3, 4


def render(differential: Differential, console: Console) -> None:
    """Print what was understood, the ranked diagnoses with reasons, and what to do next."""
    if not differential.stands_out:
        console.print(Text(none_stands_out(differential.absence) + "\n", "bold yellow"))
    _findings(differential, console)
    if not differential.diagnoses:
        console.print(
            "Nothing in the note maps to a phenotype of the graph, so no disease can be ranked. "
            "Describe findings in words, or give HPO ids."
        )
    else:
        console.print(Text("\nDifferential", "bold"))
        for line in _LEGEND:
            _wrapped(console, Text(line, "dim"), indent=2)
    for diagnosis in differential.diagnoses:
        _diagnosis(diagnosis, differential, console)
    _pair(differential, console)
    _worth_looking_for(differential, console)
    _mimics(differential, console)
    console.print(Text(f"\nsnapshot {differential.snapshot}", "dim"))
    _wrapped(console, Text(_DISCLAIMER, "dim"), indent=0)


def _findings(differential: Differential, console: Console) -> None:
    findings = differential.findings
    console.print(Text("Findings", "bold"))
    rows: list[tuple[str, Iterable[str]]] = [
        ("patient", said_of(findings.patient)),
        ("present", _terms(findings.present, differential)),
        ("absent", _terms(findings.excluded, differential)),
        ("diseases", map(_named, findings.diseases)),
        ("genes", map(_named, findings.genes)),
        ("variants", map(_named, findings.variants)),
        ("VCF", _calls(findings.calls)),
        ("counted", _counted(differential.genotype, differential)),
        ("unmapped", _unmapped(findings)),
    ]
    for heading, items in rows:
        if text := "; ".join(dict.fromkeys(items)):
            _hanging(console, Text(f"{heading} ", "bold"), Text(text), indent=2, further=4)


def _terms(terms: Iterable[str], differential: Differential) -> Iterator[str]:
    """Each finding and, where it was said otherwise, the note's own words."""
    words: dict[str, str] = {}
    for mention in differential.findings.mentions:
        words.setdefault(mention.id, " ".join(mention.text.split()))
    for term in terms:
        label = differential.labels[term]
        said = words.get(term, label)
        same = label.casefold() in said.casefold()
        short = said if len(said) <= _QUOTED else f"{said[: _QUOTED - 1]}…"
        yield f"{label} ({term})" if same else f"{label} ({term}), from “{short}”"


def _unmapped(findings: Findings) -> Iterator[str]:
    places = dict.fromkeys(f"“{' '.join(place.text.split())}”" for place in findings.unmapped)
    yield from places
    if places:
        yield "these words were not used: say them otherwise, or give HPO ids"


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
        yield from (f"{call.id} ({call.zygosity or 'zygosity unknown'})" for call in known[:_CALLS])


def _counted(used: GenotypeUse | None, differential: Differential) -> Iterator[str]:
    """Which genes and variants speak for which of the listed diagnoses."""
    if used is None:
        return
    ranks = {one.ranked.id: one.ranked.rank for one in differential.diagnoses}
    for name, speaks_for in (
        *((one.variant.given, one.speaks_for) for one in used.variants),
        *((f"gene {one.symbol}", one.speaks_for) for one in used.genes),
    ):
        if speaks_for:
            yield f"{name} for diagnosis {', '.join(str(ranks[one]) for one in speaks_for)}"
    silent = sum(1 for one in used.variants if one.genes and not one.speaks_for)
    lost = [one.variant.given for one in used.variants if not one.genes]
    if silent:
        yield f"{silent:,} in genes that speak for no listed diagnosis"
    if lost:
        yield f"{len(lost):,} could not be placed: {', '.join(lost[:_CALLS])}"
    unknown = [one.symbol for one in used.genes if one.id is None]
    if unknown:
        yield f"unknown genes: {', '.join(unknown)}"


def _diagnosis(diagnosis: Diagnosis, differential: Differential, console: Console) -> None:
    disease = diagnosis.ranked
    title = Text(f"\n{disease.rank:>2}. ", "bold")
    title.append(disease.name, "bold")
    title.append(f"  {' '.join((disease.id, *disease.equivalent_ids))}", "cyan")
    title.append(f"  probability {disease.posterior:.1%}")
    _wrapped(console, title, indent=0)
    if genes := gene_texts(diagnosis):
        more = f" and {len(genes) - _GENES} more" if len(genes) > _GENES else ""
        _marked(console, [(Text("genes"), Text(", ".join(genes[:_GENES]) + more))])
    lines = [(Text("+", "green"), Text(one.text)) for one in diagnosis.genotype[:_GENES_TOLD]]
    if disease.named:
        lines.append((Text("+", "green"), Text(f"named in the note; {disease.named:+.1f}")))
    limit = _LINES if disease.rank <= _LEADING else _LINES_BELOW
    lines += [
        (Text(*_MARKS[each.status]), Text(describe(each, differential.labels)))
        for each in _strongest(diagnosis.evidence, limit)
    ]
    _marked(console, lines)


def _marked(console: Console, lines: Iterable[tuple[Text, Text]]) -> None:
    """Lines with a mark before each, which wrap beside their mark."""
    for mark, text in lines:
        _hanging(console, mark, text, indent=4, further=5 + mark.cell_len)


def _hanging(console: Console, mark: Text, text: Text, *, indent: int, further: int) -> None:
    """A mark and a text, whose lines after the first begin at column ``further``."""
    whole = Text.assemble(mark, " ", text)
    lines = whole.wrap(console, console.width - indent)
    head = lines[0]
    head.rstrip()
    console.print(Text(" " * indent) + head)
    if len(lines) > 1:
        rest = whole[len(lines[0]) :]
        _wrapped(console, rest[len(rest) - len(rest.plain.lstrip()) :], indent=further)


def _wrapped(console: Console, text: Text, *, indent: int) -> None:
    """A text, each line of which begins at column ``indent``."""
    for line in text.wrap(console, console.width - indent):
        line.rstrip()
        console.print(Text(" " * indent) + line)


def _strongest(evidence: Iterable[Evidence], limit: int) -> list[Evidence]:
    """The weightiest lines for and against, then some of the missing hallmarks."""
    shown = [e for e in evidence if e.status in _MARKS]
    missing = [e for e in shown if e.status is Status.MISSING][:HALLMARKS_SHOWN]
    room = max(limit - min(len(missing), limit // 4), 1)
    said = [e for e in shown if e.status is not Status.MISSING][:room]
    return said + missing[: limit - len(said)]


def _pair(differential: Differential, console: Console) -> None:
    if differential.pair is None:
        return
    pair = differential.pair.pair
    console.print(Text("\nTwo diseases together explain clearly more than any single one", "bold"))
    lines = []
    for letter, disease, explained in zip("ab", pair.diseases, pair.explained, strict=True):
        names = "; ".join(differential.labels[term] for term in explained)
        ids = " ".join(disease.ids)
        lines.append((Text(f"{letter}."), Text(f"{disease.name} ({ids}) explains {names}")))
    if pair.unexplained:
        names = "; ".join(differential.labels[term] for term in pair.unexplained)
        lines.append((Text("-", "dim"), Text(f"neither explains {names}")))
    _marked(console, lines)
    said = "Two rare diseases in one patient are rare: this is a hint to look, not a finding."
    _wrapped(console, Text(said, "dim"), indent=4)


def _worth_looking_for(differential: Differential, console: Console) -> None:
    if differential.next_findings:
        console.print(Text("\nWorth looking for, to tell the first candidates apart", "bold"))
    names = {one.ranked.id: one.ranked for one in differential.diagnoses}
    lines = []
    for finding in differential.next_findings:
        known = [names[one] for one in finding.speaks_for if one in names][:_SPEAKS_FOR]
        speaks_for = "; ".join(f"{one.rank}. {one.name}" for one in known)
        text = f"{finding.name} ({finding.phenotype}): if present, speaks for {speaks_for}"
        lines.append((Text("?", "cyan"), Text(text)))
    _marked(console, lines)


def _mimics(differential: Differential, console: Console) -> None:
    """What the first diagnosis may be mistaken for, and what tells the two apart."""
    leading = next(iter(differential.diagnoses), None)
    found = [one for one in differential.mimics if leading and one.of == leading.ranked.id]
    if not found or leading is None:
        return
    console.print(Text(f"\nEasily taken for {leading.ranked.name}", "bold"))
    lines = []
    for mimic in found:
        names = {leading.ranked.id: "the first", mimic.disease.id: "this one"}
        shared = "; ".join(differential.labels[term] for term in mimic.shared)
        told = f"{mimic.disease.name} ({mimic.disease.id})"
        told += f", which also explains {shared}" if shared else ""
        lines.append((Text("="), Text(f"{told}: {told_apart(mimic, names)}")))
    _marked(console, lines)
    _wrapped(console, Text(NOT_IN_THE_GRAPH, "dim"), indent=4)
