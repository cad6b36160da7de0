"""`medgraph.toml` of the current folder: what it sets, and what of that only a file may set that a person trusts.

Who can put a file into a folder in which somebody works must not decide where patients' data goes, or what is loaded.
A number, a switch or a name out of a few tunes. Any other text may be an endpoint, a key, a store, a home or a model:
such settings are refused until the person says once, for this content of the file, that they are meant.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import PydanticBaseSettingsSource
from typing_extensions import override

from graph import MedgraphError, make_folder, replace_file

FILE = "medgraph.toml"
_TRUSTED = "trusted.json"
_MOST_BYTES = 1 << 20  # no person writes more
Leaf = tuple[tuple[str, ...], FieldInfo | None, Any]


class SettingsError(MedgraphError):
    """A setting has a value it cannot have, or comes from a file that may not set it."""

    code = "settings"


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A file of settings, as it was read: what it is trusted for is this content."""

    path: Path
    values: dict[str, Any]
    digest: str

    @classmethod
    def read(cls, path: Path) -> SettingsFile | None:
        """The file, where there is a regular one. Raises SettingsError where it cannot be read."""
        if not path.is_file():
            return None
        try:
            with path.open("rb") as stream:
                content = stream.read(_MOST_BYTES + 1)
            if len(content) > _MOST_BYTES:
                raise ValueError(f"it has more than {_MOST_BYTES} bytes")
            values = tomllib.loads(content.decode())
        except (OSError, ValueError) as error:
            raise SettingsError(f"{path.name} in {path.parent.absolute()} cannot be read: {error}") from error
        return cls(path.resolve(), values, hashlib.sha256(content).hexdigest())

    def trusted(self, home: Path) -> bool:
        """Whether it lies in the home, which is its owner's alone, or is as it was when it was trusted."""
        return self.path.parent == home.resolve() or _trusted(home).get(str(self.path)) == self.digest

    def trust(self, home: Path) -> None:
        """Remember in the home that this content of the file is trusted."""
        make_folder(home)
        with replace_file(home / _TRUSTED) as partial:
            partial.write_text(json.dumps(_trusted(home) | {str(self.path): self.digest}, indent=1))

    def leaves(self, model: type[BaseModel]) -> Iterator[Leaf]:
        """Every setting in it: its path, its field (None where there is no such setting) and its value."""
        return _leaves(model, self.values, ())


class SettingsFileSource(PydanticBaseSettingsSource):
    """The settings of the file in the current folder; raises SettingsError for one that it may not set."""

    @override
    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        raise NotImplementedError  # pydantic asks this of sources that are read field by field

    @override
    def __call__(self) -> dict[str, Any]:
        file = SettingsFile.read(Path(FILE))
        if file is None:
            return {}
        refused = [variable(path) for path, field, _ in file.leaves(self.settings_cls) if not _tunes(field)]
        if refused and not file.trusted(home_of(self.settings_cls, self.current_state)):
            raise SettingsError(
                f"{file.path} sets {', '.join(refused)}, which only a file that you trust may",
                "read it; if you mean what it says, run here: medgraph trust",
            )
        return file.values


def home_of(model: type[BaseModel], given: dict[str, Any]) -> Path:
    """The home that flags and environment name, else the platform's: never what the file says itself."""
    return Path(given.get("home") or model.model_fields["home"].get_default(call_default_factory=True))


def variable(path: tuple[str, ...]) -> str:
    """What a setting is called in the environment."""
    return "MEDGRAPH_" + "__".join(path).upper()


def shown(path: tuple[str, ...], field: FieldInfo | None, value: Any) -> str:
    """A setting and its value; a secret is masked."""
    masked = SecretStr(str(value)) if field is not None and field.annotation is SecretStr else value
    return f"{variable(path)}={masked}"


def _leaves(model: type[BaseModel], values: dict[str, Any], above: tuple[str, ...]) -> Iterator[Leaf]:
    for key, value in values.items():
        field = model.model_fields.get(key)
        kind = field.annotation if field is not None else None
        if isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _leaves(kind, value, (*above, key))
        else:
            yield (*above, key), field, value


def _tunes(field: FieldInfo | None) -> bool:
    """Whether a setting can name nothing. What is no setting is told as such by whoever checks the values."""
    kinds = (bool, int, float, float | None)
    if field is None or field.annotation in kinds or get_origin(field.annotation) is Literal:
        return True
    return any(getattr(each, "pattern", None) for each in field.metadata)


def _trusted(home: Path) -> dict[str, str]:
    try:
        known = json.loads((home / _TRUSTED).read_text())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
