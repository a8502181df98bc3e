"""A server of official files, and what a small release becomes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import polars as pl
import pytest

from rareseek.ingest import Snapshot
from rareseek.ontologies import Ontology, read_obo

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class OfficialServer:
    """Serves a folder over HTTP; a file name can be given another answer."""

    folder: Path
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        name = request.path.rpartition("/")[2]
        self.asked.append(name)
        if name in self.answers:
            self.answers[name](request)
        elif (self.folder / name).is_file():
            send(request, (self.folder / name).read_bytes())
        else:
            request.send_error(404)


def send(request: BaseHTTPRequestHandler, body: bytes, *, length: int | None = None) -> None:
    """Answer with a body; a longer stated length cuts the connection before the end."""
    request.send_response(200)
    if length != -1:
        request.send_header("Content-Length", str(length or len(body)))
    request.end_headers()
    request.wfile.write(body)


@pytest.fixture
def server(small_release: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OfficialServer]:
    monkeypatch.setenv("NO_PROXY", "*")
    official = OfficialServer(small_release)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            official.answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        official.url = f"http://127.0.0.1:{http.server_address[1]}"
        threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
        yield official
        http.shutdown()


@pytest.fixture(scope="session")
def hpo(small_release: Path) -> Ontology:
    return read_obo(small_release / "hp.obo")


@pytest.fixture(scope="session")
def has_phenotype(small_snapshot: Snapshot) -> pl.DataFrame:
    return small_snapshot.table("has_phenotype")
