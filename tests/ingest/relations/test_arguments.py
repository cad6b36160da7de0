"""The verb speaks of the two themselves: not of what they are part of, not of what stands beside them."""

# ruff: noqa: E501
from __future__ import annotations

import pytest

from graph import Assertion
from tests.ingest.relations.conftest import stated_relations

NOTHING = [
    # part of the name of another thing
    "[chemical:Insulin]-dependent [disease:diabetes] is common.",
    "[chemical:Methicillin]-resistant [disease:infection] was treated early.",
    "[chemical:Corticosteroid]-naive patients with [disease:asthma] were treated.",
    "[chemical:Gluten]-free diets improved [disease:celiac disease].",
    "[disease:Congenital hypothyroidism] is due to a deletion in the sodium/[chemical:iodide] symporter.",
    "Abnormal [disease:myotonic dystrophy] protein kinase levels produce [disease:myopathy].",
    "[disease:Atelosteogenesis] is caused by mutations in the [disease:diastrophic dysplasia] sulfate-transporter gene.",
    "Vaccination against [disease:hepatitis] B antigen carriers causes [disease:fever].",
    "[disease:Hypertension] was caused by [chemical:clonidine] withdrawal.",
    "[chemical:Vitamin C] deficiency causes [disease:scurvy].",
    "[chemical:Dopamine] agonists cause [disease:nausea].",
    "[chemical:Fluorouracil] induces human [disease:colon cancer] cell death.",
    "[gene:Aurora]-related [gene:kinases] are associated with chromosomes.",
    "A [disease:glioma]-associated oncogene causes [disease:medulloblastoma].",
    "[chemical:Oleic acid] levels are increased and [chemical:linoleic acid] levels are decreased in plasma.",
    # the object of a preposition
    "In patients with [disease:obesity], smoking causes [disease:asthma].",
    "HFE, the protein defective in [disease:hemochromatosis], causes [disease:anemia] in mice.",
    "Fatigue in patients with [disease:lupus] is due to [disease:depression].",
    "The reduction of [disease:tremor] was caused by [disease:coma].",
    "Use of the cuff after [procedure:surgery] prevents [disease:thrombosis].",
    # a comparison, a failure, a caution
    "[chemical:Warfarin] caused less [disease:bleeding] than [chemical:rivaroxaban].",
    "Failure of [chemical:argatroban] in the treatment of a girl with [disease:thrombosis].",
    "[chemical:Theophylline] should be used cautiously in patients with [disease:epilepsy].",
    # what it is, not what it causes
    "[disease:Gaucher disease|D:1] is a [disease:sphingolipidosis|D:2] caused by [disease:glucocerebrosidase deficiency|D:1].",
    # one by one, which the words between do not show
    "[disease:Gout] and [disease:angina] were treated with [chemical:allopurinol] and [chemical:nitroglycerin], respectively.",
    # an animal that was given a disease, and then a drug
    "Rats with streptozotocin-induced [disease:diabetes] were treated with [chemical:curcumin].",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_stated_of_the_two(text: str) -> None:
    assert not {one for one in stated_relations(text) if one[3] is Assertion.AFFIRMED}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In patients receiving [chemical:warfarin], [procedure:cautery] caused [disease:bleeding].",
            {("cautery", "causes", "bleeding")},
        ),
        (
            "In contrast to [disease:obesity], [disease:diabetes] caused [disease:neuropathy].",
            {("diabetes", "causes", "neuropathy")},
        ),
        (
            "Oral administration (0.1 mg) of [chemical:AMN082] reverses [chemical:haloperidol]-induced [disease:catalepsy] in rats.",
            {("amn082", "treats", "catalepsy"), ("haloperidol", "causes", "catalepsy")},
        ),
        (
            "Three of 24 [chemical:lithium]-treated patients with [disease:bipolar disorder] died.",
            {("lithium", "treats", "bipolar disorder")},
        ),
        (
            "Thirty patients with [disease:amblyopia] due to [disease:strabismus] were tested.",
            {("strabismus", "causes", "amblyopia")},
        ),
        (
            "Germline mutations in [gene:BRCA1] are responsible for [disease:breast cancer].",
            {("brca1", "associated_with", "breast cancer")},
        ),
        (
            "[disease:Tay-Sachs disease] is caused by mutations in the [gene:HEXA] gene.",
            {("hexa", "associated_with", "tay-sachs disease")},
        ),
        (
            "The incidence of [disease:nausea] was reduced by [chemical:ondansetron].",
            {("ondansetron", "prevents", "nausea")},
        ),
        (
            "[chemical:Heparin]-induced [disease:thrombocytopenia] or [disease:sepsis] was suspected.",
            {("heparin", "causes", "thrombocytopenia")},
        ),
    ],
)
def test_the_verbs_own_arguments(text: str, expected: set[tuple[str, str, str]]) -> None:
    found = {one[:3] for one in stated_relations(text) if one[3] in (Assertion.AFFIRMED, Assertion.UNCERTAIN)}
    assert found == expected
