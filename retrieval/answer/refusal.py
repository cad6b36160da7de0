"""What a reader is told where the question itself is why there is no answer."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.question.facets import is_relational
from retrieval.question.spelling import Spelling
from retrieval.question.understand import Question


def refusal_of(question: Question) -> str:
    """Why a question is not answered whatever the evidence; '' where nothing stands against it."""
    reading = question.reading
    if reading.language:
        return f"This question seems to be in {reading.language}; medgraph answers questions in English."
    if reading.references.documents is not None and not reading.references.documents:
        return f"No document in this workspace is the one that is asked about: {', '.join(reading.references.named)}."
    unclear = [each for each in reading.spelling if not each.searched]
    if unclear:
        return " ".join(
            f"Nothing here is called {each.written!r}; did you mean {' or '.join(each.meant)}?"
            for each in unclear
        )
    names_a_thing = (
        not all(map(is_relational, question.facets)) or reading.population or question.limits.excluded
    )
    if not names_a_thing and reading.references.documents is None:
        return "This question names no drug, disease or other thing that could be looked for."
    return ""


def spelling_notice(spelling: Sequence[Spelling]) -> str:
    """What was searched for in place of misspelled words."""
    return "; ".join(f"searched for {s.searched}, not {s.written}" for s in spelling if s.searched)
