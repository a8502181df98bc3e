"""Places of diseases found in the NCBI disease corpus, against its annotators'.

``python benchmarks/disease_mentions.py CORPUS [--home HOME]``: CORPUS is the folder of the corpus
(Dogan et al. 2014, doi:10.1016/j.jbi.2013.12.006: train, devel, test), HOME one with a snapshot.
Its identifiers are of MeSH and, where MeSH has none, of OMIM, so what can be compared is where a
disease is named, and the id of those named by OMIM. Its annotators marked phenotypes and classes of
disease, too, which are no diseases here: recall is given for all, for specific diseases, and for
those that OMIM names; precision counts a place as right where any annotation overlaps it.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rareseek import KnowledgeGraph
from rareseek.retrieval.entities.mentions import DiseaseMention

PARTS = ("train", "devel", "test")


@dataclass(frozen=True)
class Annotation:
    """A disease as the annotators marked it; ``omim`` its ids of OMIM, if it has any."""

    start: int
    end: int
    text: str
    kind: str
    omim: frozenset[str]


def documents(path: Path) -> Iterator[tuple[str, list[Annotation]]]:
    """Text and annotations of each abstract of a PubTator file."""
    for block in re.split(r"\n\s*\n", path.read_text("utf-8").strip()):
        lines = block.strip().splitlines()
        text = " ".join(line.split("|", 2)[2] for line in lines[:2])
        found = []
        for line in lines[2:]:
            _, start, end, said, kind, ids = line.split("\t")
            omim = frozenset(re.findall(r"OMIM:\d+", ids))
            found.append(Annotation(int(start), int(end), said, kind.strip(), omim))
        yield text, found


def overlaps(one: Annotation, other: DiseaseMention) -> bool:
    """Whether they share a character."""
    return one.start < other.end and other.start < one.end


def measure(graph: KnowledgeGraph, path: Path) -> list[str]:
    """A row of the table: counts as shares, with their denominators."""
    right = wrong = 0
    found = dict.fromkeys(("all", "specific", "OMIM", "OMIM, exact place", "OMIM, right id"), 0)
    there = dict.fromkeys(("all", "specific", "OMIM"), 0)
    for text, marked in documents(path):
        diseases = graph.findings(text).diseases
        hits = sum(any(overlaps(a, d) for a in marked) for d in diseases)
        right, wrong = right + hits, wrong + len(diseases) - hits
        for one in marked:
            met = [d for d in diseases if overlaps(one, d)]
            kinds = ["all"]
            kinds += ["specific"] if one.kind in {"SpecificDisease", "Modifier"} else []
            kinds += ["OMIM"] if one.omim else []
            for kind in kinds:
                there[kind] += 1
                found[kind] += bool(met)
            if one.omim:
                found["OMIM, exact place"] += any(
                    (d.start, d.end) == (one.start, one.end) for d in met
                )
                found["OMIM, right id"] += any(one.omim.intersection(d.ids) for d in met)
    row = [path.parent.name, f"{right / (right + wrong):.3f} of {right + wrong}"]
    return row + [
        f"{count / there[kind.split(',')[0]]:.3f} of {there[kind.split(',')[0]]}"
        for kind, count in found.items()
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--home", type=Path)
    given = parser.parse_args()
    head = ("part", "precision", "recall: all", "specific", "OMIM", "exact place", "right id")
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    with KnowledgeGraph.open(home=given.home) as graph:
        for part in PARTS:
            (path,) = (given.corpus / part).glob("*.txt")
            print("| " + " | ".join(measure(graph, path)) + " |", flush=True)


if __name__ == "__main__":
    main()
