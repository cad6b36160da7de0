"""A `medgraph.toml` that lies in the folder where somebody works tunes; it sends nothing elsewhere unasked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import BaseModel, SecretStr

from api.service.settings import (
    Settings,
    SettingsError,
    describe_file,
    load_settings,
    trust_file,
)
from api.service.settings_file import SettingsFile

NAMING = {
    "home": 'home = "/elsewhere"',
    "store": 'store = "neo4j://elsewhere:7687"',
    "neo4j.user": '[neo4j]\nuser = "me"',
    "neo4j.password": '[neo4j]\npassword = "s3cret"',
    "neo4j.database": '[neo4j]\ndatabase = "other"',
    "graph.model": '[graph]\nmodel = "./model"',
    "ingest.spacy_pipeline": '[ingest]\nspacy_pipeline = "./pipeline"',
    "ingest.token_classifier": '[ingest]\ntoken_classifier = "./classifier"',
    "http.allowed_hosts": '[http]\nallowed_hosts = "elsewhere"',
    "retrieval.reader": '[retrieval]\nreader = "./reader"',
    "retrieval.stance_reader": '[retrieval]\nstance_reader = "./stance"',
    "llm.base_url": '[llm]\nbase_url = "http://elsewhere/v1"\nmodel = "m"',
    "llm.api_key": '[llm]\napi_key = "s3cret"',
}
TUNING = 'workspace = "project"\n[retrieval]\nsentences = 3\ndense_weight = 0.5\n[graph]\nbackend = "torch"\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in os.environ:
        if name.startswith("MEDGRAPH_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("MEDGRAPH_HOME", str(tmp_path / "home"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def texts(model: type[BaseModel], above: str = "") -> set[str]:
    """Every setting that is a free text, by its path."""
    found: set[str] = set()
    for key, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found |= texts(kind, f"{above}{key}.")
        elif kind in (str, Path, SecretStr):
            found.add(above + key)
    return found


def test_every_setting_that_can_name_something_is_tried_here() -> None:
    assert texts(Settings) - {"workspace"} == set(NAMING) | {"llm.model"}


@pytest.mark.parametrize("name", NAMING)
def test_what_names_something_is_refused_until_it_is_trusted(here: Path, name: str) -> None:
    file = here / "medgraph.toml"
    file.write_text(NAMING[name])
    with pytest.raises(SettingsError, match="MEDGRAPH_" + name.replace(".", "__").upper()) as caught:
        load_settings()
    assert "medgraph trust" in caught.value.hint and "s3cret" not in str(caught.value)
    path, values = trust_file(Path("medgraph.toml"))
    assert path == file.resolve() and "s3cret" not in str(values)
    assert load_settings() is not None
    file.write_text(NAMING[name] + "\n# changed\n")
    with pytest.raises(SettingsError, match="trust"):
        load_settings()


def test_what_tunes_is_taken_and_shown(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert describe_file() == ""
    (here / "medgraph.toml").write_text(TUNING)
    settings = load_settings()
    assert (settings.workspace, settings.retrieval.sentences, settings.graph.backend) == (
        "project",
        3,
        "torch",
    )
    told = describe_file()
    assert "MEDGRAPH_WORKSPACE=project" in told and "MEDGRAPH_RETRIEVAL__SENTENCES=3" in told
    monkeypatch.setenv("MEDGRAPH_RETRIEVAL__SENTENCES", "4")
    told = describe_file(workspace="flag")
    assert "WORKSPACE" not in told and "SENTENCES" not in told and "DENSE_WEIGHT=0.5" in told


def test_a_secret_of_a_trusted_file_is_not_shown(here: Path) -> None:
    (here / "medgraph.toml").write_text(NAMING["llm.api_key"])
    trust_file(Path("medgraph.toml"))
    assert "API_KEY=***" in describe_file() and "s3cret" not in describe_file()


def test_the_same_content_elsewhere_is_another_file(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "medgraph.toml").write_text(NAMING["store"])
    trust_file(Path("medgraph.toml"))
    other = tmp_path / "other"
    other.mkdir()
    (other / "medgraph.toml").write_text(NAMING["store"])
    monkeypatch.chdir(other)
    with pytest.raises(SettingsError, match="MEDGRAPH_STORE"):
        load_settings()


def test_a_file_cannot_name_the_home_that_trusts_it(here: Path) -> None:
    own = here / "own"
    (here / "medgraph.toml").write_text(f'home = "{own}"\nstore = "neo4j://elsewhere:7687"\n')
    file = SettingsFile.read(here / "medgraph.toml")
    assert file is not None
    file.trust(own)
    with pytest.raises(SettingsError, match="MEDGRAPH_HOME"):
        load_settings()


def test_a_file_in_the_home_itself_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "medgraph.toml").write_text(NAMING["store"])
    monkeypatch.chdir(home)
    assert load_settings().store == "neo4j://elsewhere:7687"


def test_no_other_file_of_the_folder_sets_anything(here: Path) -> None:
    (here / ".env").write_text("MEDGRAPH_STORE=neo4j://elsewhere:7687\nMEDGRAPH_HOME=/elsewhere\n")
    assert load_settings().store == ""


def test_no_folder_here_takes_the_place_of_the_default_model(here: Path) -> None:
    from graph.index import DEFAULT_MODEL, locate

    (here / DEFAULT_MODEL).mkdir(parents=True)
    (here / DEFAULT_MODEL / "config.json").write_text("{}")
    assert locate(DEFAULT_MODEL).is_absolute()


def test_what_is_no_settings_file_stops_nothing(here: Path) -> None:
    os.mkfifo(here / "medgraph.toml")
    assert load_settings().store == ""
    with pytest.raises(SettingsError, match="no file"):
        trust_file(Path("medgraph.toml"))


def test_a_file_without_end_is_refused(here: Path) -> None:
    (here / "medgraph.toml").write_bytes(b"#" * (2 << 20))
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings()
