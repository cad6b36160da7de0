"""Full-text search over chunks: BM25 on tantivy, a cache of the store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from graph.index.analysis import joined_codes, stemming_analyzer
from graph.index.hits import best_entries, entries_beside, open_entries

_TOKENIZER = "medgraph_en"
_WRITER_BYTES = 64_000_000  # of memory before a segment is written; tantivy takes no less than 15 MB


@dataclass(frozen=True, slots=True)
class WordEntry:
    """What is indexed of a chunk: its own text, and the title of its document."""

    chunk_id: str
    document_id: str
    title: str
    text: str


class WordIndex:
    """BM25 (Robertson & Zaragoza 2009, k1 1.2, b 0.75) over title and text of every chunk."""

    def __init__(self, folder: Path | None) -> None:
        """The index in a folder; without one it is in memory."""
        self._schema = _schema()
        self._index, self._place = open_entries(self._schema, folder)
        self._analyzer = stemming_analyzer()
        self._index.register_tokenizer(_TOKENIZER, self._analyzer)
        self._index.reload()

    def beside(self, document_ids: Collection[str]) -> list[str]:
        """The chunks of other documents that must be written again for the words of these to leave the index."""
        found = tantivy.Query.term_set_query(self._schema, "document", list(document_ids))
        return entries_beside(self._index.searcher(), found, "chunk")

    def update(
        self, deleted: Iterable[str], written: Iterable[WordEntry], chunks: Iterable[str] = ()
    ) -> None:
        """Drop every chunk of the `deleted` documents and the given chunks, add the `written` ones, commit."""
        with self.writing() as writer:
            for document_id in deleted:
                writer.delete_documents_by_term("document", document_id)
            for chunk_id in chunks:
                writer.delete_documents_by_term("chunk", chunk_id)
            for entry in written:
                self.add(writer, entry)

    def add(self, writer: tantivy.IndexWriter, entry: WordEntry) -> None:
        """Add an entry with what `writing` gave."""
        document = tantivy.Document()
        document.add_text("chunk", entry.chunk_id)
        document.add_text("document", entry.document_id)
        text = f"{entry.title}\n{entry.text}" if entry.title else entry.text
        document.add_text("text", "\n".join([text, *joined_codes(text)]))
        document.add_bytes("body", entry.text.encode())
        writer.add_document(document)

    @contextmanager
    def writing(self) -> Iterator[tantivy.IndexWriter]:
        """What is written in the block is committed at its end, and then found."""
        writer = self._index.writer(_WRITER_BYTES, 1)
        yield writer
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def stems(self, text: str) -> list[str]:
        """The terms the index holds for a text: lower-cased, folded to ASCII, stemmed; in order, then drug codes."""
        return [*self._analyzer.analyze(text), *joined_codes(text)]

    def document_frequency(self, stem: str) -> int:
        """How many chunks hold a term."""
        return int(self._index.searcher().doc_freq("text", stem))

    def __len__(self) -> int:
        return int(self._index.searcher().num_docs)

    def texts(self, chunk_ids: Iterable[str]) -> dict[str, str]:
        """The text of each chunk that is indexed, without its title."""
        searcher, found = self._index.searcher(), {}
        for chunk_id in chunk_ids:
            query = tantivy.Query.term_query(self._schema, "chunk", chunk_id)
            for _, address in searcher.search(query, 1, count=False).hits:
                found[chunk_id] = bytes(searcher.doc(address)["body"][0]).decode()
        return found

    def search(
        self, stems: Sequence[str], limit: int, documents: Collection[str] | None = None
    ) -> dict[str, float]:
        """`{chunk id: BM25}` of the best chunks, best first; only of the given documents unless that is None."""
        if not stems or limit < 1 or (documents is not None and not documents):
            return {}
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "text", stem)) for stem in stems]
        )
        if documents is not None:
            among = tantivy.Query.term_set_query(self._schema, "document", list(documents))
            query = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, query),
                    (tantivy.Occur.Must, tantivy.Query.const_score_query(among, 0.0)),
                ]
            )
        return best_entries(self._index.searcher(), query, limit, "chunk")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("chunk", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("body", stored=True)
    builder.add_text_field("text", stored=False, tokenizer_name=_TOKENIZER, index_option="freq")
    return builder.build()
