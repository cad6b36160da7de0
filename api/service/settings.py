"""The one tree of settings: `medgraph.toml` (`settings_file.py`), then `MEDGRAPH_*` variables, then flags."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from pydantic import BaseModel, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from api.service.settings_file import (
    FILE,
    SettingsError,
    SettingsFile,
    SettingsFileSource,
    home_of,
    shown,
)
from graph.index import GraphSettings
from graph.store import Neo4jSettings
from ingest import IngestSettings
from retrieval import LlmSettings, RetrievalSettings

__all__ = ["Settings", "SettingsError", "describe_file", "describe_settings", "load_settings", "trust_file"]


class HttpSettings(BaseModel, extra="forbid"):
    """What the HTTP API lets others take of it. Less is given where the system allows too few open files."""

    allowed_hosts: str = Field(
        "",
        description="Names the API may be called by, separated by commas, beside loopback's and the address it listens "
        "on; * is any name, *.example.org any below that.",
    )
    # Set by hand, these three.
    connections: int = Field(1000, ge=1, description="Most connections at a time; who comes later waits.")
    patience: float = Field(
        15.0,
        gt=0,
        description="Seconds for a request to arrive, its body to follow, and an answer to be read on.",
    )
    asks: int = Field(
        64, ge=1, description="Most questions that wait for the LLM at a time; more are refused."
    )


class AnswerSettings(BaseModel, extra="forbid"):
    """Which of the answers that were given are kept, to be asked for by their id: the youngest, for some time."""

    # Set by hand, these two: an answer takes some 30 kB.
    keep: int = Field(500, ge=0, le=100_000, description="Most answers that are kept; 0 keeps none.")
    days: float = Field(90.0, gt=0, description="Days after which a kept answer is deleted.")


class Settings(BaseSettings):
    """Everything that can be set; `medgraph doctor --settings` prints what is in force."""

    model_config = SettingsConfigDict(env_prefix="MEDGRAPH_", env_nested_delimiter="__", extra="forbid")

    home: Path = Field(
        default_factory=lambda: user_data_path("medgraph", appauthor=False),
        description="The folder that holds everything medgraph writes.",
    )
    workspace: str = Field(
        "default", pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$", description="Workspace name."
    )
    store: str = Field(
        "",
        description="Where the graph is kept: neo4j://host:port, or empty for a file in the workspace's folder.",
    )
    neo4j: Neo4jSettings = Field(default_factory=Neo4jSettings, description="The Neo4j server, if any.")
    graph: GraphSettings = Field(default_factory=GraphSettings, description="The knowledge layer.")
    ingest: IngestSettings = Field(default_factory=IngestSettings, description="Ingestion.")
    retrieval: RetrievalSettings = Field(default_factory=RetrievalSettings, description="Retrieval.")
    llm: LlmSettings = Field(default_factory=LlmSettings, description="The LLM that writes answers, if any.")
    http: HttpSettings = Field(default_factory=HttpSettings, description="The HTTP API.")
    answers: AnswerSettings = Field(default_factory=AnswerSettings, description="Answers that are kept.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags win over the environment, the environment over `medgraph.toml`."""
        return init_settings, env_settings, SettingsFileSource(settings_cls)

    @property
    def folder(self) -> Path:
        """The folder of the workspace."""
        return self.home / "workspaces" / self.workspace

    @property
    def models(self) -> Path:
        """Where converted models are kept."""
        return self.home / "models"


def load_settings(**flags: object) -> Settings:
    """Settings from file, environment and the given flags (None is 'not given').

    Raises SettingsError that names the setting and what it may be.
    """
    given = {key: value for key, value in flags.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "__".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            f"setting MEDGRAPH_{name}: {first['msg']} (got {str(first['input'])[:80]!r})",
            "medgraph doctor --settings explains every setting",
        ) from error


def describe_file(**flags: object) -> str:
    """Which settings of `medgraph.toml` in the current folder are in force, in one line; empty where there is none.

    `flags` are those of `load_settings`, which win over the file, as the environment does. Raises SettingsError.
    """
    file = SettingsFile.read(Path(FILE))
    if file is None:
        return ""
    given = _given(flags)
    values = [shown(*leaf) for leaf in file.leaves(Settings) if not _is_given(leaf[0], given)]
    return f"{file.path} sets {', '.join(values) or 'nothing that is in force'}"


def trust_file(path: Path, home: Path | None = None) -> tuple[Path, list[str]]:
    """Let a settings file set whatever it does, as long as it stays as it is; its path and its settings.

    The home keeps that. Raises SettingsError where there is no file, or it cannot be read.
    """
    file = SettingsFile.read(path)
    if file is None:
        raise SettingsError(
            f"there is no file {path}", "give the file, or run it in the folder of a medgraph.toml"
        )
    file.trust(home_of(Settings, _given({"home": home})))
    return file.path, [shown(*leaf) for leaf in file.leaves(Settings)]


def _given(flags: dict[str, object]) -> dict[str, Any]:
    """What the environment and the flags set, as it stands there."""
    return EnvSettingsSource(Settings)() | {key: value for key, value in flags.items() if value is not None}


def _is_given(path: tuple[str, ...], given: dict[str, Any]) -> bool:
    inner: Any = given
    for key in path:
        if not isinstance(inner, dict) or key not in inner:
            return False
        inner = inner[key]
    return True


def describe_settings(settings: BaseModel) -> list[dict[str, str]]:
    """Every setting: `{name, value, description}`; secrets are masked."""
    return list(_rows(settings, "MEDGRAPH_"))


def _rows(settings: BaseModel, prefix: str) -> Iterator[dict[str, str]]:
    for key, field in type(settings).model_fields.items():
        value, name = getattr(settings, key), f"{prefix}{key.upper()}"
        if isinstance(value, BaseModel):
            yield from _rows(value, f"{name}__")
        else:
            yield {"name": name, "value": str(value), "description": field.description or ""}
