"""Which entities are one, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.http.routes.failures import FAILURES
from api.http.schemas import MergeList, MergeRequest, SuggestionList
from api.service.browsing import Browsing
from graph.store import Merge


def merges_router(browsing: Browsing) -> APIRouter:
    """`/v1/merges`."""
    router = APIRouter(prefix="/v1/merges", tags=["identity"], responses=FAILURES)

    @router.get("", summary="What was merged, ordered by id")
    def merges() -> MergeList:
        return MergeList(list(browsing.merges()))

    @router.get(
        "/suggestions", summary="Pairs of entities that may be one, best first; nothing is merged by likeness"
    )
    def suggestions(
        limit: Annotated[int, Query(ge=1, le=1000, description="Most pairs.")] = 20,
    ) -> SuggestionList:
        return SuggestionList(browsing.suggestions(limit))

    @router.post("", summary="Say that one entity is another; only the latter stays, in all documents")
    def merge(request: MergeRequest) -> Merge:
        return browsing.merge(request.entity, request.into, request.force)

    @router.delete("/{entity_id:path}", summary="Take a merge back: all is as it was before")
    def unmerge(entity_id: str) -> dict[str, str]:
        browsing.unmerge(entity_id)
        return {"unmerged": entity_id}

    return router
