"""Content of the bundled demonstration: shape of the corpus, true identifiers, a sound vocabulary."""

from __future__ import annotations

import gzip
import os
import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tests.paths import DEMO, ROOT

SHARED = Path(os.environ.get("MEDGRAPH_SHARED_DATA") or ROOT.parent / "shared" / "data")
MESH_LABELS = SHARED / "vocab" / "mesh_id_labels_2019.tsv.gz"
MESH_TREES = SHARED / "vocab" / "mesh_tree_2017.txt.gz"
DISEASE_ONTOLOGY = SHARED / "vocab" / "doid.obo"

CATEGORIES = {
    "biolink:Disease",
    "biolink:PhenotypicFeature",
    "biolink:ChemicalEntity",
    "biolink:AnatomicalEntity",
    "biolink:Procedure",
    "biolink:OrganismTaxon",
    "biolink:Gene",
    "biolink:Cell",
    "biolink:BiologicalProcess",
}
FEATURES = ["<i>", "<sub>", "<sup>", "&lt;", "&gt;", "β", "μ", "% of", "95% CI", "e.g.", "E. coli", "Fig. 2"]
PHRASES = ["no evidence of pneumonia", "denied", "myocardial infarction (MI)", "heart attack", "Tylenol"]
CONFUSABLE = [
    ("hypertension", "hypotension"),
    ("hyperkalemia", "hypokalemia"),
    ("hyperthyroidism", "hypothyroidism"),
    ("prednisone", "prednisolone"),
    ("type 1 diabetes", "type 2 diabetes"),
]
SAME = [
    ("heart attack", "Myocardial Infarction"),
    ("high blood pressure", "Hypertension"),
    ("tylenol", "Acetaminophen"),
]

Term = dict[str, list[str]]


@cache
def articles() -> dict[str, etree._Element]:
    """The records of the corpus by PMID; a PMID used twice fails."""
    root = etree.parse(DEMO / "corpus.xml", etree.XMLParser(load_dtd=False, no_network=True)).getroot()
    found = root.findall("PubmedArticle")
    by_id = {article.findtext("MedlineCitation/PMID") or "": article for article in found}
    assert root.tag == "PubmedArticleSet"
    assert len(by_id) == len(found)
    return by_id


def abstract(article: etree._Element) -> str:
    """The abstract of a record as plain text, without its copyright line."""
    return " ".join("".join(part.itertext()) for part in article.iterfind(".//AbstractText"))


def publication_types(article: etree._Element) -> set[str]:
    """The identifiers of the publication types of a record."""
    return {element.get("UI", "") for element in article.iterfind(".//PublicationType")}


def corrections(article: etree._Element) -> dict[str, list[str | None]]:
    """The PMIDs that a record points to, by kind of reference."""
    found: dict[str, list[str | None]] = {}
    for element in article.iterfind(".//CommentsCorrections"):
        found.setdefault(element.get("RefType", ""), []).append(element.findtext("PMID"))
    return found


@cache
def terms() -> dict[str, Term]:
    """The stanzas of the vocabulary by id, each a mapping from tag to values."""
    found: dict[str, Term] = {}
    for stanza in (DEMO / "vocabulary.obo").read_text("utf-8").split("[Term]\n")[1:]:
        term: Term = {}
        for line in stanza.strip().splitlines():
            tag, value = line.split(": ", 1)
            term.setdefault(tag, []).append(value)
        assert term["id"][0] not in found
        found[term["id"][0]] = term
    return found


def parents(term: Term) -> list[str]:
    """The ids that a term is_a."""
    return [value.split(" ! ")[0] for value in term.get("is_a", [])]


def names(term: Term) -> list[str]:
    """The name and the synonyms of a term, in lower case."""
    quoted = [value.split('"')[1] for value in term.get("synonym", [])]
    return [name.lower() for name in [*term["name"], *quoted]]


@cache
def owners() -> dict[str, list[str]]:
    """The preferred names of the terms that carry a name or synonym."""
    found: dict[str, list[str]] = {}
    for term in terms().values():
        for name in names(term):
            found.setdefault(name, []).append(term["name"][0])
    return found


@cache
def mesh_labels() -> dict[str, str]:
    """MeSH descriptor names by identifier; skips the test where the file is absent."""
    if not MESH_LABELS.exists():
        pytest.skip(f"no MeSH names at {MESH_LABELS}; set MEDGRAPH_SHARED_DATA")
    with gzip.open(MESH_LABELS, "rt", encoding="utf-8") as lines:
        return {row[0]: row[1] for row in (line.rstrip("\n").split("\t") for line in lines)}


def test_about_forty_records_with_demo_ids() -> None:
    assert 38 <= len(articles()) <= 45
    assert all(re.fullmatch(r"DEMO-\d{4}", pmid) for pmid in articles())
    for pmid, article in articles().items():
        assert article.findtext("PubmedData/ArticleIdList/ArticleId[@IdType='pubmed']") == pmid


def test_every_record_says_that_it_is_a_demonstration() -> None:
    for article in articles().values():
        assert article.findtext(".//Journal/Title") == "medgraph Demonstration Journal"
        assert article.findtext(".//CollectiveName") == "medgraph demonstration authors"
        assert {element.text for element in article.iterfind(".//LastName")} <= {"Demo"}
        copyright_line = "Written for medgraph as a demonstration; not evidence."
        assert article.findtext(".//CopyrightInformation") == copyright_line
        assert not re.search(r"demonstration|medgraph", abstract(article), re.IGNORECASE)


def test_years_abstracts_and_headings() -> None:
    for pmid, article in articles().items():
        assert 2009 <= int(article.findtext(".//PubDate/Year") or 0) <= 2024, pmid
        assert 50 <= len(abstract(article).split()) <= 200, pmid
        assert article.find(".//MeshHeading") is not None, pmid
        assert (article.findtext(".//ArticleTitle") or article.find(".//ArticleTitle/*")) is not None, pmid


def test_required_publication_types() -> None:
    every = set[str]().union(*(publication_types(article) for article in articles().values()))
    assert every == {
        "D016428",  # Journal Article
        "D016454",  # Review
        "D017418",  # Meta-Analysis
        "D000078182",  # Systematic Review
        "D016449",  # Randomized Controlled Trial
        "D002363",  # Case Reports
        "D064888",  # Observational Study
        "D016441",  # Retracted Publication
        "D016440",  # Retraction of Publication
    }


def test_retraction_erratum_and_citations_point_to_records() -> None:
    links = {pmid: corrections(article) for pmid, article in articles().items()}
    retracted = [pmid for pmid, article in articles().items() if "D016441" in publication_types(article)]
    assert retracted
    for pmid in retracted:
        (notice,) = links[pmid]["RetractionIn"]
        assert notice is not None
        assert links[notice]["RetractionOf"] == [pmid]
        assert "D016440" in publication_types(articles()[notice])
    assert any("ErratumIn" in kinds for kinds in links.values())
    targets = {target for kinds in links.values() for found in kinds.values() for target in found}
    assert targets - {None} <= set(articles())


def test_corpus_has_the_features_of_real_text() -> None:
    source = (DEMO / "corpus.xml").read_text("utf-8")
    for feature in [*FEATURES, *PHRASES]:
        assert feature in source, feature


def test_mesh_headings_and_publication_types_are_true() -> None:
    labels = mesh_labels()
    for pmid, article in articles().items():
        for element in article.iterfind(".//DescriptorName"):
            assert labels.get(element.get("UI", "")) == element.text, pmid
        for element in article.iterfind(".//PublicationType"):
            assert labels.get(element.get("UI", "")) == element.text, pmid


def test_vocabulary_header_and_size() -> None:
    header = (DEMO / "vocabulary.obo").read_text("utf-8").split("[Term]")[0]
    assert header.startswith("format-version: 1.2\nontology: medgraph-demo\n")
    assert "Demonstration" in header
    assert "not for care" in header
    assert 380 <= len(terms()) <= 430


def test_vocabulary_ids_and_names_are_true() -> None:
    labels = mesh_labels()
    for concept_id, term in terms().items():
        assert labels.get(concept_id.removeprefix("MESH:")) == term["name"][0], concept_id


def test_vocabulary_hierarchy_is_closed_and_acyclic() -> None:
    found = terms()
    finished: set[str] = set()

    def visit(concept_id: str, path: tuple[str, ...]) -> None:
        assert concept_id not in path, path
        if concept_id in finished:
            return
        for parent in parents(found[concept_id]):
            visit(parent, (*path, concept_id))
        finished.add(concept_id)

    for concept_id, term in found.items():
        assert set(parents(term)) <= set(found), concept_id
        for value in term.get("is_a", []):
            parent, label = value.split(" ! ")
            assert found[parent]["name"] == [label]
        visit(concept_id, ())


def test_vocabulary_hierarchy_follows_the_mesh_trees() -> None:
    if not MESH_TREES.exists():
        pytest.skip(f"no MeSH trees at {MESH_TREES}; set MEDGRAPH_SHARED_DATA")
    numbers: dict[str, list[str]] = {}
    with gzip.open(MESH_TREES, "rt", encoding="utf-8") as lines:
        for number, concept, _ in (line.rstrip("\n").split("\t") for line in lines):
            numbers.setdefault(f"MESH:{concept}", []).append(number)
    for concept_id, term in terms().items():
        for parent in parents(term):
            above = tuple(f"{number}." for number in numbers[parent])
            below = numbers[concept_id]
            assert any(number.startswith(above) for number in below), (concept_id, parent)


def test_disease_ontology_references_are_stated_by_that_ontology() -> None:
    if not DISEASE_ONTOLOGY.exists():
        pytest.skip(f"no disease ontology at {DISEASE_ONTOLOGY}; set MEDGRAPH_SHARED_DATA")
    stated: dict[str, str] = {}
    for stanza in DISEASE_ONTOLOGY.read_text("utf-8").split("\n[Term]\n"):
        if match := re.match(r"id: (DOID:\d+)\n", stanza):
            stated[match[1]] = stanza
    for concept_id, term in terms().items():
        for reference in term.get("xref", []):
            assert f"xref: {concept_id}\n" in stated[reference] + "\n", (concept_id, reference)
            assert "is_obsolete: true" not in stated[reference]


def test_no_name_is_shared_between_concepts() -> None:
    assert {name: found for name, found in owners().items() if len(found) > 1} == {}
    assert "cold" not in owners()


def test_every_concept_has_one_definition_and_one_category() -> None:
    definitions = []
    for concept_id, term in terms().items():
        (definition,) = term["def"]
        assert re.fullmatch(r'"[^"]{15,}\." \[medgraph:demo\]', definition), concept_id
        definitions.append(definition)
        (category,) = term["property_value"]
        assert category.removeprefix("biolink:category ").split('"')[1] in CATEGORIES, concept_id
    assert len(set(definitions)) == len(definitions)


@pytest.mark.parametrize(("left", "right"), CONFUSABLE)
def test_confusable_pairs_are_distinct_concepts(left: str, right: str) -> None:
    assert owners()[left] != owners()[right]


@pytest.mark.parametrize(("synonym", "preferred"), SAME)
def test_lay_names_lead_to_the_concept(synonym: str, preferred: str) -> None:
    assert owners()[synonym] == [preferred]


def test_three_questions() -> None:
    lines = (DEMO / "questions.txt").read_text("utf-8").splitlines()
    assert len(lines) == 3
    assert all(line.endswith("?") for line in lines)


def test_retracted_trial_and_contradiction_are_where_the_questions_expect_them() -> None:
    assert "D016441" in publication_types(articles()["DEMO-0037"])
    assert "prevent falls in older people" in abstract(articles()["DEMO-0018"])
    assert "do not prevent falls in older people" in abstract(articles()["DEMO-0019"])
    everything = " ".join(abstract(article) for article in articles().values()).lower()
    assert not re.search(r"pancrea|chemotherapy|cancer", everything)
