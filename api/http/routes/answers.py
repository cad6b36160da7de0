"""Answers by id over HTTP."""

from __future__ import annotations

from fastapi import APIRouter

from api.http.routes.failures import FAILURES
from api.service.answers import Answers, KeptAnswer, UnknownAnswerError


def answers_router(answers: Answers) -> APIRouter:
    """`/v1/answers`: one at a time, so that nobody reads what others asked without knowing its id."""
    router = APIRouter(prefix="/v1/answers", tags=["questions"], responses=FAILURES)

    @router.get("/{answer_id}", summary="An answer that was given before, as it was")
    def answer(answer_id: str) -> KeptAnswer:
        return answers.show(answer_id)

    @router.delete("/{answer_id}", summary="Delete a kept answer")
    def delete(answer_id: str) -> dict[str, int]:
        if not (count := answers.delete([answer_id])):
            raise UnknownAnswerError(
                f"no answer {answer_id} is kept", "POST /v1/ask says the id of an answer"
            )
        return {"deleted": count}

    return router
