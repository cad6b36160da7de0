"""The UMLS Metathesaurus in Rich Release Format (NLM, *UMLS Reference Manual*, chapter 3), streamed by concept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import PurePath
from sys import intern

from graph.model import Concept
from graph.parsing.encodings import decode_head
from graph.parsing.source import Source
from graph.vocabulary.names.curies import linkable_curie
from graph.vocabulary.readers.base import LoadedVocabulary, Problems, collect_rows, file_name
from graph.vocabulary.readers.options import VocabularyOptions
from graph.vocabulary.readers.rrf import first_row, rows, sibling_table
from graph.vocabulary.readers.umls_types import category_of_types

_Row = list[str]
# MRCONSO columns.
_CUI, _LAT, _TS, _STT, _ISPREF, _SAB, _CODE, _STR, _SUPPRESS = 0, 1, 2, 4, 6, 11, 13, 14, 16
# Whose code is a CURIE of ours: several strings of one concept may carry it, and two codes are no equivalence.
_SAME_AS = {"MSH": "MESH:", "HPO": "", "MONDO": "", "DOID": ""}
_DEFINERS = {"MSH": 0, "NCI": 1, "HPO": 2, "MEDLINEPLUS": 3}


class UmlsReader:
    """Reads MRCONSO.RRF and what lies beside it."""

    name = "umls"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first row is one of MRCONSO."""
        row = first_row(decode_head(head))
        return len(row) >= 18 and len(row[_CUI]) == 8 and row[_CUI].startswith("C")

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """One concept a CUI that has an English name not suppressed; MRSTY, MRDEF and MRREL are read where present."""
        problems = Problems()
        concepts = _concepts(source, problems)
        return LoadedVocabulary("umls", _release(source), file_name(source), concepts, problems)


def _release(source: Source) -> str:
    """`2024AA` from the path, where NLM's folders put it."""
    folders = reversed(PurePath(source.name).parts[:-1])
    return next((folder for folder in folders if folder[:4].isdigit() and len(folder) == 6), "")


def _concepts(conso: Source, problems: Problems) -> Iterator[Concept]:
    types = _grouped(conso, "MRSTY", 2, lambda row: (row[0], row[1]), problems)
    parents = _grouped(conso, "MRREL", 8, _parent, problems)
    definitions = _definitions(conso, problems)
    for cui, group in groupby(rows(conso, 17, problems), key=itemgetter(_CUI)):
        english = (r for r in group if r[_LAT] == "ENG" and r[_SUPPRESS] == "N" and r[_STR].strip())
        names = collect_rows(english, lambda row: sum(map(len, row)), conso)
        if names:
            # TS=P, STT=PF, ISPREF=Y marks the one string NLM prefers; suppression may have taken it.
            preferred = min(names, key=lambda row: (row[_TS] != "P", row[_STT] != "PF", row[_ISPREF] != "Y"))[
                _STR
            ]
            yield Concept(
                id=f"UMLS:{cui}",
                name=preferred,
                synonyms=tuple(dict.fromkeys(row[_STR] for row in names if row[_STR] != preferred)),
                definition=definitions.get(cui, ""),
                category=category_of_types(types.get(cui, ())),
                parents=tuple(
                    f"UMLS:{parent}" for parent in dict.fromkeys(parents.get(cui, ())) if parent != cui
                ),
                same_as=_same_as(names),
            )


def _same_as(names: list[_Row]) -> tuple[str, ...]:
    codes = (_SAME_AS[row[_SAB]] + row[_CODE] for row in names if row[_SAB] in _SAME_AS)
    return tuple(dict.fromkeys(curie for code in codes if (curie := linkable_curie(code))))


def _parent(row: _Row) -> tuple[str, str] | None:
    """(child, parent): `CUI1 PAR CUI2` says CUI2 is the parent, `CUI1 .. isa CUI2` that CUI2 is the child."""
    if row[3] == "PAR" and row[7] in ("", "inverse_isa"):
        return row[0], row[4]
    return (row[4], row[0]) if row[7] == "isa" else None


def _grouped(
    conso: Source,
    table: str,
    columns: int,
    pair: Callable[[_Row], tuple[str, str] | None],
    problems: Problems,
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(sibling_table(conso, table), columns, problems):
        if (entry := pair(row)) is not None:
            found[intern(entry[0])].append(intern(entry[1]))
    return found


def _definitions(conso: Source, problems: Problems) -> dict[str, str]:
    """One definition a concept, from the source most used to defining things."""
    best: dict[str, tuple[int, str]] = {}
    for row in rows(sibling_table(conso, "MRDEF"), 7, problems):
        rank = _DEFINERS.get(row[4], len(_DEFINERS))
        if row[6] == "N" and rank < best.get(row[0], (len(_DEFINERS) + 1, ""))[0]:
            best[row[0]] = (rank, row[5])
    return {cui: definition for cui, (_, definition) in best.items()}
