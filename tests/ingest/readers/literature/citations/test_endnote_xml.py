from __future__ import annotations

from collections.abc import Callable

from graph import Document
from graph.parsing import Problem
from ingest.readers import ReadResult

Read = Callable[..., list[ReadResult]]


def styled(text: str) -> str:
    return f'<style face="normal" font="default" size="100%">{text}</style>'


RECORD = f"""<?xml version="1.0" encoding="UTF-8" ?><xml><records><record><database name="My.enl">My.enl</database>
<source-app name="EndNote" version="20">EndNote</source-app><rec-number>1</rec-number>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>{styled("Doe, Jane")}</author>
<author>{styled("Roe, Richard")}</author></authors></contributors>
<titles><title>{styled("Aspirin ")}{styled("in vivo")}</title>
<secondary-title>{styled("Demo Journal")}</secondary-title></titles>
<dates><year>{styled("2019")}</year></dates><electronic-resource-num>{styled("10.5555/E.1")}</electronic-resource-num>
<abstract>{styled("BACKGROUND: Fever.&#xD;RESULTS: It fell.")}</abstract>
<accession-num>{styled("99990901")}</accession-num>
<remote-database-name>{styled("PubMed")}</remote-database-name><custom2>{styled("PMC99909")}</custom2>
<urls><related-urls><url>{styled("https://example.org/a")}</url></related-urls></urls><language>{styled("eng")}</language>
<notes>{styled("1234-5678&#xD;Review&#xD;Switzerland")}</notes></record></records></xml>"""


def test_a_record(read: Read) -> None:
    (document,) = read("endnote-xml", RECORD)
    assert isinstance(document, Document)
    assert document.text == "Aspirin in vivo\n\nBACKGROUND\nFever.\n\nRESULTS\nIt fell."
    assert document.identifiers == ("pmid:99990901", "pmc:PMC99909", "doi:10.5555/e.1")
    assert document.authors == ("Doe Jane", "Roe Richard")
    assert (document.year, document.journal, document.language) == (2019, "Demo Journal", "en")
    assert document.publication_types == ("Journal Article", "Review")


def test_a_record_without_text_is_a_problem(read: Read) -> None:
    (problem,) = read("endnote-xml", "<xml><records><record><ref-type name='Book'/></record></records></xml>")
    assert isinstance(problem, Problem) and problem.place == "record 1"
