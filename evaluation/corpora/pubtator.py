"""Gold annotations of PubTator files: BC5CDR's, BioRED's and MedMentions' among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from evaluation.corpora.alignment import align_all
from evaluation.corpora.ids import ConceptIds
from evaluation.corpora.model import GoldDocument, GoldRelation
from evaluation.corpora.place import AnnotatedMention, Places, Region
from graph import Tier
from graph.parsing import Problem, Source
from ingest.readers.literature import PubtatorRecord, document_of, pubtator_records

_OFFSET = re.compile(r"\d{1,11}", re.ASCII)


def read_pubtator(source: Source) -> Iterator[GoldDocument | Problem]:
    """The documents in order, each after the Problems of its annotations."""
    for record in pubtator_records(source):
        if isinstance(record, Problem):
            yield record
            continue
        document = document_of(record, Tier.LITERATURE, source.name)
        if isinstance(document, Problem):
            yield document
            continue
        texts = (record.title, *record.abstracts)
        offsets = accumulate((len(text) + 1 for text in texts), initial=0)
        regions = map(Region, offsets, texts, align_all(texts, document.text))
        yield from _gold(record, Places(document, regions), source)


def _gold(record: PubtatorRecord, places: Places, source: Source) -> Iterator[GoldDocument | Problem]:
    ids = ConceptIds()
    annotated: list[AnnotatedMention] = []
    relations: list[GoldRelation] = []
    rows = sorted(record.rows, key=lambda row: not _is_mention(row[1]))  # relations name what mentions have
    for number, fields in rows:
        if _is_mention(fields):
            fragment = (int(fields[1]), int(fields[2]))
            kind = fields[4]
            annotated.append(
                AnnotatedMention((fragment,), fields[3], kind, ids.of_mention("".join(fields[5:6]), kind))
            )
            continue
        subject, target = ids.of_end(fields[2]), ids.of_end(fields[3])
        if subject and target and not fields[1].isdecimal():
            extra = tuple(("novel", value) for value in fields[4:5])
            relations.append(GoldRelation(fields[1], subject, target, extra))
        else:
            yield Problem(source.name, f"line {number}", "neither a mention nor a relation of two concepts")
    gold, problems = places.gold(annotated, relations)
    yield from problems
    yield gold


def _is_mention(fields: list[str]) -> bool:
    return len(fields) > 4 and all(_OFFSET.fullmatch(value) for value in fields[1:3])
