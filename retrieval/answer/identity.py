"""Which answer it is: an id made of what it says and of all that made it, and back from JSON by that id.

The same question on the same revision with the same models and settings is the same answer, and so has the same id in
every process. An LLM may word it otherwise each time: as what it says is part of the id, those are two answers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from retrieval.answer.contract import Answer

_LENGTH = 20  # hexadecimal digits of an id; among a million answers two agree by chance once in 10^12 times
# Not what the answer says: how long it took, what led to it, and what `Origin` has.
_BESIDE = ("timings_ms", "trace", "graph", "id", "revision", "models", "settings")


@dataclass(frozen=True, slots=True)
class Origin:
    """What made an answer, beside its question: the store, its state, the models, the settings and the filter.

    `store` and `history` tell stores apart whose revisions are the same number.
    """

    store: str
    revision: int
    history: str
    models: Mapping[str, str]
    settings: Mapping[str, Any]


def identified(answer: Answer, origin: Origin) -> Answer:
    """The answer with its id and what made it."""
    says = {key: value for key, value in answer.to_dict().items() if key not in _BESIDE}
    made = json.dumps([asdict(origin), says], sort_keys=True)
    return replace(
        answer,
        id=hashlib.sha256(made.encode()).hexdigest()[:_LENGTH],
        revision=origin.revision,
        models=dict(origin.models),
        settings=dict(origin.settings),
    )


def answer_of(content: str) -> Answer:
    """The answer whose JSON that is; raises ValueError for any other text."""
    answer: Answer = _adapter().validate_json(content)
    return answer


def rests_on(answer: Answer, before: Iterable[str]) -> frozenset[str]:
    """The ids of the documents whose text may stand in an answer.

    Those that it cites; where claims of an LLM were dropped, whose words the trace has, all that it had `before` it.
    """
    cited = {citation.document_id for citation in answer.citations}
    return frozenset(cited.union(before) if answer.trace.get("dropped_claims") else cited)


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)
