"""Classes of drugs, and how their drugs are known.

By the stems of their names, which are the WHO's ("The use of stems in the selection of International Nonproprietary
Names", 2018); where a class has no stem its usual drugs are listed. Used beside the vocabularies of the workspace,
which need not be loaded, and need not say what a drug is.
"""

from __future__ import annotations

import re
from functools import lru_cache

# A line, with those below it that begin with a blank, is a class: its names, then what its drugs match.
_DRUG_CLASSES = r"""
penicillin: \w*cillins?|pcn|augmentin|co-?amoxiclav|co-?fluampicil|tazocin|zosyn|unasyn|timentin|clavulan\w+
beta-lactam: beta-?lactams?
cephalosporin: (?:cef|ceph)\w{3,}
carbapenem: \w{2,}penems?
sulfonamide | sulfa | sulfa drug: sul(?:f|ph)a(?!t)\w*|sul(?:f|ph)onamides?|bactrim|septr(?:a|in)|co-?trimoxazole
  |(?:tmp|smx)(?:[-/ ](?:tmp|smx))?|trimethoprim[-/ ]sul\w+
trimethoprim: trimethoprim|co-?trimoxazole|bactrim|septr(?:a|in)|tmp
contrast | contrast medium | iodinated contrast: io(?:hex|pam|ver|dix|mepr|xagl|prom)\w+|contrast|omnipaque|visipaque
  |ultravist|isovue|optiray|iodinated \w+
gadolinium | gadolinium contrast: gado\w+|magnevist|dotarem
chlorhexidine: chlorhexidine|hibiclens|chloraprep|hibiscrub
nsaid | anti-inflammatory: \w*(?:profen|fenac|oxicam|coxib)|naproxen|ketorolac|indomethacin|aspirin|nsaids?|motrin|advil
  |aleve|toradol|celebrex|voltaren|mefenamic acid|etodolac|nabumetone|asa|acetylsalicylic acid
opioid | opiate: codeine|morphine|\w+codone|\w+morphone|tramadol|fentanyl|opioids?|opiates?
statin: \w{3,}statins?|lipitor|crestor|zocor
beta blocker: \w{2,}olol
ace inhibitor: \w{2,}pril
arb | angiotensin receptor blocker: \w{2,}sartan
quinolone | fluoroquinolone: \w*floxacin|fluoroquinolones?|quinolones?
macrolide: \w*thromycin|macrolides?
tetracycline: \w{2,}cycline
ppi | proton pump inhibitor: \w{2,}prazole
benzodiazepine: \w{2,}(?:azepam|azolam)
sulfonylurea: gli(?!flo|pt)\w{3,}|glyburide
dpp-4 inhibitor: \w{2,}gliptin
sglt2 inhibitor: \w{2,}gliflozin
blood thinner | anticoagulant: warfarin|coumadin|acenocoumarol|phenprocoumon|fondaparinux|\w{2,}xaban
  |\w*heparin|\w+parin|\w+gatran
antibiotic | antibacterial: \w*cillin|augmentin|(?:cef|ceph)\w{3,}|\w*oxacin|\w{2,}m[iy]cin|\w{2,}cycline
  |metronidazole|bactrim|\w{2,}penem|amikacin|trimethoprim|nitrofurantoin|\w+zolid|colistin|aztreonam|rifamp\w+
diuretic: \w{2,}thiazide|hctz|furosemide|lasix|torsemide|bumetanide|spironolactone|chlorthalidone
steroid | corticosteroid: \w*(?:nisone|nisolone|methasone)|hydrocortisone|budesonide
calcium channel blocker | calcium antagonist: \w{2,}dipine|verapamil|diltiazem
antifungal | azole: \w{2,}conazole|\w{2,}fungin|amphotericin|terbinafine|nystatin
antiviral: \w*(?:c[iy]clovir|buvir|previr|tegravir|navir|amivir)|remdesivir|tenofovir|entecavir
ssri: fluoxetine|sertraline|paroxetine|(?:es)?citalopram|fluvoxamine
antidepressant: fluoxetine|sertraline|paroxetine|(?:es)?citalopram|fluvoxamine|\w+triptyline|\w*imipramine
  |\w*venlafaxine|duloxetine|mirtazapine|bupropion
antipsychotic | neuroleptic: haloperidol|clozapine|olanzapine|quetiapine|\w*peridone|aripiprazole|ziprasidone
  |chlorpromazine
anticonvulsant | antiepileptic: phenytoin|(?:ox)?carbazepine|carbamazepine|valpro\w+|lamotrigine|\w{2,}racetam
  |topiramate|gabapentin|pregabalin|phenobarbital|lacosamide|zonisamide
triptan: \w{2,}triptan
bisphosphonate: \w{2,}dron(?:ate|ic acid)
glp-1 agonist: \w{2,}glutide|exenatide|lixisenatide
tyrosine kinase inhibitor | kinase inhibitor: \w{2,}tinib
monoclonal antibody: \w{3,}mab
insulin: insulin|lantus|humalog|novolog|levemir
"""


@lru_cache(maxsize=1)
def drug_classes() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """The names of each class of drugs, and what finds its drugs."""
    classes = (line.partition(": ")[::2] for line in _DRUG_CLASSES.strip().replace("\n  ", "").splitlines())
    return tuple(
        (tuple(map(str.strip, names.split("|"))), re.compile(rf"\b(?:{drugs})\b", re.IGNORECASE))
        for names, drugs in classes
    )


@lru_cache(maxsize=1)
def drug_class_names() -> re.Pattern[str]:
    """What finds the name of a class of drugs, as records name what is taken: "PPI continues"."""
    names = sorted((name for names, _ in drug_classes() for name in names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})s?\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def members_of(name: str) -> re.Pattern[str] | None:
    """What finds the drugs of a class by its name, singular or plural; None for what is no class."""
    called = {name.casefold(), name.casefold().removesuffix("s")}
    return next((drugs for names, drugs in drug_classes() if not called.isdisjoint(names)), None)


# Classes whose drugs are told of where one of another of them is asked: who reacts to the one may react to the other.
_CROSS_REACTIVE = (("penicillin", "beta-lactam", "cephalosporin", "carbapenem"),)
# Too wide to say anything of an allergy: an antibiotic is no other.
_WIDE = frozenset(
    {"antibiotic", "diuretic", "antidepressant", "antipsychotic", "antiviral", "monoclonal antibody"}
)


@lru_cache(maxsize=1024)
def relatives_of(name: str) -> re.Pattern[str] | None:
    """What finds the drugs that may not be borne where this one is not: of its class, and of cross-reactive ones."""
    parts = (name, *re.split(r"[-/+& ]+", name))  # piperacillin-tazobactam
    own = {
        names[0]
        for names, drugs in drug_classes()
        if names[0] not in _WIDE and any(map(drugs.fullmatch, parts))
    }
    own = own.union(*(group for group in _CROSS_REACTIVE if own.intersection(group)))
    classes = [(names, drugs.pattern) for names, drugs in drug_classes() if names[0] in own]
    called = rf"\b(?:{'|'.join(re.escape(name) for names, _ in classes for name in names)})s?\b"  # "Statins: myalgia"
    return (
        re.compile("|".join([called, *(drugs for _, drugs in classes)]), re.IGNORECASE) if classes else None
    )
