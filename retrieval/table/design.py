"""How a study was done: by its publication types, else by its own words, else by its MeSH headings.

The labels are those of the usual trees of study designs (Oxford CEBM; STROBE, CONSORT and PRISMA name their own). In the
text the first rule of `_WORDED` that a sentence meets decides, the title asked first, then what the paper tells of
itself; that others did such a study decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import SectionKind
from retrieval.table.cell import Cell
from retrieval.table.species import Species
from retrieval.table.study import Study, StudySentence

RANDOMISED = "randomised controlled trial"
META_ANALYSIS, SYSTEMATIC_REVIEW, REVIEW = "meta-analysis", "systematic review", "review"
SYNTHESES = frozenset({META_ANALYSIS, SYSTEMATIC_REVIEW})
CASE_REPORT, CASE_SERIES, GUIDELINE = "case report", "case series", "guideline"
ANIMAL, IN_VITRO = "animal experiment", "in vitro study"

# Publication types as PubMed names them, the one that says most first.
_TYPES = {
    "meta-analysis": META_ANALYSIS,
    "network meta-analysis": META_ANALYSIS,
    "systematic review": SYSTEMATIC_REVIEW,
    "randomized controlled trial": RANDOMISED,
    "randomized controlled trial, veterinary": RANDOMISED,
    "pragmatic clinical trial": RANDOMISED,
    "equivalence trial": RANDOMISED,
    "practice guideline": GUIDELINE,
    "guideline": GUIDELINE,
    "controlled clinical trial": "controlled trial",
    "clinical trial, phase i": "clinical trial",
    "clinical trial, phase ii": "clinical trial",
    "clinical trial, phase iii": "clinical trial",
    "clinical trial, phase iv": "clinical trial",
    "clinical trial": "clinical trial",
    "case reports": CASE_REPORT,
    "review": REVIEW,
}
# MeSH headings that indexers give a paper which is such a study. "Follow-Up Studies" and "Pilot Projects" say too little.
_HEADINGS = {
    "case-control studies": "case-control study",
    "cross-sectional studies": "cross-sectional study",
    "cross-over studies": "crossover trial",
    "cohort studies": "cohort study",
    "longitudinal studies": "cohort study",
    "prospective studies": "prospective study",
    "retrospective studies": "retrospective study",
    "qualitative research": "qualitative study",
}
_OF = r"(?: \w[\w-]*){0,5}"
_STUDY = r"(?:stud(?:y|ies)|trials?|analys[ie]s|evaluation|comparison|investigation|experiment)"
_WORDED: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (label, sure, re.compile(wording, re.IGNORECASE))
    for label, sure, wording in (
        (META_ANALYSIS, 0.95, r"\b(?:meta-?analys[ei]s|meta-?analytic|meta-?analy[sz]ed|individual patient data|pooled (?:[\w-]+ ){0,3}analys[ei]s)\b"),
        (
            SYSTEMATIC_REVIEW,
            0.95,
            r"\bsystematic(?:ally)? (?:\w+ ){0,2}?(?:review(?:ed|s)?|overview|search(?:ed)?)\b|\bscoping review\b|"
            r"\b(?:medline|pubmed|embase|cochrane|cinahl|psycinfo|web of science)\b(?=.{0,200}\b(?:search|databases?))|"
            r"\bsearch\w*\b.{0,120}\b(?:medline|pubmed|embase|cochrane)\b",
        ),
        ("nested case-control study", 0.95, r"\bnested case[- ]control\b"),
        (
            "cluster randomised trial",
            0.95,
            r"\bcluster[- ]randomi[sz]ed\b|\brandomi[sz]ed cluster\b|\bgroup[- ]randomi[sz]ed\b",
        ),
        (
            RANDOMISED,
            0.95,
            rf"\brandomi[sz]ed\b[-,;\w ()/]{{0,60}}\b{_STUDY}\b|\b(?:an?|this|our|controlled|blind) RCT\b|\brandomly"
            r"(?:,? and \w+,?)? (?:assigned|allocated|divided|selected to receive|distributed|received|assorted|"
            r"classified|grouped|treated|enrolled into|separated|split)\b|"
            r"\b(?:were|was) (?:\w+ly |then |also |all )?randomi[sz]ed\b|\brandomly (?:were|was) (?:assigned|allocated|divided)\b|\brandomi[sz]ed (?:to|into|in a|between|at|"
            r"within|using|by|\d+|the|1:1|2:1|double|controlled|placebo|crossover|cross-over)\b|\brandomi[sz]ation\b|"
            r"\bdouble[- ](?:blind|masked)\w*,?(?: \w+,?){0,3} (?:placebo|trial|study|crossover|cross-over)|"
            r"\bplacebo[- ]controlled\b|\ballocated (?:at random|randomly)\b|\bassigned (?:at random|randomly)\b|"
            r"\bat random to\b|\brandomi[sz]ed (?:\w+ ){1,4}(?:to|into) (?:receive|one|either|two|three|four)\b|"
            r"^(?:In an? )?(?:\w+,? ){0,2}randomi[sz]ed,",
        ),
        ("crossover trial", 0.9, r"\bcross-?over\b[-,\w ]{0,30}\b(?:trial|study|design|fashion|manner|intervention|experiment)\b"),
        ("qualitative study", 0.9, rf"\bqualitative{_OF} (?:study|interviews?|research|analysis|methods?)\b|"
         r"\bsemi-?structured (?:\w+ ){0,2}interviews?\b|\bfocus groups?\b|\bgrounded theory\b|\bethnograph\w+"),
        ("case-control study", 0.95, r"\bcase[- –](?:control|referent)(?:led)?\b|\bmatched controls? study\b"),
        (
            "cross-sectional study",
            0.95,
            rf"\bcross-?[- ]?sectional\b|\b(?:population|community|school|household|national|telephone|online|web|postal|"
            rf"mail|questionnaire|prevalence|internet|anonymous)[- ]?(?:based)?{_OF} (?:survey|questionnaires?)\b|"
            r"\bsurvey (?:was|were) (?:\w+ ){0,2}(?:conducted|sent|mailed|distributed|administered|carried|undertaken)\b|"
            r"\bquestionnaires? (?:was|were) (?:\w+ ){0,2}(?:sent|mailed|distributed|posted|emailed)\b|\bwe surveyed\b|\bwere (?:\w+ )?surveyed\b",
        ),
        (
            "cohort study",
            0.95,
            rf"\bcohort (?:study|studies|analysis|design|data)\b|\b(?:prospective|retrospective|historical|birth|"
            rf"inception|population-based|longitudinal|matched|nationwide|open|observational){_OF} cohort\b|"
            r"\blongitudinal (?:\w+ ){0,2}(?:study|survey|analysis|data)\b|\bfollow-?up study\b|\bwas a cohort\b",
        ),
        (
            "retrospective study",
            0.95,
            rf"\bprospective(?:ly)?\b{_OF} (?:{_STUDY}|series|design|registry|data|audit|enrolled|evaluated|studied|"
            r"collected|followed|included|recruited|assessed|observational|recorded|examined|analy[sz]ed|compared|"
            r"performed|obtained|measured|investigated)\b|"
            r"\bretrospective(?:ly)?\b|\b(?:chart|medical records?|case notes?|records?) (?:review|were reviewed|audit)\b|"
            r"\breview(?:ed)? (?:of )?(?:the |all )?(?:\w+ ){0,3}(?:charts?|records|case notes)\b|"
            r"\bwe reviewed (?:the |all )?(?:\w+ ){0,4}(?:patients|cases)\b",
        ),
        (
            "non-randomised trial",
            0.9,
            r"\bnon-?randomi[sz]ed\b|\bquasi-?(?:experiment\w*|randomi[sz]ed)\b|\bcontrolled before[- ]and[- ]after\b",
        ),
        ("before-after study", 0.9, r"\b(?:before[- ]and[- ]after|before-after|pre-?post|pre-? ?and ?-?post-?"
         r"(?:intervention|test)) (?:study|design|comparison|trial|analysis)\b|\binterrupted time[- ]series\b"),
        (
            "clinical trial",
            0.9,
            r"\bphase (?:I{1,3}V?|IV|[1-4])(?:[/-](?:I{1,3}|[1-4]))?[ab]?\b(?! reaction)|\bopen[- ]label\b|\bsingle[- ]arm\b|"
            r"\bclinical trial\b|\bcontrolled trial\b|\bpilot trial\b",
        ),
        (
            "economic evaluation",
            0.9,
            r"\bcost[- ](?:effectiveness|utility|benefit) (?:analysis|model|study)\b|\bMarkov (?:\w+ )?model\b|"
            r"\beconomic evaluation\b",
        ),
        (
            "observational study",
            0.9,
            r"\bobservational (?:\w+ ){0,2}(?:study|analysis|design)\b|\becological study\b",
        ),
    )
)
_CASES = re.compile(
    r"(?P<one>\b(?:a |an )?case reports?\b(?! (?:form|forms))|\breport (?:of )?(?:a|one) (?:\w+ ){0,2}case\b|"
    r"\b(?:we |authors )?(?:report|describe|present)s?(?: here| herein)?,? (?:on )?(?:a|an|one|the)"
    r" (?:\w+[- ]){0,5}?(?:case|patient|girl|boy|infant|neonate|\d+-(?:year|month|day)-old)\b|"
    r"\b(?:a|an|one) \d+-(?:year|month|day|week)-old\b)|"
    r"(?P<some>\bcase series\b|\breport of (?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:\w+ ){0,3}cases\b|"
    r"\b(?:we |authors )?(?:report|describe|present)s?(?: here| herein)? (?:on )?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:\w+[- ]){0,4}?(?:cases|patients|children|siblings|"
    r"brothers|sisters|infants|families)\b|\bconsecutive (?:case )?series\b)",
    re.IGNORECASE,
)
_REVIEWS = re.compile(
    r"\b(?:this|the present|our) (?:\w+ ){0,2}?(?:review|overview)\b|\b(?:this|the present) (?:article|paper|chapter) "
    r"(?:will )?(?:review|discuss|summari[sz]e|describes current|focuses|provides an overview|highlights)\w*\b|"
    r"\b(?:is|are) reviewed\b|\bwe (?:will )?(?:review|summari[sz]e|discuss)\b(?! (?:the |all )?(?:\w+ )?(?:charts|records))|"
    r"\bhere,? we review\b|\breview of the literature\b|\bliterature review\b",
    re.IGNORECASE,
)
_GUIDELINE = re.compile(
    r"\b(?:practice|clinical|management|treatment|evidence-based) guidelines?\b|\bconsensus statement\b|"
    r"\bposition (?:statement|paper)\b|\bguidelines? (?:for|on) (?:the )?(?:\w+ ){0,3}(?:management|treatment|diagnosis)\b",
    re.IGNORECASE,
)
_TITLE_REVIEW = re.compile(r"(?:^|[:.,] ?)(?:a |an )?(?:\w+ ){0,2}(?:review|overview)\b(?! of \d)", re.IGNORECASE)
# "Needs a randomised trial", "unlike cohort studies": of a study that this one is not.
_NOT_IT = re.compile(
    r"\b(?:future|further|larger?|needed|need for|warranted|required|awaits?|lack of|absence of|no|few|unlike|"
    r"previous|prior|published|should be|until|pending|protocol|other|most|several)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_RANDOM = frozenset({RANDOMISED, "cluster randomised trial", "crossover trial"})
_BASIC = {Species.ANIMAL: ANIMAL, Species.IN_VITRO: IN_VITRO}
_LAST = frozenset({SectionKind.CONCLUSION, SectionKind.DISCUSSION})
_TYPE_SURE, _HEADING_SURE = 0.98, 0.85  # set by hand
_BASIC_SURE = 0.9  # set by hand


def design_cell(study: Study, species: Species) -> Cell | None:
    """The study's design, in the labels above; None where nothing says it."""
    types = {name.casefold(): name for name in study.document.publication_types}
    for name, label in _TYPES.items():
        if name in types and not (label in (REVIEW, "clinical trial", CASE_REPORT) and _worded(study, species)):
            return Cell(label, types[name], None, None, _TYPE_SURE)
    return _worded(study, species) or _by_headings(study) or _basic(study, species)


def _worded(study: Study, species: Species) -> Cell | None:
    if species in _BASIC and (review := _as_review(study)):
        return review
    for sentences in _readings(study):
        for label, sure, pattern in _WORDED:
            if found := _first(sentences, pattern):
                sentence, match = found
                if species in _BASIC and label not in SYNTHESES:
                    return _basic(study, species)
                # The two are asked together: the one that is told first is the study, the other a part of it.
                if match[0].casefold().startswith("prospective"):
                    label = label.replace("retrospective study", "prospective study")
                return sentence.cell_of(match, 0, label, sure=sure)
        if species not in _BASIC and (cell := _told_otherwise(sentences)):
            return cell
    return _basic(study, species) if species in _BASIC else None


def _readings(study: Study) -> Iterator[tuple[StudySentence, ...]]:
    """The title; then what the paper tells of itself, its aim included, but for what it concludes."""
    yield tuple(s for s in study.sentences if s.kind is SectionKind.TITLE)
    yield tuple(s for s in study.body if (s.is_own or _is_aim(s)) and s.kind not in _LAST)


def _is_aim(sentence: StudySentence) -> bool:
    return any(word in sentence.text.casefold() for word in ("this ", "present ", "we ", "aim", "objective"))


def _first(
    sentences: tuple[StudySentence, ...], pattern: re.Pattern[str]
) -> tuple[StudySentence, re.Match[str]] | None:
    for sentence in sentences:
        for match in pattern.finditer(sentence.text):
            if not _NOT_IT.search(sentence.text, max(0, match.start() - 80), match.start()):
                return sentence, match
    return None


def _as_review(study: Study) -> Cell | None:
    """A review of experiments, which says so of itself."""
    found = _first(study.own, _REVIEWS)
    return found[0].cell_of(found[1], 0, REVIEW, sure=0.9) if found else None


def _told_otherwise(sentences: tuple[StudySentence, ...]) -> Cell | None:
    """A report of cases, a guideline, a review that is not systematic."""
    for sentence in sentences:
        if match := _CASES.search(sentence.text):
            label = CASE_REPORT if match["one"] else CASE_SERIES
            return sentence.cell_of(match, 0, label, sure=0.9)
        title = sentence.kind is SectionKind.TITLE
        if title and (match := _GUIDELINE.search(sentence.text)):
            return sentence.cell_of(match, 0, GUIDELINE, sure=0.9)
        if match := (_TITLE_REVIEW if title else _REVIEWS).search(sentence.text):
            return sentence.cell_of(match, 0, REVIEW, sure=0.9)
    return None


def _by_headings(study: Study) -> Cell | None:
    names = {heading.name.casefold(): heading.name for heading in study.document.mesh}
    found = next((name for name in _HEADINGS if name in names), None)
    return Cell(_HEADINGS[found], names[found], None, None, _HEADING_SURE) if found else None


_BASIC_WORDS = {
    Species.ANIMAL: re.compile(
        r"\b(?:mice|mouse|rats?|rabbits?|dogs|cats|piglets?|swine|pigs|monkeys?|macaques?|zebrafish|hamsters?|"
        r"sheep|lambs?|goats?|cows|cattle|horses?|chick(?:en)?s?|hens|broilers|drosophila|animals?)\b",
        re.IGNORECASE,
    ),
    Species.IN_VITRO: re.compile(
        r"\b(?:in vitro|cell lines?|cultured|cultures?|HeLa|HEK ?-?293T?|transfected|isolated|incubated|fibroblasts|"
        r"organoids?|crystal structures?|cells)\b",
        re.IGNORECASE,
    ),
}


def _basic(study: Study, species: Species) -> Cell | None:
    """An experiment on animals or cells, which seldom names its design."""
    if species not in _BASIC:
        return None
    for sentence in study.sentences:
        if (sentence.is_own or sentence.kind is SectionKind.TITLE) and (
            match := _BASIC_WORDS[species].search(sentence.text)
        ):
            return sentence.cell_of(match, 0, _BASIC[species], sure=_BASIC_SURE)
    return None
