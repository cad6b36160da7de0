"""An invented library and a vocabulary of its names, for questions as people type them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CHEMICALS = (
    "amoxicillin|ketoprofen|gabapentin|fluconazole|isavuconazole|propranolol|bisoprolol|allopurinol|febuxostat|"
    "sitagliptin|glibenclamide|chloroquine|artesunate|sorafenib|dapagliflozin|colchicine|zinc|cannabis|melatonin|"
    "rosuvastatin|amiodarone|prednisolone|isotretinoin|ramipril|labetalol|clonidine|clonidide|uric acid"
).split("|")
DISEASES = (
    "asthma|gout|malaria|hypoglycaemia|heart failure|pericarditis|psychosis|common cold|delirium|gallstones|"
    "pneumonitis|depression|kidney failure|renal cancer"
).split("|")


def _paper(number: int, title: str, text: str, **fields: Any) -> dict[str, Any]:
    return {"_id": f"pmid:{number}", "title": title, "text": text} | fields


LIBRARY = [
    _paper(1, "Amoxicillin for the young", "In newborns the dose of amoxicillin is 30 mg/kg daily. "
           "Toddlers aged 2 to 4 years need 80 mg/kg daily."),
    _paper(2, "Amoxicillin in adults", "The dose of amoxicillin in adults is 500 mg three times daily."),
    _paper(3, "Ketoprofen in beagles", "In dogs the half-life of ketoprofen was 2 hours."),
    _paper(4, "Ketoprofen in volunteers", "In healthy volunteers the half-life of ketoprofen was 3 hours."),
    _paper(5, "Gabapentin dosing", "In patients with kidney failure the dose of gabapentin is 100 mg daily. "
           "Patients with normal kidney function take 900 mg of gabapentin daily."),
    _paper(6, "Azoles and the QT interval", "Fluconazole prolongs the QT interval. "
           "Isavuconazole does not prolong the QT interval."),
    _paper(7, "Beta blockers and asthma", "Propranolol worsened asthma. Bisoprolol did not worsen asthma."),
    _paper(8, "Lower uric acid", "Allopurinol lowered uric acid in 40 patients. Febuxostat lowered uric acid too."),
    _paper(9, "Lower glucose", "Sitagliptin lowered glucose without hypoglycaemia. "
           "Glibenclamide lowered glucose but caused hypoglycaemia."),
    _paper(10, "Malaria guideline 2005", "Chloroquine is recommended as first treatment of malaria.", year=2005,
           publication_types=["Guideline"]),
    _paper(11, "Malaria guideline 2022", "Artesunate is recommended as first treatment of malaria.", year=2022,
           publication_types=["Practice Guideline"]),
    _paper(12, "BAY 43-9006 in renal cancer", "BAY 43-9006 prolonged survival in renal cancer.", year=2006,
           authors=["Vanderfiction Pieter", "Mockup Ana L"], journal="Fictional Oncology"),
    _paper(13, "A trial of dapagliflozin", "In NCT01234567 dapagliflozin reduced heart failure by 26%.", year=2019,
           authors=["O'Madeup Sean"], journal="The Imaginary Journal of Hearts"),
    {"_id": "doi:10.1234/x.y-2", "title": "Colchicine after pericarditis", "year": 2013, "authors": ["Müllerova Eva"],
     "text": "Colchicine prevented recurrence of pericarditis in 60 patients.", "journal": "Invented Heart"},
    _paper(14, "Cannabis", "Many clinicians assumed that cannabis protects against psychosis. "
           "Our cohort of 4,000 students did not confirm this."),
    _paper(15, "Zinc", "Zinc is widely thought to prevent the common cold. However, it had no effect in three trials."),
    _paper(16, "Melatonin", "The purpose of this study is to determine whether melatonin prevents delirium."),
    _paper(17, "Rosuvastatin", "It is unknown whether rosuvastatin prevents gallstones."),
    _paper(18, "Amiodarone lung", "Amiodarone caused pneumonitis in 5 of 100 patients. "
           "Pneumonitis was treated with prednisolone. Most patients were smokers."),
    _paper(19, "Isotretinoin and mood", "Isotretinoin caused depression in men. "
           "In women isotretinoin caused no depression."),
    _paper(20, "Antihypertensives in pregnancy", "Ramipril is contraindicated in pregnancy. "
           "Labetalol is safe in pregnancy."),
    _paper(21, "Clonidine", "Clonidine lowered blood pressure. Clonidide raised blood pressure."),
]  # fmt: skip


def write_library(folder: Path) -> tuple[Path, Path]:
    """The vocabulary's and the library's file, written into a folder."""
    terms = [(n, "ChemicalEntity") for n in CHEMICALS] + [(n, "Disease") for n in DISEASES]
    vocabulary = folder / "typed.obo"
    vocabulary.write_text(
        "format-version: 1.2\nontology: typed\n"
        + "".join(
            f"\n[Term]\nid: TYPED:{number}\nname: {name}\n"
            f'property_value: biolink:category "biolink:{category}" xsd:string\n'
            for number, (name, category) in enumerate(terms)
        )
    )
    library = folder / "library.jsonl"
    library.write_text("".join(json.dumps(each) + "\n" for each in LIBRARY))
    return vocabulary, library
