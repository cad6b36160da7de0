"""Questions over HTTP."""

from __future__ import annotations

from fastapi import APIRouter

from api.http.routes.failures import FAILURES
from api.http.schemas import AskRequest, SearchRequest, SearchResponse
from api.service.questions import Questions
from retrieval.answer import Answer


def questions_router(questions: Questions) -> APIRouter:
    """`/v1/ask` and `/v1/search`."""
    router = APIRouter(prefix="/v1", tags=["questions"], responses=FAILURES)

    @router.post("/ask", summary="Answer a question, every sentence cited to exact characters")
    def ask(request: AskRequest) -> Answer:
        return questions.ask(request.question, request.to_filter(), llm=request.llm)

    @router.post("/search", summary="The documents that fit a question or a query in PubMed's language best")
    def search(request: SearchRequest) -> SearchResponse:
        found = questions.search(request.question, request.to_filter(), request.limit)
        return SearchResponse(request.question, found.passages, found.spelling)

    return router
