"""Every failure as one JSON object: `{"error": {code, message, hint}}`."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from graph.errors import MedgraphError

_STATUS = {
    "question": 400,
    "filter": 400,
    "unknown_document": 404,
    "unknown_entity": 404,
    "unknown_merge": 404,
    "empty_workspace": 409,
    "model": 409,
    "merge": 409,
    "store": 503,
    "index_busy": 503,
}
_log = logging.getLogger("uvicorn.error")


def failure(status: int, code: str, message: str, hint: str = "") -> JSONResponse:
    """The response that says what happened and what to do."""
    return JSONResponse({"error": {"code": code, "message": message, "hint": hint}}, status)


def add_error_handlers(app: FastAPI) -> None:
    """Make the application answer every failure alike."""

    @app.exception_handler(MedgraphError)
    def medgraph_error(_: Request, error: MedgraphError) -> JSONResponse:
        return failure(_STATUS.get(error.code, 500), error.code, str(error), error.hint)

    @app.exception_handler(RequestValidationError)
    def invalid_request(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        hint = "send JSON as /docs describes"
        if first["type"] == "json_invalid":
            return failure(400, "not_json", f"the body is not JSON: {first['ctx']['error']}", hint)
        if isinstance(first.get("input"), bytes):
            return failure(
                400, "not_json", "the body is not sent as JSON", "set Content-Type: application/json"
            )
        place = ".".join(str(part) for part in first["loc"])
        return failure(422, "bad_request", f"{place}: {first['msg']}", hint)

    @app.exception_handler(HTTPException)
    def http_error(_: Request, error: HTTPException) -> JSONResponse:
        return failure(error.status_code, "http", str(error.detail), "/docs lists what there is")

    @app.exception_handler(Exception)
    def internal_error(_: Request, error: Exception) -> JSONResponse:
        _log.error("internal error", exc_info=error)
        return failure(500, "internal", "internal error", "the server's log says more")
