"""The wordings by which papers name their study design, in the order in which they are asked."""

from __future__ import annotations

import re

RANDOMISED = "randomised controlled trial"
META_ANALYSIS, SYSTEMATIC_REVIEW, REVIEW = "meta-analysis", "systematic review", "review"
SYNTHESES = frozenset({META_ANALYSIS, SYSTEMATIC_REVIEW})
CASE_REPORT, CASE_SERIES, GUIDELINE = "case report", "case series", "guideline"
RETROSPECTIVE = "retrospective study"
ANIMAL, IN_VITRO = "animal experiment", "in vitro study"
_OF = r"(?: \w[\w-]*){0,5}"
_STUDY = r"(?:stud(?:y|ies)|trials?|analys[ie]s|evaluation|comparison|investigation|experiment)"
WORDED: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (label, sure, re.compile(wording, re.IGNORECASE))
    for label, sure, wording in (
        (
            META_ANALYSIS,
            0.95,
            r"\b(?:meta-?analys[ei]s|meta-?analytic|meta-?analy[sz]ed|individual patient data|"
            r"pooled (?:[\w-]+ ){0,3}analys[ei]s)\b",
        ),
        (
            SYSTEMATIC_REVIEW,
            0.95,
            r"\bsystematic(?:ally)? (?:\w+ ){0,2}?(?:review(?:ed|s)?|overview|search(?:ed)?)\b|\bscoping review\b|"
            r"\b(?:medline|pubmed|embase|cochrane|cinahl|psycinfo|web of science)\b(?=.{0,200}\b(?:search|"
            r"databases?))|"
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
            rf"(?<!non-)(?<!non )(?<!not )\brandomi[sz]ed\b[-,;\w ()/]{{0,60}}\b{_STUDY}\b|\b(?:an?|this|our|"
            rf"controlled|blind) RCT\b|\brandomly"
            r"(?:,? and \w+,?)? (?:assigned|allocated|divided|selected to receive|distributed|received|assorted|"
            r"classified|grouped|treated|enrolled into|separated|split)\b|"
            r"\b(?:were|was) (?:\w+ly |then |also |all )?randomi[sz]ed\b|\brandomly (?:were|was) (?:assigned|"
            r"allocated|divided)\b|(?<!non-)\brandomi[sz]ed (?:to|into|in a|between|at|"
            r"within|using|by|\d+|the|1:1|2:1|double|controlled|placebo|crossover|cross-over)\b|\brandomi[sz]ation\b|"
            r"\bdouble[- ](?:blind|masked)\w*,?(?: \w+,?){0,3} (?:placebo|trial|study|crossover|cross-over)|"
            r"\bplacebo[- ]controlled\b|\ballocated (?:at random|randomly)\b|\bassigned (?:at random|randomly)\b|"
            r"\bat random to\b|\brandomi[sz]ed (?:\w+ ){1,4}(?:to|into) (?:receive|one|either|two|three|four)\b|"
            r"^(?:In an? )?(?:\w+,? ){0,2}randomi[sz]ed,",
        ),
        (
            "crossover trial",
            0.9,
            r"\bcross-?over\b[-,\w ]{0,30}\b(?:trial|study|design|fashion|manner|intervention|experiment)\b",
        ),
        (
            "qualitative study",
            0.9,
            rf"\bqualitative{_OF} (?:study|interviews?|research|analysis|methods?)\b|"
            r"\bsemi-?structured (?:\w+ ){0,2}interviews?\b|\bfocus groups?\b|\bgrounded theory\b|\bethnograph\w+",
        ),
        (
            "case-control study",
            0.95,
            r"\bcase[- –](?:control|referent)(?:led)?\b|\bmatched controls? study\b",
        ),
        (
            "cross-sectional study",
            0.95,
            rf"\bcross-?[- ]?sectional\b|\b(?:population|community|school|household|national|telephone|online|web|"
            rf"postal|"
            rf"mail|questionnaire|prevalence|internet|anonymous)[- ]?(?:based)?{_OF} (?:survey|questionnaires?)\b|"
            r"\bsurvey (?:was|were) (?:\w+ ){0,2}(?:conducted|sent|mailed|distributed|administered|carried|"
            r"undertaken)\b|"
            r"\bquestionnaires? (?:was|were) (?:\w+ ){0,2}(?:sent|mailed|distributed|posted|emailed)\b|"
            r"\bwe surveyed\b|\bwere (?:\w+ )?surveyed\b",
        ),
        (
            "cohort study",
            0.95,
            rf"\bcohort (?:study|studies|analysis|design|data)\b|\b(?:prospective|retrospective|historical|birth|"
            rf"inception|population-based|longitudinal|matched|nationwide|open|observational){_OF} cohort\b|"
            r"\blongitudinal (?:\w+ ){0,2}(?:study|survey|analysis|data)\b|\bfollow-?up study\b|\bwas a cohort\b",
        ),
        (
            RETROSPECTIVE,
            0.95,
            rf"\bprospective(?:ly)?\b(?! (?:maintained|kept|held|collected|acquired)\b){_OF} (?:{_STUDY}|series|"
            rf"design|registry|data|audit|enrolled|evaluated|studied|"
            r"collected|followed|included|recruited|assessed|observational|recorded|examined|analy[sz]ed|compared|"
            r"performed|obtained|measured|investigated)\b|"
            r"\bretrospective(?:ly)?\b|\b(?:chart|medical records?|case notes?|records?) (?:review|were reviewed|"
            r"audit)\b|"
            r"\breview(?:ed)? (?:of )?(?:the |all )?(?:\w+ ){0,3}(?:charts?|records|case notes)\b|"
            r"\bwe reviewed (?:the |all )?(?:\w+ ){0,4}(?:patients|cases)\b",
        ),
        (
            "non-randomised trial",
            0.9,
            r"\bnon-?randomi[sz]ed\b|\bquasi-?(?:experiment\w*|randomi[sz]ed)\b|"
            r"\bcontrolled before[- ]and[- ]after\b",
        ),
        (
            "before-after study",
            0.9,
            r"\b(?:before[- ]and[- ]after|before-after|pre-?post|pre-? ?and ?-?post-?"
            r"(?:intervention|test)) (?:study|design|comparison|trial|analysis)\b|\binterrupted time[- ]series\b",
        ),
        (
            "clinical trial",
            0.9,
            r"\bphase (?:I{1,3}V?|IV|[1-4])(?:[/-](?:I{1,3}|[1-4]))?[ab]?\b(?! reaction)|\bopen[- ]label\b|"
            r"\bsingle[- ]arm\b|"
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
CASES = re.compile(
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
REVIEWS = re.compile(
    r"\b(?:this|the present|our) (?:\w+ ){0,2}?(?:review|overview)\b|\b(?:this|the present) (?:article|paper|"
    r"chapter) "
    r"(?:will )?(?:review|discuss|summari[sz]e|describes current|focuses|provides an overview|highlights)\w*\b|"
    r"\b(?:is|are) reviewed\b|\bwe (?:will )?(?:review|summari[sz]e|discuss)\b(?! (?:the |"
    r"all )?(?:\w+ )?(?:charts|records))|"
    r"\bhere,? we review\b|\breview of the literature\b|\bliterature review\b",
    re.IGNORECASE,
)
GUIDELINE_WORDS = re.compile(
    r"\b(?:practice|clinical|management|treatment|evidence-based) guidelines?\b|\bconsensus statement\b|"
    r"\bposition (?:statement|paper)\b|\bguidelines? (?:for|on) (?:the )?(?:\w+ ){0,3}(?:management|treatment|"
    r"diagnosis)\b",
    re.IGNORECASE,
)
TITLE_REVIEW = re.compile(
    r"(?:^|[:.,] ?)(?:a |an )?(?:\w+ ){0,2}(?:review|overview)\b(?! of \d)", re.IGNORECASE
)
# "Needs a randomised trial", "unlike cohort studies": of a study that this one is not.
NOT_IT = re.compile(
    r"\b(?:future|further|larger|needed|need for|warranted|required|awaits?|lack of|absence of|previous|prior|"
    r"published|should be|until|pending)\b[^.;]{0,60}$|"
    r"\b(?:no|few|unlike|other|most|several|protocol of an?) (?:[\w-]+,? ){0,2}$",
    re.IGNORECASE,
)
