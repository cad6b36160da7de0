"""Documents whose entities stand marked in their text: `[chemical:captopril]`, `[disease:gout|MESH:D006073]`."""

from __future__ import annotations

import re

from evaluation.corpora import GoldDocument, GoldMention, GoldRelation, asserted, graph_of
from graph import Assertion, Document, DocumentGraph, Section, SectionKind, Span
from ingest.relations.context import build_context
from ingest.relations.extract import RelationExtractor
from ingest.relations.rules import match_rules

_MARK = re.compile(r"\[(\w+):([^\]|]+)(?:\|([^\]]+))?\]")
_TYPES = {
    "chemical": "ChemicalEntity",
    "disease": "Disease",
    "gene": "Gene",
    "variant": "SequenceVariant",
    "procedure": "Procedure",
}


def gold(text: str, title: str = "", relations: tuple[GoldRelation, ...] = ()) -> GoldDocument:
    """The document of a text; an entity's id is its name in lower case unless another is given."""
    source = f"{title}\n\n{text}" if title else text
    plain, mentions, at = "", [], 0
    for match in _MARK.finditer(source):
        plain += source[at : match.start()]
        start = len(plain)
        plain += match[2]
        at = match.end()
        id = match[3] or match[2].lower()
        mentions.append(GoldMention((Span(start, len(plain)),), _TYPES[match[1]], (id,)))
    plain += source[at:]
    body = plain.index("\n\n") + 2 if title else 0
    sections = [Section(0, body - 2, "", SectionKind.TITLE)] if title else []
    sections.append(Section(body, len(plain), "", SectionKind.ABSTRACT))
    return GoldDocument(Document("d", plain, sections=tuple(sections)), tuple(mentions), relations)


def marked(text: str, title: str = "") -> DocumentGraph:
    """The graph of such a document."""
    return asserted(graph_of(gold(text, title)))


def relations(text: str, extractor: RelationExtractor) -> dict[tuple[str, str, str], Assertion]:
    """What is extracted from a marked text, and how it is asserted."""
    graph = marked(text)
    found = extractor.extract(graph.document, graph.chunks, graph.mentions, graph.entities)
    return {(one.subject_id, one.predicate, one.object_id): one.assertion for one in found}


def stated_relations(text: str) -> set[tuple[str, str, str, Assertion]]:
    """What phrases state in a marked text, and how it is asserted."""
    graph = marked(text)
    context = build_context(graph.document, graph.chunks, graph.mentions, graph.entities)
    return {
        (subject, one.predicate.value, target, one.assertion)
        for one in match_rules(context)
        for subject in context.sentences[one.sentence].owners[one.subject]
        for target in context.sentences[one.sentence].owners[one.object]
    }
