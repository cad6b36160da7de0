"""The id of a document by the ids that its record brings, the same whatever format the record came in."""

from __future__ import annotations

import re

from ingest.readers.compose.canonical import line

_PMC = re.compile(r"(?:pmc:)?\s*(?:PMC)?\s*(\d{1,10})(?:\.\d+)?", re.IGNORECASE | re.ASCII)
_PMID = re.compile(r"(?:pmid:)?\s*0*(\d{1,9})", re.IGNORECASE | re.ASCII)
_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:)?\s*(10\.\d{1,9}/\S{1,500})", re.IGNORECASE | re.ASCII
)


def pmc_id(value: str) -> str:
    """`pmc:PMC1` of `PMC1`, `1` or `PMC1.2`; '' of anything else."""
    found = _PMC.fullmatch(line(value))
    return f"pmc:PMC{found[1]}" if found else ""


def pmid_id(value: str) -> str:
    """`pmid:1` of `1`; '' of anything else."""
    found = _PMID.fullmatch(line(value))
    return f"pmid:{found[1]}" if found else ""


def doi_id(value: str) -> str:
    """`doi:10.1/x` of a DOI or its address, as it is spelt; '' of anything else."""
    found = _DOI.fullmatch(line(value))
    return f"doi:{found[1]}" if found else ""


def paper_id(pmc: str, pmid: str, doi: str, full_text: bool) -> str:
    """The id among these values; '' when none is one.

    A full text is the PMC article and an abstract the PubMed record, so that a record without the text of a paper
    never takes the place of one with it.
    """
    first, second = (pmc_id(pmc), pmid_id(pmid)) if full_text else (pmid_id(pmid), pmc_id(pmc))
    return first or second or doi_id(doi)
