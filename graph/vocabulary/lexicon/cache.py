"""The compiled lexicon of a workspace, kept in a file beside it and rebuilt when its vocabularies change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from graph.files import make_folder, remove, where_allowed
from graph.model import VocabularyInfo
from graph.sealed import DamagedFileError, report_rebuilt
from graph.store.roles.vocabulary import VocabularyStore
from graph.vocabulary.lexicon import vocabulary_names
from graph.vocabulary.lexicon.compiling import compile_vocabularies
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.lexicon.vocabulary_names import VocabularyNames

_NAMES = ".vocabulary"


def vocabulary_fingerprint(vocabularies: Iterable[VocabularyInfo]) -> str:
    """Names the vocabularies of a workspace: ids, contents and order. Lists of retracted papers name nothing."""
    rows = [f"{v.id}|{v.digest}" for v in vocabularies if not v.is_retraction_list]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


def load_lexicon(store: VocabularyStore, folder: Path, fingerprint: str) -> Lexicon:
    """The lexicon for a `vocabulary_fingerprint`, from the folder's cache or built and saved there."""
    path = folder / f"{fingerprint}.lexicon"
    try:
        return Lexicon.load(path)
    except DamagedFileError as error:
        report_rebuilt(error)
    except FileNotFoundError:
        pass
    vocabularies = [v for v in store.vocabularies() if not v.is_retraction_list]
    with where_allowed():
        remove_cached(folder, "*.lexicon")
    damaged: list[str] = []
    parts = (_names_of(store, folder, vocabulary, damaged) for vocabulary in vocabularies)
    lexicon = Lexicon(compile_vocabularies(parts, [v.id for v in vocabularies]))
    kept = {_names_file(folder, vocabulary) for vocabulary in vocabularies}
    with where_allowed():
        make_folder(folder)
        if not damaged:  # what lacks a name is not kept: it would be taken for the whole
            lexicon.save(path)
        for stale in set(folder.glob(f"*{_NAMES}")) - kept:
            remove(stale)
    return lexicon


def _names_of(
    store: VocabularyStore, folder: Path, vocabulary: VocabularyInfo, damaged: list[str]
) -> VocabularyNames:
    """The normal forms of a vocabulary's names: those kept on disk, else made and kept, unless it is `damaged`."""
    path = _names_file(folder, vocabulary)
    try:
        return vocabulary_names.load(path)
    except DamagedFileError as error:
        report_rebuilt(error)
    except FileNotFoundError:
        pass
    names = VocabularyNames.of(store.all_concepts(vocabulary.id))
    if len(names.ids) != vocabulary.concepts:  # the store has left out what is damaged
        damaged.append(vocabulary.id)
    elif vocabulary.digest:  # one loaded before there were digests cannot be told from what replaces it
        with where_allowed():
            make_folder(folder)
            remove(path)
            vocabulary_names.save(names, path)
    return names


def _names_file(folder: Path, vocabulary: VocabularyInfo) -> Path:
    return folder / f"{vocabulary.digest or 'none'}{_NAMES}"


def remove_cached(folder: Path, pattern: str) -> None:
    """Delete the folder's files of a pattern, which a new one replaces; makes the folder where it is missing."""
    make_folder(folder)
    for old in folder.glob(pattern):
        remove(old)
