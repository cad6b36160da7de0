"""Entities over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.http.routes.failures import FAILURES
from api.service.browsing import Browsing
from retrieval.browse import EntityView


def entities_router(browsing: Browsing) -> APIRouter:
    """`/v1/entities`."""
    router = APIRouter(prefix="/v1/entities", tags=["browsing"], responses=FAILURES)

    @router.get(
        "/{entity_id:path}",
        summary="An entity by id, name or synonym: stated relations, and apart from them what it is named beside",
    )
    def entity(
        entity_id: str,
        neighbours: Annotated[int, Query(ge=0, le=200, description="Most of what it is named beside.")] = 15,
        sentences: Annotated[int, Query(ge=0, le=50, description="Most sentences behind each.")] = 3,
        relations: Annotated[int, Query(ge=0, le=200, description="Most stated relations.")] = 15,
    ) -> EntityView:
        return browsing.entity(entity_id, neighbours, sentences, relations)

    return router
