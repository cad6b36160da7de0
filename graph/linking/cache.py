"""The index of a workspace's names, kept in a file beside its lexicon and rebuilt when the lexicon changes."""

from __future__ import annotations

from pathlib import Path

from graph.files import where_allowed
from graph.linking import index_file
from graph.linking.index import NameIndex, name_rows
from graph.linking.linker import Linker
from graph.sealed import DamagedFileError, report_rebuilt
from graph.vocabulary.lexicon.cache import remove_cached
from graph.vocabulary.lexicon.lexicon import Lexicon


def load_linker(lexicon: Lexicon, folder: Path, fingerprint: str) -> Linker:
    """The linker over a workspace's lexicon; its index is loaded, or built and saved, when it is first needed."""

    def index() -> NameIndex:
        # The lexicon's own fingerprint too: the index holds places in exactly this one.
        path = folder / f"{fingerprint}-{lexicon.fingerprint[:16]}.names"
        try:
            return index_file.load(path)
        except DamagedFileError as error:
            report_rebuilt(error)
        except FileNotFoundError:
            pass
        made = NameIndex(name_rows(lexicon.compiled))
        with where_allowed():
            remove_cached(folder, "*.names")
            index_file.save(made, path)
        return made

    return Linker(lexicon, index)
