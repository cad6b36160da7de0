"""Whether a mention is itself what a sentence speaks of, or only part of the name of another thing.

"Insulin-dependent", "iodide symporter", "myotonic dystrophy protein kinase", "cocaine withdrawal" and "asthma control"
speak of neither insulin, nor iodide, nor of the diseases. English puts the head of a name last, so what follows
a mention decides: it may be followed by function words, marks and verbs, and by nouns that leave it what it is
("metformin therapy", "stroke patients", "BRCA1 mutations"), but by no other noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.relations.kinds import Kind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words of the closed classes, and adverbs and irregular verb forms that often follow a name.
_FUNCTION = _words(
    "a about above across after again against all almost alone along also although always am among an and "
    "any are around as at be because been before being below between both but by can cannot compared "
    "could despite did do does done down due during each either especially even ever except few for from "
    "further had has have having he her here his how however if in including instead into is it its "
    "itself less like likely may might more most much must near neither never no nor not of off on once "
    "only onto or other our out over own per perhaps plus rather she should similar since so some soon "
    "still such than that the their them then there therefore these they this those though through "
    "throughout thus to together too toward towards under unless until up upon very via was we were what "
    "when where whereas whether which while who whose why will with within without would yet versus vs i "
    "ii iii iv eg ie became become began begin came die fell found gave gets give given go grew held kept "
    "know known led lies made makes met occur occurs offer put ran rose said seem seems seen serve shown "
    "showed sought stood take taken takes thrive took underwent went worse worst better best high higher "
    "highly low lower previously significantly first second third two three four secondary attributable "
    "responsible responsive effective efficacious useful beneficial superior inferior common present "
    "absent safe due patient patients people persons subjects individuals women men children adults "
    "infants neonates rats mice animals cases case group groups cohort controls arm arms users recipients "
    "survivors"
)
_OF_DISEASE = _words(
    "episode episodes attack attacks symptom symptoms exacerbation exacerbations flare flares relapse "
    "relapses recurrence recurrences progression development onset severity incidence event events risk "
    "activity formation disease disorder disorders syndrome infection infections phenotype type stage "
    "grade"
)
_OF_REMEDY = _words(
    "administration capsule capsules challenge combination concentration concentrations course cream "
    "doses dose dosing drops exposure gel implants infusion infusions inhalation injection injections "
    "intake level levels monotherapy overdose prophylaxis regimen regimens supplement supplementation "
    "supplements tablet tablets therapy treatment treatments usage use pretreatment vaccination vaccine "
    "hydrochloride sodium acetate sulfate sulphate phosphate citrate maleate"
)
_OF_GENE = _words(
    "gene genes protein proteins mutation mutations variant variants polymorphism polymorphisms allele "
    "alleles genotype genotypes haplotype haplotypes locus loci expression mrna level levels activity "
    "deletion deletions deficiency defect defects expansion signaling signalling pathway pathways "
    "receptor receptors activation phosphorylation concentration concentrations overexpression"
)
_TRANSPARENT = {
    Kind.DISEASE: _OF_DISEASE,
    Kind.CHEMICAL: _OF_REMEDY,
    Kind.PROCEDURE: _OF_REMEDY,
    Kind.GENE: _OF_GENE | _OF_REMEDY,
    Kind.VARIANT: _OF_GENE,
}
# Verbs by their beginnings; "caused", "causes" and "cause" follow a subject.
_VERB = re.compile(
    r"(?:abat|abolish|abort|avert|benefit|boost|ceas|cut|depend|disappear|emerg|exist|halv|help|hasten|includ|involv|manifest|necessitat|overcom|prolong|prove|rel(?:y|ies)|represent|requir|rest(?:s|ed)|retard|shorten|shrink|slow|surviv|vanish|yield|ward|activat|affect|aggravat|allev|aris|binds?|confer|combat|decline|encod|eradicat|predispos|target|underl|alter|ameliorat|antagoni[sz]e|appear|attenuat|block|caus|cure|contribut|"
    r"correlat|decreas|detect|diagnos|differ|diminish|effect|eliminat|enhanc|exacerbat|exert|fail|improv|increas|indicat|"
    r"induc[ei]|influenc|inhibit(?!or|ion)|interact|lead|lessen|lower|mediat|mimic|modulat|occur|potentiat|precipitat|predict|"
    r"present|prevent|produc|promot|protect|provid|provok|rais|reduc|regulat|reliev|remain|remit|resolv|respond|result|revers|"
    r"show|stimulat|subsid|suppress|suggest|treat|trigger|worsen)(?!\w*(?:ion|ment|ance|or|ors|ions)$)"
)
_ACTS = _words(
    "begins owing causing leading resulting including using receiving following having showing developing "
    "undergoing"
)
# After a hyphen: what says what the mention does, or who has it, makes no other thing of it.
_AFTER_HYPHEN = _words(
    "induced associated related caused triggered provoked evoked elicited treated containing based"
)
_MOLECULES = _words(
    "oncogene oncogenes antigen antigens protein proteins gene genes receptor receptors kinase kinases factor "
    "factors herpesvirus virus"
)
_NEGATING_PREFIX = _words("anti non pre post pseudo ex")
_LONGEST_ASIDE = 20  # words in brackets after a mention that are passed over


def is_argument(words: Sequence[str], place: int, kind: Kind) -> bool:
    """Whether the mention at a place of a sentence's words stands for itself, so that a verb can speak of it."""
    if place >= 2 and words[place - 1] == "-" and words[place - 2] in _NEGATING_PREFIX:
        return False
    transparent = _TRANSPARENT[kind]
    at = place + 1
    while at < len(words):
        word = words[at]
        if word == "(":
            end = next((i for i in range(at, min(at + _LONGEST_ASIDE, len(words))) if words[i] == ")"), None)
            if end is None:
                return True
            at = end + 1
            continue
        if word in transparent:
            at += 1
            continue
        return _may_follow(words, at, kind)
    return True


def _may_follow(words: Sequence[str], at: int, kind: Kind) -> bool:
    """Whether a word after a mention begins something else, and does not go on with its name."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word == "-":
        # "Glioma-associated oncogene" and "Ipl1-related kinase" are names of their own.
        named = "".join(words[at + 2 : at + 3])
        names_another = named in _MOLECULES or (kind is Kind.GENE and named == f"<{kind}>")
        return (following in _AFTER_HYPHEN and not names_another) or following in ("-", "")
    if word == "/":
        return not following.startswith("<") or following == f"<{kind}>"
    if not word.isalnum():
        return not word.startswith("<")
    return (
        word in _FUNCTION
        or word in _ACTS
        or word.isdigit()
        or word.endswith(("ed", "ly"))
        or _VERB.match(word) is not None
    )


# What may stand before "of", "with" and the like so that the verb speaks of what follows: "treatment with A reduced B",
# "mutations in C cause D", "the incidence of D was reduced by A".
_CARRIERS_OF_REMEDY = _words(
    "administration application addition agents coadministration combination combinations concentrations "
    "course courses cycles dose doses dosing drugs exposure exposures infusion infusions ingestion "
    "inhalation injection injections instillation intake introduction levels level mg overdose "
    "pretreatment prophylaxis supplementation therapy treated treatment treatments use vaccination "
    "immunization"
)
_CARRIERS_OF_GENE = _words(
    "mutation mutations mutated variant variants polymorphism polymorphisms deletion deletions defect "
    "defects deficiency loss expansion allele alleles haplotype genotype expression overexpression"
)
_CARRIERS_OF_DISEASE = _words(
    "presence incidence prevalence frequency rate rates risk severity symptoms signs episodes attacks "
    "development occurrence cases case"
)
_GROUPS = _words(
    "patient patients people persons subjects individuals women men children adults infants volunteers "
    "groups group rats mice animals survivors man woman boy girl child infant"
)
_CARRIERS = {
    Kind.DISEASE: _CARRIERS_OF_DISEASE,
    Kind.CHEMICAL: _CARRIERS_OF_REMEDY,
    Kind.PROCEDURE: _CARRIERS_OF_REMEDY,
    Kind.GENE: _CARRIERS_OF_GENE | _CARRIERS_OF_REMEDY,
    Kind.VARIANT: _CARRIERS_OF_GENE,
}
_SUBJECT_BEGINS = _words(
    "that which who whether if because although while whereas but when where show shows showed found is "
    "was were are"
)
_PREPOSITIONS = _words(
    "in on at by for from with within without after before during following into via through between "
    "among against under over versus vs than despite of to like unlike"
)
_PHRASE_WORDS = 4  # words before a name that may belong to its phrase


def follows_preposition(before: Sequence[str], kind: Kind, of_groups: bool) -> bool:
    """Whether what stands after the words `before` is the object of a preposition, and so no subject of a verb.

    With `of_groups` the verb may speak of those who have it: "patients with A were treated with B".
    """
    carriers = _CARRIERS[kind] | _GROUPS if of_groups else _CARRIERS[kind]
    for back in range(1, min(_PHRASE_WORDS, len(before)) + 1):
        word = before[-back]
        if word in _PREPOSITIONS:
            return len(before) <= back or before[-back - 1] not in carriers
        if word in _SUBJECT_BEGINS or (not word.isalnum() and not word.startswith("<") and word not in "-/"):
            return False
        if word in ("and", "or") and (len(before) == back or not before[-back - 1].startswith("<")):
            return False
    return False
