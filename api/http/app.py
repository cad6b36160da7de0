"""The HTTP application: health, and the API under /v1."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline

from api.http.asks import Asks
from api.http.body_limit import BodyLimit
from api.http.errors import add_error_handlers
from api.http.hosts import HostCheck
from api.http.readiness import Readiness
from api.http.routes.answers import answers_router
from api.http.routes.documents import documents_router
from api.http.routes.entities import entities_router
from api.http.routes.health import health_router
from api.http.routes.merges import merges_router
from api.http.routes.questions import questions_router
from api.service.medgraph import MedGraph


def create_app(medgraph: MedGraph, hosts: Sequence[str] = (), asks: Asks | None = None) -> FastAPI:
    """The application over one workspace; `hosts` are names it may be called by, beside those of loopback.

    Handlers are sync, so they run in the thread pool; `asks` is for those that wait for an LLM. Models and indexes load
    in the background: until then /readyz says 503, and a question waits.
    """
    readiness = Readiness(medgraph.workspace)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        readiness.begin()
        yield
        medgraph.close()

    app = FastAPIOffline(  # its pages at /docs and /redoc load nothing from elsewhere
        title="medgraph",
        version=version("medgraph"),
        description="Medical literature as a graph you can question. Nothing it says is medical advice.",
        lifespan=lifespan,
    )
    app.add_middleware(BodyLimit)
    app.add_middleware(HostCheck, allowed=hosts)
    add_error_handlers(app)
    for router in (
        health_router(readiness),
        questions_router(medgraph.questions, asks or Asks(medgraph.settings.http.asks)),
        answers_router(medgraph.answers),
        documents_router(medgraph.browsing, medgraph.ingestion),
        entities_router(medgraph.browsing),
        merges_router(medgraph.browsing),
    ):
        app.include_router(router)
    return app
