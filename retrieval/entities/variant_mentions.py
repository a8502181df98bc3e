"""Variants in a note with their gene, zygosity and inheritance, as the words around them say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..normalisation.triggers import ABSENT, FAMILY, HISTORICAL, PRESENT
from ..variant_calls import VariantCall
from .gene_mentions import found_in_relative
from .identifiers import Taken
from .mentions import DiseaseMention, GeneMention, VariantMention
from .note_text import Sentence, Span, by_sentence
from .variant_forms import Form

Lookup = Callable[[Form], tuple[str, ...]]
"""Ids in the graph of the variant that is written as a form: none, one or several."""

_ZYGOSITY: Final = {
    "compound heterozygous": re.compile(r"\bcompound[- ]het\w*|\bin trans\b", re.IGNORECASE),
    "heterozygous": re.compile(r"\bhet(?:erozyg\w*)?\b", re.IGNORECASE),
    "homozygous": re.compile(r"\bhom(?:ozyg\w*)?\b|\bboth alleles\b", re.IGNORECASE),
    "hemizygous": re.compile(r"\bhemi(?:zyg\w*)?\b", re.IGNORECASE),
}
_FROM: Final = (
    r"(?:inherited|transmitted|came|derived)\s(?:\w+\s){0,2}?(?:from|by)\s"
    r"(?:the|his|her|their|an?)?\s?(?:\w+\s)?"
)
_INHERITANCE: Final = {
    "de novo": re.compile(r"\bde[- ]novo\b", re.IGNORECASE),
    "maternal": re.compile(rf"\bmaternal(?:ly)?\b|{_FROM}mother\b", re.IGNORECASE),
    "paternal": re.compile(rf"\bpaternal(?:ly)?\b|{_FROM}father\b", re.IGNORECASE),
}
_SIGNIFICANCE: Final = {
    "uncertain": re.compile(
        r"\bvariants? of (?:un\w+|unknown) (?:clinical )?significance\b|\bVUS\b|"
        r"\b(?:uncertain|unknown|unclear) (?:clinical )?significance\b",
        re.IGNORECASE,
    ),
    "likely pathogenic": re.compile(r"\blikely[- ]pathogenic\b", re.IGNORECASE),
    "likely benign": re.compile(r"\blikely[- ]benign\b", re.IGNORECASE),
    "pathogenic": re.compile(
        r"\b(?<!non-)(?<!likely )pathogenic\b|\bdisease-causing\b", re.IGNORECASE
    ),
    "benign": re.compile(r"\b(?<!likely )benign\b", re.IGNORECASE),
}
_EFFECTS: Final = {
    "frameshift": re.compile(r"\bframe-?\s?shift\b", re.IGNORECASE),
    "nonsense": re.compile(r"\bnonsense\b|\bstop[- ]gain(?:ed)?\b", re.IGNORECASE),
    "missense": re.compile(r"\bmissense\b", re.IGNORECASE),
    "splice": re.compile(r"\bsplic(?:e|ing)\b", re.IGNORECASE),
    "synonymous": re.compile(r"\b(?<!non-)(?<!non)(?:synonymous|silent)\b", re.IGNORECASE),
    "in-frame": re.compile(r"\bin-?\s?frame\b", re.IGNORECASE),
    "start-loss": re.compile(r"\bstart[- ](?:loss|lost|codon)\b", re.IGNORECASE),
}
#: Forms that are of one gene; bands and karyotypes span many.
_OF_GENE: Final = frozenset({"hgvs", "protein", "legacy", "exon"})
#: Farthest that a loose form may stand from its gene, in characters.
_NEAR: Final = 40
_UNFOUND: Final = re.compile(
    r"\W{0,3}(?:variants?|mutations?|changes?|alleles?)?\s?"
    r"(?:is|was|were|are|has been|have been)?\s?(?:not (?:be )?"
    r"(?:detected|found|identified|present|seen)|negative|absent|excluded|ruled out)\b",
    re.IGNORECASE,
)
_OPENS: Final = re.compile(r"\s(?:in|of)\s(?:the\s)?(?:gene\s)?\(?")
_SCORES: Final = {"hgvs": 1.0, "rsid": 1.0, "locus": 1.0, "identifier": 1.0, "protein": 0.97}


@dataclass(frozen=True, slots=True)
class _Linked:
    form: Form
    gene: GeneMention | None
    sentence: Sentence

    @property
    def span(self) -> Span:
        return self.form.start, self.form.end


class VariantFinder:
    """Puts the variants that a note writes together with what it says of them."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def __call__(
        self,
        text: str,
        note: Sequence[Sentence],
        written: Sequence[Form],
        genes: Sequence[GeneMention],
        diseases: Sequence[DiseaseMention] = (),
    ) -> list[VariantMention]:
        """The mentions of a note; a form inside the name of a disease is none."""
        found: list[VariantMention] = []
        before: list[GeneMention] = []
        covered = Taken(len(text))
        for one in diseases:
            covered.claim(one.start, one.end)
        places = zip(note, by_sentence(note, written), by_sentence(note, genes), strict=True)
        for sentence, here, named in places:
            linked = [
                _Linked(form, gene, sentence)
                for form in here
                if covered.free(form.start, form.end)
                for gene in (_gene_of(text, form, named, before),)
                if not form.loose or (gene is not None and _is_near(form, gene))
            ]
            found += self._mentions(text, sentence, linked)
            before = named or before if linked or not named else named
        return found

    def _mentions(
        self, text: str, sentence: Sentence, linked: Sequence[_Linked]
    ) -> Iterator[VariantMention]:
        spans = [one.span for one in linked]
        for at, (one, said) in enumerate(zip(linked, sentence.asserted(spans), strict=True)):
            ids = self._lookup(one.form)
            call = _call(text, one, spans, at, ids)
            symbol = one.gene.label if one.gene else one.form.symbol
            yield VariantMention(
                *one.span,
                text[one.form.start : one.form.end],
                ids[0] if len(ids) == 1 else None,
                f"{symbol}:{one.form.label}" if symbol else one.form.label,
                _asserted(text, one, said),
                _SCORES.get(one.form.method, 0.9),
                one.form.method,
                call,
            )


def _gene_of(
    text: str, form: Form, named: Sequence[GeneMention], before: Sequence[GeneMention]
) -> GeneMention | None:
    """The gene that a form names, that it follows, that stands after "in", or that is near."""
    if form.method not in _OF_GENE:
        return None
    if form.symbol is not None:
        inside = [one for one in named if form.start <= one.start < form.end]
        return inside[0] if inside else None
    following = [one for one in named if one.start >= form.end]
    if following and _OPENS.fullmatch(text, form.end, following[0].start):
        return following[0]
    preceding = [one for one in named if one.end <= form.start]
    if preceding:
        return preceding[-1]
    if following:
        return following[0]
    return before[0] if len({one.id for one in before}) == 1 else None


def _is_near(form: Form, gene: GeneMention) -> bool:
    return min(abs(form.start - gene.end), abs(gene.start - form.end)) <= _NEAR


def _asserted(text: str, one: _Linked, said: str) -> str:
    """What is said of the variant, with results that stand after it: "was not detected"."""
    after = text[one.form.end : one.sentence.end]
    if said in {PRESENT, HISTORICAL} and _UNFOUND.match(after):
        return ABSENT
    if said in {PRESENT, HISTORICAL} and found_in_relative(after):
        return FAMILY
    return PRESENT if said == HISTORICAL else said


def _call(
    text: str, one: _Linked, spans: Sequence[Span], at: int, ids: Sequence[str]
) -> VariantCall:
    form = one.form
    chrom, pos, ref, alt = form.locus.split("-") if form.locus else (None, None, None, None)
    said = {
        "zygosity": _nearest(text, one, spans, at, _ZYGOSITY),
        "inheritance": _nearest(text, one, spans, at, _INHERITANCE),
        "significance": _nearest(text, one, spans, at, _SIGNIFICANCE),
    }
    return VariantCall(
        chrom=chrom,
        pos=int(pos) if pos else None,
        ref=ref,
        alt=alt,
        hgvs=form.hgvs,
        protein=form.protein,
        rsid=form.rsid,
        gene=one.gene.id if one.gene else None,
        consequence=form.consequence or _nearest(text, one, spans, at, _EFFECTS),
        id=ids[0] if len(ids) == 1 else None,
        **said,
    )


def _nearest(
    text: str,
    one: _Linked,
    spans: Sequence[Span],
    at: int,
    among: dict[str, re.Pattern[str]],
) -> str | None:
    """The value whose words are nearest to a variant and no nearer to another; None without any.

    That two variants are compound heterozygous is said once for both.
    """
    start, end = one.sentence.start, one.sentence.end
    best: tuple[int, str] | None = None
    for value, pattern in among.items():
        for match in pattern.finditer(text, start, end):
            if value == "compound heterozygous":
                return value
            away = [_distance(match.span(), span) for span in spans]
            shared = len(spans) > 1 and away[at] > min(away)
            if not shared and (best is None or away[at] < best[0]):
                best = away[at], value
    return best[1] if best else None


def _distance(one: Span, other: Span) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)
