"""Whom a text is about, and whether that is whom the question is about."""

from __future__ import annotations

import pytest

from retrieval.question.groups import Group
from retrieval.question.population import Fit, fit, groups_in, groups_of_headings, split_excluded


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("the dose for toddlers", {Group.CHILDREN}),
        ("a 3-year-old with otitis", {Group.CHILDREN}),
        ("babies of 4 weeks of age", {Group.INFANTS}),
        ("preterm infants", {Group.NEONATES, Group.INFANTS}),
        ("patients aged 12 to 70", {Group.CHILDREN, Group.ADOLESCENTS, Group.ADULTS, Group.OLDER_ADULTS}),
        ("My grandmother is 81", {Group.OLDER_ADULTS}),
        ("My son is 3 and coughs", {Group.CHILDREN}),
        ("My son takes lamotrigine", set()),
        ("in the elderly", {Group.OLDER_ADULTS}),
        ("women in the second trimester", {Group.WOMEN, Group.PREGNANCY}),
        ("while breast-feeding", {Group.BREASTFEEDING}),
        ("in patients with severe renal impairment", {Group.RENAL_IMPAIRMENT}),
        ("people on haemodialysis", {Group.RENAL_IMPAIRMENT}),
        ("with normal kidney function", {Group.NORMAL_KIDNEYS}),
        ("patients with cirrhosis", {Group.HEPATIC_IMPAIRMENT}),
        ("it caused renal failure", set()),
        ("Child-Pugh class", {Group.HEPATIC_IMPAIRMENT}),
        ("adult-onset Still's disease", set()),
        ("followed for 12 years", set()),
    ],
)
def test_the_groups_that_a_text_names(text: str, groups: set[Group]) -> None:
    assert groups_in(text) - {Group.HUMANS} == groups


def test_adult_rats_are_rats() -> None:
    assert Group.HUMANS not in groups_in("Adult male rats received 5 mg/kg")
    assert {Group.HUMANS, Group.MICE} <= groups_in("in mice and in patients")


def test_mesh_check_tags_tell_the_groups_of_a_paper() -> None:
    assert groups_of_headings(["Humans", "Animals", "Infant, Newborn", "Aspirin"]) == {
        Group.HUMANS,
        Group.NEONATES,
    }


@pytest.mark.parametrize(
    ("asked", "told", "expected"),
    [
        ("the dose in children", ["the dose in children"], Fit.SAME),
        ("the dose in children", ["the dose in adults"], Fit.OTHER),
        ("the dose in adults", ["the dose in children"], Fit.OTHER),
        ("the dose in children", ["the dose in newborns"], Fit.RELATED),
        ("the dose in adults", ["the dose in old people"], Fit.RELATED),
        ("the dose in children", ["the dose is 5 mg"], Fit.SILENT),
        ("in men", ["in women"], Fit.OTHER),
        ("in pregnancy", ["in men"], Fit.OTHER),
        ("in pregnancy", ["in nonpregnant women"], Fit.OTHER),
        ("in pregnant women", ["in women who were not pregnant"], Fit.OTHER),
        ("in pregnancy", ["in adults"], Fit.RELATED),
        ("in pregnancy", ["while breastfeeding"], Fit.OTHER),
        ("in children", ["in pregnant women"], Fit.OTHER),
        ("in adults", ["in pregnant women"], Fit.RELATED),
        ("in renal failure", ["with normal kidney function"], Fit.OTHER),
        ("in renal failure", ["in patients with cirrhosis"], Fit.OTHER),
        ("in humans", ["in rats"], Fit.OTHER),
        ("in dogs", ["in healthy volunteers"], Fit.OTHER),
        ("in dogs", ["in mice"], Fit.OTHER),
        ("in children", ["adult rats"], Fit.OTHER),
        ("in animals", ["in rats"], Fit.SAME),
        ("in patients", ["in vitro"], Fit.OTHER),
        ("the dose in cats", ["the dose in horses"], Fit.OTHER),
        ("in livestock", ["in sheep"], Fit.SAME),
        ("the dose in children", ["in men with gout"], Fit.OTHER),
        ("in girls", ["in children"], Fit.SILENT),
    ],
)
def test_one_population_is_not_another(asked: str, told: list[str], expected: Fit) -> None:
    assert fit(groups_in(asked), [groups_in(each) for each in told]) is expected


def test_the_nearest_level_that_names_a_group_decides() -> None:
    asked, title = groups_in("in children"), groups_in("Dosing in adults")
    assert fit(asked, [groups_in("The dose was 5 mg."), frozenset(), title]) is Fit.OTHER
    assert fit(asked, [groups_in("Children took 5 mg."), frozenset(), title]) is Fit.SAME


def test_a_child_who_was_exposed_before_birth_is_about_pregnancy() -> None:
    title = groups_in("Valproate in pregnancy")
    assert (
        fit(groups_in("Is it safe in pregnancy?"), [groups_in("Children had a lower IQ."), title])
        >= Fit.SILENT
    )


def test_nobody_asked_about_constrains_nothing() -> None:
    assert fit(frozenset(), [groups_in("in rats")]) is Fit.SAME


@pytest.mark.parametrize(
    ("question", "excluded"),
    [
        ("ibuprofen dose, not in infants", {Group.INFANTS}),
        ("enrofloxacin in dogs not cats", {Group.CATS}),
        ("vancomycin dose for adults, not on dialysis", {Group.RENAL_IMPAIRMENT}),
        ("Which drugs are not safe in pregnancy?", set()),
        ("Which drugs should not be given in pregnancy?", set()),
    ],
)
def test_whom_a_question_is_not_about(question: str, excluded: set[Group]) -> None:
    about, found = split_excluded(question)
    assert (found == excluded and not groups_in(about) & excluded) or not excluded
