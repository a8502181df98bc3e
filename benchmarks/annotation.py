"""Rareseek's annotation of texts beside fenominal's, over corpora with gold terms.

    taskset -c 0 .venv/test/bin/python benchmarks/annotation.py CORPUS.jsonl...

fenominal (PyPI, Rust) is installed into a virtual environment of its own, `.venv/peers`. It is
given the same terms and names, as OBO Graphs JSON written from the current snapshot, and the same
texts. It says neither family nor past, so all that it does not call excluded counts as affirmed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

import typer

from rareseek.cli.evaluate_annotation import evaluate_corpora, print_annotation, snapshot_terms
from rareseek.evaluation.annotation import AnnotatedDocument, AnnotationReport, read_corpus, report
from rareseek.ingest.snapshot import Snapshot
from rareseek.retrieval import KnowledgeGraph

VERSION = "0.3.4"
PEERS = Path(__file__).parent.parent / ".venv" / "peers"
_PREFIX = "http://purl.obolibrary.org/obo/"
_PREDICATES = {
    "EXACT": "hasExactSynonym",
    "NARROW": "hasNarrowSynonym",
    "BROAD": "hasBroadSynonym",
    "RELATED": "hasRelatedSynonym",
}
#: Run by the other environment: reads texts, writes what it found and the CPU seconds it took.
_RUNNER = """
import json, sys, time
from fenominal import Fenominal
ontology, texts = sys.argv[1:]
miner = Fenominal(ontology)
documents = [json.loads(line) for line in open(texts, encoding="utf-8")]
miner.map_text(documents[0]["text"])
start = time.process_time()
found = {d["id"]: miner.map_text(d["text"]) for d in documents}
seconds = time.process_time() - start
terms = {}
for key, value in found.items():
    terms[key] = [hit["termId"] for hit in json.loads(value) if not hit["excluded"]]
print(json.dumps({"seconds": seconds, "found": terms}))
"""


def main(corpora: list[Path]) -> None:
    """Print one table of Rareseek's settings and fenominal."""
    with KnowledgeGraph.open() as graph:
        reports = evaluate_corpora(corpora, graph.snapshot)
        python = environment(PEERS / f"fenominal-{VERSION}")
        with tempfile.TemporaryDirectory() as folder:
            ontology = Path(folder) / "hp.json"
            ontology.write_text(json.dumps(obo_graphs(graph.snapshot)), "utf-8")
            reports += [fenominal(path, ontology, python, graph.snapshot) for path in corpora]
    print_annotation(sorted(reports, key=lambda one: one.corpus))


def environment(folder: Path) -> Path:
    """The Python of a virtual environment that holds fenominal."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        wanted = f"fenominal=={VERSION}"
        subprocess.run([python, "-m", "pip", "install", "--quiet", wanted], check=True)
    return python


def obo_graphs(snapshot: Snapshot) -> dict[str, Any]:
    """The terms, names and is_a of a snapshot as OBO Graphs."""
    synonyms: dict[str, list[dict[str, str]]] = {}
    names = snapshot.table("names").select("id", "name", "scope", "language")
    for term, name, scope, language in names.iter_rows():
        if term.startswith("HP:") and language == "en" and scope in _PREDICATES:
            synonyms.setdefault(term, []).append({"pred": _PREDICATES[scope], "val": name})
    phenotypes = snapshot.table("phenotypes").select("id", "name", "definition")
    nodes = [
        {
            "id": _iri(term),
            "lbl": name,
            "type": "CLASS",
            "meta": {"definition": {"val": definition or ""}, "synonyms": synonyms.get(term, [])},
        }
        for term, name, definition in phenotypes.iter_rows()
    ]
    edges = [
        {"sub": _iri(child), "pred": "is_a", "obj": _iri(parent)}
        for child, parent in snapshot.table("phenotype_is_a").select("child", "parent").iter_rows()
    ]
    version = f"{_PREFIX}hp/releases/{snapshot.id.removeprefix('hpo-')[:10]}/hp.json"
    meta = {"version": version}
    return {"graphs": [{"id": f"{_PREFIX}hp.json", "meta": meta, "nodes": nodes, "edges": edges}]}


def _iri(term: str) -> str:
    return _PREFIX + term.replace(":", "_")


def fenominal(path: Path, ontology: Path, python: Path, snapshot: Snapshot) -> AnnotationReport:
    """Figures of fenominal over one corpus."""
    documents = read_corpus(path)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as texts:
        texts.writelines(_line(document) for document in documents)
        texts.flush()
        command = [str(python), "-c", _RUNNER, str(ontology), texts.name]
        one_thread = {**os.environ, "RAYON_NUM_THREADS": "1"}
        done = subprocess.run(
            command, env=one_thread, stdout=subprocess.PIPE, text=True, check=False
        )
    if done.returncode:
        sys.exit(f"fenominal failed on {path}")
    answer = json.loads(done.stdout.splitlines()[-1])
    setting = f"fenominal {VERSION}"
    terms = snapshot_terms(snapshot)
    return report(path.stem, setting, documents, answer["found"], answer["seconds"], terms)


def _line(document: AnnotatedDocument) -> str:
    return json.dumps({"id": document.id, "text": document.text}) + "\n"


if __name__ == "__main__":
    typer.run(main)
