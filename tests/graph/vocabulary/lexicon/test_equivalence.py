"""Which statements of sameness are believed: one to one, between vocabularies, and never against the names."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Concept
from graph.vocabulary.lexicon.equivalence import canonical_ids
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.names.opposites import are_opposites
from tests.hypothesis_profiles import examples

ORDER = {"MESH": 0, "DOID": 1, "MONDO": 2}


def canonical(*concepts: Concept) -> dict[str, str]:
    return canonical_ids(concepts, lambda prefix: ORDER.get(prefix, 9))


def mapping(one: str, *others: str) -> Concept:
    return Concept(one, "", same_as=others)


ATTACK = Concept("MESH:D1", "Myocardial Infarction")
INFARCT = Concept("DOID:1", "heart attack", ("coronary attack",))


@pytest.mark.parametrize("concepts", [(ATTACK, INFARCT), (INFARCT, ATTACK)])
@pytest.mark.parametrize("stated", [mapping("MESH:D1", "DOID:1"), mapping("DOID:1", "MESH:D1")])
@pytest.mark.parametrize("first", [True, False])
def test_a_mapping_merges_two_vocabularies(
    concepts: tuple[Concept, ...], stated: Concept, first: bool
) -> None:
    """Whichever way it is stated, and whenever it is loaded."""
    everything = (stated, *concepts) if first else (*concepts, stated)
    assert canonical(*everything) == {"DOID:1": "MESH:D1"}
    lexicon = Lexicon.build(everything, ["mesh", "doid"])
    assert lexicon.lookup("heart attack") == lexicon.lookup("coronary attack") == ["MESH:D1"]
    (match,) = lexicon.match("after a heart attack")
    assert match.concept_id == "MESH:D1"
    assert lexicon.name("MESH:D1") == "Myocardial Infarction"


def test_a_mapping_of_what_is_not_loaded_adds_nothing() -> None:
    lexicon = Lexicon.build([mapping("MONDO:1", "MESH:D1", "DOID:1"), ATTACK, INFARCT], ["mesh", "doid"])
    assert len(lexicon) == 2
    assert "MONDO:1" not in lexicon
    assert lexicon.lookup("heart attack") == ["DOID:1"], "no chain through a concept nobody has"


def test_one_vocabularys_concepts_are_never_one() -> None:
    pair = (Concept("MESH:D1", "Gloom"), Concept("MESH:D2", "Sorrow"))
    assert canonical(*pair, mapping("MESH:D1", "MESH:D2")) == {}
    lower = Concept("mesh:D2", "Sorrow")
    assert canonical(pair[0], lower, mapping("MESH:D1", "mesh:D2")) == {}


def test_nor_through_a_third() -> None:
    concepts = (Concept("MESH:D1", "Gloom"), Concept("MESH:D2", "Sorrow"), Concept("DOID:1", "low mood"))
    assert canonical(*concepts, mapping("DOID:1", "MESH:D1"), mapping("DOID:1", "MESH:D2")) == {}
    assert canonical(*concepts, mapping("DOID:1", "MESH:D1"), mapping("MESH:D2", "DOID:1")) == {}


def test_a_mapping_against_another_source_is_believed_by_neither() -> None:
    concepts = (
        Concept("MESH:D1", "Gloom"),
        Concept("MESH:D2", "Sorrow"),
        Concept("DOID:1", "low mood", same_as=("MESH:D1",)),
    )
    assert canonical(*concepts) == {"DOID:1": "MESH:D1"}
    assert canonical(*concepts, mapping("MESH:D2", "DOID:1")) == {}


CONFUSABLE = [
    ("Hypertension", "hypotension"),
    ("Hyperkalemia", "hypokalaemia"),
    ("Hyperthyroidism", "hypothyroidism"),
    ("Prednisone", "prednisolone"),
    ("Diabetes Mellitus, Type 1", "type 2 diabetes mellitus"),
    ("Diabetes Mellitus, Type I", "diabetes mellitus type 2"),
    ("Hepatitis A", "hepatitis B"),
    ("Vitamin D", "vitamin K"),
    ("Factor V Deficiency", "factor X deficiency"),
    ("Quinine", "quinidine"),
    ("Lactase", "lactose"),
    ("Tachycardia", "bradycardia"),
    ("Kidney Failure, Acute", "chronic kidney failure"),
    ("Carcinoma, Small Cell", "non-small cell carcinoma"),
    ("Leukopenia", "leukocytosis"),
    ("Beta-2 Agonist", "beta-2 antagonist"),
]


@pytest.mark.parametrize(("one", "other"), CONFUSABLE)
def test_names_that_are_opposites_never_merge(one: str, other: str) -> None:
    """Even where one vocabulary lacks the concept that the other's name is of, and a file says they are the same."""
    pair = (Concept("MESH:D1", one), Concept("DOID:1", other))
    assert canonical(*pair, mapping("DOID:1", "MESH:D1")) == {}
    assert are_opposites(one, other) and are_opposites(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Myocardial Infarction", "heart attack"),
        ("tylenol", "acetaminophen"),
        ("Diabetes Mellitus, Type 2", "type II diabetes mellitus"),
        ("Hypertension", "high blood pressure"),
        ("Glycogen Storage Disease Type II", "Pompe disease"),
        ("orofaciodigital syndrome 16", "orofaciodigital syndrome XVI"),
        ("holoprosencephaly 12", "holoprosencephaly 12 with or without pancreatic agenesis"),
        ("Carcinoma, Non-Small-Cell Lung", "non-small cell lung carcinoma"),
        ("Anaemia", "anemia"),
    ],
)
def test_other_names_of_one_thing_do(one: str, other: str) -> None:
    pair = (Concept("MESH:D1", one), Concept("DOID:1", other))
    assert canonical(*pair, mapping("DOID:1", "MESH:D1")) == {"DOID:1": "MESH:D1"}


def test_a_namesake_says_whose_name_it_is() -> None:
    concepts = (
        Concept("MESH:D1", "Hepatitis, Chronic"),
        Concept("MESH:D2", "Hepatitis"),
        Concept("DOID:1", "hepatitis"),
    )
    assert canonical(*concepts, mapping("DOID:1", "MESH:D1")) == {"DOID:1": "MESH:D2"}


def test_one_name_in_two_vocabularies_is_one_concept() -> None:
    gloom = Concept("MESH:D1", "Gloom, Winter", category="Disease")
    same = Concept("DOID:1", "winter gloom", category="Disease")
    assert canonical(gloom, same) == {"DOID:1": "MESH:D1"}
    assert canonical(gloom, same, mapping("DOID:1", "MESH:D1"), mapping("DOID:1", "MESH:D9")) == {
        "DOID:1": "MESH:D1"
    }


def test_one_name_is_not_enough_where_anything_speaks_against_it() -> None:
    gloom = Concept("MESH:D1", "Gloom", category="Disease")
    same = Concept("DOID:1", "gloom", category="Disease")
    assert canonical(gloom, Concept("DOID:1", "gloom", category="AnatomicalEntity")) == {}
    assert canonical(gloom, same, Concept("DOID:2", "gloom", category="Disease")) == {}
    assert canonical(gloom, same, Concept("DOID:1", "", different_from=("MESH:D1",))) == {}
    assert canonical(gloom, same, Concept("DOID:2", "low mood"), mapping("DOID:2", "MESH:D1")) == {
        "DOID:2": "MESH:D1"
    }


LIVER = Concept("MESH:D1", "liver cell gloom", ("hepatic gloom", "hepatogloom"), category="Disease")
HEPATIC = Concept("DOID:1", "hepatic gloom", ("HG",), category="Disease")


def test_a_preferred_name_that_is_another_name_elsewhere_joins() -> None:
    assert canonical(LIVER, HEPATIC) == {"DOID:1": "MESH:D1"}
    listed = Concept("DOID:1", "gloom of the liver", ("liver cell gloom",), category="Disease")
    assert canonical(LIVER, listed) == {"DOID:1": "MESH:D1"}


@pytest.mark.parametrize(
    "third",
    [
        Concept("MESH:D2", "gloom", ("hepatic gloom",), category="Disease"),
        Concept("DOID:2", "gloom", ("hepatic gloom",), category="Disease"),
        Concept("DOID:2", "hepatogloom", category="Disease"),
        Concept("DOID:1", "", different_from=("MESH:D1",)),
    ],
    ids=["named so in the one", "named so in the other", "its own namesake", "denied"],
)
def test_but_not_where_a_third_has_a_claim(third: Concept) -> None:
    assert canonical(LIVER, HEPATIC, third).get("DOID:1") is None


def test_nor_by_an_acronym_or_of_unknown_kinds() -> None:
    assert (
        canonical(
            Concept("MESH:D1", "liver gloom", ("HG",), category="Disease"),
            Concept("DOID:1", "HG", category="Disease"),
        )
        == {}
    )
    assert canonical(LIVER, Concept("DOID:1", "hepatic gloom")) == {}


def test_a_gene_and_a_drug_of_one_name_are_two_things() -> None:
    gene = Concept("HGNC:1", "gloomin", category="Gene")
    assert canonical(Concept("MESH:D1", "Gloomin", category="ChemicalEntity"), gene) == {}


def test_a_vocabulary_without_kinds_joins_by_name() -> None:
    same = Concept("DOID:1", "winter gloom", category="Disease")
    assert canonical(Concept("MESH:D1", "Winter Gloom"), same) == {"DOID:1": "MESH:D1"}


def test_what_a_namesake_stands_for_comes_along() -> None:
    kidney = Concept("MESH:D1", "Chronic Kidney Disease", category="Disease")
    same = Concept("DOID:1", "chronic kidney disease", category="Disease")
    third = Concept("MONDO:1", "CKD syndrome", category="Disease", same_as=("DOID:1",))
    assert canonical(kidney, same, third) == {"DOID:1": "MESH:D1", "MONDO:1": "MESH:D1"}
    opposite = Concept("MONDO:1", "Acute Kidney Disease", category="Disease", same_as=("DOID:1",))
    assert canonical(kidney, same, opposite) == {"DOID:1": "MESH:D1"}
    denied = Concept("MONDO:1", "", different_from=("MESH:D1",))
    assert canonical(kidney, same, third, denied) == {"MONDO:1": "DOID:1"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mesothelioma", "benign mesothelioma"), ("Carcinoma, Ductal", "breast ductal carcinoma")],
)
def test_a_kind_of_a_thing_is_not_the_thing(one: str, other: str) -> None:
    pair = (Concept("MESH:D1", one), Concept("DOID:1", other))
    assert canonical(*pair, mapping("DOID:1", "MESH:D1")) == {}


def test_things_of_two_kinds_are_not_one() -> None:
    pair = (
        Concept("MESH:D1", "Tongue", category="AnatomicalEntity"),
        Concept("HP:1", "Microglossia", category="PhenotypicFeature"),
    )
    assert canonical(*pair, mapping("HP:1", "MESH:D1")) == {}


IDS = [f"{prefix}:{n}" for prefix in ("MESH", "DOID", "MONDO") for n in range(4)]
NAMES = st.sampled_from("gloom sorrow spleen hypergloom hypogloom".split())


@settings(max_examples=examples(300), deadline=None)
@given(
    st.dictionaries(st.sampled_from(IDS), NAMES, min_size=2),
    st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=14),
)
def test_whatever_is_stated_one_id_is_at_most_one_concept_of_each_vocabulary(
    named: dict[str, str], stated: list[tuple[str, str]]
) -> None:
    found = canonical(*(Concept(*each) for each in named.items()), *(mapping(*pair) for pair in stated))
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for member, anchor in found.items():
        assert anchor not in found, "no chains"
        assert not are_opposites(named[member], named[anchor])
        # It is stated of the anchor itself, or of its namesake, which came along.
        anchors = {each for each in named if named[each] == named[anchor]}
        assert named[member] == named[anchor] or any(
            {(member, each), (each, member)} & {*stated} for each in anchors
        )
        classes[anchor] |= {member, anchor}
    for members in classes.values():
        prefixes = [member.partition(":")[0] for member in members]
        assert len(prefixes) == len(set(prefixes))


def denial(one: str, other: str) -> Concept:
    return Concept(one, "", different_from=(other,))


@pytest.mark.parametrize("said", [denial("DOID:1", "MESH:D1"), denial("MESH:D1", "DOID:1")])
@pytest.mark.parametrize("first", [True, False])
def test_what_a_mapping_denies_is_joined_by_none(said: Concept, first: bool) -> None:
    """Neither by another mapping, nor by the source itself, nor for their common name."""
    stated = Concept("DOID:1", "heart attack", same_as=("MESH:D1",))
    others = (ATTACK, stated, mapping("MESH:D1", "DOID:1"))
    assert canonical(*others) == {"DOID:1": "MESH:D1"}
    assert canonical(*((said, *others) if first else (*others, said))) == {}
    namesakes = (
        Concept("MESH:D1", "Gloom", category="Disease"),
        Concept("DOID:1", "gloom", category="Disease"),
    )
    assert canonical(*namesakes) == {"DOID:1": "MESH:D1"}
    assert canonical(*namesakes, said) == {}


def test_nor_do_two_that_are_denied_meet_in_a_third() -> None:
    concepts = (Concept("MESH:D1", "Gloom"), Concept("DOID:1", "low mood"), Concept("MONDO:1", "dejection"))
    stated = (mapping("DOID:1", "MESH:D1"), mapping("MONDO:1", "MESH:D1"))
    assert canonical(*concepts, *stated) == {"DOID:1": "MESH:D1", "MONDO:1": "MESH:D1"}
    assert canonical(*concepts, *stated, denial("MONDO:1", "DOID:1")) == {"DOID:1": "MESH:D1"}


def test_of_two_statements_a_denial_leaves_the_other() -> None:
    concepts = (Concept("MESH:D1", "Gloom"), Concept("MESH:D2", "Sorrow"), Concept("DOID:1", "low mood"))
    stated = mapping("DOID:1", "MESH:D1", "MESH:D2")
    assert canonical(*concepts, stated) == {}
    assert canonical(*concepts, stated, denial("DOID:1", "MESH:D2")) == {"DOID:1": "MESH:D1"}


def test_a_name_written_with_other_capitals_is_one_name() -> None:
    pair = (
        Concept("MESH:D1", "Gloudoma", category="Disease"),
        Concept("DOID:1", "GLOudoma", category="Disease"),
    )
    assert canonical(*pair) == {"DOID:1": "MESH:D1"}
