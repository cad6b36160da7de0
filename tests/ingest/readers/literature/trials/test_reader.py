"""Studies as ClinicalTrials.gov's interface answers; all invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from graph import Document
from graph.parsing import Problem
from ingest.readers import ReadResult

Read = Callable[..., list[ReadResult]]
GROUPS = [{"id": "OG000", "title": "Zorvexa"}, {"id": "OG001", "title": "Placebo"}]
STUDY: dict[str, Any] = {
    "protocolSection": {
        "identificationModule": {
            "nctId": "NCT00000001",
            "briefTitle": "Zorvexa in Fever",
            "officialTitle": "A Trial",
        },
        "statusModule": {
            "overallStatus": "ACTIVE_NOT_RECRUITING",
            "startDateStruct": {"date": "2016-07"},
            "studyFirstPostDateStruct": {"date": "2015-10-15"},
            "lastUpdatePostDateStruct": {"date": "2020-01-02"},
        },
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Demo Inc."}},
        "descriptionModule": {
            "briefSummary": "We test fever \\[high\\].\n\n* in adults",
            "detailedDescription": "More.",
        },
        "conditionsModule": {"conditions": ["Fever", "Influenza"]},
        "designModule": {
            "studyType": "INTERVENTIONAL",
            "phases": ["PHASE2", "PHASE3"],
            "enrollmentInfo": {"count": 21},
        },
        "armsInterventionsModule": {
            "armGroups": [{"label": "A", "type": "EXPERIMENTAL", "description": "Zorvexa 5 mg daily"}],
            "interventions": [{"type": "DRUG", "name": "Zorvexa", "otherNames": ["zorvexatan"]}],
        },
        "outcomesModule": {"primaryOutcomes": [{"measure": "Fever", "timeFrame": "7 days"}]},
        "eligibilityModule": {
            "eligibilityCriteria": "Inclusion Criteria:\n\n1. Fever \\> 38\n\nExclusion Criteria:\n\n* Diabetes",
            "sex": "ALL",
            "minimumAge": "18 Years",
            "maximumAge": "75 Years",
        },
    },
    "resultsSection": {
        "outcomeMeasuresModule": {
            "outcomeMeasures": [
                {
                    "type": "PRIMARY",
                    "title": "Fever",
                    "timeFrame": "7 days",
                    "paramType": "MEAN",
                    "unitOfMeasure": "days",
                    "groups": GROUPS,
                    "classes": [
                        {
                            "categories": [
                                {
                                    "measurements": [
                                        {"groupId": "OG000", "value": "2.1", "spread": "0.5"},
                                        {
                                            "groupId": "OG001",
                                            "value": "3.4",
                                            "lowerLimit": "3",
                                            "upperLimit": "4",
                                        },
                                    ]
                                }
                            ]
                        }
                    ],
                    "analyses": [
                        {
                            "groupIds": ["OG000", "OG001"],
                            "pValue": "<0.001",
                            "paramType": "Mean Difference",
                            "paramValue": "-1.3",
                            "ciPctValue": "95",
                            "ciLowerLimit": "-2",
                            "ciUpperLimit": "-0.6",
                        }
                    ],
                }
            ]
        },
        "adverseEventsModule": {
            "eventGroups": GROUPS,
            "seriousEvents": [
                {
                    "term": "Sepsis",
                    "organSystem": "Infections",
                    "stats": [
                        {"groupId": "OG000", "numAffected": 1, "numAtRisk": 10},
                        {"groupId": "OG001", "numAffected": 0, "numAtRisk": 11},
                    ],
                }
            ],
        },
    },
}


@pytest.mark.parametrize(
    "content",
    [
        STUDY,
        [STUDY],
        {"studies": [STUDY], "totalCount": 1, "nextPageToken": "x"},
        {"totalCount": 1, "studies": [STUDY]},
    ],
)
def test_a_study_however_wrapped(read: Read, content: object) -> None:
    (document,) = read("clinicaltrials", json.dumps(content, indent=1))
    assert isinstance(document, Document)
    assert (document.id, document.title, document.year) == ("nct:NCT00000001", "Zorvexa in Fever", 2015)
    assert (document.journal, document.authors, document.revised) == (
        "ClinicalTrials.gov",
        ("Demo Inc.",),
        "2020-01-02",
    )
    assert document.url == "https://clinicaltrials.gov/study/NCT00000001"


def test_sections(read: Read) -> None:
    (document,) = read("clinicaltrials", json.dumps(STUDY))
    assert isinstance(document, Document)
    found = {s.heading: document.text[s.start : s.end] for s in document.sections[1:]}
    assert found["Brief summary"] == "We test fever [high].\n- in adults"
    assert found["Conditions"] == "Fever\nInfluenza"
    assert found["Study design"].startswith(
        "Phase: phase 2 and phase 3\nStudy type: interventional\nEnrollment: 21\n"
    )
    assert "Overall status: active, not recruiting" in found["Study design"]
    assert found["Arms"] == "Experimental: A. Zorvexa 5 mg daily"
    assert found["Interventions"] == "Drug: Zorvexa (also called zorvexatan)"
    assert found["Outcome measures"] == "Primary outcome: Fever (time frame: 7 days)"
    assert found["Eligibility"] == "Ages: from 18 Years up to 75 Years\nSex: all"
    assert found["Inclusion Criteria"] == "1. Fever > 38" and found["Exclusion Criteria"] == "- Diabetes"


def test_results(read: Read) -> None:
    (document,) = read("clinicaltrials", json.dumps(STUDY))
    assert isinstance(document, Document)
    found = {s.heading: document.text[s.start : s.end] for s in document.sections[1:] if s.kind == "results"}
    assert found["Primary outcome: Fever"].split("\n") == [
        "Time frame: 7 days",
        "Mean: 2.1 (0.5) days in Zorvexa; 3.4 (3 to 4) days in Placebo",
        "Zorvexa versus Placebo: Mean Difference -1.3, 95% CI -2 to -0.6, P <0.001",
    ]
    assert found["Serious adverse events"] == "Sepsis (Infections): 1 of 10 in Zorvexa; 0 of 11 in Placebo"


def test_what_is_no_study_is_told(read: Read) -> None:
    (empty,) = read("clinicaltrials", '{"studies": [], "totalCount": 0}')
    (other,) = read("clinicaltrials", '{"studies": [{"protocolSection": {}}]}')
    assert isinstance(empty, Problem) and "without any study" in empty.reason
    assert isinstance(other, Problem) and "no NCT number" in other.reason


@pytest.mark.parametrize("value", [None, 1, "x", [], [[]], {}, [1, "x", None]])
def test_anything_may_stand_anywhere(read: Read, value: object) -> None:
    for section, modules in STUDY.items():
        for module in modules:
            if module != "identificationModule":
                read("clinicaltrials", json.dumps({**STUDY, section: {**modules, module: value}}))
