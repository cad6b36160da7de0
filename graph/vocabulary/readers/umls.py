"""The UMLS Metathesaurus in Rich Release Format (NLM, *UMLS Reference Manual*, chapter 3), streamed by concept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from sys import intern

from graph.model import Concept
from graph.vocabulary.names.curies import linkable_curie
from graph.vocabulary.readers.base import LoadedVocabulary, Problems, VocabularyError, gathered, head_of
from graph.vocabulary.readers.rrf import beside, in_folder, rows
from graph.vocabulary.readers.umls_types import category_of_types

_Row = list[str]
# MRCONSO columns.
_CUI, _LAT, _TS, _STT, _ISPREF, _SAB, _CODE, _STR, _SUPPRESS = 0, 1, 2, 4, 6, 11, 13, 14, 16
# Whose code is a CURIE of ours: several strings of one concept may carry it, and two codes are no equivalence.
_SAME_AS = {"MSH": "MESH:", "HPO": "", "MONDO": "", "DOID": ""}
_DEFINERS = {"MSH": 0, "NCI": 1, "HPO": 2, "MEDLINEPLUS": 3}


def mrconso_of(path: Path) -> Path | None:
    """MRCONSO.RRF of a META folder, or the path itself when it holds such rows."""
    if path.is_dir():
        return in_folder(path, "MRCONSO.RRF", "META")
    lines = head_of(path).splitlines()
    first = lines[0].split("|") if lines else []
    return path if len(first) >= 18 and len(first[_CUI]) == 8 and first[_CUI].startswith("C") else None


def read_umls(path: Path) -> LoadedVocabulary:
    """One concept a CUI that has an English name not suppressed; MRSTY, MRDEF and MRREL are read where present."""
    conso = mrconso_of(path)
    if conso is None:
        raise VocabularyError(
            f"{path} holds no MRCONSO.RRF", "Give MRCONSO.RRF or the META folder that holds it."
        )
    problems = Problems()
    return LoadedVocabulary("umls", _release(conso), conso.name, _concepts(conso, problems), problems)


def _release(conso: Path) -> str:
    """`2024AA` from the path, where NLM's folders put it."""
    return next((part for part in reversed(conso.parts[:-1]) if part[:4].isdigit() and len(part) == 6), "")


def _concepts(conso: Path, problems: list[str]) -> Iterator[Concept]:
    types = _grouped(conso, "MRSTY", 2, lambda row: (row[0], row[1]), problems)
    parents = _grouped(conso, "MRREL", 8, _parent, problems)
    definitions = _definitions(conso, problems)
    for cui, group in groupby(rows(conso, 17, problems), key=itemgetter(_CUI)):
        english = (r for r in group if r[_LAT] == "ENG" and r[_SUPPRESS] == "N" and r[_STR].strip())
        names = gathered(english, lambda row: sum(map(len, row)), conso)
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
    conso: Path, table: str, columns: int, pair: Callable[[_Row], tuple[str, str] | None], problems: list[str]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(beside(conso, table), columns, problems):
        if (entry := pair(row)) is not None:
            found[intern(entry[0])].append(intern(entry[1]))
    return found


def _definitions(conso: Path, problems: list[str]) -> dict[str, str]:
    """One definition a concept, from the source most used to defining things."""
    best: dict[str, tuple[int, str]] = {}
    for row in rows(beside(conso, "MRDEF"), 7, problems):
        rank = _DEFINERS.get(row[4], len(_DEFINERS))
        if row[6] == "N" and rank < best.get(row[0], (len(_DEFINERS) + 1, ""))[0]:
            best[row[0]] = (rank, row[5])
    return {cui: definition for cui, (_, definition) in best.items()}
