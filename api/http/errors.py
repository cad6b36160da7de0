"""Every failure as one JSON object: `{"error": {code, message, hint}}`."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from graph import MedgraphError, disk_error

STATUS_OF_CODE = {
    "not_json": 400,
    "question": 400,
    "query_syntax": 400,
    "filter": 400,
    "host": 400,
    "bad_http": 400,
    "unknown_answer": 404,
    "unknown_document": 404,
    "unknown_entity": 404,
    "unknown_merge": 404,
    "slow": 408,
    "empty_workspace": 409,
    "model": 409,
    "merge": 409,
    "too_large": 413,
    "bad_request": 422,
    "busy": 503,
    "cancelled": 503,
    "damaged_document": 500,
    "state": 503,
    "store": 503,
    "index_busy": 503,
    "index_write": 503,
    "disk": 503,
    "loading": 503,
}
"""The HTTP status of every error code; a code that is not here is a failure of the server's, 500."""
_RETRY_AFTER = "5"  # seconds; set by hand
_log = logging.getLogger("uvicorn.error")


def error_response(code: str, message: str, hint: str = "", status: int | None = None) -> JSONResponse:
    """The response that says what happened and what to do, with the code's status unless another is given."""
    error = {"code": code, "message": message, "hint": hint}
    status = status or STATUS_OF_CODE.get(code, 500)
    return JSONResponse({"error": error}, status, {"Retry-After": _RETRY_AFTER} if status == 503 else None)


def add_error_handlers(app: FastAPI) -> None:
    """Make the application answer every failure alike."""

    @app.exception_handler(MedgraphError)
    def medgraph_error(_: Request, error: MedgraphError) -> JSONResponse:
        return error_response(error.code, str(error), error.hint)

    @app.exception_handler(OSError)
    def os_error(request: Request, error: OSError) -> JSONResponse:
        if (told := disk_error(error)) is None:
            return internal_error(request, error)
        return medgraph_error(request, told)

    @app.exception_handler(RequestValidationError)
    def invalid_request(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        hint = "send JSON as /docs describes"
        if first["type"] == "json_invalid":
            return error_response("not_json", f"the body is not JSON: {first['ctx']['error']}", hint)
        if isinstance(first.get("input"), bytes):
            return error_response(
                "not_json", "the body is not sent as JSON", "set Content-Type: application/json"
            )
        place = ".".join(str(part) for part in first["loc"])
        return error_response("bad_request", f"{place}: {first['msg']}", hint)

    @app.exception_handler(HTTPException)
    def http_error(_: Request, error: HTTPException) -> JSONResponse:
        return error_response("http", str(error.detail), "/docs lists what there is", error.status_code)

    @app.exception_handler(Exception)
    def internal_error(_: Request, error: Exception) -> JSONResponse:
        _log.error("internal error", exc_info=error)
        return error_response("internal", "internal error", "the server's log says more")
