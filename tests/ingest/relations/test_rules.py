"""Sentences of our own over every predicate: active, passive, denied, held possible, listed, and easily confused."""

# ruff: noqa: E501
from __future__ import annotations

import pytest

from graph import Assertion
from tests.ingest.relations.conftest import stated_relations

AFFIRMED, NEGATED = Assertion.AFFIRMED, Assertion.NEGATED
UNCERTAIN, HYPOTHETICAL = Assertion.UNCERTAIN, Assertion.HYPOTHETICAL


SENTENCES = [
    # treats
    ("[chemical:Captopril] treats [disease:hypertension].", "captopril treats hypertension", AFFIRMED),
    ("[disease:Hypertension] was treated with [chemical:captopril].", "captopril treats hypertension", AFFIRMED),
    ("[disease:Psoriasis] is usually managed with [chemical:calcipotriol].", "calcipotriol treats psoriasis", AFFIRMED),
    ("Treatment of [disease:gout] with [chemical:allopurinol] was continued.", "allopurinol treats gout", AFFIRMED),
    ("[chemical:Allopurinol] is recommended for [disease:gout].", "allopurinol treats gout", AFFIRMED),
    ("She takes [chemical:metformin] for the treatment of [disease:type 2 diabetes].", "metformin treats type 2 diabetes", AFFIRMED),
    ("[chemical:Metformin] therapy for [disease:diabetes] was stopped.", "metformin treats diabetes", AFFIRMED),
    ("[procedure:Appendectomy] cured her [disease:appendicitis].", "appendectomy treats appendicitis", AFFIRMED),
    ("[disease:Migraine] was relieved by [chemical:sumatriptan].", "sumatriptan treats migraine", AFFIRMED),
    ("[chemical:Ibuprofen] did not relieve the [disease:headache].", "ibuprofen treats headache", NEGATED),
    ("[chemical:Zinc] was not effective for the [disease:common cold].", "zinc treats common cold", NEGATED),
    ("[chemical:Ketamine] may alleviate [disease:depression].", "ketamine treats depression", UNCERTAIN),
    ("We tested whether [chemical:ketamine] alleviates [disease:depression].", "ketamine treats depression", HYPOTHETICAL),
    ("[disease:Asthma] responded to [chemical:budesonide].", "budesonide treats asthma", AFFIRMED),
    # prevents
    ("[chemical:Folic acid] prevents [disease:spina bifida].", "folic acid prevents spina bifida", AFFIRMED),
    ("[disease:Spina bifida] can be prevented by [chemical:folic acid].", "folic acid prevents spina bifida", AFFIRMED),
    ("[chemical:Warfarin] reduces the risk of [disease:stroke].", "warfarin prevents stroke", AFFIRMED),
    ("[chemical:Amifostine] protects against cisplatin-induced [disease:nephrotoxicity].", "amifostine prevents nephrotoxicity", AFFIRMED),
    ("Prevention of [disease:malaria] with [chemical:doxycycline] is well tolerated.", "doxycycline prevents malaria", AFFIRMED),
    ("[chemical:Vitamin E] did not prevent [disease:prostate cancer].", "vitamin e prevents prostate cancer", NEGATED),
    ("[chemical:Vitamin E] failed to prevent [disease:cataract].", "vitamin e prevents cataract", NEGATED),
    ("It is unknown whether [chemical:statins] prevent [disease:dementia].", "statins prevents dementia", HYPOTHETICAL),
    # causes
    ("[chemical:Amiodarone] caused [disease:hypothyroidism].", "amiodarone causes hypothyroidism", AFFIRMED),
    ("[disease:Hypothyroidism] was caused by [chemical:amiodarone].", "amiodarone causes hypothyroidism", AFFIRMED),
    ("We report [chemical:heparin]-induced [disease:thrombocytopenia].", "heparin causes thrombocytopenia", AFFIRMED),
    ("[disease:Hyperkalemia] due to [chemical:spironolactone] resolved.", "spironolactone causes hyperkalemia", AFFIRMED),
    ("[disease:Hypokalemia] secondary to [chemical:furosemide] resolved.", "furosemide causes hypokalemia", AFFIRMED),
    ("[disease:Diabetes] leads to [disease:neuropathy].", "diabetes causes neuropathy", AFFIRMED),
    ("[chemical:Captopril] did not cause [disease:hypotension].", "captopril causes hypotension", NEGATED),
    ("[disease:Jaundice] was not caused by [chemical:paracetamol].", "paracetamol causes jaundice", NEGATED),
    ("[chemical:Lithium] never caused [disease:tremor] here.", "lithium causes tremor", NEGATED),
    ("[chemical:Lithium] could have caused the [disease:tremor].", "lithium causes tremor", UNCERTAIN),
    ("Does [chemical:lithium] cause [disease:tremor]?", "lithium causes tremor", HYPOTHETICAL),
    ("[chemical:Clozapine] not only caused [disease:sedation] in most.", "clozapine causes sedation", AFFIRMED),
    # contraindicated_for
    ("[chemical:Propranolol] is contraindicated in patients with [disease:asthma].", "propranolol contraindicated_for asthma", AFFIRMED),
    ("[chemical:Metformin] should not be used in [disease:renal failure].", "metformin contraindicated_for renal failure", AFFIRMED),
    ("[chemical:Metformin] must be avoided in patients with [disease:renal failure].", "metformin contraindicated_for renal failure", AFFIRMED),
    ("[disease:Asthma] is a contraindication to [chemical:propranolol].", "propranolol contraindicated_for asthma", AFFIRMED),
    ("Patients with [disease:gout] should avoid [chemical:hydrochlorothiazide].", "hydrochlorothiazide contraindicated_for gout", AFFIRMED),
    ("Avoid [chemical:aspirin] in children with [disease:influenza].", "aspirin contraindicated_for influenza", AFFIRMED),
    ("[chemical:Paracetamol] is not contraindicated in [disease:asthma].", "paracetamol contraindicated_for asthma", NEGATED),
    ("[disease:Anaemia] is not a contraindication to [chemical:heparin].", "heparin contraindicated_for anaemia", NEGATED),
    # what a thing is for, and what it is good for
    ("[chemical:Zinc] in the prevention of [disease:pneumonia]: a randomised trial.", "zinc prevents pneumonia", HYPOTHETICAL),
    ("[chemical:Imiquimod] for the treatment of [disease:carcinoma].", "imiquimod treats carcinoma", HYPOTHETICAL),
    ("[chemical:Imiquimod] is effective in the treatment of [disease:carcinoma].", "imiquimod treats carcinoma", AFFIRMED),
    ("She takes [chemical:lithium] for the treatment of [disease:mania].", "lithium treats mania", AFFIRMED),
    ("[chemical:Zinc] was not effective in the prevention of [disease:pneumonia].", "zinc prevents pneumonia", NEGATED),
    ("We found efficacy of [chemical:aspirin] for chemoprevention of [disease:carcinoma].", "aspirin prevents carcinoma", AFFIRMED),
    # diagnoses
    ("[procedure:Colonoscopy] detected [disease:colon cancer].", "colonoscopy diagnoses colon cancer", AFFIRMED),
    ("[disease:Colon cancer] was diagnosed by [procedure:colonoscopy].", "colonoscopy diagnoses colon cancer", AFFIRMED),
    ("The diagnosis of [disease:pneumonia] was made by [procedure:chest radiography].", "chest radiography diagnoses pneumonia", AFFIRMED),
    ("[procedure:Mammography] is used in screening for [disease:breast cancer].", "mammography diagnoses breast cancer", AFFIRMED),
    ("[procedure:Ultrasound] did not detect [disease:appendicitis].", "ultrasound diagnoses appendicitis", NEGATED),
    # interacts_with
    ("[chemical:Fluconazole] interacts with [chemical:warfarin].", "fluconazole interacts_with warfarin", AFFIRMED),
    ("An interaction between [chemical:warfarin] and [chemical:aspirin] was seen.", "warfarin interacts_with aspirin", AFFIRMED),
    ("[chemical:Fluconazole] increased the plasma levels of [chemical:cyclosporine].", "fluconazole interacts_with cyclosporine", AFFIRMED),
    ("[gene:MDM2] binds to [gene:TP53].", "mdm2 interacts_with tp53", AFFIRMED),
    ("[chemical:Digoxin] does not interact with [chemical:omeprazole].", "digoxin interacts_with omeprazole", NEGATED),
    ("No interaction between [chemical:digoxin] and [chemical:omeprazole] was found.", "digoxin interacts_with omeprazole", NEGATED),
    # affects
    ("[chemical:Imatinib] inhibits [gene:ABL1].", "imatinib affects abl1", AFFIRMED),
    ("[gene:ABL1] was inhibited by [chemical:imatinib].", "imatinib affects abl1", AFFIRMED),
    ("[chemical:Zorbin] had no effect on [disease:hypertension].", "zorbin affects hypertension", NEGATED),
    ("There was no effect of [chemical:zorbin] on [disease:hypotension].", "zorbin affects hypotension", NEGATED),
    ("[chemical:Imatinib] did not inhibit [gene:EGFR].", "imatinib affects egfr", NEGATED),
    # correlations and associations
    ("[chemical:Alcohol] increases the risk of [disease:pancreatitis].", "alcohol positively_correlated_with pancreatitis", AFFIRMED),
    ("[gene:CRP] was positively correlated with [disease:obesity].", "crp positively_correlated_with obesity", AFFIRMED),
    ("[gene:Adiponectin] was inversely correlated with [disease:obesity].", "adiponectin negatively_correlated_with obesity", AFFIRMED),
    ("[gene:HLA-B] is associated with [disease:spondylitis].", "hla-b associated_with spondylitis", AFFIRMED),
    ("[gene:ACE] was not associated with [disease:asthma].", "ace associated_with asthma", NEGATED),
    ("There was no association between [gene:ACE] and [disease:asthma].", "ace associated_with asthma", NEGATED),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "assertion"), SENTENCES, ids=[s[0] for s in SENTENCES])
def test_a_sentence_states_one_thing(text: str, expected: str, assertion: Assertion) -> None:
    found = {
        (f"{subject} {predicate} {target}", state)
        for subject, predicate, target, state in stated_relations(text)
    }
    mine = {each for each in found if each[0].split(" ")[-1] == expected.split(" ")[-1]}
    assert (expected, assertion) in mine
    assert {name for name, _ in mine} == {expected}


def test_hypertension_and_hypotension_are_told_apart() -> None:
    text = "[chemical:Captopril] treats [disease:hypertension] but caused [disease:hypotension]."
    found = stated_relations(text)
    assert ("captopril", "treats", "hypertension", AFFIRMED) in found
    assert not {each for each in found if each[:3] == ("captopril", "treats", "hypotension")}
    assert not {each for each in found if each[:3] == ("captopril", "causes", "hypertension")}


def test_a_statement_holds_for_each_of_a_list() -> None:
    found = stated_relations(
        "[chemical:Aspirin] and [chemical:clopidogrel] prevent [disease:stroke], [disease:angina] and "
        "[disease:thrombosis]."
    )
    assert found == {
        (drug, "prevents", disease, AFFIRMED)
        for drug in ("aspirin", "clopidogrel")
        for disease in ("stroke", "angina", "thrombosis")
    }


def test_what_one_drug_causes_another_prevents() -> None:
    found = stated_relations(
        "[chemical:Amifostine] prevents [chemical:cisplatin]-induced [disease:deafness]."
    )
    assert found == {
        ("amifostine", "prevents", "deafness", AFFIRMED),
        ("cisplatin", "causes", "deafness", AFFIRMED),
    }


NOTHING = [
    "[chemical:Aspirin] and [disease:stroke] were studied.",
    "[disease:Hepatitis] occurred in patients given [chemical:allopurinol].",
    "[chemical:Dopamine] antagonists cause [disease:parkinsonism].",
    "[chemical:Cocaine] withdrawal caused [disease:depression].",
    "[disease:Headache] was recorded before [chemical:sumatriptan] was given.",
    "[chemical:Calcium] channel blockers treat [disease:hypertension].",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_not_stated_is_not_read(text: str) -> None:
    assert not stated_relations(text)


def test_a_clause_that_begins_after_and_is_not_listed() -> None:
    text = "[disease:Gout] was treated with [chemical:colchicine], and [chemical:naproxen] can be continued."
    assert {(s, p, o) for s, p, o, _ in stated_relations(text)} == {("colchicine", "treats", "gout")}
    listed = "[disease:Gout] was treated with [chemical:colchicine] and [chemical:naproxen]."
    assert {(s, p, o) for s, p, o, _ in stated_relations(listed)} == {
        ("colchicine", "treats", "gout"),
        ("naproxen", "treats", "gout"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "[chemical:Prednisone] is given in [disease:COPD] and causes less [disease:hyperglycemia].",
        "[chemical:Prednisone] eases [disease:asthma] and causes [disease:hyperglycemia].",
    ],
)
def test_a_verb_after_and_is_not_of_the_name_before_it(text: str) -> None:
    assert not {(s, o) for s, p, o, _ in stated_relations(text) if p == "causes" and s in ("copd", "asthma")}


def test_not_inferior_denies_nothing() -> None:
    text = "[chemical:Apixaban] is not inferior to [chemical:warfarin] for preventing [disease:stroke]."
    assert not {one for one in stated_relations(text) if one[3] is NEGATED}
