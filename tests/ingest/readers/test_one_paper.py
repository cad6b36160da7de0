"""One paper in the exports of many sources: every document of it keeps an id that the others have."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from graph import Document
from ingest.readers import ReadResult
from tests.ingest.readers.literature.test_pubmed_xml import article, wrap

Read = Callable[..., list[ReadResult]]
DOI = "10.5555/Paper.1"
PUBMED = wrap(article(pmid="99991101")).replace(
    "<PubmedData>",
    '<PubmedData><ArticleIdList><ArticleId IdType="pmc">PMC99911</ArticleId>'
    f'<ArticleId IdType="doi">{DOI}</ArticleId></ArticleIdList><ReferenceList><Reference><ArticleIdList>'
    '<ArticleId IdType="doi">10.5555/cited</ArticleId></ArticleIdList></Reference></ReferenceList>',
)
JATS = f"""<article><front><article-meta><article-id pub-id-type="pmc">PMC99911</article-id>
<article-id pub-id-type="pmid">99991101</article-id><article-id pub-id-type="doi">{DOI}</article-id>
<title-group><article-title>Aspirin</article-title></title-group></article-meta></front></article>"""
EUROPE = {
    "id": "99991101",
    "source": "MED",
    "pmid": "99991101",
    "doi": DOI,
    "title": "Aspirin",
    "pubYear": "2001",
}
FILES = {
    "pubmed-xml": PUBMED,
    "medline": f"PMID- 99991101\nTI  - Aspirin\nPMC - PMC99911\nLID - {DOI} [doi]\nAID - S1 [pii]\n",
    "jats": JATS,
    "europepmc": json.dumps([EUROPE]),
    "ris": f"TY  - JOUR\nTI  - Aspirin\nUR  - https://doi.org/{DOI}\nER  - \n",
    "web-of-science": f"PT J\nTI Aspirin\nDI {DOI}\nER\n",
    "citation-table": f"Title,DOI\nAspirin,https://doi.org/{DOI}\n",
    "bibtex": f"@article{{a,\n title = {{Aspirin}},\n doi = {{{DOI}}}\n}}\n",
    "enw": f"%0 Journal Article\n%T Aspirin\n%R {DOI}\n",
    "jsonl": json.dumps({"_id": "own", "title": "Aspirin", "pmid": 99991101, "doi": DOI}) + "\n",
    "html": f'<html><head><meta name="citation_doi" content="{DOI}"></head><body><p>Aspirin.</p></body></html>',
}


@pytest.mark.parametrize("format", FILES)
def test_the_doi_is_kept_in_every_format(read: Read, format: str) -> None:
    (document,) = read(format, FILES[format])
    assert isinstance(document, Document)
    assert document.identifiers[0] == document.id
    assert "doi:10.5555/paper.1" in document.identifiers and "doi:10.5555/cited" not in document.identifiers


@pytest.mark.parametrize("format", ["pubmed-xml", "medline", "jats"])
def test_all_ids_are_kept(read: Read, format: str) -> None:
    (document,) = read(format, FILES[format])
    assert isinstance(document, Document)
    assert set(document.identifiers) == {"pmid:99991101", "pmc:PMC99911", "doi:10.5555/paper.1"}
