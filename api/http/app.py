"""The HTTP API under /v1."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query
from starlette.middleware.trustedhost import TrustedHostMiddleware

from api.http.body_limit import BodyLimit
from api.http.failures import add_failures, failure
from api.http.requests import Asked, Failed, Listed, Sought
from api.service import MedGraph, UnknownDocumentError
from graph.errors import MedgraphError
from graph.model import Document
from retrieval.answer.contract import Answer
from retrieval.browse import DocumentPage, EntityView
from retrieval.passages import Passage

_FAILURES: dict[int | str, dict[str, Any]] = {
    code: {"model": Failed, "description": what}
    for code, what in (
        (400, "The question, a filter or the JSON is wrong."),
        (404, "Nothing of that id."),
        (409, "The workspace is empty, or was filled with another model."),
        (413, "The body is too large."),
        (422, "A field is unknown, missing or of the wrong kind."),
        (503, "The store cannot be used."),
    )
}


@dataclass(frozen=True, slots=True)
class Found:
    """Documents for a question, best first, each by its best passage."""

    question: str
    results: list[Passage]


def create_app(service: MedGraph, hosts: Sequence[str] = ("*",)) -> FastAPI:
    """The application over one workspace; `hosts` are the names it may be called by.

    Handlers are sync, so they run in the thread pool. Models and indexes load in the background: until then
    /readyz says 503, and a question waits.
    """
    warming = threading.Thread(target=_warm, args=(service,), name="warm", daemon=True)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warming.start()
        yield
        service.close()

    app = FastAPI(
        title="medgraph",
        version=version("medgraph"),
        description="Medical literature as a graph you can question. Nothing it says is medical advice.",
        lifespan=lifespan,
    )
    app.add_middleware(BodyLimit)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    add_failures(app)
    app.include_router(_health(service, warming))
    app.include_router(_questions(service))
    app.include_router(_browsing(service))
    return app


def _warm(service: MedGraph) -> None:
    with suppress(MedgraphError):  # /readyz says what is wrong
        service.warm()


def _health(service: MedGraph, warming: threading.Thread) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz", summary="The process is alive")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @router.get(
        "/readyz", summary="Questions can be answered", response_model=dict[str, str], responses=_FAILURES
    )
    def readyz() -> Any:
        if warming.is_alive():
            return failure(503, "loading", "models and indexes are being loaded", "try again in a moment")
        try:
            service.warm()
        except MedgraphError as error:
            return failure(503, error.code, str(error), error.hint)
        return {"status": "ready"}

    return router


def _questions(service: MedGraph) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["questions"], responses=_FAILURES)

    @router.post("/ask", summary="Answer a question, every sentence cited to exact characters")
    def ask(asked: Asked) -> Answer:
        return service.ask(asked.question, asked.where(), llm=asked.llm)

    @router.post("/search", summary="The documents that fit a question best")
    def search(sought: Sought) -> Found:
        return Found(sought.question, service.search(sought.question, sought.where(), sought.limit))

    return router


def _browsing(service: MedGraph) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["browsing"], responses=_FAILURES)

    @router.get("/documents", summary="One page of documents, ordered by id")
    def documents(listed: Annotated[Listed, Query()]) -> DocumentPage:
        return service.documents(listed.where(), listed.after, listed.limit)

    @router.get("/documents/{document_id:path}", summary="A whole document")
    def document(document_id: str) -> Document:
        return service.document(document_id)

    @router.delete("/documents/{document_id:path}", summary="Delete a document and what only it supports")
    def delete(document_id: str) -> dict[str, int]:
        if not (count := service.delete([document_id])):
            raise UnknownDocumentError(f"no document {document_id}", "GET /v1/documents lists them")
        return {"deleted": count}

    @router.get("/entities/{entity_id:path}", summary="An entity by id, name or synonym, with its neighbours")
    def entity(
        entity_id: str,
        neighbours: Annotated[int, Query(ge=0, le=200)] = 15,
        sentences: Annotated[int, Query(ge=0, le=50)] = 3,
    ) -> EntityView:
        return service.entity(entity_id, neighbours, sentences)

    return router
