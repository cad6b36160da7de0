"""`Answer`: what Python, the command line and HTTP return. `quote == document.text[start:end]`, always."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from retrieval.answer.decision import Decision, Tally
from retrieval.question.spelling import Spelling
from retrieval.table import Role, Species


class Status(StrEnum):
    """Whether the evidence answers the question."""

    ANSWERED = "answered"
    INSUFFICIENT = "insufficient_evidence"


class Support(StrEnum):
    """How far the cited sentences support a claim."""

    SUPPORTED = "supported"
    PARTIAL = "partial"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact characters of a document that a claim rests on; `patient` and `date` are the document's.

    `role` tells whether the paper found it itself or tells what was known before, `species` on whom it was found.
    """

    id: int
    document_id: str
    title: str
    year: int | None
    journal: str
    url: str
    tier: str
    section: str
    start: int
    end: int
    quote: str
    publication_types: tuple[str, ...]
    retracted: bool
    patient: str = ""
    date: str = ""
    role: Role = Role.FINDING
    species: Species = Species.UNKNOWN


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of the answer and the ids of the citations it rests on.

    `caveats` is what a reader must be told of it: whom it is about where others were asked about, that it tells a
    belief, that a newer guideline is there. A claim with one is never `supported`.
    """

    text: str
    citations: tuple[int, ...]
    support: Support
    score: float
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListItem:
    """A thing of the kind that a list question asks for, as the text calls it, and the citations that name it."""

    name: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """The definition that a vocabulary gives of a concept the question names."""

    concept_id: str
    name: str
    definition: str
    vocabulary: str


@dataclass(frozen=True, slots=True)
class GraphView:
    """The sub-graph that led to the evidence: plain nodes and edges, ready to draw."""

    nodes: tuple[dict[str, Any], ...] = ()
    edges: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in which every claim carries its citations, or a plain statement that there is none.

    `decision` is what the documents together say to a question that asks yes or no, with the `tally` behind it; None
    for any other question, and where nothing was read for its stance. `items` are what the cited text names of the kind
    that a list question asks for; whether each is meant its sentence says.

    For the reader: `notice` says what was done differently from what was asked for ('' mostly), `missing` what of the
    question the best source does not hold, in the question's words, `excluded_retracted` the ids of documents that
    would have been evidence were they not retracted, `spelling` the words that nothing knows with what was searched for
    in their place or may be meant. `timings_ms` are the milliseconds of each step and of all
    (`total`). `trace` is for the curious: what each arm found, who wrote the answer.

    `id` is a digest of what the answer says and of all that made it (`retrieval.answer.identity`): the store's
    `revision`, the `models` by what they do, and the `settings`, the filter among them. '' where nothing gave one.
    """

    question: str
    status: Status
    text: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    definitions: tuple[Definition, ...] = ()
    decision: Decision | None = None
    tally: Tally | None = None
    items: tuple[ListItem, ...] = ()
    notice: str = ""
    missing: tuple[str, ...] = ()
    excluded_retracted: tuple[str, ...] = ()
    spelling: tuple[Spelling, ...] = ()
    graph: GraphView = field(default_factory=GraphView)
    timings_ms: dict[str, float] = field(default_factory=dict)
    trace: dict[str, Any] = field(default_factory=dict)
    id: str = ""
    revision: int = 0
    models: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The contract as plain values, as JSON surfaces send it."""
        return asdict(self)


def render(claims: tuple[Claim, ...]) -> str:
    """The claims as running text with `[1]` markers and caveats after each sentence."""
    return " ".join(map(_rendered, claims))


def _rendered(claim: Claim) -> str:
    markers = "".join(f"[{n}]" for n in claim.citations)
    caveats = f" ({'; '.join(claim.caveats)})" if claim.caveats else ""
    return f"{claim.text} {markers}{caveats}"


_PEOPLE_NAMED = 5  # of several, in a notice; set by hand


def several_people(people: Sequence[str]) -> str:
    """What a reader must be told where an answer is of the records of several patients."""
    named = "; ".join(people[:_PEOPLE_NAMED]) + ("; ..." if len(people) > _PEOPLE_NAMED else "")
    return f"Records of several patients, or of nobody stated: {named}. Ask of one with --patient."
