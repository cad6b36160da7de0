"""Synonymous words in names of diseases, organs and drugs: a closed list of textbook synonyms.

Each line is one sense, its first word the one that stands for it; words are in the normal form of
`graph.vocabulary.names.spelling`. What stands here makes a name a candidate, never a link by itself.
"""

from __future__ import annotations

_SYNONYMS = """
kidney renal nephric
liver hepatic hepatocellular
heart cardiac myocardial myocardium
lung pulmonary
brain cerebral encephalic
stomach gastric
bowel intestinal intestine enteric
bladder vesical
eye ocular ophthalmic orbital
skin cutaneous dermal dermatologic dermatological
bone osseous
muscle muscular
joint articular
nerve nervous neural neurologic neurological neuronal
blood hematologic hematological hemic
vessel vascular
artery arterial
vein venous
mouth oral buccal
tooth dental
hearing auditory aural
vision visual sight
breast mammary
uterus uterine
ovary ovarian
prostate prostatic
testis testicular testicle
thyroid thyroidal
pancreas pancreatic
spleen splenic
esophagus esophageal
colon colonic
rectum rectal
larynx laryngeal
trachea tracheal
bronchus bronchial
retina retinal
cornea corneal
pituitary hypophyseal adenohypophyseal
ureter ureteral ureteric
urethra urethral
peritoneum peritoneal
pleura pleural
aorta aortic
atrium atrial
ventricle ventricular
spine spinal vertebral
lymph lymphatic
face facial
nose nasal
pharynx pharyngeal throat
tongue lingual
placenta placental
fetus fetal
cerebellum cerebellar
hippocampus hippocampal
mitochondria mitochondrial mitochondrion
vagina vaginal
penis penile
mental psychiatric psychic psychological
cognition cognitive
movement motor locomotor
mood affective
behavior behavioral behaviour
sex sexual
hormone hormonal
metabolism metabolic
immune immunologic immunological
neoplasm cancer tumor tumour malignancy neoplasia neoplastic cancerous
hemorrhage bleeding bleed hemorrhagic hemorrhaging
pain ache painful
calculus stone lithiasis
edema swelling edematous
pruritus itching itch
exanthema rash eruption
fatigue tiredness fatigability fatiguability
menstruation menstrual
seizure convulsion convulsive fit
insufficiency failure
infection infected infectious infective
hypersensitivity allergy allergic
dependence addiction addicted addict dependent
paralysis palsy paralyzed
vomiting emesis
dizziness giddiness lightheadedness
somnolence drowsiness sleepiness
inflammation inflammatory
newborn neonatal neonate
child childhood pediatric infantile
virus viral
bacteria bacterial bacterium
fungus fungal
thrombosis clot thrombus thrombotic
stenosis narrowing
occlusion blockage obstruction obstructive occlusive
enlargement enlarged
congenital inborn
hereditary inherited familial genetic
arrest standstill
antagonist blocker
medium media
seizure seizing
mania manic
parkinson parkinsonian
alzheimer alzheimers
psychosis psychotic
bipolar manic-depressive
poisoning intoxication poisoned
overdose overdosage
anomaly malformation defect deformity
toxicity toxic
impairment impaired
disturbance disturbed
dysfunction dysfunctional
abnormality abnormal
injury damage trauma traumatic injured damaged
decrease decreased reduction reduced low lowered diminished
increase increased elevated elevation high raised
loss lost
dyskinesia dyskinetic
urination micturition
obesity obese
insanity insane
hypertension hypertensive
hypotension hypotensive
depression depressed depressive
contraception contraceptive
abortion miscarriage
itch pruritic
wheeze wheezing
sleep insomniac
attention inattention
cocaine cocain
estrogen oestrogen
oxygen o2
sulfate sulphate
"""
# General words for a disorder: two of them differ less than the organs or processes they are combined with.
_DISORDERS = """
disease disorder syndrome dysfunction impairment impaired disturbance disturbed injury damage damaged toxicity
toxic deficit abnormality abnormal lesion problem complication illness pathology trouble defect malformation anomaly
condition alteration involvement derangement deterioration disability dysfunctional injured poisoning suppression
"""
# Words that add no meaning: with or without them a name means the same thing.
_EMPTY = """
system systemic tissue organ type form patient human symptom symptomatic sign manifestation event episode state status
stage process function functional of the in and or with a_ to for by on at from during due after as nos not otherwise
specified unspecified other disease-like like related associated case individual subject activity physiological
gland compound agent drug substance preparation medication product therapy treatment level structure s class group
"""
# Course, severity, onset, patients: a concept without these words is the same disease, described less exactly.
_MODIFIERS = """
acute chronic subacute severe mild moderate recurrent persistent refractory progressive sporadic transient marked
sudden early late onset new recent major minor massive extensive diffuse focal generalized general localized local
unilateral bilateral left right spontaneous secondary primary idiopathic advanced end terminal postoperative
perioperative intraoperative preoperative isolated typical atypical classical classic common uncommon rare
fatal lethal nonfatal reversible irreversible adult elderly juvenile maternal experimental clinical overt subclinical
mature total partial complete incomplete active inactive stable unstable symptomatic asymptomatic treated untreated
induced mediated combined mixed pure simple complicated uncomplicated intractable resistant
first second third nocturnal daytime prolonged long short term further possible probable delayed significant
life threatening non-specific pre-existing underlying concomitant coexistent co
"""
# What turns a drug into a salt, a form of delivery or an isotope of it.
_FORMS = """
hydrochloride hcl sulfate sodium potassium acetate phosphate chloride maleate tartrate citrate mesylate succinate
fumarate bromide hydrobromide nitrate carbonate bitartrate gluconate lactate dihydrate monohydrate anhydrous
racemic l d dl r s n rs h 3h 14c 125i 131i 99mtc tc c n-oxide cis trans labeled labelled radiolabeled free base salt
injection oral intravenous topical liposomal low high dose extended release sustained
"""
# Words that turn the word beside them into another thing: androgens are no androgen antagonists.
_ROLES = """
agonist antagonist inhibitor blocker receptor antibody transporter precursor antigen antiserum antidote reversal
"""
# The general word that a name has where a text has the particular one: "drug-induced" for "cocaine-induced".
_CAUSES = "drug chemical substance medication"

# What a word is a kind of, or a part of: tried where nothing has the word itself.
_BROADER = """
neoplasm: carcinoma adenocarcinoma malignancy tumorigenesis carcinogenesis
kidney disease: glomerulopathy
kidney: glomerular tubular nephron
gastrointestinal: gastric stomach intestinal
brain: hippocampal cortical striatal cerebral cranial intracranial
heart: myocardial ventricular
liver: hepatocellular
hemorrhage: hematoma
edema: swollen
fever: febrile hyperpyrexia
fetus: fetal intrauterine
blood pressure: bp sbp dbp map
vessel: arterial artery aortic coronary
arrhythmia: tachyarrhythmia dysrhythmia
"""


def _by_word(lines: str) -> dict[str, str]:
    senses: dict[str, str] = {}
    for line in lines.split("\n"):
        words = line.split()
        for word in words:
            senses.setdefault(word, words[0])
    return senses


SENSES = _by_word(_SYNONYMS)
BROADER = {
    word: tuple(broader.split())
    for broader, _, words in (line.partition(": ") for line in _BROADER.strip().split("\n"))
    for word in words.split()
}
DISORDERS = frozenset(_DISORDERS.split())
EMPTY = frozenset(_EMPTY.split())
MODIFIERS = frozenset(_MODIFIERS.split())
FORMS = frozenset(_FORMS.split())
ROLES = frozenset(_ROLES.split())
CAUSES = frozenset(_CAUSES.split())
