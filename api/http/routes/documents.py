"""Documents over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.http.routes.failures import FAILURES
from api.http.schemas import DocumentQuery
from api.service.browsing import Browsing, UnknownDocumentError
from api.service.ingestion import Ingestion
from graph import Document
from retrieval.browse import DocumentPage


def documents_router(browsing: Browsing, ingestion: Ingestion) -> APIRouter:
    """`/v1/documents`."""
    router = APIRouter(prefix="/v1/documents", tags=["browsing"], responses=FAILURES)

    @router.get("", summary="One page of documents, ordered by id")
    def documents(query: Annotated[DocumentQuery, Query()]) -> DocumentPage:
        return browsing.documents(query.to_filter(), query.after, query.limit)

    @router.get("/{document_id:path}", summary="A whole document")
    def document(document_id: str) -> Document:
        return browsing.document(document_id)

    @router.delete("/{document_id:path}", summary="Delete a document and what only it supports")
    def delete(document_id: str) -> dict[str, int]:
        if not (count := ingestion.delete([document_id])):
            raise UnknownDocumentError(f"no document {document_id}", "GET /v1/documents lists them")
        return {"deleted": count}

    return router
