"""Hand-written sentences with the entities that they name, and how well they are found.

The three tables were written before anything was tuned. Lines of even number (from 0) were looked
at while it was; those of odd number were held out.

genes.tsv: ``SYMBOL[:assertion]``, once for each gene. variants.tsv, parts apart by ``;``:
``SYMBOL|change|consequence|zygosity|inheritance[:assertion]``. diseases.tsv:
``words of the text[=id][:assertion]``, once for each place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rareseek.retrieval.entities.mentions import (
    STRENGTH,
    DiseaseMention,
    EntityMentions,
    VariantMention,
)

FOLDER = Path(__file__).parent
_DISEASE = re.compile(
    r"(.+?)(?:=((?:OMIM|ORPHA|MONDO):\d+))?(?::(absent|possible|family|hypothetical))?"
)


@dataclass
class Score:
    """Counts over sentences; ``asserted`` are those found whose assertion is right, too."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    asserted: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)

    @property
    def assertion(self) -> float:
        return self.asserted / self.right

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f}, recall {self.recall:.3f}, assertion "
            f"{self.assertion:.3f} ({self.right} right, {self.wrong} wrong, {self.missed} missed)"
        )


def sentences(name: str) -> list[tuple[str, str]]:
    """(text, expected) of a table."""
    lines = (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    return [(text, expected) for text, _, expected in (line.partition("\t") for line in lines)]


def scored(
    name: str, find: Callable[[str], EntityMentions], half: int, wrong: list[str] | None = None
) -> Score:
    """The score over every second sentence of a table, from number ``half``."""
    score = Score()
    for text, expected in sentences(name)[half::2]:
        found = find(text)
        if name == "diseases":
            expecting: dict[tuple[str, ...], str] = dict(_diseases(text, expected))
            got = dict(_found_diseases(found.diseases, expecting))
        elif name == "genes":
            expecting = {(each.partition(":")[0],): _said(each) for each in expected.split()}
            got = _strongest(((gene.label,), gene.assertion) for gene in found.genes)
        else:
            expecting = dict(_variants(expected))
            got = _strongest((_fields(one), one.assertion) for one in found.variants)
        _count(score, expecting, got)
        if wrong is not None and expecting != got:
            wrong.append(f"{text}: expected {expecting}, found {got}")
    return score


def _count(
    score: Score, expecting: dict[tuple[str, ...], str], got: dict[tuple[str, ...], str]
) -> None:
    both = expecting.keys() & got.keys()
    score.right += len(both)
    score.wrong += len(got.keys() - both)
    score.missed += len(expecting.keys() - both)
    score.asserted += sum(expecting[each] == got[each] for each in both)


def _said(expected: str) -> str:
    return expected.partition(":")[2] or "present"


def _strongest(said: Iterable[tuple[tuple[str, ...], str]]) -> dict[tuple[str, ...], str]:
    """The strongest assertion of each; what was once so counts as present."""
    strongest: dict[tuple[str, ...], str] = {}
    for one, assertion in said:
        known = "present" if assertion == "historical" else assertion
        best = strongest.get(one, STRENGTH[-1])
        strongest[one] = min(known, best, key=STRENGTH.index)
    return strongest


def _variants(expected: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for part in filter(None, expected.split(" ; ")):
        gene, change, effect, zygosity, last = part.split("|")
        yield (gene, change, effect, zygosity, last.partition(":")[0]), _said(last)


def _fields(one: VariantMention) -> tuple[str, ...]:
    call = one.call
    symbol, _, change = one.label.partition(":") if call.gene else ("", "", one.label)
    known = (call.consequence, call.zygosity, call.inheritance)
    return (symbol, change, *(value or "" for value in known))


def _diseases(text: str, expected: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each place by its number among places of the same words, with its id."""
    parts = expected.split()
    seen: list[str] = []
    while parts:
        for size in range(len(parts), 0, -1):
            match = _DISEASE.fullmatch(" ".join(parts[:size]))
            if match and match[1] in text:
                seen.append(match[1])
                place = (match[1], str(seen.count(match[1])), match[2] or "")
                yield place, match[3] or "present"
                parts = parts[size:]
                break
        else:
            raise ValueError(f"{text!r} does not hold {' '.join(parts)!r}")


def _found_diseases(
    found: Iterable[DiseaseMention], expecting: dict[tuple[str, ...], str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    seen: list[str] = []
    for one in found:
        seen.append(one.text)
        number = str(seen.count(one.text))
        ids = ("", *one.ids)
        place = next(
            ((one.text, number, i) for i in ids if (one.text, number, i) in expecting), None
        )
        said = "present" if one.assertion == "historical" else one.assertion
        yield place or (one.text, number, one.id), said
