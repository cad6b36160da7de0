"""The failures that every route documents."""

from __future__ import annotations

from typing import Any

from api.http.schemas import ErrorResponse

FAILURES: dict[int | str, dict[str, Any]] = {
    code: {"model": ErrorResponse, "description": description}
    for code, description in (
        (
            400,
            "The question, a filter or the JSON is wrong; or the request is no proper HTTP, or for another host.",
        ),
        (404, "Nothing of that id."),
        (408, "The request came too slowly."),
        (409, "The workspace is empty or filled with another model; or a merge contradicts what is there."),
        (413, "The body is too large."),
        (422, "A field is unknown, missing or of the wrong kind."),
        (
            503,
            "The store cannot be used, or too many questions wait for the LLM: come again after Retry-After.",
        ),
    )
}
"""The `responses` of a router."""
