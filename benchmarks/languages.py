"""What notes in other languages lose: cases as HPO ids against the same cases rendered as notes.

Each case's terms are written by HPO's own labels in the language, several to a sentence, observed
and excluded ones, in sentences such as a clinician writes. The note is normalised and ranked, and
so are the ids that were written. Terms without a label in the language take part in neither.
Prints one JSON object and a table. Usage:
python benchmarks/languages.py --cases CASES --translations-dir DIR [--languages zh,es] [--seed 7]
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from note_forms import FORMS, Form  # type: ignore[import-not-found]

from rareseek import KnowledgeGraph
from rareseek.cli.cases import CaseSummary, usable
from rareseek.evaluation import evaluate_ranking, read_exact_matches
from rareseek.retrieval.cases import Case

LANGUAGES: Final = ("zh", "ja", "es", "fr", "pt", "nl", "it", "de")
SHOWN: Final = (1, 3, 10)


class Rendered(NamedTuple):
    """A case, the terms of it that have a label, and the note that these labels make."""

    case: Case
    note: str


def main() -> None:
    """Render, normalise and rank in every language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--translations-dir", type=Path, required=True)
    parser.add_argument("--mappings", type=Path, action="append", default=[])
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--size", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show-errors", type=int, default=0, metavar="N")
    given = parser.parse_args()
    same = read_exact_matches(given.mappings)
    results: dict[str, Any] = {}
    with KnowledgeGraph.open() as graph:
        cases = list(usable(given.cases, graph.index, CaseSummary(graph.index), keep_empty=False))
        for language in given.languages.split(","):
            labels = read_labels(given.translations_dir, language)
            rendered = sample(cases, labels, FORMS[language], given.size, given.seed)
            results[language] = compare(graph, rendered, same, given.show_errors)
        snapshot = graph.id
    print(json.dumps({"snapshot": snapshot, "seed": given.seed, "languages": results}, indent=2))
    print_table(results)


def read_labels(folder: Path, language: str) -> dict[str, str]:
    """Label of each term in a language, as the translation file has it."""
    for path in sorted(folder.glob(f"hp-{language}.babelon.tsv*")):
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            return {
                row["subject_id"]: row["translation_value"].strip()
                for row in rows
                if row["predicate_id"] == "rdfs:label"
                and row["translation_value"].strip() not in ("", "NA")
            }
    sys.exit(f"{folder}: holds no hp-{language}.babelon.tsv")


def sample(
    cases: Sequence[Case], labels: Mapping[str, str], form: Form, size: int, seed: int
) -> list[Rendered]:
    """``size`` cases with an observed term that has a label, the same ones for a seed."""
    draw = random.Random(seed)
    kept = []
    for case in draw.sample(cases, len(cases)):
        present = tuple(t for t in case.phenotypes if t in labels)
        absent = tuple(t for t in case.excluded if t in labels and t not in present)
        if present and case.diagnoses:
            limited = replace(case, phenotypes=present, excluded=absent, genes=(), variants=())
            kept.append(Rendered(limited, note(limited, labels, form, draw)))
        if len(kept) == size:
            break
    return kept


def note(case: Case, labels: Mapping[str, str], form: Form, draw: random.Random) -> str:
    """The terms of a case as a clinician would write them, sentences in a mixed order."""
    sentences = [
        *_sentences([labels[t] for t in case.phenotypes], form.present, form, draw),
        *_sentences([labels[t] for t in case.excluded], form.absent, form, draw),
    ]
    draw.shuffle(sentences)
    return str(form.opening + form.gap.join(sentences))


def _sentences(
    names: Sequence[str], templates: Sequence[str], form: Form, draw: random.Random
) -> Iterator[str]:
    waiting = list(names)
    while waiting:
        size = min(len(waiting), draw.randint(1, 4))
        listed, waiting = waiting[:size], waiting[size:]
        yield draw.choice(templates).format(form.listed(listed))


def compare(
    graph: KnowledgeGraph, rendered: Sequence[Rendered], same: Any, show: int
) -> dict[str, Any]:
    """Ranks of the notes against ranks of the ids, and how much of the ids came back."""
    graph.normaliser(rendered[0].note)
    start = time.perf_counter()
    found = [graph.normaliser(one.note) for one in rendered]
    seconds = time.perf_counter() - start
    read = [
        replace(one.case, phenotypes=text.present(), excluded=text.excluded())
        for one, text in zip(rendered, found, strict=True)
    ]
    counts, errors = mapped(graph, [one.case for one in rendered], read)
    names = dict(graph.snapshot.table("phenotypes").select("id", "name").iter_rows())
    for error, times in errors.most_common(show):
        print(times, *error, names[error[1]], file=sys.stderr)
    by_ids = evaluate_ranking(graph.index, [one.case for one in rendered], equivalence=same)
    by_notes = evaluate_ranking(graph.index, read, equivalence=same)
    return {
        "cases": len(rendered),
        "in_graph": by_ids.in_graph,
        **{f"ids_top_{k}": round(by_ids.top[k], 3) for k in SHOWN},
        **{f"notes_top_{k}": round(by_notes.top[k], 3) for k in SHOWN},
        **counts,
        "kb_per_s": round(sum(len(one.note.encode()) for one in rendered) / seconds / 1000, 1),
    }


def mapped(
    graph: KnowledgeGraph, written: Sequence[Case], read: Sequence[Case]
) -> tuple[dict[str, float], Counter[tuple[str, ...]]]:
    """Precision and recall of (term, present or absent) over all cases, and what went wrong."""
    right = said = meant = 0
    errors: Counter[tuple[str, ...]] = Counter()
    for gold, got in zip(written, read, strict=True):
        wanted, has = _statements(graph, gold), _statements(graph, got)
        right, said, meant = right + len(wanted & has), said + len(has), meant + len(wanted)
        errors.update(("missed", *one) for one in wanted - has)
        errors.update(("wrong", *one) for one in has - wanted)
    return {
        "terms": meant,
        "term_precision": round(right / max(said, 1), 3),
        "term_recall": round(right / max(meant, 1), 3),
    }, errors


def _statements(graph: KnowledgeGraph, case: Case) -> set[tuple[str, str]]:
    present = {(graph.index.resolve(term), "present") for term in case.phenotypes}
    absent = {(graph.index.resolve(term), "absent") for term in case.excluded}
    return present | {one for one in absent if (one[0], "present") not in present}


def print_table(results: Mapping[str, Mapping[str, Any]]) -> None:
    """The comparison as a Markdown table on standard error."""
    columns = list(next(iter(results.values())))
    lines = [f"| language | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
    lines += [
        f"| {name} | {' | '.join(str(row[c]) for c in columns)} |" for name, row in results.items()
    ]
    sys.stderr.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
