"""The pages without a browser: decisions by forms, and what the server refuses."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rareseek import KnowledgeGraph
from rareseek.errors import InputError
from rareseek.retrieval import Differential
from rareseek.retrieval.audit import AuditStore, Status, sssom
from rareseek.web.app import build_app
from rareseek.web.server import PathsOnly

from .conftest import SCRIPT

NOTE = "Mrs Exampleperson of Nowhere Street has ectopia lentis, wax fingers and no seizures."


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/queue").text)
    assert found
    return found[1]


def decide(client: TestClient, mention: int, **fields: str) -> str:
    form = {"token": token(client), "author": "Ada", **fields}
    return client.post(f"/mention/{mention}", data=form).text


def test_the_queue_lists_filters_and_counts(client: TestClient) -> None:
    page = client.get("/queue").text
    assert "0 of 3 decided" in page
    assert page.index("wax fingers") < page.index("bee fingers")
    assert "bee fingers" not in client.get("/queue?q=wax").text
    assert "No mention passes" in client.get("/queue?language=xx").text
    assert "wax fingers" in client.get("/queue?score=unsure&status=open").text
    assert "wax fingers" not in client.get("/queue?score=likely").text


def test_a_mention_shows_candidates_in_their_place(client: TestClient) -> None:
    page = client.get("/mention/1").text
    assert "He has <mark>wax fingers</mark>." in " ".join(page.split())
    for text in ("HP:0001166", "Path to the root", "Slender finger", "Place in the ontology"):
        assert text in page
    assert "Marfan syndrome" in client.get("/mention/1?find=marfan+syndrome").text


def test_a_decision_leads_to_the_next_mention_and_can_be_undone(
    client: TestClient, store: AuditStore
) -> None:
    page = decide(client, 1, action="exact", term="HP:0001166", comment="seen")
    assert "wax fingers”: is Arachnodactyly (HP:0001166)" in page
    assert "Rareseek" in page
    assert store.mention(1).status is Status.RESOLVED
    assert store.decisions(1)[0].author == "Ada"
    client.post("/undo", data={"token": token(client)})
    assert store.mention(1).status is Status.OPEN


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"action": "close", "term": "HP:0001166"}, Status.RESOLVED),
        ({"action": "broad", "term": "HP:0001166"}, Status.RESOLVED),
        ({"action": "reject"}, Status.REJECTED),
        ({"action": "deny", "term": "HP:0001250"}, Status.OPEN),
        ({"action": "propose", "label": "Waxy finger", "parent": "HP:0001238"}, Status.PROPOSED),
    ],
)
def test_every_button(
    client: TestClient, store: AuditStore, fields: dict[str, str], status: Status
) -> None:
    decide(client, 1, **fields)
    assert store.mention(1).status is status
    assert len(store.decisions(1)) == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"action": "exact"}, "choose a term first"),
        ({"action": "exact", "term": "HP:7777777"}, "is no term of snapshot"),
        ({"action": "nothing"}, "press one of the buttons"),
        ({"action": "reject", "author": "0000-0002-1825-0098"}, "check digit"),
        ({"action": "propose", "label": " "}, "needs a label"),
    ],
)
def test_what_cannot_be_done_is_said(
    client: TestClient, store: AuditStore, fields: dict[str, str], says: str
) -> None:
    assert says in decide(client, 1, **fields)
    assert store.all_decisions() == []


def test_conflicts_are_settled(client: TestClient, store: AuditStore) -> None:
    decide(client, 1, action="exact", term="HP:0001166")
    decide(client, 1, action="reject", author="Bob")
    page = client.get("/conflicts").text
    assert page.count("This one holds") == 2
    number = str(store.decisions(1)[0].id)
    client.post("/mention/1/settle", data={"token": token(client), "decision": number})
    assert store.mention(1).status is Status.RESOLVED
    assert "No conflicts" in client.get("/conflicts").text


def test_the_export_is_sssom(client: TestClient) -> None:
    decide(client, 2, action="reject")
    answer = client.get("/export.sssom.tsv")
    assert "attachment" in answer.headers["content-disposition"]
    read = sssom.read(answer.text, "export")
    assert ([d.literal for d in read.decisions], read.bad) == ([SCRIPT], ())


@pytest.mark.parametrize("path", ["/queue", "/mention/2", "/mention/2?find=%3Cb%3E", "/conflicts"])
def test_markup_in_a_mention_is_text(client: TestClient, path: str) -> None:
    decide(client, 2, action="exact", term="HP:0001166", comment="<b>bold</b>")
    decide(client, 2, action="reject", author="<i>Bob</i>")
    page = client.get(path).text
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert "<i>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get("/queue?status=all").text


def test_a_note_is_diagnosed_and_forgotten(
    client: TestClient, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    page = client.post("/diagnose", data={"token": token(client), "note": NOTE}).text
    assert "Ectopia lentis" in page
    assert "Marfan syndrome" in page
    assert "no medical device" in page
    assert "Exampleperson" in page  # shown again to who pasted it, and nowhere else
    assert "Exampleperson" not in client.get("/diagnose").text
    assert "Exampleperson" not in caplog.text
    kept = b"".join(p.read_bytes() for p in (home / "audit").iterdir())
    assert b"Exampleperson" not in kept


def test_genes_and_patient_are_shown(client: TestClient) -> None:
    note = "A 14-year-old boy with ectopia lentis. A pathogenic variant in FBN1 was found."
    page = client.post("/diagnose", data={"token": token(client), "note": note}).text
    assert "gene FBN1 is listed; log odds +" in page
    assert "FBN1 (NCBIGene:2200), present" in page
    assert "14 years" in page
    assert "Worth looking for" in page
    assert "No rare disease stands out" not in page


def test_the_page_says_first_that_nothing_stands_out(
    client: TestClient, graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    diagnose = KnowledgeGraph.diagnose

    def unsure(self: KnowledgeGraph, note: str, **options: object) -> Differential:
        found = diagnose(self, note, **options)  # type: ignore[arg-type]
        return replace(found, stands_out=False, absence=0.62)

    note = "A boy with seizures, developmental delay and muscle weakness."
    posted = {"token": token(client), "note": note}
    assert "No rare disease stands out" not in client.post("/diagnose", data=posted).text
    monkeypatch.setattr(KnowledgeGraph, "diagnose", unsure)
    page = client.post("/diagnose", data=posted).text
    assert page.index("No rare disease stands out") < page.index("What was understood")
    assert "with a probability of 62%" in page
    assert "Worth looking for" in page


def test_what_did_not_map_links_to_the_queue(client: TestClient, store: AuditStore) -> None:
    note = "He has ectopia lentis and a spidery elongated finger abnormality."
    page = client.post("/diagnose", data={"token": token(client), "note": note}).text
    number = store.find("spidery elongated finger abnormality")
    assert f'href="/mention/{number}"' in page


@pytest.mark.parametrize("note", ["", "   ", "HP:7777777"])
def test_an_unusable_note_is_said(client: TestClient, note: str) -> None:
    answer = client.post("/diagnose", data={"token": token(client), "note": note})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_another_host_name_is_refused(client: TestClient) -> None:
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", ""):
        assert client.get("/queue", headers={"host": host}).status_code == 421
    for host in ("localhost:8765", "127.0.0.1", "[::1]:8765"):
        assert client.get("/queue", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(
    client: TestClient, store: AuditStore, headers: dict[str, str]
) -> None:
    form = {"token": token(client), "author": "Ada", "action": "reject"}
    assert client.post("/mention/1", data=form, headers=headers).status_code == 403
    assert store.all_decisions() == []


def test_a_form_without_this_session_s_token_is_refused(
    client: TestClient, graph: KnowledgeGraph, store: AuditStore
) -> None:
    other = TestClient(client.app, base_url="http://localhost")
    for given in ("", "0" * 64, token(other)):
        form = {"token": given, "author": "Ada", "action": "reject"}
        assert client.post("/mention/1", data=form).status_code == 400
    del client.headers["origin"]
    assert client.post("/mention/1", data={"token": token(client)}).status_code == 403
    assert store.all_decisions() == []


def test_a_body_beyond_the_limit_is_refused(client: TestClient) -> None:
    large = "note=" + "x" * 7_000_000
    assert client.post("/diagnose", content=large).status_code == 413
    chunks = (b"x" * 1_000_000 for _ in range(8))
    assert client.post("/diagnose", content=chunks).status_code == 413


def test_pages_load_nothing_from_elsewhere_and_are_not_kept(client: TestClient) -> None:
    for path in ("/queue", "/static/app.js", "/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
    for path in ("/queue", "/mention/1", "/diagnose", "/conflicts"):
        page = client.get(path).text
        assert not re.search(r"(?:src|href|action)=\"(?!/|#)", page)
        assert not re.search(r"\son\w+=|style=|<script>", page)


@pytest.mark.parametrize("path", ["/nowhere", "/mention/x", "/static/../app.py", "/static/nothing"])
def test_there_is_no_such_page(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("number", ["999", "9" * 30])
def test_there_is_no_such_mention(client: TestClient, number: str) -> None:
    answer = client.get(f"/mention/{number}")
    assert answer.status_code == 400
    assert "there is no mention" in answer.text


def test_an_unforeseen_error_tells_nothing_of_what_was_asked(
    graph: KnowledgeGraph, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(note: str, **options: object) -> None:
        raise KeyError(note)

    monkeypatch.setattr(graph, "diagnose", broken)
    client = TestClient(build_app(graph), base_url="http://localhost")
    client.headers["origin"] = "http://localhost"
    answer = client.post("/diagnose", data={"token": token(client), "note": NOTE})
    assert answer.status_code == 500
    assert "Exampleperson" not in answer.text + caplog.text
    assert "KeyError" in caplog.text


def test_the_access_log_has_no_queries() -> None:
    given = ("1:2", "GET", "/queue?q=secret", "1.1", 200)
    record = logging.LogRecord("uvicorn.access", 20, "", 0, '%s - "%s %s HTTP/%s" %d', given, None)
    assert PathsOnly().filter(record)
    assert "secret" not in record.getMessage()


def test_who_decides_is_remembered(client: TestClient, store: AuditStore) -> None:
    client.post("/author", data={"token": token(client), "author": "Ada Ünal", "back": "//evil"})
    form = {"token": token(client), "action": "reject"}
    client.post("/mention/1", data=form)
    assert store.decisions(1)[0].author == "Ada Ünal"


def test_an_author_of_the_command_line_must_be_one(graph: KnowledgeGraph) -> None:
    with pytest.raises(InputError):
        build_app(graph, author="0000-0002-1825-0098")
