"""Where settings come from, and what a wrong one says."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.service.settings import SettingsError, describe_settings, load_settings


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("MEDGRAPH_HOME", "MEDGRAPH_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_flags_beat_the_environment_beats_the_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "medgraph.toml").write_text('workspace = "file"\n[retrieval]\nsentences = 3\n')
    assert (load_settings().workspace, load_settings().retrieval.sentences) == ("file", 3)
    monkeypatch.setenv("MEDGRAPH_WORKSPACE", "environment")
    assert load_settings().workspace == "environment"
    assert load_settings(workspace="flag", home=None).workspace == "flag"
    monkeypatch.setenv("MEDGRAPH_RETRIEVAL__SENTENCES", "4")
    assert load_settings().retrieval.sentences == 4


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MEDGRAPH_WORKSPACE", "../up"),
        ("MEDGRAPH_GRAPH__BACKEND", "abacus"),
        ("MEDGRAPH_RETRIEVAL__DENSE_WEIGHT", "2"),
        ("MEDGRAPH_LLM__TIMEOUT", "never"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as caught:
        load_settings()
    assert "doctor --settings" in caught.value.hint


def test_a_broken_file_is_named(here: Path) -> None:
    (here / "medgraph.toml").write_text("workspace = ")
    with pytest.raises(SettingsError, match=r"medgraph\.toml"):
        load_settings()


def test_a_misspelt_setting_in_the_file_is_named(here: Path) -> None:
    (here / "medgraph.toml").write_text("workspase = 'x'\n")
    with pytest.raises(SettingsError, match="WORKSPASE"):
        load_settings()
    (here / "medgraph.toml").write_text("[retrieval]\nsentence = 3\n")
    with pytest.raises(SettingsError, match="RETRIEVAL__SENTENCE"):
        load_settings()


def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDGRAPH_LLM__API_KEY", "sk-123")
    rows = describe_settings(load_settings())
    assert "sk-123" not in str(rows) and any(r["name"] == "MEDGRAPH_LLM__API_KEY" for r in rows)


def test_half_an_llm_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDGRAPH_LLM__BASE_URL", "http://localhost:8000/v1")
    with pytest.raises(SettingsError, match=r"MEDGRAPH_LLM.*set together"):
        load_settings()
