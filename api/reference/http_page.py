"""`docs/http.md`: every path with its parameters, its body and its failures, from the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from api.http.app import create_app
from api.http.errors import STATUS_OF_CODE
from api.reference.markdown import code, page, table
from api.service.medgraph import MedGraph
from api.service.settings import load_settings

_INTRODUCTION = """`medgraph serve` answers these, and documents them at `/docs` and `/openapi.json`. Every failure has
one form: `{"error": {"code", "message", "hint"}}`."""
_FIELDS = ("field", "kind", "default", "what it is")


def http_page() -> str:
    """The page's text."""
    document = create_app(MedGraph(load_settings())).openapi()
    schemas = document["components"]["schemas"]
    blocks = [_INTRODUCTION]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            blocks += _operation(method.upper(), path, operation)
    blocks += ["## Failures", _failures(document), "## Schemas"]
    for name, schema in sorted(schemas.items()):
        blocks += _schema(name, schema)
    return page("The HTTP API", blocks)


def _operation(method: str, path: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {method} {path}"
    yield operation["summary"] + "."
    yield table(
        ("parameter", "in", "kind", "default", "what it is"),
        (
            (code(p["name"]), p["in"], _kind(p["schema"]), _default(p["schema"], p["required"]), _text(p))
            for p in operation.get("parameters", ())
        ),
    )
    if "requestBody" in operation:
        yield f"Body: {_content(operation['requestBody'])}."
    failures = ", ".join(status for status in operation["responses"] if status != "200")
    answers = f"Answers 200 with {_content(operation['responses']['200'])}"
    yield f"{answers}; fails with {failures}." if failures else f"{answers}."


def _content(body: Mapping[str, Any]) -> str:
    return _kind(body["content"]["application/json"]["schema"])


def _failures(document: Mapping[str, Any]) -> str:
    """Every status with the codes that it may carry."""
    described = {
        status: response["description"]
        for operations in document["paths"].values()
        for operation in operations.values()
        for status, response in operation["responses"].items()
        if status != "200"
    }
    codes = {status: [c for c, s in STATUS_OF_CODE.items() if str(s) == status] for status in described}
    return table(
        ("status", "codes", "what happened"),
        (
            (status, ", ".join(map(code, codes[status])), description)
            for status, description in sorted(described.items())
        ),
    )


def _schema(name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {name}"
    yield " ".join(schema.get("description", "").split())
    if "enum" in schema:
        yield "One of " + ", ".join(map(code, schema["enum"])) + "."
    required = schema.get("required", ())
    yield table(
        _FIELDS,
        (
            (code(key), _kind(field), _default(field, key in required), _text(field))
            for key, field in schema.get("properties", {}).items()
        ),
    )


def _kind(schema: Mapping[str, Any]) -> str:
    """The type in a few words; a schema by its name, with a link to it."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(map(_kind, schema["anyOf"]))
    if "const" in schema:
        return code(schema["const"])
    if "enum" in schema:
        return ", ".join(map(code, schema["enum"]))
    return _plain_kind(schema)


def _plain_kind(schema: Mapping[str, Any]) -> str:
    kind = schema.get("type", "any")
    if kind == "array":
        parts = schema.get("prefixItems")
        return "[" + ", ".join(map(_kind, parts)) + "]" if parts else f"list of {_kind(schema['items'])}"
    values = schema.get("additionalProperties")
    if kind == "object" and isinstance(values, Mapping):
        return f"object of {_kind(values)}"
    limits = (("minimum", "at least"), ("maximum", "at most"))
    return ", ".join([kind, *(f"{words} {schema[key]:g}" for key, words in limits if key in schema)])


def _default(schema: Mapping[str, Any], required: bool) -> str:
    if required:
        return "required"
    default = schema.get("default")
    return "" if default in (None, "", [], False) else code(json.dumps(default))


def _text(item: Mapping[str, Any]) -> str:
    return " ".join(item.get("description", "").split())
