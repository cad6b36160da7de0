"""The compiled lexicon of a workspace, kept in a file beside it and rebuilt when its vocabularies change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from graph.model import VocabularyInfo
from graph.store.roles.vocabulary import VocabularyStore
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.lexicon.lexicon_file import LexiconFileError


def vocabulary_fingerprint(vocabularies: Iterable[VocabularyInfo]) -> str:
    """Names the vocabularies of a workspace: ids, contents and order."""
    rows = [f"{v.id}|{v.digest}" for v in vocabularies]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


def load_lexicon(store: VocabularyStore, folder: Path, fingerprint: str) -> Lexicon:
    """The lexicon for a `vocabulary_fingerprint`, from the folder's cache or built and saved there."""
    path = folder / f"{fingerprint}.lexicon"
    try:
        return Lexicon.load(path)
    except (LexiconFileError, FileNotFoundError):
        pass
    priority = [v.id for v in store.vocabularies()]
    lexicon = Lexicon.build(store.all_concepts(), priority)
    remove_cached(folder, "*.lexicon")
    lexicon.save(path)
    return lexicon


def remove_cached(folder: Path, pattern: str) -> None:
    """Delete the folder's files of a pattern, which a new one replaces; makes the folder where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(pattern):
        old.unlink(missing_ok=True)
