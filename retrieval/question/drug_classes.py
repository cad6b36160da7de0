"""Classes of drugs, and how their drugs are known.

By the stems of their names, which are the WHO's ("The use of stems in the selection of International Nonproprietary
Names", 2018); where a class has no stem its usual drugs are listed. Used beside the vocabularies of the workspace,
which need not be loaded, and need not say what a drug is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.question.medicine_names import medicine_names

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
opioid | opiate: codeine|morphine|\w+codone|\w+morphone|tramadol|fentanyl|buprenorphine
  |co-?(?:codamol|dydramol|proxamol)|methadone|pethidine|meperidine|tapentadol|opioids?|opiates?
statin: \w{3,}statins?|lipitor|crestor|zocor
beta blocker | beta-blocker | bb: \w{2,}olol
ace inhibitor | acei | ace-i | ace: \w{2,}pril
arb | angiotensin receptor blocker: \w{2,}sartan
quinolone | fluoroquinolone: \w*floxacin|fluoroquinolones?|quinolones?
macrolide: \w*thromycin|macrolides?
tetracycline: \w{2,}cycline
ppi | proton pump inhibitor: \w{2,}prazole
benzodiazepine: \w{2,}(?:azepam|azolam)
sulfonylurea: gli(?!flo|pt)\w{3,}|glyburide
dpp-4 inhibitor: \w{2,}gliptin
sglt2 inhibitor: \w{2,}gliflozin
blood thinner | anticoagulant | doac | noac | anticoagulated | anticoagulation: warfarin|coumadin|acenocoumarol
  |phenprocoumon|fondaparinux|\w{2,}xaban
  |\w*heparin|\w+parin|\w+gatran
antibiotic | antibacterial | abx: \w*cillin|augmentin|(?:cef|ceph)\w{3,}|\w*oxacin|\w{2,}m[iy]cin|\w{2,}cycline
  |metronidazole|bactrim|\w{2,}penem|amikacin|trimethoprim|nitrofurantoin|\w+zolid|colistin|aztreonam|rifamp\w+
diuretic: \w{2,}thiazide|hctz|furosemide|lasix|torsemide|bumetanide|spironolactone|chlorthalidone
steroid | corticosteroid: \w*(?:nisone|nisolone|met(?:h)?asone|cortisone)|budesonide|fluticasone|triamcinolone
calcium channel blocker | calcium antagonist | ccb: \w{2,}dipine|verapamil|diltiazem
antifungal | azole: \w{2,}conazole|\w{2,}fungin|amphotericin|terbinafine|nystatin
antiviral: \w*(?:c[iy]clovir|buvir|previr|tegravir|navir|amivir)|remdesivir|tenofovir|entecavir
ssri: fluoxetine|sertraline|paroxetine|(?:es)?citalopram|fluvoxamine
antidepressant: fluoxetine|sertraline|paroxetine|(?:es)?citalopram|fluvoxamine|\w+triptyline|\w*imipramine
  |\w*venlafaxine|duloxetine|mirtazapine|bupropion
antipsychotic | neuroleptic: haloperidol|clozapine|olanzapine|quetiapine|\w*peridone|aripiprazole|ziprasidone
  |chlorpromazine|\w+penthixol|risperidone|sulpiride|amisulpride|lurasidone
anticonvulsant | antiepileptic | aed | asm: phenytoin|(?:ox)?carbazepine|carbamazepine|valpro\w+|lamotrigine
  |\w{2,}racetam|topiramate|gabapentin|pregabalin|phenobarbital|lacosamide|zonisamide
triptan: \w{2,}triptan
bisphosphonate: \w{2,}dron(?:ate|ic acid)
glp-1 agonist: \w{2,}glutide|exenatide|lixisenatide
tyrosine kinase inhibitor | kinase inhibitor: \w{2,}tinib
monoclonal antibody: \w{3,}mab
insulin: insulin|humulin|novomix
basal insulin | long-acting insulin | background insulin: glargine|degludec|detemir
mealtime insulin | bolus insulin | rapid-acting insulin | short-acting insulin: aspart|lispro|glulisine|apidra|actrapid
low molecular weight heparin | lmwh: \w{2,}parin
antiplatelet: aspirin|clopidogrel|ticagrelor|prasugrel|dipyridamole|ticlopidine
nitrate: isosorbide \w+|glyceryl trinitrate
loop diuretic | water tablet: furosemide|bumetanide|torsemide
thiazide: \w{2,}thiazide|indapamide|chlort(?:h)?alidone|metolazone
antihypertensive | blood pressure tablet | bp tablet: \w{2,}(?:pril|sartan|dipine|olol|azosin|thiazide)|indapamide
  |chlort\w+|spironolactone|methyldopa|hydralazine|clonidine|moxonidine
preventer | preventer inhaler | inhaled steroid: beclomet(?:h)?asone|budesonide|fluticasone|ciclesonide|mometasone
reliever | reliever inhaler: salbutamol|terbutaline|albuterol
inhaler: inhalers?|evohaler|salbutamol|terbutaline|beclomet(?:h)?asone|fluticasone|\w{2,}terol|\w+tropium|ciclesonide
biologic: \w{3,}mab|etanercept|abatacept|anakinra|belatacept|aflibercept
dmard: methotrexate|sul(?:f|ph)asalazine|leflunomide|hydroxychloroquine|azathioprine
immunosuppressant | anti-rejection: tacrolimus|c[iy]closporine?|mycophenol\w+|azathioprine|sirolimus
  |everolimus|belatacept
antiemetic: ondansetron|metoclopramide|cyclizine|prochlorperazine|promethazine|domperidone|granisetron|aprepitant
laxative: laxatives?|senna|lactulose|macrogol|movicol|laxido|docusate|bisacodyl|ispaghula|fybogel
antihistamine: cetirizine|loratadine|fexofenadine|chlorphenamine|promethazine|diphenhydramine|desloratadine
painkiller | analgesic | analgesia | pain relief: analges\w+|paracetamol|acetaminophen|codeine|morphine|\w+codone
  |tramadol|fentanyl|buprenorphine|\w*profen|naproxen|\w*fenac|co-?codamol|co-?dydramol
hypnotic | sleeping tablet | sleeping pill: zopiclone|zolpidem|zaleplon|temazepam|nitrazepam|melatonin
mood stabiliser | mood stabilizer: lithium|valpro\w+|lamotrigine|carbamazepine
stimulant: methylphenidate|\w*amfetamine|\w*amphetamine
hormone replacement | hormone replacement therapy | hrt: \w*estradiol|conjugated \w*estrogens?|tibolone|premarin
  |prempro|evorel\w*|elleste\w*|femoston|kliovance
contraceptive | contraception: contracepti\w+|levonorgestrel|desogestrel|ethinylestradiol|medroxyprogesterone
  |etonogestrel|mirena|coil|iud|ius|implanon|nexplanon|cocp|depo
iron | iron tablet: iron|ferrous \w+|ferric \w+|ferinject|venofer
antiretroviral | arv | hiv medicine: \w+tegravir|\w{2,}citabine|lamivudine|zidovudine|abacavir|tenofovir|\w+virine
  |efavirenz|\w{2,}navir|maraviroc
opioid substitution | ost | opiate substitution: methadone|buprenorphine
antidiabetic | diabetes medicine | diabetic medicine: metformin|gli(?!flo|pt)\w{3,}|\w{2,}gli(?:ptin|flozin|tazone)
  |\w{2,}glutide|exenatide|insulin
eye drop | drop: \w{2,}prost|timolol|dorzolamide|brinzolamide|brimonidine|drops
phosphate binder: sevelamer|lanthanum|calcium acetate|phosphate binders?
erythropoietin | epo | esa: \w*poetin|aranesp|mircera
"""


@lru_cache(maxsize=1)
def drug_classes() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """The names of each class of drugs, and what finds its drugs."""
    classes = (line.partition(": ")[::2] for line in _DRUG_CLASSES.strip().replace("\n  ", "").splitlines())
    return tuple((tuple(map(str.strip, names.split("|"))), _with_brands(drugs)) for names, drugs in classes)


def _with_brands(drugs: str) -> re.Pattern[str]:
    """What finds the drugs of a class by their brands, too."""
    plain = re.compile(drugs, re.IGNORECASE)
    brands = {
        name
        for names, called in medicine_names()
        if any(plain.fullmatch(word) for word in (names[0], *names[0].split()))
        for name in (*names[1:], *called)
    }
    return re.compile(rf"\b(?:{'|'.join([drugs, *map(re.escape, sorted(brands))])})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def drug_class_names() -> re.Pattern[str]:
    """What finds the name of a class of drugs, as records name what is taken: "PPI continues"."""
    names = sorted((name for names, _ in drug_classes() for name in names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})s?\b", re.IGNORECASE)


# What a class is for, as people ask of it: "what is she on for her blood pressure?".
_INDICATIONS = {
    "antihypertensive": "blood pressure|bp|hypertension|htn",
    "antidiabetic": "diabetes|gdm|diabetic|t1dm|sugars|sugar|blood sugar|dm|t2dm",
    "painkiller": "pain|analgesia",
    "inhaler": "asthma|copd|breathing|wheeze",
    "anticonvulsant": "epilepsy|seizures|fits",
    "antidepressant": "depression|mood|low mood",
    "antipsychotic": "psychosis|schizophrenia|voices",
    "statin": "cholesterol|lipids",
    "ppi": "reflux|heartburn|gord|gerd|dyspepsia",
    "antibiotic": "infection|uti|chest infection|cellulitis|pneumonia",
    "hypnotic": "sleep|insomnia",
    "immunosuppressant": "rejection|transplant",
    "anticoagulant": "af|dvt|clots|pe|anticoagulation",
    "antiemetic": "nausea|vomiting|sickness",
    "laxative": "constipation|bowels",
    "eye drop": "glaucoma|eyes",
    "bisphosphonate": "osteoporosis|bones",
    "antiretroviral": "hiv",
    "stimulant": "adhd",
    "contraceptive": "contraception",
}


def class_for(indication: str) -> str:
    """The class of drugs that is usual for an indication, as records name it; '' where none is known."""
    called = indication.casefold()
    return next((name for name, what in _INDICATIONS.items() if called in what.split("|")), "")


@lru_cache(maxsize=1024)
def members_of(name: str) -> re.Pattern[str] | None:
    """What finds the drugs of a class by its name, singular or plural; None for what is no class."""
    called = {name.casefold(), name.casefold().removesuffix("s")}
    return next((drugs for names, drugs in drug_classes() if not called.isdisjoint(names)), None)


# Classes whose drugs are told of where one of another of them is asked: who reacts to the one may react to the other.
_CROSS_REACTIVE = (("penicillin", "beta-lactam", "cephalosporin", "carbapenem"),)
# Too wide to say anything of an allergy: an antibiotic is no other.
_WIDE = frozenset(
    map(
        str.strip,
        """antibiotic | diuretic | antidepressant | antipsychotic | antiviral | monoclonal antibody | antihypertensive
        | preventer | reliever | inhaler | biologic | dmard | immunosuppressant | antiemetic | laxative | painkiller
        | hypnotic | stimulant | contraceptive | mood stabiliser | antiplatelet | iron | antidiabetic
        | antiretroviral | eye drop""".split("|"),
    )
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
