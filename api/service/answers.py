"""Answers by id: those that were given are kept, until what they quote is deleted."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from api.service.settings import AnswerSettings
from graph import Document, MedgraphError
from graph.state import AnswerFile, Followed, SavedAnswer, StateError, stamp
from graph.store import GraphStore, State
from retrieval.answer import Answer, answer_of, rests_on

_log = logging.getLogger("medgraph")


class UnknownAnswerError(MedgraphError):
    """No answer of that id is kept."""

    code = "unknown_answer"


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it was given; `asked` is when, in UTC, `revision` that of the workspace now.

    `notice` says what has changed since ('' for nothing): the workspace, or that a source was retracted.
    """

    answer: Answer
    asked: str
    revision: int
    notice: str

    def to_dict(self) -> dict[str, Any]:
        """As plain values, as JSON surfaces send it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """One line of the list of kept answers."""

    id: str
    question: str
    asked: str
    revision: int


class Answers:
    """The kept answers of one workspace, in a file beside its store. Safe to share between threads."""

    def __init__(self, open_store: Callable[[], GraphStore], path: Path, settings: AnswerSettings) -> None:
        self._open_store = open_store
        self._file = AnswerFile(path)
        self._settings = settings

    def keep(self, answer: Answer, evidence: Iterable[str], state: State) -> None:
        """Keep an answer, given with the workspace in that state and these documents as evidence.

        Where that fails there is one line in the log: an answer that is not kept is an answer.
        """
        try:
            if not self._settings.keep:
                self._file.remove()
                return
            # The state was read for the question: the store is not asked for it again.
            followed = Followed(state.revision, state.history)
            self._follow(followed)
            asked, documents = stamp(datetime.now(UTC)), tuple(sorted(rests_on(answer, evidence)))
            content = json.dumps(answer.to_dict())
            saved = SavedAnswer(answer.id, answer.revision, answer.question, asked, content, documents)
            self._file.save(saved, followed, self._settings.keep, self._settings.days)
        except MedgraphError as error:
            _log.warning("the answer is not kept, and cannot be asked for by its id: %s", error)

    def show(self, answer_id: str) -> KeptAnswer:
        """A kept answer; raises UnknownAnswerError, and StateError where the file cannot be read.

        One whose quotes no longer stand in their documents is none.
        """
        saved = self._file.find(answer_id)
        answer = _readable(saved)
        if saved is None or answer is None:
            raise _unknown(answer_id)
        documents = self._open_store().documents(saved.documents)
        if not _stands(answer, saved.documents, documents):
            raise _unknown(answer_id)
        revision = self._open_store().revision()
        return KeptAnswer(answer, saved.asked, revision, _changed(answer, documents, revision))

    def list_recent(self, limit: int = 50) -> Sequence[KeptQuestion]:
        """What was asked, youngest first; raises StateError."""
        with suppress(StateError):  # where nothing may be written, they are listed as they are
            self._follow()
        return [KeptQuestion(a.id, a.question, a.asked, a.revision) for a in self._file.recent(limit)]

    def damaged(self) -> list[str]:
        """The ids of the answers that are not as they were written; raises StateError where the file is not."""
        return [saved.id for saved in self._file.recent(self._settings.keep) if _readable(saved) is None]

    def delete(self, ids: Collection[str]) -> int:
        """Delete kept answers; how many there were. Raises StateError."""
        return self._file.delete(ids)

    def forget(self) -> None:
        """Take out what quotes a text that the store no longer holds; what cannot be looked through goes as a whole.

        Raises StateError where the file can neither be written nor be removed.
        """
        try:
            self._follow()
        except StateError:
            self._file.remove()

    def _follow(self, now: Followed | None = None) -> None:
        """Look through what the store's changes since the last time may have touched; `now` is its state."""
        followed = self._file.followed()
        if followed is None:
            return
        if now is None:
            revision = self._open_store().revision()
            now = Followed(revision, self._open_store().history(revision) or "")
        if now != followed:
            self._file.delete(self._fallen(self._open_store(), followed))
            self._file.follow(now)

    def _fallen(self, store: GraphStore, followed: Followed) -> list[str]:
        """The ids of the answers that no longer stand, of those that changes since then may have touched."""
        if store.history(followed.revision) != followed.history:  # it was restored from a copy
            touched, any_deleted, changed = self._file.everything(), True, None
        else:
            changes = store.changes(followed.revision)
            changed = {*changes.written, *changes.deleted}
            touched, any_deleted = self._file.resting_on(changed), bool(changes.deleted)
        fallen = [each.id for each in touched if not _still_stands(each, store, changed)]
        # What rests on no document may tell of any: which there are of a patient, what a word may mean.
        return fallen + ([each.id for each in self._file.resting_on_nothing()] if any_deleted else [])


def _still_stands(saved: SavedAnswer, store: GraphStore, changed: Collection[str] | None) -> bool:
    """Whether what it has of the `changed` documents (None: of all it rests on) is still in them."""
    answer = _readable(saved)
    if answer is None or not _stands(answer, saved.documents, store.documents(saved.documents)):
        return False
    # Of a document that it rests on without quoting it, nobody can tell what it has.
    unquoted = set(saved.documents) - {c.document_id for c in answer.citations}
    return not (unquoted if changed is None else unquoted.intersection(changed))


def _stands(answer: Answer, rests: Collection[str], documents: Mapping[str, Document]) -> bool:
    """Whether every document is there, and every quote stands in its own as it did."""
    return documents.keys() >= set(rests) and all(
        documents[c.document_id].text[c.start : c.end] == c.quote
        and documents[c.document_id].title == c.title
        for c in answer.citations
    )


def _readable(saved: SavedAnswer | None) -> Answer | None:
    """The answer that was saved; None where there is none, or not as this version of medgraph has it."""
    with suppress(ValueError):
        return None if saved is None else answer_of(saved.content)
    return None


def _changed(answer: Answer, documents: Mapping[str, Document], revision: int) -> str:
    told = []
    if revision != answer.revision:
        told.append(f"answered at revision {answer.revision}; the workspace is at {revision} now")
    known = {c.document_id for c in answer.citations if c.retracted}
    retracted = sorted(id_ for id_, document in documents.items() if document.retracted and id_ not in known)
    if retracted:
        told.append(f"retracted since: {', '.join(retracted)}")
    return "; ".join(told)


def _unknown(answer_id: str) -> UnknownAnswerError:
    return UnknownAnswerError(
        f"no answer {answer_id} is kept",
        "answers go with the documents that they quote, and when they are old; medgraph answers list shows the rest",
    )
