"""The lexicons and the linker of a workspace: compiled once, kept on disk, following its vocabularies and merges."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from graph import told_if_slow
from graph.linking import Linker, load_linker
from graph.store import Merge, State, VocabularyStore
from graph.vocabulary.lexicon import Lexicon, load_lexicon, vocabulary_fingerprint
from retrieval.browse import ConceptNames, load_concept_names


class Lexicons:
    """Lexicons and linker of one workspace. Safe to share between threads."""

    def __init__(self, open_store: Callable[[], VocabularyStore], folder: Path) -> None:
        self._open_store = open_store
        self._folder = folder
        self._lock = threading.Lock()
        self._names_lock = threading.Lock()
        self._plain: tuple[str, Lexicon] | None = None
        self._names: tuple[str, ConceptNames] | None = None
        self._merged: tuple[Lexicon, tuple[Merge, ...], Lexicon] | None = None

    def plain(self, state: State) -> Lexicon:
        """The names as vocabularies have them: what ingest writes, whatever a person merged before or after."""
        fingerprint = vocabulary_fingerprint(state.vocabularies)
        # Checked without the lock first: while a server does not answer, requests wait beside each other, not in a
        # queue.
        cached = self._plain
        if cached is None or cached[0] != fingerprint:
            with self._lock:
                cached = self._plain
                if cached is None or cached[0] != fingerprint:
                    with told_if_slow("compiling the names of the vocabularies"):
                        lexicon = load_lexicon(self._open_store(), self._folder, fingerprint)
                    cached = self._plain = fingerprint, lexicon
        return cached[1]

    def merged(self, state: State) -> Lexicon:
        """The same after what a person merged: what questions and browsing mean by a name."""
        plain = self.plain(state)
        cached = self._merged
        if cached is None or cached[0] is not plain or cached[1] != state.merges:
            cached = self._merged = plain, state.merges, plain.merged(state.merges)
        return cached[2]

    def concept_names(self, state: State) -> ConceptNames:
        """Every name of every concept, for searching by a part of one; kept on disk too."""
        fingerprint = vocabulary_fingerprint(state.vocabularies)
        with self._names_lock:
            if self._names is None or self._names[0] != fingerprint:
                with told_if_slow("compiling the names of the concepts"):
                    names = load_concept_names(self._open_store(), self._folder, fingerprint)
                self._names = fingerprint, names
            return self._names[1]

    def linker(self, state: State) -> Linker:
        """From mentions to concepts; its index of names is kept on disk too."""
        lexicon = self.plain(state)
        with told_if_slow("making the index that links names to concepts"):
            return load_linker(lexicon, self._folder, vocabulary_fingerprint(state.vocabularies))
