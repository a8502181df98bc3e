"""``rareseek mcp`` tried by a real client over standard input and output."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp_types import CallToolResult

from rareseek import KnowledgeGraph
from rareseek.errors import MissingExtraError
from rareseek.retrieval.mcp_server import build_server
from rareseek.retrieval.tools import TOOLS

NOTE = "A boy with arachnodactyly, ectopia lentis and aortic root aneurysm, but no seizures."
FOUND = f"{NOTE} Sequencing found a heterozygous pathogenic variant in FBN1 (rs137854464)."
SECRET = "Mrs Exampleperson of Nowhere Street"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mcp") / "stderr.txt"


async def session(home: Path, log: Path) -> AsyncIterator[Client]:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from rareseek.cli import run; run()", "mcp"],
        env={"RARESEEK_HOME": str(home)},
    )
    with log.open("w", encoding="utf-8") as file:
        async with Client(stdio_client(server, errlog=file), read_timeout_seconds=60) as client:
            yield client


def text(result: CallToolResult) -> str:
    return "".join(getattr(block, "text", "") for block in result.content)


@pytest.mark.slow
async def test_a_client_calls_every_tool(small_home: Path, log: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in small_home.rglob("*") if path.is_file()}
    async for client in session(small_home, log):
        await tools_are_described(client)
        await tools_answer(client)
        await errors_are_sentences(client)
    after = {path: path.stat().st_mtime_ns for path in small_home.rglob("*") if path.is_file()}
    assert before == after
    said = log.read_text(encoding="utf-8")
    assert said.startswith("snapshot hpo-")
    assert len(said.splitlines()) == 1
    assert SECRET not in said


async def tools_are_described(client: Client) -> None:
    tools = (await client.list_tools()).tools
    assert [tool.name for tool in tools] == list(TOOLS)
    for tool in tools:
        assert tool.description
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert tool.output_schema
        assert all("description" in each for each in tool.input_schema["properties"].values())


async def tools_answer(client: Client) -> None:
    async def call(name: str, **arguments: Any) -> Any:
        result = await client.call_tool(name, arguments)
        assert not result.is_error, text(result)
        return result.structured_content

    found = await call("normalise", note=NOTE)
    assert {"id": "HP:0001083", "label": "Ectopia lentis"} in found["present"]
    ranked = await call("rank", note=NOTE, top=3)
    assert [each["disease_name"] for each in ranked["diseases"][:2]] == ["Marfan syndrome"] * 2
    assert (await call("rank", note=NOTE, age=0.5, sources=["OMIM"]))["diseases"]
    explained = await call("explain", disease_id="OMIM:154700", note=NOTE)
    assert explained["statements"][0]["id"] == "E1"
    assert explained["snapshot"] == ranked["snapshot"] == found["snapshot"]
    described = await call("explain", disease_id="OMIM:154700")
    assert described["rank"] is None
    cited = await client.call_tool("evidence", {"note": NOTE, "top": 2, "token_budget": 600})
    assert text(cited).startswith("The evidence below")
    assert '[E1] matched: "' in text(cited)
    assert "markdown" not in cited.structured_content
    assert cited.structured_content["passages"][0]["statements"][0]["references"]
    asked = await call("ask", question="How often does arachnodactyly occur in OMIM:154700?")
    assert asked["answer_values"]


async def genotypes_are_weighed(client: Client) -> None:
    async def call(name: str, **arguments: Any) -> Any:
        result = await client.call_tool(name, arguments)
        assert not result.is_error, text(result)
        return result.structured_content

    found = await call("normalise", note=FOUND)
    assert [each["id"] for each in found["genes"]] == ["HGNC:3603"]
    assert [each["id"] for each in found["variants"]] == ["ClinVar:16613"]
    assert found["patient"]["sex"] == "male"
    given = {
        "phenotypes": ["HP:0001083"],
        "genes": ["NOSUCHGENE"],
        "variants": ["rs1", {"variant": "15-48485430-G-A", "zygosity": "heterozygous"}],
    }
    ranked = await call("rank", **given, next_findings=2)
    assert ranked["not_placed"] == ["NOSUCHGENE", "rs1"]
    assert ranked["diseases"][0]["genotype"] > 5
    assert 1 <= len(ranked["next_findings"]) <= 2
    assert (await call("rank", **given, next_findings=0))["next_findings"] == []
    assert ranked["stands_out"] in {True, False}
    explained = await call("explain", disease_id="OMIM:154700", note=FOUND)
    parts = sum(each["log_ratio"] for each in explained["contributions"])
    added = explained["adjustment"] + explained["genotype"]
    assert parts + added == pytest.approx(explained["score"])
    evidence = await client.call_tool("evidence", {"note": FOUND, "top": 1})
    assert '] variant: "rs137854464" (ClinVar:16613), pathogenic, 2 stars' in text(evidence)
    assert "- variants: ClinVar:16613" in text(evidence)
    wrong = await client.call_tool("rank", {"variants": [{"variant": SECRET, "zygosity": SECRET}]})
    assert wrong.is_error
    assert SECRET not in text(wrong)


async def errors_are_sentences(client: Client) -> None:
    async def refused(name: str, **arguments: Any) -> str:
        result = await client.call_tool(name, arguments)
        assert result.is_error
        said = text(result)
        assert "\n" not in said
        assert SECRET not in said
        return said

    nothing = "give either a note or phenotypes (HPO ids), or genes or variants"
    assert await refused("rank") == nothing
    assert (await refused("rank", phenotypes=["HP:7777777"])).startswith("HP:7777777 is unknown")
    assert "the note is empty" in await refused("normalise", note="  ")
    wrong = await refused("rank", note=[SECRET], top=900)
    assert wrong.startswith("rank: wrong arguments: note (input should be a valid string); top (")
    assert "wrong arguments: disease_id (" in await refused("explain", note=SECRET)
    assert "is no disease of this graph" in await refused("explain", disease_id="OMIM:999999")
    assert "onset known here" in await refused("rank", note=SECRET, onset=["whenever"])


@pytest.mark.slow
async def test_a_client_gives_genes_and_variants(full_home: Path, log: Path) -> None:
    async for client in session(full_home, log):
        await genotypes_are_weighed(client)
    assert SECRET not in log.read_text(encoding="utf-8")


async def test_a_tool_that_breaks_tells_nothing(
    small_home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: KnowledgeGraph, note: str) -> None:
        raise RuntimeError(note)

    monkeypatch.setattr(KnowledgeGraph, "findings", broken)
    with KnowledgeGraph.open(home=small_home) as graph:
        async with Client(build_server(graph)) as client:
            result = await client.call_tool("normalise", {"note": SECRET})
    assert text(result) == "normalise failed; this is a defect, please report it"
    assert SECRET not in caplog.text


def test_the_missing_extra_is_named(small_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    with (
        KnowledgeGraph.open(home=small_home) as graph,
        pytest.raises(MissingExtraError, match=r"pip install 'rareseek\[mcp\]'"),
    ):
        build_server(graph)
