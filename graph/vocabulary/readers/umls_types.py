"""UMLS semantic types (TUIs) as Biolink categories.

After the mapping of the Biolink Model (https://biolink.github.io/biolink-model, `UMLSSemTypes` mappings), coarsened
to the categories medgraph uses. Types listed first win where a concept has several.
"""

from __future__ import annotations

from collections.abc import Iterable

_TYPES = {
    "Disease": "T019 T020 T037 T046 T047 T048 T049 T050 T190 T191",
    "PhenotypicFeature": "T033 T034 T184",
    "Gene": "T028 T086 T087",
    "Protein": "T116 T126 T192",
    "ChemicalEntity": "T103 T104 T109 T110 T111 T114 T115 T118 T119 T120 T121 T122 T123 T124 T125 T127 T129 "
    "T130 T131 T195 T196 T197 T200",
    "Cell": "T025",
    "CellularComponent": "T026",
    "AnatomicalEntity": "T017 T018 T021 T022 T023 T024 T029 T030 T031 T085 T088",
    "OrganismTaxon": "T001 T002 T003 T004 T005 T006 T007 T008 T009 T010 T011 T012 T013 T014 T015 T194 T204",
    "Procedure": "T058 T059 T060 T061 T063",
    "Food": "T168",
    "Device": "T074 T075 T203",
    "BiologicalProcess": "T032 T038 T039 T040 T041 T042 T043 T044 T045 T067 T068 T069 T070 T201",
    "Behavior": "T051 T052 T053 T054 T055 T056 T057",
    "PopulationOfIndividualOrganisms": "T016 T096 T097 T098 T099 T100 T101",
    "GeographicLocation": "T083",
    "Publication": "T170",
    "InformationContentEntity": "T062 T064 T065 T066 T071 T072 T073 T077 T078 T079 T080 T081 T082 T089 T090 T091 "
    "T092 T093 T094 T095 T102 T169 T171 T185",
    "PhysicalEntity": "T167",
}
_CATEGORY = {tui: category for category, tuis in _TYPES.items() for tui in tuis.split()}
_RANK = {category: rank for rank, category in enumerate(_TYPES)}


def category_of_types(tuis: Iterable[str]) -> str:
    """The category of a concept with these semantic types; `NamedThing` when none is known."""
    found = {_CATEGORY[tui] for tui in tuis if tui in _CATEGORY}
    return min(found, key=_RANK.__getitem__, default="NamedThing")
