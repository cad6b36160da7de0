"""ICD-10-CM as CMS and NCHS publish it: the order file, the list of codes, and the tabular list in XML."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import Concept
from graph.parsing.encodings import decode_head
from graph.parsing.source import Source
from graph.parsing.xml import Element
from graph.vocabulary.readers.base import (
    LoadedVocabulary,
    Problems,
    file_name,
    head_of,
    lines_of,
    open_text,
    table_text,
)
from graph.vocabulary.readers.categories import category_of_id
from graph.vocabulary.readers.identifiers import CodeHierarchy, identifier_of, is_icd10_code
from graph.vocabulary.readers.mesh_tree import version_of
from graph.vocabulary.readers.options import VocabularyOptions
from graph.vocabulary.readers.xml_stream import records

_PREFIX = "ICD10CM"
# Columns of the order file: the order number, the code, whether it may be billed, a short description, a long one.
_CODE, _BILLABLE, _LONG = slice(6, 13), slice(14, 15), 77
_SAMPLE = 5  # lines that tell


class IcdReader:
    """Reads ICD-10-CM."""

    name = "icd10cm"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the root is the tabular list's, or the first lines are a code and what it means."""
        if "<ICD10CM.tabular" in decode_head(head):
            return True
        lines = table_text(head).splitlines()[:-1][:_SAMPLE]
        return bool(lines) and "\t" not in lines[0] and all(_coded(line) for line in lines)

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """The codes with their descriptions, each below the code that it begins with.

        What the tabular list includes under a code are narrower things, and not taken as its names.
        """
        problems = Problems()
        is_xml = "<ICD10CM.tabular" in decode_head(head_of(source))
        concepts = _tabular(source, problems) if is_xml else _lines(source, problems)
        return LoadedVocabulary("icd10cm", version_of(source), file_name(source), concepts, problems)


def _coded(line: str) -> tuple[str, str] | None:
    code, text = line[_CODE].strip(), line[_LONG:].strip()
    if line[:5].isdecimal() and line[_BILLABLE] in ("0", "1") and is_icd10_code(code) and text:
        return code, text
    code, _, text = line.strip().partition(" ")
    return (code, text.strip()) if is_icd10_code(code) and text.strip() else None


def _lines(source: Source, problems: Problems) -> Iterator[Concept]:
    codes = CodeHierarchy()
    with open_text(source) as stream:
        for number, line in enumerate(lines_of(stream, source), 1):
            if coded := _coded(line):
                yield _concept(*coded, codes)
            elif line.strip():
                problems.report(source, number, "no code and description")


def _tabular(source: Source, problems: Problems) -> Iterator[Concept]:
    codes = CodeHierarchy()
    for chapter in records(source, "chapter"):
        for diagnosis in chapter.iter("diag"):
            code, text = _text(diagnosis, "name"), _text(diagnosis, "desc")
            if code and text:
                yield _concept(code, text, codes)
            else:
                problems.report(source, diagnosis.sourceline or "", "a diagnosis without code or description")


def _concept(code: str, text: str, codes: CodeHierarchy) -> Concept:
    identifier = identifier_of(code, _PREFIX)
    return Concept(identifier, text, category=category_of_id(identifier), parents=codes.parents(identifier))


def _text(element: Element, tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())
