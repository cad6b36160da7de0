"""Questions over HTTP."""

from __future__ import annotations

from functools import partial

from anyio import to_thread
from fastapi import APIRouter, Request

from api.http.asks import Asks
from api.http.routes.failures import FAILURES
from api.http.schemas import AskRequest, SearchRequest, SearchResponse, TableRequest
from api.service.questions import Questions
from retrieval.answer import Answer
from retrieval.table import EvidenceTable


def questions_router(questions: Questions, asks: Asks) -> APIRouter:
    """`/v1/ask`, `/v1/table` and `/v1/search`."""
    router = APIRouter(prefix="/v1", tags=["questions"], responses=FAILURES)

    @router.post("/ask", summary="Answer a question, every sentence cited to exact characters")
    async def ask(request: AskRequest, sent: Request) -> Answer:
        where = request.to_filter()
        if not (request.llm and questions.has_llm):
            return await to_thread.run_sync(partial(questions.ask, request.question, where, llm=False))
        return await asks.answer(
            sent, lambda cancel: questions.events(request.question, where, cancel=cancel)
        )

    @router.post(
        "/table", summary="The studies of the evidence for a question, a row each, every cell an exact span"
    )
    def table(request: TableRequest) -> EvidenceTable:
        return questions.table(request.question, request.to_filter())

    @router.post("/search", summary="The documents that fit a question or a query in PubMed's language best")
    def search(request: SearchRequest) -> SearchResponse:
        found = questions.search(request.question, request.to_filter(), request.limit)
        return SearchResponse(request.question, found.passages, found.spelling, found.notice)

    return router
