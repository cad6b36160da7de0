"""What is denied, doubted, aimed at, believed or asked of two things, and what only looks so."""

# ruff: noqa: E501
from __future__ import annotations

import pytest

from graph import Assertion
from ingest.relations.extract import RelationExtractor
from tests.ingest.relations.conftest import relations, stated_relations

DENIED = [
    ("[chemical:Zinc] failed to prevent [disease:pneumonia] in children.", "zinc prevents pneumonia"),
    ("Neither [chemical:aspirin] nor [chemical:ibuprofen] prevented [disease:dementia].", "aspirin prevents dementia"),
    ("[chemical:Cisplatin] but not [chemical:carboplatin] caused [disease:deafness].", "carboplatin causes deafness"),
    ("We found no evidence that [chemical:thimerosal] causes [disease:autism].", "thimerosal causes autism"),
    ("No association was found between [chemical:omeprazole] and [disease:dementia].", "omeprazole associated_with dementia"),
    ("There was no association between [chemical:omeprazole] use and [disease:dementia].", "omeprazole associated_with dementia"),
    ("[chemical:Thimerosal] was not associated with an increased risk of [disease:autism].", "thimerosal associated_with autism"),
    ("These data do not support the idea of a link between [gene:CRP] and [disease:migraine].", "crp associated_with migraine"),
    ("They were unable to show a link between [gene:IL6] and the onset of [disease:psoriasis].", "il6 associated_with psoriasis"),
    ("The trial did not show a protective effect of [chemical:zinc] on [disease:pneumonia].", "zinc affects pneumonia"),
    ("[disease:Nausea] was not caused by [chemical:metformin] but by a virus.", "metformin causes nausea"),
    ("[chemical:Omeprazole] did not alter serum [chemical:digoxin] levels.", "omeprazole affects digoxin"),
    ("[chemical:Isotretinoin] was exonerated as a cause of [disease:colitis].", "isotretinoin causes colitis"),
    ("[chemical:Metformin] was ruled out as the cause of [disease:anemia].", "metformin causes anemia"),
    ("[chemical:Aspirin] did not significantly reduce the risk of [disease:stroke].", "aspirin prevents stroke"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DENIED, ids=[each[0] for each in DENIED])
def test_a_denial_of_the_verb_or_noun_that_joins_the_two(text: str, expected: str) -> None:
    assert (*expected.split(" ", 2)[:2], expected.split(" ", 2)[2], Assertion.NEGATED) in stated_relations(
        text
    )


NOT_DENIED = [
    "[chemical:Haloperidol] produced [disease:impairment] that was not worsened by [chemical:sertraline].",
    "[chemical:Carbamazepine] had no effect on [chemical:cocaine]-induced [disease:seizures].",
    "Walking did not alter the [disease:cramps] induced by [chemical:furosemide].",
    "The fever was not secondary to [chemical:lithium]-induced [disease:polyuria].",
    "[chemical:Epoetin] reverses [disease:anemia] without impairment of renal function.",
    "[chemical:Amoxicillin] cured [disease:pneumonia] but not [disease:sepsis].",
    "[chemical:Mesna] not only prevents [disease:cystitis] but saves money.",
]


@pytest.mark.parametrize("text", NOT_DENIED)
def test_a_denial_of_something_else(text: str) -> None:
    found = {one[3] for one in stated_relations(text) if one[1] != "affects"}
    assert found == {Assertion.AFFIRMED}


NEITHER = [
    "[chemical:Lithium] was not associated with [disease:nausea] severity.",
    "Adding [chemical:zinc] to [chemical:aspirin] did not prevent [disease:stroke].",
    "We found no association of [gene:BRCA1] and [gene:TP53] with height.",
    "The risk of [disease:stroke] associated with [chemical:aspirin] was calculated from 381 cases.",
    "The studies that assessed the risk of [disease:stroke] associated with [chemical:aspirin] were small.",
    "An association between [chemical:aspirin] and [disease:stroke] was found in some, but not all, studies.",
    "Failure of [chemical:propofol] to cause [disease:pancreatitis] in dogs was confirmed.",
    "The inability of oral [chemical:verapamil] to induce [disease:seizures] has been reported.",
    "[chemical:Calcitriol] does not completely prevent [disease:hypercalcemia].",
    "[chemical:Benzalkonium] did not cause additional [disease:hearing loss].",
    "[chemical:Prednisone] is not superior to dexamethasone in treating [disease:asthma].",
    "[disease:Apnea] not treated with [chemical:modafinil] was enrolled.",
    "The antibody recognised [gene:p65] only when [gene:RELA] was not bound to [gene:NFKBIA].",
    "[chemical:Atropine] did not cause [disease:nausea] more often than [chemical:ondansetron].",
    "[chemical:Aspirin] and [chemical:clopidogrel] did not differ in preventing [disease:stroke].",
    # a topic is named, not told of
    "Effect of [chemical:metformin] on [disease:obesity] in rats.",
    "The association of [disease:bone lesions] with [disease:pain] in knees.",
    "Efficacy of [chemical:dutasteride] in [disease:prostatic hyperplasia].",
    # a purpose
    "Coaches gave their opinion of [chemical:creatine] to prevent [disease:concussion].",
    # beliefs, aims, guesses, questions
    "It was long believed that [procedure:bloodletting] causes [disease:anemia].",
    "[chemical:Estrogen] is thought to prevent [disease:infarction].",
    "We hypothesized that [chemical:selenium] prevents [disease:prostate cancer].",
    "Whether [chemical:ginkgo] prevents [disease:dementia] is unknown.",
    "The effect of [chemical:zinc] on [disease:acne] in adults is unknown.",
    "To test if [chemical:ginkgo] prevents [disease:dementia], we followed 300 adults.",
    "Do [chemical:corticosteroids] affect [disease:dyspnea]?",
    "Immunity in healthy adults: [chemical:calcitriol] treatment for [disease:lupus]?",
]


@pytest.mark.parametrize("text", NEITHER)
def test_neither_affirmed_nor_denied(text: str) -> None:
    assert not {one[3] for one in stated_relations(text)} & {Assertion.AFFIRMED, Assertion.NEGATED}


FOUND = [
    "There is a positive association between [disease:asthma] and [disease:obesity].",
    "A link between [gene:CRP] and [disease:stroke] was confirmed.",
    "The efficacy of [chemical:lithium] for [disease:bipolar disorder] is supported by trials.",
]


@pytest.mark.parametrize("text", FOUND)
def test_a_topic_that_is_found(text: str) -> None:
    assert {one[3] for one in stated_relations(text)} == {Assertion.AFFIRMED}


@pytest.mark.parametrize(
    "text",
    [
        "No patients receiving [chemical:isoniazid] developed [disease:hepatitis].",
        "None of the women treated with [chemical:methotrexate] had [disease:cirrhosis].",
        "[disease:Neutropenia] did not occur in any patient given [chemical:clozapine].",
        "No case of [disease:seizures] was attributed to [chemical:clozapine].",
        "It was long believed that [chemical:simvastatin] causes [disease:dementia].",
        "Does topical [chemical:acetylcysteine] cause severe [disease:otorrhea]?",
    ],
)
def test_the_model_affirms_no_denial_belief_or_question(text: str) -> None:
    assert Assertion.AFFIRMED not in relations(text, RelationExtractor()).values()
