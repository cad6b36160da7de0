"""The compiled lexicon of a workspace and the index of its names, kept in files beside it and rebuilt when its
vocabularies change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from graph.linking import index_file
from graph.linking.index import NameIndex, rows_of
from graph.linking.linker import Linker
from graph.model import VocabularyInfo
from graph.store.base import GraphStore
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.lexicon.lexicon_file import LexiconFileError


def vocabulary_fingerprint(vocabularies: Iterable[VocabularyInfo]) -> str:
    """Names the vocabularies of a workspace: ids, contents and order."""
    rows = [f"{v.id}|{v.digest}" for v in vocabularies]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


def load_lexicon(store: GraphStore, folder: Path, fingerprint: str) -> Lexicon:
    """The lexicon for a `vocabulary_fingerprint`, from the folder's cache or built and saved there."""
    path = folder / f"{fingerprint}.lexicon"
    try:
        return Lexicon.load(path)
    except (LexiconFileError, FileNotFoundError):
        pass
    priority = [v.id for v in store.vocabularies()]
    lexicon = Lexicon.build(store.all_concepts(), priority)
    _emptied(folder, "*.lexicon")
    lexicon.save(path)
    return lexicon


def load_linker(lexicon: Lexicon, folder: Path, fingerprint: str) -> Linker:
    """The linker over a workspace's lexicon; its index is loaded, or built and saved, when it is first needed."""

    def index() -> NameIndex:
        # The lexicon's own fingerprint too: the index holds places in exactly this one.
        path = folder / f"{fingerprint}-{lexicon.fingerprint[:16]}.names"
        try:
            return index_file.load(path)
        except (LexiconFileError, FileNotFoundError):
            pass
        made = NameIndex(rows_of(lexicon.compiled))
        _emptied(folder, "*.names")
        index_file.save(made, path)
        return made

    return Linker(lexicon, index)


def _emptied(folder: Path, pattern: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(pattern):
        old.unlink(missing_ok=True)
