"""How sentences assert what they mention. Each case: sentence with the mention in braces, what is expected."""

from __future__ import annotations

import re
import time

import pytest

from graph import Assertion
from ingest.assertion import assertions

AFFIRMED, NEGATED, UNCERTAIN = Assertion.AFFIRMED, Assertion.NEGATED, Assertion.UNCERTAIN
HYPOTHETICAL, OTHER = Assertion.HYPOTHETICAL, Assertion.OTHER_EXPERIENCER

CASES = [
    # plain
    ("The patient has {pneumonia}.", AFFIRMED),
    ("{Metformin} reduced fasting glucose.", AFFIRMED),
    ("Biopsy showed {adenocarcinoma} of the colon.", AFFIRMED),
    ("She was treated with {heparin} for three months.", AFFIRMED),
    # negation before
    ("There was no evidence of {pneumonia}.", NEGATED),
    ("No {fever} was recorded.", NEGATED),
    ("The patient denied {chest pain}.", NEGATED),
    ("He denies {cough} and dyspnea.", NEGATED),
    ("He denies cough and {dyspnea}.", NEGATED),
    ("Without {edema} of the legs.", NEGATED),
    ("The scan was negative for {pulmonary embolism}.", NEGATED),
    ("Absence of {ascites} was confirmed.", NEGATED),
    ("She never had {seizures}.", NEGATED),
    ("Metformin never causes {lactic acidosis}.", NEGATED),
    ("The MMR vaccine does not cause {autism}.", NEGATED),
    ("Aspirin did not cause {asthma} in any patient.", NEGATED),
    ("Aspirin does not increase the risk of {stroke}.", NEGATED),
    ("Warfarin is not associated with {stroke}.", NEGATED),
    ("Coffee was not significantly associated with {gout}.", NEGATED),
    ("There was no association between coffee and {gout}.", NEGATED),
    ("Coffee causes {palpitations}.", AFFIRMED),
    ("Smoking was associated with {stroke}.", AFFIRMED),
    ("None of the patients had {hypoglycemia}.", NEGATED),
    ("Neither {rash} nor fever occurred.", NEGATED),
    ("Neither rash nor {fever} occurred.", NEGATED),
    ("The infant did not have {jaundice}.", NEGATED),
    ("Patients did not develop {angioedema}.", NEGATED),
    ("No signs of {meningitis} were found.", NEGATED),
    ("Lack of {neutropenia} was reassuring.", NEGATED),
    ("Ultrasonography ruled out {deep vein thrombosis}.", NEGATED),
    ("{Myocardial infarction} was ruled out.", NEGATED),
    ("The abdomen was free of {tenderness}.", NEGATED),
    ("There was no family history of {thrombosis}.", NEGATED),
    # negation after
    ("{Pulmonary embolism} was excluded by tomography.", NEGATED),
    ("{Hepatomegaly} was not found.", NEGATED),
    ("{Metastases} were absent.", NEGATED),
    ("{Pneumothorax} has been ruled out.", NEGATED),
    ("{Sepsis} is unlikely.", NEGATED),
    # the scope ends
    ("No fever was seen, but {cough} was present.", AFFIRMED),
    ("There was no rash; {arthritis} developed later.", AFFIRMED),
    ("He denied chest pain, although {dyspnea} was noted.", AFFIRMED),
    ("No cause was found apart from {hypothyroidism}.", AFFIRMED),
    ("{Pulmonary embolism} must be considered even if other signs are absent.", AFFIRMED),
    ("{Diabetes} was common, and nephropathy was absent.", AFFIRMED),
    ("Chest radiography was normal without consolidation, however {fever} persisted.", AFFIRMED),
    # what only looks like negation
    ("Not only {hypertension} but also obesity was common.", AFFIRMED),
    ("There was no increase in {mortality}.", AFFIRMED),
    ("There was no significant difference in {stroke} between the groups.", AFFIRMED),
    ("No change in {blood pressure} was seen.", AFFIRMED),
    ("Gram-negative {sepsis} was treated with gentamicin.", AFFIRMED),
    ("He walked without difficulty despite {arthritis}.", AFFIRMED),
    ("It is not necessarily {cancer}.", AFFIRMED),
    ("No further {chemotherapy} was given.", AFFIRMED),
    ("The cells were CD4(+){CD8}(-) and large.", AFFIRMED),
    ("TR(-) {rats} were used.", AFFIRMED),
    ("The change was -3 points (95% {confidence interval}, -5 to -1).", AFFIRMED),
    ("Traction of sister {kinetochores} was seen.", AFFIRMED),
    ("The effect was independent of {histamine}.", AFFIRMED),
    # uncertainty
    ("{Pneumonia} cannot be excluded.", UNCERTAIN),
    ("We cannot exclude {pulmonary embolism}.", UNCERTAIN),
    ("Possible {sarcoidosis} was considered.", UNCERTAIN),
    ("Findings were suspicious for {lymphoma}.", UNCERTAIN),
    ("The image is suggestive of {tuberculosis}.", UNCERTAIN),
    ("A suspected {appendicitis} led to surgery.", UNCERTAIN),
    ("The patient may have {lupus}.", UNCERTAIN),
    ("Probable {Alzheimer disease} was diagnosed.", UNCERTAIN),
    ("{Endocarditis} was suspected.", UNCERTAIN),
    ("{Endocarditis} could not be ruled out.", UNCERTAIN),
    ("Questionable {effusion} on the left.", UNCERTAIN),
    ("{Vasculitis} is possible.", UNCERTAIN),
    # hypothetical
    ("Return if {fever} develops.", HYPOTHETICAL),
    ("If {bleeding} occurs, stop warfarin.", HYPOTHETICAL),
    ("Take paracetamol as needed for {pain}.", HYPOTHETICAL),
    ("In case of {anaphylaxis} give adrenaline.", HYPOTHETICAL),
    ("Watch for {hypoglycemia} at night.", HYPOTHETICAL),
    ("Should she develop {dyspnea}, call the ward.", HYPOTHETICAL),
    # somebody else
    ("Family history of {breast cancer}.", OTHER),
    ("Her mother had {diabetes}.", OTHER),
    ("His father died of {myocardial infarction}.", OTHER),
    ("Two brothers have {hemophilia}.", OTHER),
    ("{Colon cancer} in his mother at 50 years.", OTHER),
    ("Her grandmother was diagnosed with {glaucoma}.", OTHER),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_assertion(marked: str, expected: Assertion) -> None:
    place = re.search(r"\{(.*?)\}", marked)
    assert place is not None
    sentence = marked.replace("{", "").replace("}", "")
    start = place.start()
    assert assertions(sentence, [(start, start + len(place[1]))]) == [expected]


def test_several_mentions_are_judged_each_by_itself() -> None:
    sentence = "No fever, but cough was present and pneumonia was suspected."
    spans = [(m.start(), m.end()) for m in re.finditer("fever|cough|pneumonia", sentence)]
    assert assertions(sentence, spans) == [NEGATED, AFFIRMED, UNCERTAIN]


def test_no_mentions_no_assertions() -> None:
    assert assertions("No fever.", []) == []


@pytest.mark.parametrize(
    ("part", "times", "expected"),
    [("no ", 20_000, NEGATED), ("if none, ", 5_000, HYPOTHETICAL), ("fever, no ", 5_000, NEGATED)],
)
def test_a_long_sentence_of_triggers_is_quick(part: str, times: int, expected: Assertion) -> None:
    sentence = part * times + "fever"
    started = time.process_time()
    spans = [m.span() for m in re.finditer("fever", sentence)]
    assert assertions(sentence, spans)[-1] == expected
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("sentence", "name", "heading", "expected"),
    [
        ("Diagnosis: asthma; Status: Ruled out", "asthma", "", Assertion.NEGATED),
        ("Diagnosis: asthma; Status: Active", "asthma", "", Assertion.AFFIRMED),
        ("Influenza A: negative.", "Influenza A", "", Assertion.NEGATED),
        ("Asthma: none; gout: severe.", "Asthma", "", Assertion.NEGATED),
        ("Asthma: none; gout: severe.", "gout", "", Assertion.AFFIRMED),
        ("Neg for asthma.", "asthma", "", Assertion.NEGATED),
        ("Diagnosis: gout; Relation: Mother", "gout", "", Assertion.OTHER_EXPERIENCER),
        ("Maternal grandmother: gout", "gout", "", Assertion.OTHER_EXPERIENCER),
        ("Gout and asthma.", "asthma", "FAMILY HISTORY", Assertion.OTHER_EXPERIENCER),
        ("Gout and asthma.", "asthma", "FHx", Assertion.OTHER_EXPERIENCER),
        ("No gout.", "gout", "Family history", Assertion.NEGATED),
        ("Gout and asthma.", "asthma", "History of present illness", Assertion.AFFIRMED),
        ("Mothers were given iron for anaemia.", "anaemia", "", Assertion.AFFIRMED),
    ],
)
def test_fields_and_headings_speak_for_what_stands_in_them(
    sentence: str, name: str, heading: str, expected: Assertion
) -> None:
    start = sentence.index(name)
    assert assertions(sentence, [(start, start + len(name))], heading) == [expected]
