"""A small file of every vocabulary format, of our own invention: two conditions, one of them above the other."""

from __future__ import annotations

import json
from typing import Any

OBO = """format-version: 1.2
data-version: releases/2031-02-03
ontology: doid

[Term]
id: DOID:100
name: gloom
def: "A low mood of sailors." [x:y]
synonym: "sea gloom" EXACT []
synonym: "harbour blues" RELATED []
synonym: "sorrow" BROAD []
xref: MESH:D900100

[Term]
id: DOID:101
name: deep gloom
is_a: DOID:100 ! gloom
property_value: skos:exactMatch MONDO:0900101

[Term]
id: DOID:102
name: obsolete gloom
is_obsolete: true

[Typedef]
id: part_of
name: part of
"""

IRI = "http://purl.obolibrary.org/obo/"
OIO = "http://www.geneontology.org/formats/oboInOwl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"


def obograph_nodes() -> list[dict[str, Any]]:
    return [
        {
            "id": f"{IRI}DOID_100",
            "lbl": "gloom",
            "type": "CLASS",
            "meta": {
                "definition": {"val": "A low mood of sailors.", "xrefs": ["x:y"]},
                "synonyms": [
                    {"pred": "hasExactSynonym", "val": "sea gloom", "xrefs": []},
                    {"pred": f"{OIO}hasRelatedSynonym", "val": "harbour blues"},
                    {"pred": "hasBroadSynonym", "val": "sorrow"},
                ],
                "xrefs": [{"val": "MESH:D900100"}],
            },
        },
        {
            "id": f"{IRI}DOID_101",
            "lbl": "deep gloom",
            "type": "CLASS",
            "meta": {"basicPropertyValues": [{"pred": f"{SKOS}exactMatch", "val": f"{IRI}MONDO_0900101"}]},
        },
        {"id": f"{IRI}DOID_102", "lbl": "obsolete gloom", "type": "CLASS", "meta": {"deprecated": True}},
        {"id": f"{IRI}BFO_0000050", "lbl": "part of", "type": "PROPERTY"},
        {"id": f"{IRI}HP_0000001", "type": "CLASS"},
    ]


OBOGRAPH = json.dumps(
    {
        "graphs": [
            {
                "id": f"{IRI}doid.owl",
                "meta": {"version": f"{IRI}doid/releases/2031-02-03/doid.owl", "subsets": []},
                "nodes": obograph_nodes(),
                "edges": [
                    {"sub": f"{IRI}DOID_101", "pred": "is_a", "obj": f"{IRI}DOID_100"},
                    {"sub": f"{IRI}DOID_101", "pred": f"{IRI}BFO_0000050", "obj": f"{IRI}UBERON_0000955"},
                ],
                "equivalentNodesSets": [],
                "logicalDefinitionAxioms": [{"definedClassId": f"{IRI}DOID_101", "genusIds": []}],
            }
        ]
    },
    indent=1,
)

OWL = f"""<?xml version="1.0"?>
<rdf:RDF xmlns="{IRI}doid.owl#" xml:base="{IRI}doid.owl" xmlns:owl="http://www.w3.org/2002/07/owl#"
     xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"
     xmlns:obo="{IRI}" xmlns:oio="{OIO}" xmlns:skos="{SKOS}">
  <owl:Ontology rdf:about="{IRI}doid.owl">
    <owl:versionIRI rdf:resource="{IRI}doid/releases/2031-02-03/doid.owl"/>
  </owl:Ontology>
  <owl:ObjectProperty rdf:about="{IRI}BFO_0000050"><rdfs:label>part of</rdfs:label></owl:ObjectProperty>
  <owl:Class rdf:about="{IRI}DOID_100">
    <rdfs:label xml:lang="de">Trübsal</rdfs:label>
    <rdfs:label xml:lang="en">gloom</rdfs:label>
    <obo:IAO_0000115>A low mood of sailors.</obo:IAO_0000115>
    <oio:hasExactSynonym>sea gloom</oio:hasExactSynonym>
    <oio:hasRelatedSynonym>harbour blues</oio:hasRelatedSynonym>
    <oio:hasBroadSynonym>sorrow</oio:hasBroadSynonym>
    <oio:hasDbXref>MESH:D900100</oio:hasDbXref>
  </owl:Class>
  <owl:Class rdf:about="{IRI}DOID_101">
    <owl:equivalentClass>
      <owl:Class><owl:intersectionOf rdf:parseType="Collection">
        <rdf:Description rdf:about="{IRI}DOID_100"/>
        <owl:Class rdf:about="{IRI}DOID_999"><rdfs:label>an expression, not a term</rdfs:label></owl:Class>
      </owl:intersectionOf></owl:Class>
    </owl:equivalentClass>
    <rdfs:subClassOf rdf:resource="{IRI}DOID_100"/>
    <rdfs:subClassOf><owl:Restriction/></rdfs:subClassOf>
    <rdfs:label>deep gloom</rdfs:label>
    <skos:exactMatch rdf:resource="{IRI}MONDO_0900101"/>
  </owl:Class>
  <owl:Axiom>
    <owl:annotatedSource rdf:resource="{IRI}DOID_100"/>
    <owl:annotatedTarget>sea gloom</owl:annotatedTarget>
  </owl:Axiom>
  <owl:Class rdf:about="{IRI}DOID_102">
    <rdfs:label>obsolete gloom</rdfs:label>
    <owl:deprecated rdf:datatype="http://www.w3.org/2001/XMLSchema#boolean">true</owl:deprecated>
  </owl:Class>
  <owl:Class rdf:about="{IRI}HP_0000001"/>
</rdf:RDF>
"""

RECORDS = json.dumps(
    [
        {"id": "DOID:100", "name": "gloom", "synonyms": ["sea gloom"], "xrefs": ["MESH:D900100", "NCI:C1"]},
        {"id": "DOID:101", "name": "deep gloom", "parents": ["DOID:100"], "category": "biolink:Disease"},
    ]
)

SSSOM = """# curie_map:
#   MONDO: http://purl.obolibrary.org/obo/MONDO_
#   d: http://purl.obolibrary.org/obo/DOID_
#   skos: http://www.w3.org/2004/02/skos/core#
# mapping_set_id: https://example.org/maps/gloom_map.sssom.tsv
# mapping_set_version: https://example.org/2031-02-03/gloom_map.sssom.tsv
subject_id\tsubject_label\tpredicate_modifier\tpredicate_id\tobject_id\tmapping_justification\tconfidence
MONDO:0900100\tgloom\t\tskos:exactMatch\td:100\tsemapv:ManualMappingCuration\t
MONDO:0900101\tdeep gloom\t\tskos:exactMatch\td:101\tsemapv:LexicalMatching\t0.95
MONDO:0900101\tdeep gloom\t\tskos:broadMatch\td:100\tsemapv:ManualMappingCuration\t1
MONDO:0900100\tgloom\t\towl:equivalentClass\tmesh:D900100\tsemapv:ManualMappingCuration\t1.0
"""


def rrf(*rows: str) -> str:
    return "".join(f"{row}\n" for row in rows)


def _atom(
    rxcui: int, sab: str, tty: str, text: str, code: str = "1", suppress: str = "N", lat: str = "ENG"
) -> str:
    return f"{rxcui}|{lat}||||||9|9|||{sab}|{tty}|{code}|{text}||{suppress}||"


def _relation(one: int, rela: str, other: int, suppress: str = "") -> str:
    return f"{one}||CUI|RO|{other}||CUI|{rela}|7||RXNORM|RXNORM|||{suppress}||"


RXNCONSO = rrf(
    _atom(10, "RXNORM", "IN", "mirthol"),
    _atom(10, "MSH", "MH", "Mirthol", "D900010"),
    _atom(10, "MTHSPL", "SU", "MIRTHOL"),
    _atom(10, "DRUGBANK", "SY", "mirtholum"),
    _atom(10, "MSH", "NM", "Mirtholo", "D900010", lat="SPA"),
    _atom(10, "VANDF", "AB", "MRTH"),
    _atom(10, "DRUGBANK", "SY", "withdrawn mirthol", suppress="O"),
    _atom(11, "RXNORM", "PIN", "mirthol hydrochloride"),
    _atom(12, "RXNORM", "BN", "Cheerex"),
    _atom(12, "RXNORM", "SY", "Cheerex Forte"),
    _atom(13, "RXNORM", "BN", "Duogay"),
    _atom(14, "RXNORM", "IN", "calmine"),
    _atom(15, "RXNORM", "MIN", "calmine / mirthol"),
    _atom(16, "RXNORM", "SCD", "mirthol 5 MG Oral Tablet"),
    _atom(17, "RXNORM", "BN", "Solitex"),
    _atom(18, "RXNORM", "BN", "Halfknown"),
    _atom(19, "RXNORM", "IN", "gone", suppress="O"),
    _atom(20, "RXNORM", "BN", "Partly"),
)
RXNREL = rrf(
    _relation(10, "tradename_of", 12),
    _relation(12, "has_tradename", 10),
    _relation(10, "form_of", 11),
    _relation(10, "tradename_of", 13),
    _relation(14, "tradename_of", 13),
    _relation(10, "tradename_of", 17),
    _relation(16, "tradename_of", 18),
    _relation(10, "tradename_of", 20),
    _relation(19, "tradename_of", 20),
)
RXNSAT = rrf(
    "17|||9|AUI|9|||RXN_BN_CARDINALITY|RXNORM|multi|N||",
    "12|||9|AUI|9|||RXN_BN_CARDINALITY|RXNORM|single|N||",
)

MRCONSO = rrf(
    "C9000100|ENG|P|L1|PF|S1|Y|A1||M1|D900100|MSH|MH|D900100|Gloom|0|N|256|",
    "C9000100|ENG|S|L2|PF|S2|Y|A2||M1|D900100|MSH|ET|D900100|Sea Gloom|0|N|256|",
)

_RECORD = """<{tag} DescriptorClass="1"><{ui}>{id}</{ui}><{name}><String>{text}</String></{name}>
<TreeNumberList><TreeNumber>{tree}</TreeNumber></TreeNumberList>
<ConceptList><Concept PreferredConceptYN="Y"><ScopeNote>Low mood.</ScopeNote><TermList>
<Term><String>{text}</String></Term><Term><String>Gloom, Sea</String></Term></TermList></Concept></ConceptList>
</{tag}>"""
_DESCRIPTOR = {"tag": "DescriptorRecord", "ui": "DescriptorUI", "name": "DescriptorName"}
MESH_DESCRIPTORS = f"""<?xml version="1.0"?>
<!DOCTYPE DescriptorRecordSet SYSTEM "https://example.org/nlmdescriptorrecordset_20310101.dtd">
<DescriptorRecordSet LanguageCode="eng">
{_RECORD.format(**_DESCRIPTOR, id="D900100", text="Gloom", tree="F03.100")}
{_RECORD.format(**_DESCRIPTOR, id="D900101", text="Deep Gloom", tree="F03.100.200")}
</DescriptorRecordSet>
"""
MESH_SUPPLEMENT = """<SupplementalRecordSet><SupplementalRecord SCRClass="1">
<SupplementalRecordUI>C900100</SupplementalRecordUI>
<SupplementalRecordName><String>mirthol</String></SupplementalRecordName>
</SupplementalRecord></SupplementalRecordSet>"""

MESH_LABELS = "D900100\tGloom\tSea Gloom|Gloom, Sea\nD900101\tDeep Gloom\t\n"
MESH_NAMES = "name\tmesh_id\tkind\nmirthol\tD900010\tChemical\nsea gloom\tD900100\tDisease\n"
MESH_TREE = "mesh_id\tmesh_name\ttree\nD900100\tGloom\tF03.100\nD900101\tDeep Gloom\tF03.100.200\n"
TABLE = "id,name,synonyms,definition,parents\nDOID:100,gloom,sea gloom|blues,Low.,\nDOID:101,deep gloom,,,DOID:100\n"
CODES = 'A00,"Gloom"\nA01,"Deep gloom"\n'

FILES = {
    "gloom.obo": OBO,
    "gloom.json": OBOGRAPH,
    "gloom.owl": OWL,
    "records.json": RECORDS,
    "map.sssom.tsv": SSSOM,
    "RXNCONSO.RRF": RXNCONSO,
    "MRCONSO.RRF": MRCONSO,
    "desc2031.xml": MESH_DESCRIPTORS,
    "supp2031.xml": MESH_SUPPLEMENT,
    "labels.tsv": MESH_LABELS,
    "names.tsv": MESH_NAMES,
    "tree.tsv": MESH_TREE,
    "table.csv": TABLE,
    "codes.csv": CODES,
}
