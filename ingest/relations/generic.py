"""Names too general for a statement about them to tell anything: "drugs cause disease"."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z]+")
# A name of nothing but these words says no more than that somebody has some disease or takes some drug.
_GENERIC = frozenset(
    "abnormalities abnormality acquired acute adverse agent agents and autosomal body cell cells chemical "
    "chemicals chronic clinical complication complications compound compounds condition conditions "
    "congenital damage death defect defects deficiency diagnostic disease diseases disorder disorders "
    "dominant drug drugs effect effects event events failure fatal genes gene genetic genetics genome "
    "group health hereditary human humans illness illnesses inborn inherited injuries injury lesion "
    "lesions linked medical medication medications mild mortality of or patient patients pharmaceutical "
    "phenotype preparations primary procedure procedures progression protein proteins rare reaction "
    "reactions recessive recurrence related secondary severe side sign signs substance substances symptom "
    "symptoms syndrome syndromes the therapeutic therapeutics toxic toxicities toxicity treatment "
    "treatments type therapy therapies x wound wounds women men rats mice".split()
)
# General though their words are not: molecules that every cell has, ways of giving, measures, materials.
_GENERAL_NAMES = frozenset(
    "administration, oral|administration, topical|administration, intravenous|antibodies|antigens|blood pressure|"
    "complementary dna|control groups|disease-free survival|dna|dna, complementary|enzymes|follow-up studies|"
    "injections|injections, intravenous|messenger rna|needles|peptides|reference standards|rna|rna, messenger|"
    "solutions|survival|survival rate|treatment failure|treatment outcome|water|placebos|body weight|prognosis|"
    "neurologic manifestations|risk factors|pathologic processes|signs and symptoms".split("|")
)


def is_generic(name: str) -> bool:
    """Whether an entity of that preferred name is no proper subject or object of a statement."""
    low = name.lower()
    return low in _GENERAL_NAMES or not set(_WORD.findall(low)) - _GENERIC
