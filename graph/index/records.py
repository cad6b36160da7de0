"""Search over whole documents: every word as written, and the fields of their record; a cache of the store.

Beside the index of chunks, which ranks, this one selects: phrases, truncated words, authors, years, identifiers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import tantivy

from graph.index.analysis import joined_codes, stemming_analyzer, word_analyzer
from graph.index.hits import best_entries, entries_beside, open_entries
from graph.model import Document, SectionKind

_STEMS, _WORDS = "medgraph_stems", "medgraph_words"
_WRITER_BYTES = 64_000_000
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")
_TERM_CHARACTERS = re.compile(r"[^a-z0-9]")


class RecordField(StrEnum):
    """What of a document is searched; the first three hold running text, as written and as stems."""

    TITLE = "title"
    ABSTRACT = "abstract"
    TEXT = "text"
    AUTHOR = "author"
    JOURNAL = "journal"
    TYPE = "type"
    MESH = "mesh"
    LANGUAGE = "language"


_RUNNING = (RecordField.TITLE, RecordField.ABSTRACT, RecordField.TEXT)


class RecordIndex:
    """One entry a document. Queries are made by the methods that return one, and run by `search`."""

    def __init__(self, folder: Path | None) -> None:
        """The index in a folder; without one it is in memory."""
        self._schema = _schema()
        self._index, self._place = open_entries(self._schema, folder)
        self._stemming, self._as_written = stemming_analyzer(), word_analyzer()
        self._index.register_tokenizer(_STEMS, self._stemming)
        self._index.register_tokenizer(_WORDS, self._as_written)
        self._index.reload()

    def held(self, document_ids: Collection[str]) -> int:
        """How many of the documents are in the index."""
        found = tantivy.Query.term_set_query(self._schema, "document", list(document_ids))
        return len(self._index.searcher().search(found, len(self) or 1, count=False).hits)

    def beside(self, document_ids: Collection[str]) -> list[str]:
        """The other documents that must be written again for the words of these to leave the index."""
        found = tantivy.Query.term_set_query(self._schema, "document", list(document_ids))
        return entries_beside(self._index.searcher(), found, "document")

    def update(self, deleted: Iterable[str], written: Iterable[Document]) -> None:
        """Drop the `deleted` documents, add the `written` ones, commit."""
        with self.writing() as writer:
            for document_id in deleted:
                writer.delete_documents_by_term("document", document_id)
            for document in written:
                self.add(writer, document)

    def add(self, writer: tantivy.IndexWriter, document: Document) -> None:
        """Add a document with what `writing` gave."""
        writer.add_document(_entry(document))

    @contextmanager
    def writing(self) -> Iterator[tantivy.IndexWriter]:
        """What is written in the block is committed at its end, and then found."""
        writer = self._index.writer(_WRITER_BYTES, 1)
        yield writer
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def words(self, text: str) -> list[str]:
        """The terms of a text as written: lower-cased and folded to ASCII."""
        return self._as_written.analyze(text)

    def documents_with(self, field: RecordField, word: str) -> int:
        """How many documents hold a term, as `words` gives it, in a field."""
        return int(self._index.searcher().doc_freq(_as_written(field), word))

    def terms(self, prefix: str) -> list[tuple[str, int]]:
        """The words of all documents that begin so, each with its number of documents, commonest first."""
        found = self._index.searcher().terms_with_prefix(_as_written(RecordField.TEXT), prefix)
        return [(str(term), int(count)) for term, count in found]

    def any_form(self, field: RecordField, text: str) -> tantivy.Query:
        """Documents whose field holds every word of the text, in any inflection, ranked by BM25."""
        if field not in _RUNNING:
            return self.phrase(field, text)
        stems = [*self._stemming.analyze(text)]
        leaves = [tantivy.Query.term_query(self._schema, f"{field}_stems", stem, "freq") for stem in stems]
        codes = joined_codes(text)
        parts = self.every(leaves)
        if codes:
            joined = [tantivy.Query.term_query(self._schema, f"{field}_stems", c, "freq") for c in codes]
            parts = self.either([parts, self.every(joined)])
        return parts

    def phrase(self, field: RecordField, text: str) -> tantivy.Query:
        """Documents whose field holds these words as written, one after the other."""
        words = self._as_written.analyze(text)
        if not words:
            return tantivy.Query.empty_query()
        if len(words) == 1:
            return tantivy.Query.term_query(self._schema, _as_written(field), words[0])
        return tantivy.Query.phrase_query(self._schema, _as_written(field), [*words])

    def prefix(self, field: RecordField, text: str) -> tantivy.Query:
        """Documents whose field holds a word that begins so; of several words, the last is cut."""
        words = self._as_written.analyze(text)
        if not words:
            return tantivy.Query.empty_query()
        last = _TERM_CHARACTERS.sub("", words[-1])
        cut = tantivy.Query.regex_query(self._schema, _as_written(field), f"{last}.*")
        if len(words) == 1:
            return cut
        return tantivy.Query.phrase_prefix_query(self._schema, _as_written(field), [*words])

    def years(self, first: int | None, last: int | None) -> tantivy.Query:
        """Documents of these years, both included; None leaves a side open."""
        if first is None and last is None:
            return tantivy.Query.all_query()
        return tantivy.Query.range_query(self._schema, "year", tantivy.FieldType.Integer, first, last)

    def identifier(self, value: str) -> tantivy.Query:
        """The document of that id, PMID, PMC id or DOI, however it is prefixed."""
        return tantivy.Query.term_query(self._schema, "identifier", value.casefold(), "basic")

    def titled(self, title: str) -> tantivy.Query:
        """Documents of exactly this title, but for case, marks and spaces."""
        return tantivy.Query.term_query(self._schema, "whole_title", " ".join(self.words(title)), "basic")

    def every(self, queries: Sequence[tantivy.Query]) -> tantivy.Query:
        """What all of them find; nothing when there is none."""
        return _combined(queries, tantivy.Occur.Must)

    def either(self, queries: Sequence[tantivy.Query]) -> tantivy.Query:
        """What any of them finds."""
        return _combined(queries, tantivy.Occur.Should)

    def but(self, query: tantivy.Query, excluded: tantivy.Query) -> tantivy.Query:
        """What the first finds and the second does not."""
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.MustNot, excluded)])

    def everything(self) -> tantivy.Query:
        """All documents."""
        return tantivy.Query.all_query()

    def search(
        self, query: tantivy.Query, limit: int, documents: Collection[str] | None = None
    ) -> dict[str, float]:
        """`{document id: score}` of the best documents, best first; only of those given unless that is None."""
        if limit < 1 or (documents is not None and not documents):
            return {}
        if documents is not None:
            among = tantivy.Query.term_set_query(self._schema, "document", list(documents))
            query = self.every([query, tantivy.Query.const_score_query(among, 0.0)])
        return best_entries(self._index.searcher(), query, limit, "document")

    def __len__(self) -> int:
        return int(self._index.searcher().num_docs)


def _combined(queries: Sequence[tantivy.Query], occur: tantivy.Occur) -> tantivy.Query:
    if not queries:
        return tantivy.Query.empty_query()
    return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(occur, q) for q in queries])


def _as_written(field: RecordField) -> str:
    return f"{field}_words" if field in _RUNNING else field.value


def _entry(document: Document) -> tantivy.Document:
    entry = tantivy.Document()
    entry.add_text("document", document.id)
    for identifier in _identifiers(document):
        entry.add_text("identifier", identifier)
    abstract = [
        document.title,
        *(document.text[s.start : s.end] for s in document.sections if _is_abstract(s.kind)),
    ]
    running = {
        RecordField.TITLE: document.title,
        RecordField.ABSTRACT: "\n".join(abstract) if len(abstract) > 1 else document.text,
        RecordField.TEXT: "\n".join([document.text, *(heading.name for heading in document.mesh)]),
    }
    for field, text in running.items():
        entry.add_text(f"{field}_words", text)
        entry.add_text(f"{field}_stems", "\n".join([text, *joined_codes(text)]))
    entry.add_text("whole_title", " ".join(word_analyzer().analyze(document.title)))
    for author in document.authors:
        for form in _author_forms(author):
            entry.add_text(RecordField.AUTHOR, form)
    for name in document.publication_types:
        entry.add_text(RecordField.TYPE, name)
    for heading in document.mesh:
        entry.add_text(RecordField.MESH, heading.name)
    entry.add_text(RecordField.JOURNAL, document.journal)
    entry.add_text(RecordField.LANGUAGE, document.language)
    if document.year is not None:
        entry.add_integer("year", document.year)
    return entry


def _is_abstract(kind: SectionKind) -> bool:
    return kind is SectionKind.ABSTRACT


def _identifiers(document: Document) -> set[str]:
    """The ids of its record with and without their prefix, its trials', and the DOI of the address."""
    ids = {document.id, *document.identifiers, *document.trials}
    known = ids | {each.partition(":")[2] for each in ids}
    known |= {match.group().rstrip(".,;") for match in _DOI.finditer(document.url)}
    return {each.casefold() for each in known if each}


def _author_forms(author: str) -> tuple[str, ...]:
    """The name as it stands, `Last First`, and with initials as citations have it: `Smith John A` is `Smith JA`."""
    folded = unicodedata.normalize("NFKC", author)
    names = folded.replace(".", " ").replace(",", " ").split() or [""]
    while len(names) > 1 and names[0].islower():  # "van der Berg" is cited as Berg too
        names = names[1:]
    last, *first = names
    initials = "".join(name if name.isupper() and len(name) <= 3 else name[:1] for name in first)
    forms = [folded, f"{last} {initials}", f"{last} {initials[:1]}"] if first else [folded]
    return tuple(dict.fromkeys(forms))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("document", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("identifier", "whole_title"):
        builder.add_text_field(name, stored=False, tokenizer_name="raw", index_option="basic")
    for field in RecordField:
        if field in _RUNNING:
            builder.add_text_field(f"{field}_stems", stored=False, tokenizer_name=_STEMS, index_option="freq")
        builder.add_text_field(
            _as_written(field), stored=False, tokenizer_name=_WORDS, index_option="position"
        )
    builder.add_integer_field("year", indexed=True, fast=True)
    return builder.build()
