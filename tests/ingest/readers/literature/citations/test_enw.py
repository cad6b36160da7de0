from __future__ import annotations

from collections.abc import Callable

from graph import Document
from ingest.readers import ReadResult

Read = Callable[..., list[ReadResult]]
RECORD = """%0 Journal Article
%T Aspirin in fever
%A Doe, Jane
%A Roe, Richard
%J Demo Journal
%D 2019
%X BACKGROUND: Fever.

RESULTS: It fell by 50 % or more.
%R 10.5555/N.1
%M 99991001
%W NLM
%G eng
%U https://example.org/a

%0 Book
%T Ibuprofen
"""


def test_records(read: Read) -> None:
    first, second = read("enw", RECORD)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.text == "Aspirin in fever\n\nBACKGROUND\nFever.\n\nRESULTS\nIt fell by 50 % or more."
    assert first.identifiers == ("pmid:99991001", "doi:10.5555/n.1")
    assert (first.authors, first.journal, first.year) == (("Doe Jane", "Roe Richard"), "Demo Journal", 2019)
    assert (second.title, second.publication_types) == ("Ibuprofen", ("Book",))
