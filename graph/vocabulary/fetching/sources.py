"""Where the publishers keep the vocabularies that `medgraph vocab download` knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_OBO = "https://purl.obolibrary.org/obo"
_NLM = "https://nlmpubs.nlm.nih.gov/projects/mesh/MESH_FILES/xmlmesh"
_HGNC = "https://storage.googleapis.com/public-download-files/hgnc/tsv/tsv/hgnc_complete_set.txt"
_RETRACTION_WATCH = "https://gitlab.com/crossref/retraction-watch-data/-/raw/main/retraction_watch.csv"
_RXNORM = "https://download.nlm.nih.gov/rxnorm/RxNorm_full_prescribe_current.zip"


@dataclass(frozen=True, slots=True)
class DownloadSource:
    """One vocabulary: its addresses, of which the first that is there is taken, and the file to keep it in.

    `checksums` is a page or file of the publisher's on which its MD5 sums stand, '' where it publishes none.
    """

    name: str
    about: str
    file: str
    addresses: tuple[str, ...]
    checksums: str = ""


def known_sources(today: date | None = None) -> dict[str, DownloadSource]:
    """All of them by name. MeSH's file carries its year, and next year's appears before the year does."""
    year = (today or date.today()).year
    mesh = tuple(f"{_NLM}/desc{each}.gz" for each in (year, year - 1))
    supplement = tuple(f"{_NLM}/supp{each}.gz" for each in (year, year - 1))
    sources = (
        DownloadSource("doid", "Disease Ontology (CC0)", "doid.obo", (f"{_OBO}/doid.obo",)),
        DownloadSource("hpo", "Human Phenotype Ontology (HPO licence)", "hp.obo", (f"{_OBO}/hp.obo",)),
        DownloadSource("mondo", "Mondo Disease Ontology (CC BY 4.0)", "mondo.obo", (f"{_OBO}/mondo.obo",)),
        DownloadSource("mesh", "MeSH descriptors (NLM, public domain)", "mesh_desc.xml.gz", mesh),
        DownloadSource(
            "mesh-supplement",
            "MeSH supplementary records (NLM, public domain)",
            "mesh_supp.xml.gz",
            supplement,
        ),
        DownloadSource("hgnc", "HGNC gene names (CC0)", "hgnc_complete_set.txt", (_HGNC,)),
        DownloadSource(
            "retractions", "Retraction Watch (Crossref)", "retraction_watch.csv", (_RETRACTION_WATCH,)
        ),
        DownloadSource(
            "rxnorm",
            "RxNorm Current Prescribable Content (NLM, no licence needed)",
            "rxnorm_prescribable.zip",
            (_RXNORM,),
            checksums="https://www.nlm.nih.gov/research/umls/rxnorm/docs/rxnormfiles.html",
        ),
    )
    return {source.name: source for source in sources}
