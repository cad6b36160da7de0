"""A document's id and address by the ids that its record brings, the same whatever format the record came in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from ingest.readers.compose.canonical import clean_line

_PMC = re.compile(r"(?:pmc:)?\s*+(?:PMC\s*+)?(\d{1,10})(?:\.\d+)?", re.IGNORECASE | re.ASCII)
_PMID = re.compile(r"(?:pmid:)?\s*0*(\d{1,9})", re.IGNORECASE | re.ASCII)
_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:)?\s*(10\.\d{1,9}/\S{1,500})", re.IGNORECASE | re.ASCII
)


def pmc_id(value: str) -> str:
    """`pmc:PMC1` of `PMC1`, `1` or `PMC1.2`; '' of anything else."""
    found = _PMC.fullmatch(clean_line(value))
    return f"pmc:PMC{found[1]}" if found else ""


def pmid_id(value: str) -> str:
    """`pmid:1` of `1`; '' of anything else."""
    found = _PMID.fullmatch(clean_line(value))
    return f"pmid:{found[1]}" if found else ""


def doi_id(value: str) -> str:
    """`doi:10.1/x` of a DOI or its address, in lower case as DOIs have no case; '' of anything else."""
    found = _DOI.fullmatch(clean_line(value))
    return f"doi:{found[1].lower()}" if found else ""


def paper_ids(pmc: str = "", pmid: str = "", doi: str = "") -> tuple[str, ...]:
    """Every id among these values, for `Document.identifiers`."""
    return tuple(filter(None, (pmid_id(pmid), pmc_id(pmc), doi_id(doi))))


def paper_id(pmc: str, pmid: str, doi: str, full_text: bool) -> str:
    """The id among these values; '' when none is one.

    A full text is the PMC article and an abstract the PubMed record, so that a record without the text of a paper
    never takes the place of one with it.
    """
    first, second = (pmc_id(pmc), pmid_id(pmid)) if full_text else (pmid_id(pmid), pmc_id(pmc))
    return first or second or doi_id(doi)


def document_id(ids: Mapping[str, str]) -> str:
    """The id among a full text's own ids by scheme: `pmc:PMC1`, else `pmid:1`, else `doi:10.1/x`, else ''.

    They are taken as the source states them; `paper_id` is for values that may be anything.
    """
    if pmc := ids.get("pmc"):
        return f"pmc:PMC{pmc.upper().removeprefix('PMC')}"
    if "pmid" in ids:
        return f"pmid:{ids['pmid']}"
    return f"doi:{ids['doi'].lower()}" if "doi" in ids else ""


def content_id(data: bytes) -> str:
    """`file:<first 16 hex digits of the SHA-256>`: the id of what has no other."""
    return f"file:{hashlib.sha256(data).hexdigest()[:16]}"


def document_url(identifier: str) -> str:
    """Where a person can read the document of this id; '' for ids that name no place."""
    scheme, _, value = identifier.partition(":")
    if scheme == "pmc":
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{value}/"
    if scheme == "doi":
        return f"https://doi.org/{value}"
    return f"https://pubmed.ncbi.nlm.nih.gov/{value}/" if scheme == "pmid" and value.isdecimal() else ""
