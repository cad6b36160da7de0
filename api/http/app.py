"""The HTTP API under /v1."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query
from starlette.middleware.trustedhost import TrustedHostMiddleware

from api.http.body_limit import BodyLimit
from api.http.errors import add_failures, failure
from api.http.readiness import Readiness
from api.http.schemas import AskRequest, DocumentQuery, ErrorResponse, MergeRequest, SearchRequest
from api.service.checks import UnknownDocumentError
from api.service.medgraph import MedGraph
from graph.model import Document
from graph.store.values.merges import Merge
from graph.vocabulary.lexicon.suggestions import Suggestion
from retrieval.answer.contract import Answer
from retrieval.browse.documents import DocumentPage
from retrieval.browse.entity import EntityView
from retrieval.search.passages import Passage

_FAILURES: dict[int | str, dict[str, Any]] = {
    code: {"model": ErrorResponse, "description": what}
    for code, what in (
        (400, "The question, a filter or the JSON is wrong."),
        (404, "Nothing of that id."),
        (409, "The workspace is empty or filled with another model; or a merge contradicts what is there."),
        (413, "The body is too large."),
        (422, "A field is unknown, missing or of the wrong kind."),
        (503, "The store cannot be used."),
    )
}


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """Documents for a question, best first, each by its best passage."""

    question: str
    results: list[Passage]


@dataclass(frozen=True, slots=True)
class MergeList:
    """What a person said of identity."""

    merges: list[Merge]


@dataclass(frozen=True, slots=True)
class SuggestionList:
    """Pairs of entities that may be one, best first."""

    suggestions: list[Suggestion]


def create_app(service: MedGraph, hosts: Sequence[str] = ("*",)) -> FastAPI:
    """The application over one workspace; `hosts` are the names it may be called by.

    Handlers are sync, so they run in the thread pool; health is told outside of it, as it may be full of requests that
    wait for a store. Models and indexes load in the background: until then /readyz says 503, and a question waits.
    """
    readiness = Readiness(service)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        readiness.begin()
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
    app.include_router(_health(readiness))
    app.include_router(_questions(service))
    app.include_router(_browsing(service))
    app.include_router(_identity(service))
    return app


def _health(readiness: Readiness) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz", summary="The process is alive")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @router.get(
        "/readyz", summary="Questions can be answered", response_model=dict[str, str], responses=_FAILURES
    )
    async def readyz() -> Any:
        if error := await readiness.failure():
            return failure(503, error.code, str(error), error.hint)
        return {"status": "ready"}

    return router


def _questions(service: MedGraph) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["questions"], responses=_FAILURES)

    @router.post("/ask", summary="Answer a question, every sentence cited to exact characters")
    def ask(asked: AskRequest) -> Answer:
        return service.ask(asked.question, asked.where(), llm=asked.llm)

    @router.post("/search", summary="The documents that fit a question best")
    def search(sought: SearchRequest) -> SearchResponse:
        return SearchResponse(sought.question, service.search(sought.question, sought.where(), sought.limit))

    return router


def _browsing(service: MedGraph) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["browsing"], responses=_FAILURES)

    @router.get("/documents", summary="One page of documents, ordered by id")
    def documents(listed: Annotated[DocumentQuery, Query()]) -> DocumentPage:
        return service.documents(listed.where(), listed.after, listed.limit)

    @router.get("/documents/{document_id:path}", summary="A whole document")
    def document(document_id: str) -> Document:
        return service.document(document_id)

    @router.delete("/documents/{document_id:path}", summary="Delete a document and what only it supports")
    def delete(document_id: str) -> dict[str, int]:
        if not (count := service.delete([document_id])):
            raise UnknownDocumentError(f"no document {document_id}", "GET /v1/documents lists them")
        return {"deleted": count}

    @router.get(
        "/entities/{entity_id:path}",
        summary="An entity by id, name or synonym: stated relations, and apart from them what it is named beside",
    )
    def entity(
        entity_id: str,
        neighbours: Annotated[int, Query(ge=0, le=200, description="Most of what it is named beside.")] = 15,
        sentences: Annotated[int, Query(ge=0, le=50, description="Most sentences behind each.")] = 3,
        relations: Annotated[int, Query(ge=0, le=200, description="Most stated relations.")] = 15,
    ) -> EntityView:
        return service.entity(entity_id, neighbours, sentences, relations)

    return router


def _identity(service: MedGraph) -> APIRouter:
    router = APIRouter(prefix="/v1/merges", tags=["identity"], responses=_FAILURES)

    @router.get("", summary="What was merged, ordered by id")
    def merges() -> MergeList:
        return MergeList(list(service.store.merges()))

    @router.get(
        "/suggestions", summary="Pairs of entities that may be one, best first; nothing is merged by likeness"
    )
    def suggestions(
        limit: Annotated[int, Query(ge=1, le=1000, description="Most pairs.")] = 20,
    ) -> SuggestionList:
        return SuggestionList(service.suggestions(limit))

    @router.post("", summary="Say that one entity is another; only the latter stays, in all documents")
    def merge(asked: MergeRequest) -> Merge:
        return service.merge(asked.entity, asked.into, asked.force)

    @router.delete("/{entity_id:path}", summary="Take a merge back: all is as it was before")
    def unmerge(entity_id: str) -> dict[str, str]:
        service.unmerge(entity_id)
        return {"unmerged": entity_id}

    return router
