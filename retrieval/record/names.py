"""What one thing is called in records: abbreviations of notes, everyday words, and the classes of drugs.

Used beside the vocabularies of the workspace, which need not be loaded and hold few of these. Each line of `_MEASURES`
(what has a value) and `_THINGS` is one thing; a name in capitals counts in capitals only, and one after `=` only before
a number, as "K 4.1". Classes of drugs are known by the stems of their names, which are the WHO's ("The use of stems in
the selection of International Nonproprietary Names", 2018); where a class has no stem its usual drugs are listed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.question.drug_classes import drug_classes
from retrieval.question.medicine_names import medicine_names

_MEASURES = """
hba1c | hemoglobin a1c | haemoglobin a1c | hgba1c | hgb a1c | hb a1c | a1c | glycated hemoglobin
ldl | low density lipoprotein | ldl-c | ldl cholesterol | low density lipoprotein cholesterol
hdl | high density lipoprotein | hdl-c | hdl cholesterol | high density lipoprotein cholesterol
non-hdl cholesterol | vldl cholesterol
mean corpuscular hemoglobin | mch | mchc | fetal hemoglobin
creatinine clearance | crcl
albumin/creatinine ratio | microalbumin/creatinine ratio | microalbumin creatinine ratio | urine creatinine | acr
triglyceride | TG
cholesterol
potassium | serum potassium | =K | =K+
sodium | serum sodium | =Na | =Na+
chloride | =Cl
bicarbonate | HCO3 | total CO2 | bicarb
calcium | =Ca | adjusted calcium | corrected calcium
magnesium | =Mg | =MG
phosphate | phosphorus | phos | PO4
creatinine | creat | creats | =Cr | SCR
urea | bun | urea nitrogen
egfr | gfr | glomerular filtration rate | glomerular filtration
hemoglobin | haemoglobin | hgb | =Hb | =HB
hematocrit | haematocrit | hct
white cell | white blood cell | white count | wbc | wcc | leukocyte | leucocyte
platelet | plt | plts | plats
glucose | blood sugar | fbs | fasting sugar | BM | CBG
inr | prothrombin time
tsh | thyrotropin | thyroid stimulating hormone
alt | sgpt | alanine aminotransferase | alanine transaminase
ast | sgot | aspartate aminotransferase | aspartate transaminase
troponin | trop
bnp | nt-probnp | natriuretic peptide
crp | c-reactive protein | c reactive protein
esr | sedimentation rate
psa | prostate specific antigen | prostate-specific antigen
ferritin
serum iron | iron level | transferrin saturation | tibc | transferrin
vitamin b12 level | b12 level | serum folate | folate level
25-hydroxyvitamin d | 25-oh vitamin d | vitamin d level
bilirubin | bili | SBR
alkaline phosphatase | alp | alk phos
ggt | gamma gt | gamma-glutamyl transferase
ldh | lactate dehydrogenase
albumin | serum albumin | alb
amylase
lipase
uric acid | urate
creatine kinase | CK | cpk
lactate
d-dimer | d dimer
procalcitonin
ptt | aptt | partial thromboplastin time
fibrinogen
ammonia
cortisol
pth | parathyroid hormone | parathormone
free t4 | ft4 | FT4 | free thyroxine
cea | carcinoembryonic antigen
ca-125 | ca 125 | ca125
ca 19-9 | ca19-9 | ca199 | ca 19.9
intraocular pressure | IOP | IOPs | eye pressure
edw | dry weight | target weight
afp | alpha-fetoprotein
hcg | beta-hcg
prolactin
mcv | mean corpuscular volume
neutrophil | neutrophil count | anc | neut | neuts
lymphocyte | lymphocyte count
eosinophil | eosinophil count
cd4 | cd4 count
viral load | VL
ejection fraction | lvef | EF
fev1
peak flow | pefr | peak expiratory flow | pef
anion gap
osmolality
blood pressure | bp | systolic | diastolic
heart rate | pulse | HR
respiratory rate | respirations | RR
oxygen saturation | spo2 | o2 sat | sao2 | o2 saturation | pulse oximetry
temperature | temp
weight | body weight | wt
height | body height | ht
bmi | body mass index
"""
_THINGS = """
heart attack | myocardial infarction | MI | stemi | nstemi
stroke | cva | cerebrovascular accident | cerebral infarction
transient ischemic attack | TIA
high blood pressure | hypertension | htn | hypertensive
diabetes | diabetic | DM | dm2 | t2dm | t1dm | type 2 dm | type ii dm | niddm | iddm | dm type 2
heart failure | chf | congestive heart failure | hfref | hfpef
coronary disease | coronary artery disease | cad | coronary heart disease
atrial fibrillation | afib | a-fib | a fib | AF
kidney disease | renal disease | ckd | esrd | kidney failure | renal failure | renal insufficiency
copd | chronic obstructive pulmonary disease | emphysema
asthma | asthmatic
reflux | gerd | gastroesophageal reflux
high cholesterol | hyperlipidemia | hyperlipidaemia | hld | hypercholesterolemia | dyslipidemia
deep vein thrombosis | deep venous thrombosis | dvt
venous thromboembolism | VTE | dvt | deep vein thrombosis | pulmonary embolism | PE | blood clot | clot
pulmonary embolism | PE
urinary tract infection | uti
metastasis | metastases | metastatic | mets
chemotherapy | chemo
obesity | obese
breast cancer | breast ca | ca breast | breast carcinoma
lung cancer | lung ca | ca lung | lung carcinoma
prostate cancer | prostate ca | ca prostate | prostate carcinoma
colon cancer | bowel cancer | colorectal cancer | colon ca | bowel ca | colorectal ca | ca colon
ovarian cancer | ovarian ca | ca ovary
cancer | carcinoma | malignancy | malignant neoplasm | breast cancer | breast ca | ca breast | lung cancer | lung ca
  | ca lung
  | prostate cancer | prostate ca | ca prostate | colon cancer | bowel cancer | colorectal cancer | colon ca | bowel ca
  | colorectal ca | ca colon | ovarian cancer | ovarian ca | ca ovary | gastric ca | bladder ca | thyroid ca | renal ca
  | cervical ca | pancreatic ca | breast carcinoma | lung carcinoma | prostate carcinoma
tuberculosis | TB
pneumonia | pna
seizure | seizures | last fit | fits | a fit | convulsion | convulsions | GTC | GTCS
epilepsy | epileptic | seizure disorder
shortness of breath | dyspnea | dyspnoea | SOB | breathless
fever | febrile | pyrexia | afebrile
pregnancy | pregnant | gravid | hcg
smoke | smoking | smoker | smoked | tobacco | cigarette | tob | pack-year | pack year | ppd | nicotine
alcohol | drink | drinks | drinking | etoh | beer | wine
illicit | recreational drug | drug use | drug abuse | ivdu | cocaine | heroin | marijuana | cannabis
work | works | occupation | employed | employment | job | retired
lives | live | living | married | widowed | divorced
influenza | flu | flu shot | flu vaccine | flu jab
penicillin | pcn
sulfa | sulfonamide | sulfonamides | sulfamethoxazole | bactrim
aspirin | asa | acetylsalicylic acid
acetaminophen | paracetamol | tylenol | apap
hydrochlorothiazide | hctz
x-ray | xray | radiograph | film | cxr
chest x-ray | cxr | chest radiograph | chest film | chest xray
ct | cat scan | computed tomography
mri | magnetic resonance
ultrasound | sonogram | ultrasonography | US
echocardiogram | echo | echocardiography | TTE | TEE
ecg | ekg | electrocardiogram
appendectomy | appendix removed
cholecystectomy | gallbladder removed | lap chole | chole
hysterectomy | uterus removed
hip replacement | THR | THA | hip arthroplasty | hip replaced
knee replacement | TKR | TKA | knee arthroplasty | knee replaced
joint replacement | hip replacement | THR | THA | hip arthroplasty | knee replacement | TKR | TKA | knee arthroplasty
  | arthroplasty | shoulder replacement | shoulder arthroplasty
caesarean | cesarean | caesarean section | c-section | LSCS | ELCS | EMCS
angioplasty | PCI | PTCA
wide local excision | WLE
endoscopy | OGD | EGD | gastroscopy
colonoscopy | colonoscopies
bypass | cabg
loop recorder | implantable loop recorder | ILR
pacemaker | PPM | pacing
defibrillator | ICD | CRT-D
resuscitation | resus | DNACPR | DNAR | DNR | code status | full code | CPR | not for resuscitation
  | ceiling of care
power of attorney | LPA | POA
blood group | blood type | rhesus | rh status
smear | pap smear | cervical screening | cervical smear
next of kin | NOK
stillbirth | miscarriage | pregnancy loss
suicidal | suicide | self-harm | self harm | suicidality | SI
panic | anxiety | anxious
cataract | phaco | phacoemulsification
dialysis | haemodialysis | hemodialysis | HD | haemodiafiltration
transplant | transplantation | graft | Tx
"""
_ENDINGS = r"(?:ational|ations?|ated|ating|ions?|ive|ity|ics|ical|ic|ia|ies|is|es|ed|ing|cy|al|e|s|y|t)"
_SUFFIX = re.compile(rf"{_ENDINGS}$")
_WORD = re.compile(r"[^\W_]+(?:['\u2019]s)?")
_LEAST = 5  # letters of a stem


def stem(word: str) -> str:
    """A word without the endings that make one thing's noun, plural and adjective: diabetes, diabetic.

    No ending of drug names is among them but a last e or s: prednisone and prednisolone stay two.
    """
    word = word.casefold().removesuffix("'s").removesuffix("\u2019s")
    found = _SUFFIX.search(word)
    return word[: found.start()] if found and found.start() >= _LEAST else word


def names_medicine(text: str) -> bool:
    """Whether a word of a text is the name of a common medicine."""
    return any(word in medicines() or word.casefold() in _plain_medicines() for word in _WORD.findall(text))


@lru_cache(maxsize=1)
def _plain_medicines() -> frozenset[str]:
    return frozenset(name for name in medicines() if not name.isupper())


@lru_cache(maxsize=8192)
def pattern_of(name: str) -> re.Pattern[str]:
    """What finds a name in a line, in any of its forms; the words of a longer one in their order, side by side."""
    before_number = name.startswith("=")
    name = name.removeprefix("=")
    if before_number:
        return re.compile(rf"(?<![\w-]){re.escape(name)}(?=\s*+(?:(?:[:=<>]|of|was|is)\s*+)?\d)")
    if name.isupper() or len(name) <= 2:
        return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", 0 if name.isupper() else re.IGNORECASE)
    words = [stem(word) for word in _WORD.findall(name)]
    joined = r"[\s/-]+".join(map(_forms, words))
    return re.compile(rf"(?<![\w]){joined}", re.IGNORECASE)


def _forms(word: str) -> str:
    """A stem with the endings that it may have in a line; a short word, or one with a digit, only the plainest."""
    if word.endswith("e"):
        return rf"{re.escape(word[:-1])}(?:e[srdt]?|ers|ing)(?!\w)"
    if len(word) < _LEAST or not word.isalpha():
        return rf"{re.escape(word)}(?:e?s|e?d)?(?!\w)"
    return rf"{re.escape(word)}{_ENDINGS}?s?(?!\w)"


@lru_cache(maxsize=1)
def groups() -> tuple[tuple[str, ...], ...]:
    """The names of each thing, classes of drugs too."""
    # Who asks of a brand does not ask of the others: Clenil gave way to Fostair.
    medicines = (
        own
        for names, brands in medicine_names()
        for own in ((*names, *brands), *((brand, *names) for brand in brands))
    )
    return (*_things(), *medicines, *(names for names, _ in drug_classes()))


@lru_cache(maxsize=1)
def medicines() -> frozenset[str]:
    """Every name that is one of a medicine."""
    return frozenset(name for names, brands in medicine_names() for name in (*names, *brands))


@lru_cache(maxsize=1)
def _things() -> tuple[tuple[str, ...], ...]:
    return tuple(map(_names, [*_lines(_MEASURES), *_lines(_THINGS)]))


@lru_cache(maxsize=1024)
def longer_names(name: str) -> tuple[re.Pattern[str], ...]:
    """What finds other things whose names begin or end with a name: hemoglobin A1c is no hemoglobin."""
    own = {each for names in groups() if name in names for each in names}
    longer = [each for names in _things() for each in names if each not in own and f" {name} " in f" {each} "]
    return tuple(map(pattern_of, longer))


@lru_cache(maxsize=1)
def measures() -> frozenset[tuple[str, ...]]:
    """Those of them that have a value."""
    return frozenset(map(_names, _lines(_MEASURES)))


@lru_cache(maxsize=1)
def measured_value() -> re.Pattern[str]:
    """What finds a measured thing with its value in a unit of concentration: "Creatinine 0.9 mg/dL"."""
    names = sorted((n for each in measures() for n in each if not n.startswith("=")), key=len, reverse=True)
    units = r"(?:[mnpu\u00b5\u03bc]?(?:g|mol|u|iu|eq)\s?/\s?[md\u00b5\u03bcu]?l|mm\s?hg|mmol|%)"
    named = "|".join(map(re.escape, names))
    return re.compile(rf"\b(?:{named})\s*+(?:(?:[:=]|of|was|is)\s*+)?\d[\d.,]*\s*{units}", re.IGNORECASE)


def _lines(table: str) -> list[str]:
    return table.strip().replace("\n  ", " ").split("\n")


def _names(line: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in line.split("|"))
