"""``rareseek diagnose --llm`` against a server that speaks OpenAI's protocol."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from .conftest import Rareseek

NOTE = "14-year-old boy with arachnodactyly and ectopia lentis; no seizures."


@dataclass
class Served:
    """An address, what was sent to it, and what it answers."""

    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answer: str = "{}"
    status: int = 200


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setenv("NO_PROXY", "*")
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            served.asked.append(json.loads(self.rfile.read(length)))
            served.headers.append(dict(self.headers))
            body = {"choices": [{"message": {"content": served.answer}}]}
            self.send_response(served.status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    served.url = f"http://127.0.0.1:{listening.server_port}/v1"
    yield served
    listening.shutdown()


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(NOTE, "utf-8")
    return path


def test_a_served_model_reorders_and_cites(
    rareseek: Rareseek, small_home: Path, server: Served, note: Path
) -> None:
    plain = json.loads(rareseek("diagnose", note, "--json", home=small_home).out)
    second = plain["diagnoses"][1]["id"]
    cite = plain["diagnoses"][1]["reasoning"].split("[", 1)[1].split("]", 1)[0]
    said = {"reasoning": [{"text": "So it is.", "cites": []}]}
    server.answer = json.dumps({**said, "diagnoses": [{"id": second, "cites": [cite]}]})
    done = rareseek("diagnose", note, "--llm", f"{server.url}#tiny", "--json", home=small_home)
    found = json.loads(done.out)
    assert [each["id"] for each in found["diagnoses"][:2]] == [second, plain["diagnoses"][0]["id"]]
    assert [each["rank"] for each in found["diagnoses"]] == list(
        range(1, len(plain["diagnoses"]) + 1)
    )
    assert found["llm"]["model"] == "tiny"
    (asked,) = server.asked
    assert asked["response_format"]["json_schema"]["schema"]["required"]
    assert NOTE in asked["messages"][1]["content"]


def test_an_invented_disease_is_named_without_an_id(
    rareseek: Rareseek, small_home: Path, server: Served, note: Path
) -> None:
    server.answer = json.dumps({"diagnoses": [{"id": "Elbow syndrome", "cites": ["E1"]}]})
    done = rareseek("diagnose", note, "--llm", f"{server.url}#tiny", "--json", home=small_home)
    found = json.loads(done.out)
    assert found["diagnoses"][0]["id"] is None
    assert found["diagnoses"][0]["grounded"] is False
    assert found["llm"]["flags"][0]["kind"] == "unknown disease"
    printed = rareseek("diagnose", note, "--llm", f"{server.url}#tiny", home=small_home).out
    assert "Elbow syndrome (not in the graph): not grounded" in printed


@pytest.mark.parametrize("status", [401, 302])
def test_the_ranking_stands_where_the_server_refuses(
    rareseek: Rareseek, small_home: Path, server: Served, note: Path, status: int
) -> None:
    server.status = status
    plain = json.loads(rareseek("diagnose", note, "--json", home=small_home).out)
    done = rareseek("diagnose", note, "--llm", f"{server.url}#tiny", "--json", home=small_home)
    found = json.loads(done.out)
    assert found["diagnoses"] == plain["diagnoses"]
    assert f"answered {status}" in found["llm"]["fell_back"]
    assert len(server.asked) == 1


def test_a_wrong_name_of_a_model_is_refused(
    rareseek: Rareseek, small_home: Path, note: Path
) -> None:
    done = rareseek("diagnose", note, "--llm", "gpt-unknown", home=small_home)
    assert done.code == 1
    assert "no folder of model weights" in done.err
