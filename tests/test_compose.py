"""What docker-compose.yml and the Dockerfile promise, read from the files: no Docker engine is needed."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from api.service import load_settings
from tests.paths import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
STAGES = re.split(r"^(?=FROM )", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)[1:]
VARIABLE = re.compile(r"\$\{(\w+)(:[-?])([^}]*)\}")


def variables(value: object) -> set[tuple[str, str, str]]:
    """Every `${NAME:-default}` or `${NAME:?message}` anywhere in a value."""
    return set(VARIABLE.findall(str(value)))


def test_the_password_is_required_and_has_no_default() -> None:
    environments = [SERVICES["neo4j"]["environment"]["NEO4J_AUTH"]]
    environments.append(SERVICES["api"]["environment"]["MEDGRAPH_NEO4J__PASSWORD"])
    for value in environments:
        ((name, kind, _),) = variables(value)
        assert (name, kind) == ("NEO4J_PASSWORD", ":?")
    secrets = {v for v in variables(COMPOSE) if re.search("PASSWORD|KEY|TOKEN", v[0])}
    assert {v for v in secrets if v[1] == ":-" and v[2]} == set()


@pytest.mark.parametrize("name", SERVICES)
def test_images_are_pinned_to_a_release(name: str) -> None:
    assert re.search(r":v?\d+\.\d+\.\d+(-community)?$", SERVICES[name]["image"])


@pytest.mark.parametrize("name", SERVICES)
def test_nothing_listens_beyond_loopback(name: str) -> None:
    assert "network_mode" not in SERVICES[name]
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", ()))


def test_what_must_last_is_in_named_volumes() -> None:
    mounts = {name: set(service["volumes"]) for name, service in SERVICES.items()}
    assert "neo4j-data:/data" in mounts["neo4j"]
    assert "medgraph-home:/var/lib/medgraph" in mounts["api"]
    assert "llm-models:/root/.cache/huggingface" in mounts["llm"]
    written = {
        mount.partition(":")[0] for each in mounts.values() for mount in each if not mount.endswith(":ro")
    }
    assert written == set(COMPOSE["volumes"])


def test_the_api_waits_for_a_healthy_server() -> None:
    assert SERVICES["neo4j"]["healthcheck"]["test"] and SERVICES["llm"]["healthcheck"]["test"]
    assert SERVICES["api"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}


def test_memory_is_set_by_variables() -> None:
    environment = SERVICES["neo4j"]["environment"]
    assert variables(environment["NEO4J_server_memory_heap_max__size"]) == {("NEO4J_HEAP", ":-", "2G")}
    assert variables(environment["NEO4J_server_memory_pagecache_size"]) == {("NEO4J_PAGE_CACHE", ":-", "2G")}


def test_only_the_gpu_profile_has_an_llm() -> None:
    assert {name: service.get("profiles") for name, service in SERVICES.items()} == {
        "neo4j": None,
        "api": None,
        "llm": ["gpu"],
    }
    (device,) = SERVICES["llm"]["deploy"]["resources"]["reservations"]["devices"]
    assert device["capabilities"] == ["gpu"]


def filled(**given: str) -> dict[str, str]:
    """The environment of the API's container, as Compose fills it in."""
    return {
        name: VARIABLE.sub(lambda found: given.get(found[1], found[3] if found[2] == ":-" else ""), value)
        for name, value in SERVICES["api"]["environment"].items()
    }


def test_medgraph_takes_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in filled(NEO4J_PASSWORD="a-password").items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert settings.store == "neo4j://neo4j:7687"
    assert settings.neo4j.password.get_secret_value() == "a-password"
    assert not settings.llm.configured


def test_the_lines_of_the_example_turn_the_llm_on(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = re.findall(r"^#?(\w+)=(.*)$", (ROOT / ".env.example").read_text(), flags=re.MULTILINE)
    for name, value in filled(**dict(lines)).items():
        monkeypatch.setenv(name, value)
    llm = load_settings().llm
    assert llm.base_url == "http://llm:8000/v1"
    (model, *_) = variables(SERVICES["llm"]["command"][0])
    assert model == ("MEDGRAPH_LLM__MODEL", ":-", llm.model)


def test_the_example_names_every_variable_and_no_password() -> None:
    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^#?(\w+)=", example, flags=re.MULTILINE)) - {"COMPOSE_PROFILES"}
    assert named == {name for name, *_ in variables(COMPOSE)}
    assert re.search(r"^NEO4J_PASSWORD=$", example, flags=re.MULTILINE)


def test_the_image_is_built_in_stages_and_runs_without_root() -> None:
    builder, final = STAGES
    assert builder.splitlines()[0].endswith(" AS builder")
    assert re.search(r"-c constraints\.txt \.$", builder, flags=re.MULTILINE)
    assert "COPY --from=builder" in final and "pip install" not in final
    for stage in STAGES:
        assert re.match(r"FROM python:3\.11\.\d+-slim-\w+", stage)
    assert re.findall(r"^USER (\w+)$", final, flags=re.MULTILINE) == ["medgraph"]


def test_the_image_tells_its_health_and_keeps_its_home_in_a_volume() -> None:
    final = STAGES[-1]
    assert re.search(r"^HEALTHCHECK .*\\\n.*/readyz", final, flags=re.MULTILINE)
    home = SERVICES["api"]["volumes"][0].partition(":")[2]
    assert f"MEDGRAPH_HOME={home} " in final and f"\nVOLUME {home}\n" in final


def test_the_builder_is_given_what_is_installed() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "training", "benchmarks"}
    assert "*" in ignored
    assert packages | {"pyproject.toml", "constraints.txt"} <= {
        line[1:] for line in ignored if line[:1] == "!"
    }


def test_torch_is_the_build_for_cpus_unless_another_is_named() -> None:
    assert variables(SERVICES["api"]["build"]) == {("TORCH_BACKEND", ":-", "cpu")}
    assert "ARG TORCH_BACKEND=cpu" in STAGES[0] and "--torch-backend ${TORCH_BACKEND}" in STAGES[0]
