"""Whether everything that a workspace keeps is as it was written: the store, and all that is derived from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from api.service.parts import CountProgress, Parts
from graph import DamagedFileError, MedgraphError, open_sealed
from graph.index import conversion_problems, index_problems, locate
from graph.store import check_store


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and what to do about it."""

    subject: str
    problem: str
    hint: str

    def to_dict(self) -> dict[str, str]:
        """Plain values, as JSON surfaces send them."""
        return asdict(self)


class Check:
    """A walk over all of one workspace; nothing is mended on the way."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def findings(self, progress: CountProgress | None = None) -> Iterator[Finding]:
        """Everything that is not as it was written. `progress(done, total)` counts documents."""
        walks: dict[str, Callable[[], Iterator[Finding]]] = {
            "store": lambda: self._store(progress),
            "indexes": self._indexes,
            "lexicon": self._lexicon,
            "embedding model": self._model,
            "answers": self._answers,
        }
        for subject, walk in walks.items():
            try:
                yield from walk()
            except MedgraphError as error:
                yield Finding(subject, str(error), error.hint)

    def _store(self, progress: CountProgress | None) -> Iterator[Finding]:
        for damage in check_store(self._parts.store, progress):
            yield Finding(damage.subject, damage.problem, damage.hint)

    def _indexes(self) -> Iterator[Finding]:
        for error in index_problems(self._parts.index_folder, self._parts.store):
            yield Finding("indexes", str(error), error.hint)

    def _lexicon(self) -> Iterator[Finding]:
        folder = self._parts.lexicon_folder
        for path in sorted(folder.glob("[!.]*")):
            try:
                with open_sealed(path):
                    pass
            except DamagedFileError as error:
                yield Finding("lexicon", str(error), error.hint)

    def _answers(self) -> Iterator[Finding]:
        for id_ in self._parts.answers.damaged():
            yield Finding("answers", f"the kept answer {id_} is damaged", f"medgraph answers delete {id_}")

    def _model(self) -> Iterator[Finding]:
        model, settings = self._parts.model, self._parts.settings
        graph = settings.models / f"{model.revision}.xml"
        for error in conversion_problems(locate(settings.graph.model), graph):
            yield Finding("embedding model", str(error), error.hint)
