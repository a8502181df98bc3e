"""The compose file says what docs/neo4j.md and the settings promise."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from rareseek.graph import Neo4jStore

from .conftest import ROOT
from .neo4j_server import POM, Neo4jServer


@pytest.fixture(scope="module")
def service() -> dict[str, Any]:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    assert set(compose) == {"services", "volumes"}
    found: dict[str, Any] = compose["services"]["neo4j"]
    assert found["volumes"][0].partition(":")[0] in compose["volumes"]
    return found


def test_the_image_is_of_the_release_that_the_tests_run(service: dict[str, Any]) -> None:
    version = re.search(r"<neo4j.version>(\d+\.\d+)\.\d+<", POM.read_text("utf-8"))
    assert version is not None
    assert service["image"] == f"neo4j:{version[1]}-community"


def test_the_password_comes_from_the_environment_only(service: dict[str, Any]) -> None:
    assert re.fullmatch(r"neo4j/\$\{NEO4J_PASSWORD:\?[^}]+\}", service["environment"]["NEO4J_AUTH"])


def test_nobody_outside_the_machine_can_connect(service: dict[str, Any]) -> None:
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert "127.0.0.1:7687:7687" in service["ports"]


def test_every_setting_is_one_of_neo4j(service: dict[str, Any], own_neo4j: Neo4jServer) -> None:
    """The image takes ``NEO4J_a_b__c`` for ``a.b_c``; the server refuses names it does not know."""
    names = [
        name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")
        for name in service["environment"]
        if name != "NEO4J_AUTH"
    ]
    assert len(names) == 5
    where = own_neo4j.address
    with Neo4jStore(where.uri, user=where.user, password=where.password) as store:
        known = {row[0] for row in store._bolt.read("SHOW SETTINGS YIELD name", {}, 15).rows}
    assert set(names) <= known


def test_it_is_waited_for(service: dict[str, Any]) -> None:
    check = service["healthcheck"]
    assert check["test"][0] == "CMD-SHELL"
    assert {"interval", "timeout", "retries", "start_period"} <= set(check)
