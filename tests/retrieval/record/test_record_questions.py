"""Questions to invented records of every style, whole pipeline: every line that answers, in order, and no other."""

from __future__ import annotations

import pytest

from api.service import MedGraph
from graph.store import Filter
from retrieval.answer import Answer, Status
from tests.retrieval.record.conftest import CCDA, FHIR

OCTOBER, JUNE, DISCHARGE = "2021-10-14", "2021-06-10", "2021-02-18"
ANNA_MEDS = (
    f"Meds, {JUNE}: apixaban 5 mg BID, levothyroxine 75 mcg daily, amlodipine 5 mg daily (stopped 05/2021)"
)
PLAN = f"A/P, {JUNE}: AF - continue apixaban."
ANNA_LABS = f"Labs, {JUNE}: K 4.9, Cr 1.0, LDL 128 mg/dL"
RAMIPRIL = (
    f"Not taken now: HISTORY OF PRESENT ILLNESS, {DISCHARGE}: She took ramipril at home until a cough began.",
    f"Not taken now: HOSPITAL COURSE, {DISCHARGE}: Ramipril was stopped because of cough.",
)
DISCHARGE_MEDS = tuple(
    f"DISCHARGE MEDICATIONS, {DISCHARGE}: {each}"
    for each in (
        "1. Apixaban 5 mg twice daily",
        "2. Bisoprolol 2.5 mg daily",
        "3. Levothyroxine 75 mcg daily",
    )
)
CURRENT_MEDS = tuple(
    f"Current medications, {OCTOBER}: - {each}"
    for each in ("Apixaban 5 mg twice daily", "Levothyroxine 88 mcg daily", "Atorvastatin 20 mg at night")
)
PENICILLIN = f"ALLERGIES, {DISCHARGE}: Penicillin (rash)."
AMOXICILLIN = f"Allergies, {OCTOBER}: - Amoxicillin: hives"
NONE_KNOWN = f"Allergies, {JUNE}: NKDA"
BRUNO_MEDS = "Meds: metformin 500 mg BID, lisinopril 10 mg daily."
IBUPROFEN = "He is intolerant of ibuprofen, which gave him a bleeding ulcer in 2012."
A1C = "A1c 8.1% on 3/2/2020, 7.4% on 9/15/2020."
SULFA = (
    "Allergies and intolerances: Allergy to Sulfamethoxazole, active; criticality high; manifestation Anaphylaxis; "
    "recorded on 2011-02-03."
)
PEANUT = "Allergies and intolerances: No allergy to Peanut, not present; refuted; recorded on 2016-02-03."
METFORMIN = "Medications: Metformin hydrochloride 500 MG Oral Tablet, prescribed on 2020-08-19; active."
ASPIRIN = (
    "Not taken now: Medications, 2020-10-05: No use of Aspirin 81 MG Oral Tablet, not observed; not taken."
)
NAPROXEN = (
    "Not taken now: Medications: No use of Naproxen 500 MG Oral Tablet, not observed; not to be given; "
    "on"
    " 2020-08-19."
)
GLIPIZIDE = "Not taken now: Medications: Glipizide 5 MG Oral Tablet, prescribed on 2018-03-02; stopped."
CEFALEXIN = "Allergies, 2022-03-07: Substance: Cefalexin; Reaction: Hives; Status: Active"
RIVAROXABAN = (
    "Medications, 2022-03-07: Medication: Rivaroxaban 20 MG; Directions: Once daily with food. Do not stop without "
    "advice.; Status: Active"
)
DIGOXIN = (
    "Not taken now: Medications, 2022-03-07: Medication: Digoxin 0.125 MG; Directions: Once daily; "
    "Status: Discontinued"
)

ANNA: dict[str, tuple[str, ...]] = {
    "Any allergies?": (AMOXICILLIN, PENICILLIN, f"ALLERGIES, {DISCHARGE}: Codeine - nausea.", NONE_KNOWN),
    "What is she allergic to?": (
        AMOXICILLIN,
        PENICILLIN,
        f"ALLERGIES, {DISCHARGE}: Codeine - nausea.",
        NONE_KNOWN,
    ),
    "Is the patient allergic to penicillin?": (AMOXICILLIN, PENICILLIN, NONE_KNOWN),
    "Is she allergic to amoxicillin?": (AMOXICILLIN, f"Of the same class: {PENICILLIN}", NONE_KNOWN),
    "Codeine allergy?": (f"ALLERGIES, {DISCHARGE}: Codeine - nausea.", NONE_KNOWN),
    "Which medicines does she take?": (*CURRENT_MEDS, ANNA_MEDS, PLAN, *DISCHARGE_MEDS, *RAMIPRIL),
    "What are the discharge medications?": DISCHARGE_MEDS,
    "What was she discharged on?": DISCHARGE_MEDS,
    "Does she take amlodipine?": (f"Not taken now: {ANNA_MEDS}",),
    "Is she still on ramipril?": RAMIPRIL,
    "Is she on a statin?": (CURRENT_MEDS[2],),
    "Which medicines were stopped?": (ANNA_MEDS, *RAMIPRIL),
    "What dose of levothyroxine is she on?": (CURRENT_MEDS[1], ANNA_MEDS, DISCHARGE_MEDS[2]),
    "When was the last LDL?": (f"Results, {OCTOBER}: - LDL 96 mg/dL",),
    "LDL trend": (f"Results, {OCTOBER}: - LDL 96 mg/dL", ANNA_LABS),
    "potassium?": (ANNA_LABS, f"LABS, {DISCHARGE}: Potassium 4.4 mmol/L"),
    "What is the latest HbA1c?": (f"Results, {OCTOBER}: - Hemoglobin A1c 5.6 %",),
    "Did the patient have a stroke?": (
        f"Of the family, not the patient: HISTORY OF PRESENT ILLNESS, {DISCHARGE}: Her mother had a stroke at 80.",
        f"Of the family, not the patient: FAMILY HISTORY, {DISCHARGE}: Mother with stroke.",
    ),
    "Does she have a pulmonary embolism?": (
        f"HOSPITAL COURSE, {DISCHARGE}: Pulmonary embolism was ruled out by CT.",
    ),
    "Does she have chest pain?": (f"HISTORY OF PRESENT ILLNESS, {DISCHARGE}: She denies chest pain.",),
    "Does she have high blood pressure?": (
        f"PMH, {JUNE}: HTN, hypothyroidism, AF",
        f"PAST MEDICAL HISTORY, {DISCHARGE}: 1. Hypertension",
    ),
    "Any operations?": (
        "PAST SURGICAL HISTORY: Left hip replacement, 06/2014",
        "PAST SURGICAL HISTORY: Appendectomy 1985",
    ),
    "When was the hip replacement?": ("PAST SURGICAL HISTORY: Left hip replacement, 06/2014",),
    "Does she smoke?": ("SOCIAL HISTORY: Former smoker, quit in 2005.",),
    "How much alcohol does she drink?": (f"SOCIAL HISTORY, {DISCHARGE}: Drinks one glass of wine a week.",),
    "Family history?": (
        f"FAMILY HISTORY, {DISCHARGE}: Mother with stroke.",
        f"FAMILY HISTORY, {DISCHARGE}: Father had colon cancer.",
    ),
    "What is her blood pressure?": (f"Vitals, {JUNE}: BP 132/78, HR 66, Temp 36.8, weight 70 kg",),
    "Is the urine culture positive?": (f"LABS, {DISCHARGE}: Urine culture negative",),
    "Does she have asthma?": (),
    "What is her ferritin?": (),
    "Is she on insulin?": (),
}
BRUNO: dict[str, tuple[str, ...]] = {
    "Any allergies?": ("NKDA.",),
    "Is he allergic to penicillin?": ("NKDA.",),
    "Which medications is he on?": (BRUNO_MEDS,),
    "Is he taking metformin?": (BRUNO_MEDS,),
    "Does he smoke?": ("Smokes 1 ppd.",),
    "Does he drink alcohol?": ("Denies alcohol.",),
    "Has he had a heart attack?": (
        "62M w/ PMH T2DM, CKD 3, no hx of MI.",
        "Of the family, not the patient: Father died of MI at 55.",
    ),
    "What did his father die of?": ("Father died of MI at 55.",),
    "HbA1c trend": (A1C,),
    "How old is he?": ("62M w/ PMH T2DM, CKD 3, no hx of MI.",),
    "What did the last chest x-ray show?": ("CXR 9/15/2020 clear.",),
    "Is he on warfarin?": (),
}
CARL: dict[str, tuple[str, ...]] = {
    "Any allergies or intolerances?": (IBUPROFEN,),
    "Is he allergic to latex?": (
        "Of the family, not the patient: 2019-05-04: His sister is allergic to latex.",
    ),
    "Is he allergic to aspirin?": (f"Of the same class: {IBUPROFEN}",),
    "Can he take ibuprofen?": (f"Allergy or intolerance: {IBUPROFEN}",),
    "Does he take warfarin?": (
        "Not taken now: 2019-05-04: He is taking omeprazole 20 mg and has never taken warfarin.",
    ),
    "Does he have diabetes?": ("2019-05-04: There is no history of diabetes.",),
    "When was the liver biopsy?": ("A liver biopsy in March 2018 showed mild fibrosis.",),
    "What was the potassium?": ("2019-05-04: His potassium was 5.9 mmol/L and spironolactone was stopped.",),
    "What is planned?": ("2019-05-04: I plan an ultrasound in November.",),
}
DORA: dict[str, tuple[str, ...]] = {
    "Creatinine trend": tuple(
        f"RESULTS: {day} Creatinine {value} mg/dL"
        for day, value in (("2021-01-11", 2.6), ("2020-07-20", 2.2), ("2020-01-15", 1.9))
    ),
    "What was the last creatinine?": ("RESULTS: 2021-01-11 Creatinine 2.6 mg/dL",),
    "Creatinine in 2020?": (
        "RESULTS: 2020-07-20 Creatinine 2.2 mg/dL",
        "RESULTS: 2020-01-15 Creatinine 1.9 mg/dL",
    ),
    "Is she allergic to penicillin?": ("ALLERGIES: None",),
    "Is the HIV test positive?": ("RESULTS: 2021-01-11 HIV antibody: nonreactive",),
    "is the pregnancy test negative": ("RESULTS: 2021-01-11 Pregnancy test: not applicable",),
    "Did she get the pneumococcal vaccine?": ("IMMUNIZATIONS: Pneumococcal vaccine: declined",),
}
FROM_FHIR: dict[str, tuple[str, ...]] = {
    "Which allergies are recorded?": (
        "Allergies and intolerances: Allergy to Bee venom, active; recorded on 2019-06-06.",
        SULFA,
        PEANUT,
    ),
    "Is she allergic to sulfa drugs?": (SULFA,),
    "Is she allergic to peanuts?": (PEANUT,),
    "Is she allergic to penicillin?": (),
    "Which medicines does the patient take?": (METFORMIN, ASPIRIN, NAPROXEN, GLIPIZIDE),
    "Does the patient take aspirin 81 mg?": (ASPIRIN,),
    "Does the patient take naproxen?": (NAPROXEN,),
    "Is she on glipizide?": (GLIPIZIDE,),
    "When was the last HbA1c?": (
        "Laboratory results: Hemoglobin A1c/Hemoglobin.total in Blood: 7.1 %, on 2020-08-19.",
    ),
    "LDL trend": (
        "Laboratory results: Low Density Lipoprotein Cholesterol: 99 mg/dL, on 2020-08-19.",
        "Laboratory results: Low Density Lipoprotein Cholesterol: 141 mg/dL, on 2018-03-02.",
    ),
    "Does she have breast cancer?": (
        "Of the family, not the patient: Family history, 2020-10-05: Family history of Breast cancer, in the patient's "
        "family; mother.",
    ),
    "Does she have epilepsy?": ("Conditions, 2020-10-05: No evidence of Epilepsy, not present; refuted.",),
    "procedures": (
        "Procedures: Colonoscopy, performed on 2019-11-20; completed.",
        "Procedures: Cholecystectomy, performed on 2014-09-09; completed.",
    ),
    "When was the last flu shot?": (
        "Immunizations: Vaccination with Influenza, seasonal, given on 2020-10-05; completed.",
    ),
    "Does she smoke?": ("Social history: Tobacco smoking status: Never smoker, on 2020-08-19.",),
}
FROM_CCDA: dict[str, tuple[str, ...]] = {
    "Any allergies?": (
        CEFALEXIN,
        "Allergies, 2022-03-07: Substance: Latex; Reaction: Itching; Status: Inactive",
    ),
    "Is he allergic to cephalosporins?": (CEFALEXIN,),
    "Which medicines does he take?": (RIVAROXABAN, DIGOXIN),
    "Is he on an anticoagulant?": (RIVAROXABAN,),
    "Does he take digoxin?": (DIGOXIN,),
    "Latest potassium": ("Results: Test: Potassium; Result: 5.2 mmol/L; Date: 03/07/2022",),
    "Does he have diabetes?": (
        "Of the family, not the patient: Family History, 2022-03-07: Brother: type 1 diabetes mellitus",
    ),
    "Did he have a bypass?": ("Procedures: Coronary artery bypass graft, 05/12/2016",),
    "Was he vaccinated?": (),
}
EMMA: dict[str, tuple[str, ...]] = {
    "Any allergies?": ("2022-11-03: All: Bactrim -> hives; shellfish.",),
    "Is she allergic to sulfa?": ("2022-11-03: All: Bactrim -> hives; shellfish.",),
    "Which medicines does she take?": ("2022-11-03: Meds: omeprazole, sumatriptan PRN.",),
    "Does she smoke?": ("2022-11-03: SHx: no tob, occ EtOH.",),
    "Does she have diabetes?": ("Of the family, not the patient: 2022-11-03: FHx: dad DM2, mom breast ca.",),
    "Has she had a cholecystectomy?": ("PSHx: C-section x2, lap chole 2018.",),
    "Is she pregnant?": ("Labs, 2022-11-03: WBC 12.1, Hgb 13.0, lipase 40, hCG neg.",),
    "Does she have gallstones?": ("Labs, 2022-11-03: US: no gallstones.",),
}
FINN: dict[str, tuple[str, ...]] = {
    "Which medicines does he take?": (
        "2020-05-06: P: Finish azithromycin (2 days left).",
        "2020-05-06: Start losartan 50 mg daily.",
        "Not taken now: 2020-05-06: Stop amlodipine.",
    ),
    "Does he take amlodipine?": ("Not taken now: 2020-05-06: Stop amlodipine.",),
    "Does he have fever?": ("2020-05-06: S: Feels better, no fever.",),
    "What is the blood pressure?": ("2020-05-06: O: BP 140/90.",),
}
GUS: dict[str, tuple[str, ...]] = {
    "Any allergies?": ("Food allergies: peanuts (anaphylaxis)", "Drug allergies: None known"),
    "Is he allergic to penicillin?": ("Drug allergies: None known",),
    "Which medicines does he take?": (
        "CONTINUE: lisinopril 20 mg daily; aspirin 81 mg daily",
        "NEW: pantoprazole 40 mg daily",
        "Not taken now: STOP: ibuprofen",
    ),
    "Does he take ibuprofen?": ("Not taken now: STOP: ibuprofen",),
}
AS_A_CHILD = "Allergies: However, she reports that amoxicillin gave her a rash as a child."
HANA: dict[str, tuple[str, ...]] = {
    "Any allergies?": (AS_A_CHILD, "Allergies: denies."),
    "Is she allergic to penicillin?": (AS_A_CHILD, "Allergies: denies."),
    "Is she allergic to aspirin?": ("Allergies: denies.",),
    "Which medicines does she take?": ("Current meds: none.",),
}
QUESTIONS = [
    (patient, question, expected)
    for patient, asked in (
        ("anna", ANNA),
        ("bruno", BRUNO),
        ("carl", CARL),
        ("dora", DORA),
        ("emma", EMMA),
        ("finn", FINN),
        ("gus", GUS),
        ("hana", HANA),
        (FHIR, FROM_FHIR),
        (CCDA, FROM_CCDA),
    )
    for question, expected in asked.items()
]


def ask(service: MedGraph, question: str, patient: str) -> Answer:
    answer = service.ask(question, Filter(patients=(patient,)))
    for citation in answer.citations:
        document = service.document(citation.document_id)
        assert document.text[citation.start : citation.end] == citation.quote
        assert document.patient == citation.patient == patient
    return answer


@pytest.mark.parametrize(("patient", "question", "expected"), QUESTIONS)
def test_answers(records: MedGraph, patient: str, question: str, expected: tuple[str, ...]) -> None:
    answer = ask(records, question, patient)
    assert tuple(claim.text for claim in answer.claims) == expected
    assert (answer.status is Status.ANSWERED) == bool(expected)
    if not expected:
        assert answer.missing and answer.notice.startswith("Looked for ")


def test_what_is_joined_is_asked_each_and_what_nothing_names_is_missing(records: MedGraph) -> None:
    answer = ask(records, "Most recent potassium and ferritin?", "anna")
    assert [claim.text for claim in answer.claims] == [ANNA_LABS] and answer.missing == ("ferritin",)
    answer = ask(records, "Is she allergic to penicillin or latex?", "anna")
    assert [claim.text for claim in answer.claims] == [AMOXICILLIN, PENICILLIN, NONE_KNOWN]
    assert answer.missing == ("latex",)
    answer = ask(records, "Does she take warfarin or apixaban?", "anna")
    assert answer.claims[0].text == CURRENT_MEDS[0] and answer.missing == ("warfarin",)


def test_a_class_of_drugs_is_asked_of_medicines(records: MedGraph) -> None:
    answer = ask(records, "What antibiotics did he get?", "finn")
    assert [claim.text for claim in answer.claims] == ["2020-05-06: P: Finish azithromycin (2 days left)."]
