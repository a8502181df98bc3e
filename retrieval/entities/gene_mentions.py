"""Symbols of genes in a note, told from words, laboratory values and other abbreviations.

A symbol that could be nothing else ("SCN1A") stands for itself. Any other one ("REST", "PAH",
"CAT", an alias, a symbol in small letters) is a gene only where the words beside it make it one: a
variant is written beside it, or "gene", "mutation in" or the like; or it is listed with such a one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..normalisation.triggers import (
    ABSENT,
    FAMILY,
    HISTORICAL,
    HYPOTHETICAL,
    POSSIBLE,
    PRESENT,
    RELATIVES,
)
from .entity_index import GENES, EntityIndex, Name
from .gene_words import (
    ALTERATIONS,
    ALTERED_SUFFIXES,
    ANALYTES,
    BETWEEN,
    DISORDERS,
    LINKS,
    MEASURED,
    NOUNS,
    PLANNED,
    RESULTS,
    SUFFIXES,
    TEACHING,
    TESTS,
)
from .identifiers import Taken
from .mentions import DiseaseMention, GeneMention
from .note_text import Sentence, Span, by_sentence
from .variant_forms import Form

#: A word with a figure or two capitals, or one in small letters that is called a gene.
_SYMBOL: Final = re.compile(
    r"(?<![\w-])(?:(?=[A-Za-z-]*(?:\d|[A-Z][A-Za-z-]*[A-Z]))[A-Za-z][A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
    r"|[a-z]{4,}(?=\s(?:genes?|mutations?|variants?)\b))(?!\w)"
)
_PLAIN: Final = re.compile(r"[a-z0-9]+")
_TYPES: Final = {"symbol": 0, "previous": 1, "alias": 2}
_SCORES: Final = {"symbol": 1.0, "previous": 0.9, "alias": 0.85}
#: Letters of a symbol that needs no words beside it; with a figure and a test one less.
_TELLING: Final = 4
_LISTED: Final = re.compile(r"\s*(?:[,/&+()]|and|or|nor)\s*(?:and|or|nor)?\s*\(?\s*")
_CLAUSE: Final = re.compile(r";|\bbut\b|\bhowever\b|\bwhereas\b|\balthough\b")
#: A gene found to be normal, after its symbol.
_NORMAL: Final = re.compile(
    r"\b(?:negative|normal|unremarkable|wild[ -]?type|excluded|ruled out|not (?:be )?(?:detected|"
    r"found|identified|present|seen)|non-?contributory|"
    r"(?:no|without(?: an?| any)?|any) (?:\S+ ){0,3}?"
    r"(?:variants?|mutations?|changes?|abnormalit\w+|findings?|alterations?|expansions?|deletions?|pathogenic))\b",
    re.IGNORECASE,
)
_IN_RELATIVE: Final = re.compile(
    r"[^.;]{0,40}?\b(?:found|identified|detected|present|seen|confirmed|shown) in "
    rf"(?:(?:the|his|her|their|a|an|one|healthy|affected|unaffected) )*"
    rf"(?:{'|'.join(sorted(RELATIVES))})\b",
    re.IGNORECASE,
)
_AND_PATIENT: Final = re.compile(
    r"\b(?:and|as well as) (?:the |in |this )*(?:patient|proband|index|himself|herself)",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(r"[\s:,(]{0,3}(?:(?:gene|variants?|mutations?|change)\b[\s:,(]{0,3})?")
_BEFORE: Final = re.compile(
    r"[\s),;\]]{0,3}(?:(?:variant|mutation|change|was|found)\s)*(?:in|of)\s(?:the\s)?"
)


@dataclass(frozen=True, slots=True)
class _Symbol:
    """A word that is a symbol by its letters; ``strong`` where its context makes it a gene."""

    start: int
    end: int
    said: str
    name: Name
    label: str
    suffix: str = ""
    strong: bool = False
    plain: bool = False


class GeneFinder:
    """Finds genes in the sentences of a note."""

    def __init__(self, index: EntityIndex) -> None:
        self._index = index

    def __call__(
        self,
        text: str,
        note: Sequence[Sentence],
        written: Sequence[Form],
        diseases: Sequence[DiseaseMention],
    ) -> list[GeneMention]:
        """The mentions of a note, by the variants and diseases that stand in it."""
        found: list[GeneMention] = []
        forms, names = by_sentence(note, written), by_sentence(note, diseases)
        places = zip(note, self._symbols(text, note, written), forms, names, strict=True)
        for sentence, symbols, here, named in places:
            kept = self._kept(text, sentence, symbols, here, named)
            found += _mentions(text, sentence, kept, here, named)
        return found

    def _symbols(
        self, text: str, note: Sequence[Sentence], written: Sequence[Form]
    ) -> Iterator[list[_Symbol]]:
        """The words of each sentence that are symbols of genes by their letters."""
        inside = Taken(len(text))
        for form in written:
            if form.symbol is None:
                inside.claim(form.start, form.end)
        places: list[list[tuple[int, int, str]]] = []
        for sentence in note:
            matches = _SYMBOL.finditer(text, sentence.start, sentence.end)
            places.append([each for match in matches for each in _readings(match)])
        distinct = list({_folded(said): None for each in places for _, _, said in each})
        known = dict(zip(distinct, self._index.symbols(distinct), strict=True))
        for sentence, each in zip(note, places, strict=True):
            found: list[_Symbol] = []
            for start, end, said in each:
                if found and start < found[-1].end:
                    continue  # a part of a symbol with a hyphen
                if not inside.free(start, end):
                    continue
                if symbol := self._symbol(text, sentence, (start, end), said, known):
                    found.append(symbol)
            yield found

    def _symbol(
        self,
        text: str,
        sentence: Sentence,
        span: Span,
        said: str,
        known: Mapping[str, list[Name]],
    ) -> _Symbol | None:
        names = [name for name in known[_folded(said)] if name.id.startswith(GENES)]
        name = _one(names)
        if name is None or not _spelt(said, name):
            return None
        others = [each for each in known[_folded(said)] if not each.id.startswith(GENES)]
        ordinary = said.lower() in self._index.ordinary
        suffix = re.match(r"-([a-z]+)", text[span[1] : span[1] + 14])
        ending = suffix[1] if suffix and suffix[1] in SUFFIXES else ""
        symbol = _Symbol(*span, said, name, self._index.label(name.id) or said, ending)
        plain = (
            name.id in self._index.records.disease_genes
            and name.type != "alias"
            and not (others and (name.type != "symbol" or said.isalpha()))
            and not ordinary
            and not (said.isalpha() and (sentence.shouts or not said.isupper()))
            and any(map(str.isupper, said))
        )
        return replace(symbol, plain=plain)

    def _kept(
        self,
        text: str,
        sentence: Sentence,
        symbols: Sequence[_Symbol],
        written: Sequence[Form],
        diseases: Sequence[DiseaseMention],
    ) -> list[_Symbol]:
        judged = [
            replace(one, strong=self._is_strong(text, sentence, one, written, diseases))
            for one in symbols
        ]
        for at in range(1, len(judged)):
            judged[at] = _listed(text, judged[at - 1], judged[at], judged[at])
        for at in range(len(judged) - 2, -1, -1):
            judged[at] = _listed(text, judged[at], judged[at + 1], judged[at])
        return [one for one in judged if one.strong or _stands_alone(sentence, one)]

    def _is_strong(
        self,
        text: str,
        sentence: Sentence,
        one: _Symbol,
        written: Sequence[Form],
        diseases: Sequence[DiseaseMention],
    ) -> bool:
        capitals = _in_capitals(one) and not (sentence.shouts and one.said.isalpha())
        if not capitals and (
            one.name.type == "alias" or len(one.said) < _TELLING or self._is_word(one)
        ):
            return False
        if one.suffix or any(form.symbol == one.said for form in written):
            return True
        if any(_is_beside(text, one, form) for form in written):
            return True
        if capitals and _names_disease(one, diseases):
            return True
        before, after = _around(sentence, one)
        return _made_by_next(after, one) or _made_by_previous(before)

    def _is_word(self, one: _Symbol) -> bool:
        return one.said.lower() in self._index.ordinary


def _listed(text: str, first: _Symbol, second: _Symbol, one: _Symbol) -> _Symbol:
    """``one`` of two neighbours, a gene if the other is one and they stand in one list."""
    other = first if one is second else second
    if other.strong and _in_capitals(one) and _LISTED.fullmatch(text, first.end, second.start):
        return replace(one, strong=True)
    return one


def _readings(match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """The word as it stands and, where it has a hyphen, the part before that."""
    said = match[0]
    yield match.start(), match.end(), said
    first = said.partition("-")[0]
    if first != said and len(first) > 1:
        yield match.start(), match.start() + len(first), first


def _folded(said: str) -> str:
    return "".join(_PLAIN.findall(said.lower()))


def _one(names: Sequence[Name]) -> Name | None:
    """The one gene that these names mean: by its symbol, else by an old one, else by an alias."""
    for kind in _TYPES:
        ids = {name.id: name for name in names if name.type == kind}
        if ids:
            return next(iter(ids.values())) if len(ids) == 1 else None
    return None


def _spelt(said: str, name: Name) -> bool:
    """Whether the word is written as the symbol is, apart from capitals."""
    if said == name.name:
        return True
    return said.lower() == name.name.lower() and (said.isupper() or said.islower())


def _in_capitals(one: _Symbol) -> bool:
    return one.said == one.name.name or one.said.isupper()


def _stands_alone(sentence: Sentence, one: _Symbol) -> bool:
    """Whether a symbol of the gene of a disease is one even where nothing beside it says so."""
    if not one.plain:
        return False
    before, after = _around(sentence, one)
    near = {*before[-2:], *after[:2]}
    measured = MEASURED | RESULTS if one.said in ANALYTES else MEASURED
    if near & measured or any(word[0].isdigit() for word in after[:2]):
        return bool(near & TESTS) and one.name.type == "symbol"
    if len(one.said) >= _TELLING:
        return True
    figures = any(map(str.isdigit, one.said))
    return len(one.said) == _TELLING - 1 and figures and bool({*before[-3:], *after[:3]} & TESTS)


def _around(sentence: Sentence, one: _Symbol) -> tuple[list[str], list[str]]:
    """Words before and after a symbol, in small letters; a semicolon ends them."""
    inside = sentence.inside((one.start, one.end + (len(one.suffix) + 1 if one.suffix else 0)))
    before, after = sentence.lower[: inside[0]], sentence.lower[inside[-1] + 1 :]
    if ";" in before:
        before = before[len(before) - before[::-1].index(";") :]
    if ";" in after:
        after = after[: after.index(";")]
    return [w for w in before if w[0].isalnum()], [w for w in after if w[0].isalnum()]


def _made_by_next(after: Sequence[str], one: _Symbol) -> bool:
    if after[:1] and after[0] == "repeat" and after[1:2] and after[1] in {"expansion", "length"}:
        return True
    figures = any(map(str.isdigit, one.said))
    if after[:1] and after[0] in DISORDERS and figures and one.name.type == "symbol":
        return True
    for at, word in enumerate(after[:4]):
        if word in NOUNS:
            return True
        if word not in BETWEEN or at == 3:
            return False
    return False


def _made_by_previous(before: Sequence[str]) -> bool:
    """Whether "mutation in", "deletion that included" or the like leads to the symbol."""
    if before[-1:] and before[-1] in {"gene", "genes"}:
        return True
    if before[-1:] == ["of"] and len({*before[-3:-1]} & TESTS) == 2:
        return True  # "molecular analysis of"
    linked = False
    for word in reversed(before[-7:]):
        if linked and word in ALTERATIONS | {"sequencing", "change"}:
            return True
        if word not in LINKS:
            return False
        linked = True
    return False


def _is_beside(text: str, one: _Symbol, form: Form) -> bool:
    """Whether a variant is written right after a symbol, or right before "in" and the symbol."""
    if form.start >= one.end:
        return bool(_BESIDE.fullmatch(text, one.end, form.start))
    return form.end <= one.start and bool(_BEFORE.fullmatch(text, form.end, one.start))


def _names_disease(one: _Symbol, diseases: Sequence[DiseaseMention]) -> bool:
    """Whether the symbol is a part of a disease's name ("GNE myopathy")."""
    return one.name.type == "symbol" and any(
        disease.start <= one.start and one.end < disease.end and disease.method == "dictionary"
        for disease in diseases
    )


def _mentions(
    text: str,
    sentence: Sentence,
    symbols: Sequence[_Symbol],
    written: Sequence[Form],
    diseases: Sequence[DiseaseMention],
) -> Iterator[GeneMention]:
    said = sentence.asserted([(one.start, one.end) for one in symbols])
    for one, assertion in zip(symbols, said, strict=True):
        kind = one.name.type or "symbol"
        yield GeneMention(
            one.start,
            one.end,
            one.said,
            one.name.id,
            one.label,
            _judged(text, sentence, one, assertion, written, diseases),
            round(_SCORES.get(kind, 0.85) * (1.0 if one.strong else 0.95), 3),
            kind,
        )


def _judged(
    text: str,
    sentence: Sentence,
    one: _Symbol,
    assertion: str,
    written: Sequence[Form],
    diseases: Sequence[DiseaseMention],
) -> str:
    """What a note says of a change in a gene; a gene merely named or tested is hypothetical."""
    if assertion in {FAMILY, HYPOTHETICAL, ABSENT}:
        return assertion
    start, end = _clause(text, sentence, one)
    words = set(re.findall(r"[\w-]+", text[start:end].lower()))
    if one.suffix == "negative" or _NORMAL.search(text, one.end, end):
        return ABSENT
    if found_in_relative(text[one.end : end]):
        return FAMILY
    _, after = _around(sentence, one)
    if words & PLANNED or (after[:2] and set(after[:2]) & TEACHING):
        return HYPOTHETICAL
    beside = any(start <= form.start < end for form in written)
    altered = beside or words & ALTERATIONS or one.suffix in ALTERED_SUFFIXES
    altered = altered or (bool(after[:1]) and after[0] in DISORDERS)
    altered = altered or _names_disease(one, diseases)
    if not altered:
        return HYPOTHETICAL
    return POSSIBLE if assertion == POSSIBLE else PRESENT if assertion != HISTORICAL else assertion


def found_in_relative(following: str) -> bool:
    """Whether what follows says that it was found in a relative, and not in the patient too."""
    match = _IN_RELATIVE.match(following)
    return bool(match) and not _AND_PATIENT.search(following, match.end() if match else 0)


def _clause(text: str, sentence: Sentence, one: _Symbol) -> Span:
    """The part of the sentence between semicolons and "but" that a symbol stands in."""
    start, end = sentence.start, sentence.end
    for match in _CLAUSE.finditer(text, sentence.start, sentence.end):
        if match.end() <= one.start:
            start = match.end()
        elif match.start() >= one.end:
            end = match.start()
            break
    return start, end
