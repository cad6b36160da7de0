"""One way in: tells a vocabulary's format by its content and reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from graph.model import RETRACTIONS_SUFFIX, Concept
from graph.parsing.encodings import decode_head
from graph.parsing.reader import reader_for
from graph.parsing.source import FileSource
from graph.vocabulary.readers.base import (
    LoadedVocabulary,
    VocabularyError,
    file_name,
    head_of,
    source_errors,
    unreadable,
)
from graph.vocabulary.readers.categories import CATEGORIES, NAMED_THING, category_of_word
from graph.vocabulary.readers.columns import given_columns
from graph.vocabulary.readers.companions import read_companions
from graph.vocabulary.readers.icd import IcdReader
from graph.vocabulary.readers.json_records import JsonRecordsReader
from graph.vocabulary.readers.kinds import Known, with_kinds, with_qualifiers
from graph.vocabulary.readers.mesh_tables import MeshNamesReader, MeshTreeReader
from graph.vocabulary.readers.mesh_xml import MeshXmlReader
from graph.vocabulary.readers.obo import OboReader
from graph.vocabulary.readers.obograph import ObographReader
from graph.vocabulary.readers.options import VocabularyOptions, VocabularyReader
from graph.vocabulary.readers.owl import OwlReader
from graph.vocabulary.readers.retractions import RetractionsReader
from graph.vocabulary.readers.rrf import main_table
from graph.vocabulary.readers.rxnorm import RxnormReader
from graph.vocabulary.readers.soundness import sanitized
from graph.vocabulary.readers.sssom import SssomReader
from graph.vocabulary.readers.table import TableReader
from graph.vocabulary.readers.umls import UmlsReader
from graph.vocabulary.readers.zipped import Unpacked, is_zip

# In the order they are asked: any table is taken by the last that no other took.
_IN_ORDER: tuple[VocabularyReader, ...] = (
    RxnormReader(),
    UmlsReader(),
    MeshXmlReader(),
    OwlReader(),
    ObographReader(),
    JsonRecordsReader(),
    OboReader(),
    SssomReader(),
    RetractionsReader(),
    MeshNamesReader(),
    MeshTreeReader(),
    IcdReader(),
    TableReader(),
)
READERS: dict[str, VocabularyReader] = {reader.name: reader for reader in _IN_ORDER}


def read_vocabulary(
    path: Path,
    vocabulary_id: str | None = None,
    companions: Sequence[Path] = (),
    *,
    columns: str = "",
    category: str = "",
    known: Known | None = None,
) -> LoadedVocabulary:
    """The vocabulary in a file (plain, gzip or zip) or in the folder of a UMLS or RxNorm release.

    `companions` are files that complete it and are never used unasked: MeSH tree numbers or a table of further
    names beside a MeSH table, supp20xx.xml beside desc20xx.xml. `columns` says which column of a table holds what
    (`id=Code,name=Long name`), `category` the kind (`Disease`) of the entries of which the file tells none. `known`
    gives the concepts that are loaded already, by id: a record of unknown kind is of that of the headings above it.

    Raises VocabularyError when the file is of another kind or holds no concept at all; so does consuming its
    concepts, when the file turns out to be cut short or damaged: a vocabulary is taken whole or not at all.
    """
    options = _Options(vocabulary_id, companions, given_columns(columns), _kind(category), known)
    path = Path(path)
    if path.exists() and not path.is_file() and not path.is_dir():
        raise VocabularyError(f"{path} is no regular file", "Save it to a file first.")
    with source_errors(FileSource(path)):
        if path.is_file() and is_zip(path):
            return _unpacked(path, options)
        return _loaded(path, options)


@dataclass(frozen=True, slots=True)
class _Options:
    id: str | None
    companions: Sequence[Path]
    columns: Mapping[str, Sequence[str]]
    category: str
    known: Known | None


def _kind(category: str) -> str:
    kind = category_of_word(category)
    if category and kind == NAMED_THING:
        raise VocabularyError(
            f"{category!r} is no kind of thing that medgraph knows",
            f"It knows: {', '.join(sorted(CATEGORIES))}.",
        )
    return kind


def _unpacked(path: Path, options: _Options) -> LoadedVocabulary:
    unpacked = Unpacked(path)
    loaded = _loaded(unpacked.path, options)

    def then_removed(concepts: Iterator[Concept]) -> Iterator[Concept]:
        yield from concepts
        unpacked.close()

    loaded.source = path.name
    loaded.concepts = then_removed(loaded.concepts)
    return loaded


def _loaded(path: Path, options: _Options) -> LoadedVocabulary:
    extra = read_companions(options.companions)
    source = FileSource(_main_file(path))
    reader = reader_for(READERS.values(), source, head_of(source))
    if options.columns:
        is_json = decode_head(head_of(source)).lstrip().startswith(("[", "{"))
        reader = JsonRecordsReader() if is_json else TableReader()
    if reader is None:
        raise unreadable(source)
    wanted = VocabularyOptions(options.id, extra.tree, options.columns)
    loaded = reader.read(source, wanted)
    loaded.concepts = with_qualifiers(loaded.concepts, lambda: reader.read(source, wanted).concepts)
    if options.id:
        # The ending tells a list of retracted papers from a vocabulary, whatever a person calls it.
        suffix = RETRACTIONS_SUFFIX if isinstance(reader, RetractionsReader) else ""
        loaded.id = options.id.lower().removesuffix(suffix) + suffix
    if options.category != NAMED_THING:
        loaded.kind = options.category
    loaded.problems.extend(extra.problems)
    concepts = extra.completed(loaded)
    loaded.concepts = concepts if loaded.mappings else with_kinds(concepts, loaded.kind, options.known)
    loaded.concepts = _at_least_one(_reporting_damage(sanitized(loaded), source), source)
    return loaded


def _main_file(path: Path) -> Path:
    """The file itself, or the first table in the folder of a release."""
    if not path.is_dir():
        return path
    table = main_table(path)
    if table is None:
        raise VocabularyError(
            f"{path} holds no MRCONSO.RRF", "Give MRCONSO.RRF or the META folder that holds it."
        )
    return table


def _reporting_damage(concepts: Iterator[Concept], source: FileSource) -> Iterator[Concept]:
    with source_errors(source):
        yield from concepts


def _at_least_one(concepts: Iterator[Concept], source: FileSource) -> Iterator[Concept]:
    """The concepts, the first of them already fetched: an empty vocabulary must fail before it is stored."""
    first = next(concepts, None)
    if first is None:
        raise VocabularyError(
            f"{file_name(source)} holds no concept", "Check that the file is whole and of the right kind."
        )
    return chain([first], concepts)
