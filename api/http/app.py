"""The HTTP API under /v1."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from api.service import MedGraph
from graph.errors import MedgraphError
from graph.model import Tier
from graph.store.base import Filter

_STATUS = {
    "question": 400,
    "unknown_document": 404,
    "unknown_entity": 404,
    "store": 503,
    "empty_workspace": 409,
}


class Query(BaseModel):
    """A question with its filters."""

    question: str = Field(description="The question.", examples=["Does metformin lower blood pressure?"])
    tiers: list[Tier] = []
    year_from: int | None = None
    year_to: int | None = None
    publication_types: list[str] = []
    journals: list[str] = []
    document_ids: list[str] = []
    languages: list[str] = []
    exclude_retracted: bool = False
    limit: int = Field(10, ge=1, le=100, description="Most results of a search.")
    llm: bool = Field(True, description="Let a configured LLM write the answer.")

    def where(self) -> Filter:
        """The filter in it."""
        return Filter(
            tuple(self.tiers),
            self.year_from,
            self.year_to,
            tuple(self.publication_types),
            tuple(self.journals),
            tuple(self.document_ids),
            tuple(self.languages),
            self.exclude_retracted,
        )


def create_app(service: MedGraph) -> FastAPI:  # noqa: C901 - one small handler a route
    """The application over one workspace; handlers are sync, so they run in the thread pool."""
    app = FastAPI(title="medgraph", version="0.1.0", description="Medical literature you can question.")

    @app.exception_handler(MedgraphError)
    def failed(_: Request, error: MedgraphError) -> JSONResponse:
        return _error(_STATUS.get(error.code, 500), error.code, str(error), error.hint)

    @app.exception_handler(RequestValidationError)
    def unreadable(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return _error(422, "bad_request", f"{place}: {first['msg']}", "send JSON as /docs describes")

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz() -> JSONResponse:
        try:
            service.indexes()
        except MedgraphError as error:
            return _error(503, error.code, str(error), error.hint)
        return JSONResponse({"status": "ready"})

    @app.post("/v1/ask")
    def ask(query: Query) -> dict[str, Any]:
        return service.ask(query.question, query.where(), llm=query.llm).to_dict()

    @app.post("/v1/search")
    def search(query: Query) -> dict[str, Any]:
        found = service.search(query.question, query.where(), query.limit)
        return {"question": query.question, "results": [p.to_dict() for p in found]}

    @app.get("/v1/documents")
    def documents(after: str = "", limit: int = 50) -> dict[str, Any]:
        found = service.documents(None, after, min(max(limit, 1), 500))
        return {
            "documents": [asdict(d) for d in found],
            "next": found[-1].id if len(found) == limit else None,
        }

    @app.get("/v1/documents/{document_id:path}")
    def document(document_id: str) -> dict[str, Any]:
        return asdict(service.document(document_id))

    @app.delete("/v1/documents/{document_id:path}")
    def delete(document_id: str) -> dict[str, int]:
        return {"deleted": service.delete([document_id])}

    @app.get("/v1/entities/{entity_id:path}")
    def entity(entity_id: str) -> dict[str, Any]:
        return service.entity(entity_id).to_dict()

    return app


def serve(service: MedGraph, host: str, port: int) -> None:
    """Serve until stopped."""
    uvicorn.run(create_app(service), host=host, port=port, log_level="info")


def _error(status: int, code: str, message: str, hint: str) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message, "hint": hint}}, status)
