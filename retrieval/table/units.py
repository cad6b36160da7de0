"""The units that studies count, and the patterns of a number before one of them."""

from __future__ import annotations

import re

from retrieval.table.numbers import COUNT

PEOPLE = (
    r"patients|participants|subjects|adults|women|men|children|individuals|volunteers|infants|neonates|newborns|"
    r"adolescents|students|people|persons|residents|nurses|physicians|doctors|respondents|veterans|boys|girls|"
    r"pregnancies|births|mothers|males|females|workers|employees|families|households|inpatients|outpatients|"
    r"survivors|recipients|donors|athletes|smokers|users|clients|couples|consumers|citizens|preschoolers|"
    r"caregivers|surgeons|practitioners|enrollees|beneficiaries|twins|siblings|cases|admissions|deaths|"
    r"youths|teenagers|toddlers|parents|professionals|dentists|pharmacists|teachers|inmates|soldiers|attendees|attendances|"
    r"postmenopausal women|members|registrants|diabetics|runners|players|centenarians|octogenarians|nonsmokers|"
    r"seniors|schoolchildren|multiparas|nulliparas|primiparas|parturients|hypertensives|dyads|relatives|managers|"
    r"directors|providers|"
    r"laypersons|bystanders|applicants|customers|passengers|pilots|specialists|trainees|interns|fellows|midwives|"
    r"pairs|clinicians|internists|pediatricians|consumers|drivers"
)
ANIMALS = (
    r"mice|rats|rabbits|dogs|cats|piglets|pigs|swine|monkeys|macaques|hamsters|sheep|lambs|ewes|goats|cows|"
    r"calves|horses|chickens|chicks|hens|broilers|animals|larvae|embryos|fish|guinea pigs|ferrets|gerbils|"
    r"heifers|steers|puppies|beagles|mongrels|foals|kids"
)
_THINGS = (
    r"eyes|teeth|knees|hips|limbs|specimens|biopsies|tumou?rs|lesions|procedures|operations|"
    r"transplants|grafts|implants|hospitali[sz]ations|records|isolates|"
    r"cadavers|molars|premolars|carcinomas|episodes|discharges|surger(?:y|ies)|"
    r"cancers|lungs|hearts|livers|kidneys|fractures|aneurysms|nodules|colonoscopies|examinations|scans"
)
_STUDIES = (
    r"studies|trials|articles|papers|RCTs|publications|reviews|reports|cohorts|comparisons|data sets|datasets|"
    r"meta-analyses"
)
# Between the number and its unit: adjectives, no verb and no end of a clause.
BETWEEN = (
    r"(?:\d{1,2}-?(?: to |-)\d{1,2}-year-old )?"
    r"(?:(?!(?:of|and|or|to|the|in|with|for|were|was|had|who|at|from|by|per|than|vs|versus|weeks?|days?|months?|"
    r"years?|"
    r"hours?|h|min|minutes?|mg|g|kg|ml|mm|cm|times|fold|on|is|are|groups?|arms?|centers|centres|sites|units|"
    r"countries|mL|doses?|sessions|points?|items?|cycles)\b)"
    r"(?:[Aa]ge-? and (?:sex|gender)-|[A-Za-z])[\w'’/-]*,?[ -]){0,6}?"
)


def _counted(units: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,/:=<>±%–-])(?<![<>=±] )(?P<n>{COUNT})(?![\w.]*[%/±]|[.,]\d| ?[%–±]|-(?:year|month|week|day|"
        rf"item|point))"
        rf"[ -]{BETWEEN}(?P<unit>{units})\b(?![- ](?:years?|days?|months?|hours?|weeks?|age|level|based|related)\b)"
        r"(?P<then>[^.;]{0,130})",
        re.IGNORECASE,
    )


COUNTS = {
    "people": _counted(PEOPLE),
    "animals": _counted(ANIMALS),
    "things": _counted(_THINGS),
    "studies": _counted(_STUDIES),
}
EQUALS = re.compile(
    rf"\b(?:{PEOPLE}|{ANIMALS}|population|sample|cohort)\b(?:(?!\b(?:groups?|"
    rf"arms?)\b)[^().;]){{0,40}}\((?:total )?n ?= ?"
    rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}})\)|\b(?:sample|cohort|population|series) "
    rf"(?:size )?(?:was |consisted |of |comprised |included ){{1,2}}(?P<n2>{COUNT})\b(?=[,.;()]| (?:was|were|who|"
    rf"with|aged)\b)(?![.,]\d)",
    re.IGNORECASE,
)
