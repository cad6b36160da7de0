"""Names that look alike and are two things never link to each other; names of one thing do, however they look."""

from __future__ import annotations

import pytest

from graph.linking.linker import Linker
from graph.linking.links import UnlinkedMention
from graph.model import Concept
from graph.vocabulary.lexicon.lexicon import Lexicon

_DISEASES = """
hypertension / hypotension
hyperkalemia / hypokalemia
hypernatremia / hyponatremia
hypercalcemia / hypocalcemia
hyperglycemia / hypoglycemia
hyperthyroidism / hypothyroidism
hyperthermia / hypothermia
hyperphosphatemia / hypophosphatemia
hyperparathyroidism / hypoparathyroidism
hyperplasia / hypoplasia
tachycardia / bradycardia
type 1 diabetes mellitus / type 2 diabetes mellitus
diabetes mellitus / diabetes insipidus
neurofibromatosis type I / neurofibromatosis type II
hepatitis A / hepatitis B
hepatitis B / hepatitis C
factor VIII deficiency / factor IX deficiency
alpha-thalassemia / beta-thalassemia
glycosuria / glycemia
proteinuria / proteinemia
hematuria / hematemesis
uremia / anemia
acidosis / alkalosis
leukocytosis / leukopenia
thrombocytosis / thrombocytopenia
thrombocytopenia / thrombocythemia
macrocephaly / microcephaly
polyuria / oliguria
dysphagia / dysphasia
dysplasia / dysphasia
aphagia / aphasia
arteritis / arthritis
ileitis / iritis
nephritis / neuritis
myeloma / myoma
lipoma / lymphoma
ataxia / apraxia
acute leukemia / chronic leukemia
benign prostatic tumor / malignant prostatic tumor
viral meningitis / bacterial meningitis
left ventricular failure / right ventricular failure
systolic hypertension / diastolic hypertension
intracranial hemorrhage / extracranial hemorrhage
intracerebral abscess / extracerebral abscess
convex scoliosis / concave scoliosis
primary hyperaldosteronism / secondary hyperaldosteronism
small cell lung carcinoma / non-small cell lung carcinoma
Hodgkin lymphoma / non-Hodgkin lymphoma
renal failure / hepatic failure
breast cancer / lung cancer
spinocerebellar ataxia 1 / spinocerebellar ataxia 3
mucopolysaccharidosis I / mucopolysaccharidosis II
"""
_CHEMICALS = """
prednisone / prednisolone
hydroxyzine / hydralazine
cefuroxime / cefixime
cefotaxime / ceftazidime
clonidine / clonazepam
vincristine / vinblastine
chlorpromazine / chlorpropamide
cycloserine / cyclosporine
quinine / quinidine
dopamine / dobutamine
epinephrine / norepinephrine
ephedrine / epinephrine
daunorubicin / doxorubicin
fluoxetine / fluvoxamine
fluoxetine / duloxetine
lamivudine / lamotrigine
zidovudine / stavudine
sulfadiazine / sulfasalazine
tramadol / trazodone
glipizide / glyburide
methanol / ethanol
butanol / butanal
estradiol / estriol
adenosine / adenine
guanine / guanidine
creatine / creatinine
thymine / thiamine
penicillin / penicillamine
carbamazepine / oxcarbazepine
pentobarbital / phenobarbital
nifedipine / nimodipine
amantadine / rimantadine
mepivacaine / bupivacaine
interleukin-1 / interleukin-2
IL-1 / IL-2
vitamin B6 / vitamin B12
vitamin D2 / vitamin D3
factor VIII / factor IX
alpha-tocopherol / beta-tocopherol
levamisole / dextromisole
nitrate / nitrite
sulfate / sulfite
glutamine / glutamate
omega-3 fatty acids / omega-6 fatty acids
angiotensin I / angiotensin II
serotonin agonists / serotonin antagonists
insulin agonist / insulin antagonist
androgen antagonists / androgens
"""
_SAME = """
Disease: Myocardial Infarction; heart attack = heart attacks
Disease: Myocardial Infarction = acute myocardial infarction
Disease: Hypertension = hypertensive
Disease: Hypertension = severe arterial hypertension
Disease: Hypertension = high blood pressure
Disease: Depression = depressed
Disease: Kidney Diseases = renal dysfunction
Disease: Kidney Diseases = nephropathy
Disease: Kidney Failure, Acute = acute renal failure
Disease: Kidney Papillary Necrosis = renal papillary necrosis
Disease: Liver Diseases = hepatic disease
Disease: Liver Cirrhosis = cirrhosis of the liver
Disease: Anemia = anaemic
Disease: Leukemia = leukaemia
Disease: Epilepsy = epileptic
Disease: Schizophrenia = schizophrenic
Disease: Urinary Bladder Neoplasms; Bladder Cancer = cancer of the bladder
Disease: Prostatic Neoplasms = tumours of the prostate
Disease: Lung Diseases = pulmonary disorder
Disease: Thrombocytopenia = heparin-induced thrombocytopenia
Disease: Diabetes Mellitus = diabetes
Disease: Diabetes Mellitus, Type 2 = type II diabetes mellitus
Disease: Seizures = convulsions
Disease: Gastrointestinal Hemorrhage = gastrointestinal bleeding
Disease: Arrhythmias, Cardiac = heart arrhythmia
Disease: Hearing Loss = loss of hearing
Disease: Peripheral Nervous System Diseases; Peripheral Neuropathy = peripheral neuropathies
Disease: Atrial Fibrillation = fibrillation of the atrium
Disease: Muscle Rigidity = rigidity
Disease: Psychotic Disorders; Psychosis = psychotic disorder
ChemicalEntity: Acetaminophen; Tylenol; Paracetamol = tylenol
ChemicalEntity: Acetaminophen; Tylenol; Paracetamol = paracetamol
ChemicalEntity: Cisplatin = cis-platin
ChemicalEntity: Methyldopa = methyl dopa
ChemicalEntity: Morphine = morphine sulfate
ChemicalEntity: Tacrolimus = FK506
ChemicalEntity: Sodium = Na
ChemicalEntity: Estradiol; 17 beta-Estradiol = 17beta-estradiol
ChemicalEntity: Sirolimus = sirolmus
ChemicalEntity: Phosphocreatine; Phosphorylcreatine = phophorylcreatine
ChemicalEntity: Arginine = L-arginine
ChemicalEntity: Angiotensin-Converting Enzyme Inhibitors = ACE-I
"""


def pairs(lines: str, category: str) -> list[tuple[str, str, str]]:
    found = [line.split(" / ") for line in lines.strip().split("\n")]
    return [(category, *pair) for one, other in found for pair in ((one, other), (other, one))]


CONFUSABLE = pairs(_DISEASES, "Disease") + pairs(_CHEMICALS, "ChemicalEntity")
SAME = [line.replace(": ", " = ", 1).split(" = ") for line in _SAME.strip().split("\n")]


def linked(linker: Linker, written: str, category: str) -> str | None:
    text = f"We saw {written} in two patients."
    (link,) = linker.link(text, [UnlinkedMention(7, 7 + len(written), category)])
    return link.concept_id if link else None


@pytest.mark.parametrize(("category", "known", "written"), CONFUSABLE)
def test_what_looks_alike_is_never_linked(category: str, known: str, written: str) -> None:
    linker = Linker(Lexicon.build([Concept("MESH:D000001", known, category=category)]), threshold=0.0)
    assert linked(linker, written, category) is None


def test_each_of_a_pair_finds_itself_among_all() -> None:
    names = dict.fromkeys((category, known) for category, known, _ in CONFUSABLE)
    concepts = {
        name: Concept(f"MESH:D{number:06}", name, category=category)
        for number, (category, name) in enumerate(names, 1)
    }
    linker = Linker(Lexicon.build(concepts.values()))
    wrong = {
        name: found
        for category, name in names
        if (found := linked(linker, name, category)) != concepts[name].id
    }
    assert not wrong


@pytest.mark.parametrize(("category", "known", "written"), SAME)
def test_names_of_one_thing_are_linked(category: str, known: str, written: str) -> None:
    name, *synonyms = known.split("; ")
    other = Concept("MESH:D000009", "Influenza, Human", category="Disease")
    concept = Concept("MESH:D000001", name, synonyms=tuple(synonyms), category=category)
    assert linked(Linker(Lexicon.build([concept, other])), written, category) == concept.id
