"""Whether the process is alive and whether it can answer."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from api.http.errors import error_response
from api.http.readiness import Readiness
from api.http.routes.failures import FAILURES


def health_router(readiness: Readiness) -> APIRouter:
    """`/healthz` and `/readyz`, answered outside of the thread pool, which may be full of requests that wait."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz", summary="The process is alive")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @router.get(
        "/readyz", summary="Questions can be answered", response_model=dict[str, str], responses=FAILURES
    )
    async def readyz() -> Any:
        if error := await readiness.failure():
            return error_response(error.code, str(error), error.hint, 503)
        return {"status": "ready"}

    return router
