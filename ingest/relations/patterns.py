"""Trigger phrases of each predicate, between and around two mentions of a sentence; the first that fits counts.

A pattern is matched against the sentence's words, the first mention written `@1`, the second `@2` and further ones
`<kind>`. `GAP` is up to five words between a subject and its verb; `OF` and `HARM` are what may stand before a name,
`PEOPLE` who has it. The group `t` is the trigger itself: a "not" inside it belongs to the phrase, one outside denies it. A
phrase that begins with `TOPIC`, `USE` or `NAME` has that form. The confidence of each group is set by hand, above 0.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph import Predicate
from ingest.relations.kinds import Kind

_BREAK = "but|which|who|whom|however|whereas|while|although|than"
_PEOPLE = "patients?|people|persons?|women|men|children|adults|individuals|subjects|those|anyone|rats|mice|cells|groups?"
RELIEF = "relief|reduction|decreased?|improvements?|resolution|recovery|prevention|inhibition|remission|regression|loss|neutrali[sz]ation"
_PREPOSITION = (
    "in|on|at|by|for|from|with|within|without|after|before|during|following|into|via|through|between|among|amongst|against|"
    "towards?|under|over|upon|versus|vs|per|despite|until|since|as|if|when|where|because|so|that|nor"
)
_LINK = "and|or|of|the|an?|this|these|their|its|his|her|our"
_VERBAL = "is|are|was|were|be|been|has|have|had|did|does|do|may|might|can|could|will|would|should|must"
_WORD = rf"(?!(?:{_BREAK}|{_PREPOSITION}|{_LINK})\b)[a-z0-9'/%]+"
_QUALIFIER = rf"(?!(?:{_BREAK}|{_PEOPLE}|{_PREPOSITION}|{_VERBAL}|to)\b)[a-z0-9'/%]+"
_MODEL = (
    r"(?:<\w+> - (?:induced|associated|related|mediated) (?:\w+ ){0,2})?"  # "cisplatin-induced" before a name
)
_DOSE = rf"(?:(?:{_QUALIFIER} ){{0,3}}(?:doses?|courses?|cycles?|weeks|months|infusions?|injections?) of )?"
_MACROS = {
    "GAP": rf"(?!- (?!treated ))(?:, \w+ , )?(?:(?:{_WORD}|-) ){{0,3}}(?:(?:before|after|during|at|in) (?:the )?{_WORD} )?"
    rf"(?:(?:{_WORD}|-) ){{0,3}}",
    "OF": rf"{_DOSE}(?:(?:{_QUALIFIER}|-) ){{0,3}}{_MODEL}",
    "HARM": rf"(?:(?:(?!(?:{RELIEF})\b){_QUALIFIER}|-) ){{0,5}}{_MODEL}",
    "PEOPLE": rf"(?:(?:\w+ ){{0,2}}(?:{_PEOPLE})(?: \w+){{0,1}} (?:with|who have|having|suffering from) )?",
    "BE": r"(?:(?:is|are|was|were|be|been|being|has|have|had|may|can|should|must|not|also|\w+ly) ){0,4}",
}
_CHEMICAL, _PROCEDURE, _GENE = {Kind.CHEMICAL}, {Kind.PROCEDURE}, {Kind.GENE}
_REMEDY = {Kind.CHEMICAL, Kind.PROCEDURE, Kind.GENE}
_DISEASE = {Kind.DISEASE}
_MOLECULE = {Kind.CHEMICAL, Kind.GENE}


class Form(StrEnum):
    """How a phrase relates two things.

    STATED: by a verb, or what stands for one. TOPIC: by a noun, which names the relation but does not say that it holds:
    "the effect of A on B". USE: by what a thing is for, which does not say that it serves: "A in the prevention of B".
    NAME: within the name of one of them, "A-induced B", which takes it for granted.
    """

    STATED = "STATED"
    TOPIC = "TOPIC"
    USE = "USE"
    NAME = "NAME"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase and its `trigger` alone; `backward` when the mention that comes second is the subject."""

    predicate: Predicate
    subjects: frozenset[Kind]
    objects: frozenset[Kind]
    phrase: re.Pattern[str]
    trigger: str
    backward: bool
    confidence: float
    form: Form


def _patterns(
    predicate: Predicate,
    subjects: set[Kind],
    objects: set[Kind],
    confidence: float,
    forward: Iterable[str] = (),
    backward: Iterable[str] = (),
) -> list[Pattern]:
    ends = frozenset(subjects), frozenset(objects)
    return [
        Pattern(predicate, *ends, _compile(phrase), _trigger(phrase), backwards, confidence, form)
        for phrases, backwards in ((forward, False), (backward, True))
        for form, phrase in map(_form, phrases)
    ]


def _form(phrase: str) -> tuple[Form, str]:
    """The form that a phrase begins with, and the rest."""
    first, _, rest = phrase.partition(" ")
    return (Form(first), rest) if first in set(Form) else (Form.STATED, phrase)


def _compile(phrase: str) -> re.Pattern[str]:
    for name, macro in _MACROS.items():
        phrase = phrase.replace(f"{name} ", macro)
    return re.compile(rf"(?:^|(?<= )){phrase}(?= |$)")


def _trigger(phrase: str) -> str:
    """The group `t`."""
    start = phrase.index("(?P<t>")
    depth = 0
    for place in range(start, len(phrase)):
        depth += (phrase[place] == "(") - (phrase[place] == ")")
        if depth == 0:
            return phrase[start : place + 1]
    raise ValueError(phrase)


PATTERNS: tuple[Pattern, ...] = (
    *_patterns(
        Predicate.CONTRAINDICATED_FOR, {Kind.CHEMICAL, Kind.PROCEDURE}, _DISEASE, 0.9,
        forward=[
            r"@1 GAP (?P<t>contraindicated) (?:in|for|with|during) PEOPLE OF @2",
            r"@1 (?:\w+ )?(?:should|must) (?P<t>(?:not|never) be (?:used|given|prescribed|administered|taken|started)|"
            r"(?:always )?be avoided|be withheld) (?:in|by|with|for|during|to) PEOPLE OF @2",
            r"(?P<t>avoid|avoiding|avoidance of|do not (?:use|give|prescribe)) @1 (?:in|for|with|during) PEOPLE OF @2",
            r"(?P<t>contraindications?) (?:to|of|for) OF @1 (?:include|includes|are|is) PEOPLE OF @2",
        ],
        backward=[
            r"@1 BE (?:an? )?(?:\w+ )?(?P<t>contraindications?) (?:to|for|of) OF @2",
            r"with @1 (?:should|must) (?P<t>(?:not|never) (?:take|use|receive|be given|be treated with)|avoid) OF @2",
        ],
    ),
    *_patterns(
        Predicate.DIAGNOSES, _PROCEDURE, _DISEASE, 0.85,
        forward=[
            r"@1 GAP (?P<t>diagnos(?:es?|ed|ing)|detect(?:s|ed|ing)?|confirm(?:s|ed|ing)?|reveal(?:s|ed|ing)?|"
            r"identif(?:y|ies|ied|ying)|demonstrat(?:es?|ed)|show(?:s|ed)) OF @2",
            r"USE @1 GAP (?:for|in) (?:the )?(?:\w+ )?(?P<t>diagnosis|detection|screening) (?:of|for) PEOPLE OF @2",
            r"@1 BE (?P<t>diagnostic|pathognomonic) (?:of|for) OF @2",
            r"@1 (?:\w+ )?(?P<t>established|confirmed|supported) (?:the|a) diagnosis of OF @2",
            r"@1 (?:is|are|remains?) (?:(?:\w+|-) ){0,4}(?P<t>tests?|standard|methods?|tools?|examination) "
            r"(?:for|of) (?:detecting|diagnosing|(?:the )?(?:detection|diagnosis) of|screening for) OF @2",
        ],
        backward=[
            r"@1 BE (?P<t>diagnosed|detected|confirmed|verified|identified|demonstrated|revealed|seen) (?:by|with|on|using|via) OF @2",
            r"(?P<t>diagnosis|detection) of OF @1 (?:by|with|using|(?:relies|rests|depends|is based) on|requires|(?:was|is) (?:made|confirmed) (?:by|with|on)) OF @2",
        ],
    ),
    *_patterns(
        Predicate.PREVENTS, _REMEDY, _DISEASE, 0.85,
        forward=[
            r"@1 GAP (?P<t>prevent(?:s|ed|ing)?|protect(?:s|ed|ing)? (?:\w+ )?(?:against|from)|averts?|averted|wards? off) OF @2",
            r"USE @1 GAP (?:for|in) (?:the )?(?:\w+ )?(?P<t>(?:chemo)?prevention|(?:chemo)?prophylaxis) (?:of|against|for) OF @2",
            r"TOPIC (?P<t>efficacy|effectiveness) of OF @1 (?:\w+ )?(?:for|in) (?:the )?(?:chemo)?(?:prevention|prophylaxis) of OF @2",
            r"@1 (?P<t>prophylaxis|vaccination) (?:of|for|against|prevents|prevented) OF @2",
            r"@1 GAP (?P<t>reduc(?:es?|ed|ing)|decreas(?:es?|ed|ing)|lower(?:s|ed|ing)?) (?:the )?(?:\w+ )?"
            r"(?:risks?|incidence|rates?|occurrence) of OF @2",
        ],
        backward=[
            r"@1 BE (?P<t>prevented|averted) (?:by|with|using) OF @2",
            r"(?:incidence|risks?|rates?|occurrence|frequency) of OF @1 BE (?P<t>reduced|decreased|lowered) (?:by|with) OF @2",
            r"(?P<t>prevention|prophylaxis) (?:of|against|for) OF @1 (?:with|by|using) OF @2",
            r"@1 (?P<t>prophylaxis|prevention) (?:with|by|using) OF @2",
            r"(?P<t>prevent) OF @1 (?:with|by|using) OF @2",
        ],
    ),
    *_patterns(
        Predicate.TREATS, _REMEDY, _DISEASE, 0.85,
        forward=[
            r"@1 GAP (?P<t>treats?|treated|treating|cure[sd]?|alleviat(?:es?|ed)|reliev(?:es?|ed)|ameliorat(?:es?|ed)|"
            r"attenuat(?:es?|ed)|revers(?:es?|ed)|controls?|resolved|improve[sd]?) PEOPLE OF @2",
            r"USE @1 GAP (?:for|in) (?:the )?(?:\w+ ){0,2}(?P<t>treatment|therapy|management|relief) of PEOPLE OF @2",
            r"@1 (?P<t>treatment|therapy|monotherapy) (?:of|for|in) PEOPLE @2",
            r"@1 (?:is|are|was|were|remains?|remained|became) (?:(?:\w+|-) ){0,4}(?P<t>treatment|therapy|drug|agent|option|remedy)"
            r"(?: of choice)? (?:for|of|in|against) PEOPLE OF @2",
            r"TOPIC (?P<t>efficacy|effectiveness) of OF @1 (?:\w+ )?(?:for|in|against) PEOPLE OF @2",
            r"@1 GAP (?:(?:leads?|led) to|result(?:s|ed)? in|induce[sd]?|produce[sd]?|achieve[sd]?) (?:\w+ ){0,2}"
            r"(?P<t>regression|remission|resolution|cure|relief) (?:of|in|from) PEOPLE OF @2",
            r"@1 BE (?P<t>used|indicated|approved|licensed|prescribed|effective|efficacious|recommended|beneficial) "
            r"(?:\w+ )?(?:for|in|against|to treat) PEOPLE OF @2",
            r"@1 (?:\w+ )?(?P<t>(?:used|given|prescribed|started|taken|administered) (?:for|to treat)) OF @2",
            r"(?P<t>treated|treatment|therapy|managed) with OF @1 for OF @2",
        ],
        backward=[
            r"@1 (?:patients |who )?BE (?P<t>treated|managed|controlled|relieved|alleviated|cured|aborted|eradicated|ameliorated|attenuated|reversed) "
            r"(?:\w+ly )?(?:with|by|using) OF @2",
            r"(?P<t>treatment|therapy|management) (?:of|for) PEOPLE OF @1 (?:with|by|using) OF @2",
            r"@1 BE (?P<t>responded|responds|responsive) (?:\w+ )?to (?:treatment with )?OF @2",
            r"@1 (?:\w+ )?(?P<t>improved|resolved|abated|remitted|regressed|subsided|cleared) (?:\w+ly )?with OF @2",
            r"(?P<t>treat|treating|manage|managing) PEOPLE OF @1 (?:with|using) OF @2",
        ],
    ),
    *_patterns(
        Predicate.CAUSES, {Kind.CHEMICAL, Kind.DISEASE, Kind.PROCEDURE, Kind.VARIANT}, _DISEASE, 0.85,
        forward=[
            r"NAME @1 - (?P<t>induced|caused) HARM @2",
            r"@1 (?P<t>induced|caused) HARM @2",
            r"@1 GAP (?P<t>causes?|caus(?:ed|ing)|induc(?:es?|ing)|produc(?:es?|ed|ing)|provok(?:es?|ed)|trigger(?:s|ed)?|"
            r"precipitat(?:es?|ed)|(?:leads?|led|leading) to|result(?:s|ed|ing)? in(?! terms)) HARM @2",
            r"@1 (?:is|are|was|were|remains?|became) (?:(?:\w+|-) ){0,5}(?P<t>causes?) of HARM @2",
            r"@1 (?:therapy |treatment )?BE (?P<t>(?:discontinued|stopped|withdrawn) (?:because|on account) of|"
            r"(?:discontinued|stopped|withdrawn) (?:due|owing) to) HARM @2",
        ],
        backward=[
            r"@1 (?:\w+ )?(?:BE |as )(?:(?:\w+|-) ){0,5}(?P<t>(?:side|adverse) (?:effects?|reactions?|events?)) (?:of|to|with|from) OF @2",
            r"NAME @1 (?P<t>caused|induced|produced|provoked) by HARM @2",
            r"@1 BE (?P<t>caused|induced|produced|provoked|triggered|precipitated) by HARM @2",
            r"@1 BE (?P<t>due|secondary|attributed|attributable) to HARM @2",
        ],
    ),
    *_patterns(
        Predicate.INTERACTS_WITH, _MOLECULE, _MOLECULE, 0.85,
        forward=[
            r"@1 GAP (?P<t>interact(?:s|ed|ing|ion)?) with OF @2",
            r"TOPIC (?P<t>interactions?) (?:between|of) OF @1 (?:and|with) OF @2",
            r"TOPIC @1 (?:-|/|and) @2 (?P<t>interactions?)",
            r"@1 GAP (?P<t>binds?|bound|binding) (?:directly )?(?:to )?OF @2",
            r"TOPIC (?P<t>binding) of OF @1 (?:to|with) OF @2",
        ],
    ),
    *_patterns(
        Predicate.INTERACTS_WITH, _CHEMICAL, _CHEMICAL, 0.8,
        forward=[
            r"@1 GAP (?P<t>potentiat(?:es?|ed)|antagoni[sz](?:es?|ed)|enhanc(?:es?|ed)|inhibit(?:s|ed)?) the "
            r"(?:\w+ )?(?:effects?|actions?|toxicity|activity|metabolism|clearance|elimination|absorption) of OF @2",
            r"@1 GAP (?P<t>(?:increas|decreas|reduc|rais|elevat)(?:es?|ed)|lower(?:s|ed)) (?:the )?(?:\w+ ){0,2}"
            r"(?:levels?|concentrations?|clearance|bioavailability|absorption|exposure|auc) (?:of|to) OF @2",
            r"@1 GAP (?<!are )(?<!were )(?<!was )(?<!is )(?P<t>(?:increas|decreas|reduc|rais|elevat)(?:es?|ed)) (?:the )?(?:(?!and |or |but )\w+ )?@2 "
            r"(?:levels?|concentrations?|clearance|exposure)",
        ],
        backward=[
            r"(?:effects?|actions?|toxicity|activity|metabolism|clearance) of OF @1 BE (?P<t>potentiated|enhanced|"
            r"antagoni[sz]ed|inhibited|increased|reduced) by OF @2",
        ],
    ),
    *_patterns(
        Predicate.AFFECTS, {Kind.CHEMICAL, Kind.GENE, Kind.VARIANT}, _GENE, 0.8,
        forward=[
            r"@1 GAP (?P<t>inhibit(?:s|ed|ing)?|activat(?:es?|ed|ing)|suppress(?:es|ed|ing)?|stimulat(?:es?|ed|ing)|"
            r"block(?:s|ed|ing)?|induc(?:es?|ed|ing)|(?:up|down) (?:- )?regulat(?:es?|ed|ing)|upregulat(?:es?|ed|ing)|downregulat(?:es?|ed|ing)|"
            r"modulat(?:es?|ed)|regulat(?:es?|ed)|phosphorylat(?:es?|ed)) OF @2",
            r"@1 (?:is|are) (?:\w+ ){0,4}(?P<t>inhibitors?|inducers?|activators?|agonists?|antagonists?|blockers?) of OF @2",
        ],
        backward=[
            r"@1 (?:\w+ )?BE (?P<t>inhibited|activated|suppressed|stimulated|blocked|induced|(?:up|down) (?:- )?regulated|(?:up|down)regulated|phosphorylated) by OF @2",
            r"(?P<t>induction|inhibition|activation|suppression|upregulation|downregulation) of OF @1 by OF @2",
        ],
    ),
    *_patterns(
        Predicate.AFFECTS, {Kind.CHEMICAL, Kind.GENE, Kind.VARIANT, Kind.PROCEDURE}, {Kind.DISEASE, Kind.GENE, Kind.CHEMICAL}, 0.75,
        forward=[
            r"@1 GAP (?P<t>affect(?:s|ed|ing)?|influenc(?:es?|ed|ing)|alter(?:s|ed)?) OF @2",
            r"TOPIC (?P<t>effects?|influence|impact) of OF @1 (?:therapy |treatment )?(?:up)?on OF @2",
            r"@1 (?:had|has|have|exerts|exerted|showed) (?:\w+ ){0,2}(?P<t>effects?|influence|impact) on OF @2",
        ],
    ),
    *_patterns(
        Predicate.POSITIVELY_CORRELATED_WITH, set(Kind), _DISEASE, 0.8,
        forward=[
            r"@1 GAP (?P<t>(?:increas|rais|elevat)(?:es?|ed|ing)) (?:the )?(?:\w+ )?risks? of OF @2",
            r"@1 (?:is|are|was|were|remains?) (?:(?!negative|protective|no\b|not\b)\w+ ){0,4}(?P<t>risk factors?) for OF @2",
        ],
        backward=[r"(?:increased|higher|greater|elevated) (?P<t>risks?) of OF @1 (?:with|after|from|in users of) OF @2"],
    ),
    *_patterns(
        Predicate.POSITIVELY_CORRELATED_WITH, set(Kind), set(Kind), 0.85,
        forward=[
            r"@1 GAP (?P<t>positively (?:correlat\w+|associated|related)|correlat\w+ positively) (?:with|to) OF @2",
            r"TOPIC (?P<t>(?:positive|direct) (?:correlation|association|relationship)) (?:BE (?:found|observed|seen) )?between OF @1 (?:\w+ )?and OF @2",
        ],
    ),
    *_patterns(
        Predicate.NEGATIVELY_CORRELATED_WITH, set(Kind), set(Kind), 0.85,
        forward=[
            r"@1 GAP (?P<t>(?:negatively|inversely) (?:correlat\w+|associated|related)|correlat\w+ (?:negatively|inversely)) "
            r"(?:with|to) OF @2",
            r"TOPIC (?P<t>(?:negative|inverse) (?:correlation|association|relationship)) (?:BE (?:found|observed|seen) )?between OF @1 (?:\w+ )?and OF @2",
        ],
    ),
    *_patterns(
        Predicate.ASSOCIATED_WITH, {Kind.GENE, Kind.VARIANT}, _DISEASE, 0.85,
        forward=[
            r"@1 GAP (?P<t>caus(?:es?|ed|ing)|underl(?:ies|ie|ay|ying)|responsible for|(?:leads?|led|leading) to|"
            r"result(?:s|ed|ing)? in|predispos(?:es?|ed|ing) to|confers? (?:\w+ )?(?:susceptibility|risk) (?:to|of|for)|"
            r"mutated in|defective in|deficient in) PEOPLE OF @2",
        ],
        backward=[
            r"@1 BE (?P<t>caused by|due to|attributed to|attributable to) (?:(?:\w+|-) ){0,5}(?:in|of) OF @2",
            r"@1 (?:\w+ )?(?P<t>results?|resulted|resulting|arises?) from (?:(?:\w+|-) ){0,5}(?:in|of) OF @2",
            r"(?P<t>gene|locus) (?:for|responsible for|causing) OF @1 , @2",
        ],
    ),
    *_patterns(
        Predicate.ASSOCIATED_WITH, set(Kind), set(Kind), 0.75,
        forward=[
            r"NAME @1 - (?P<t>associated|related) HARM @2",
            r"@1 (?P<t>associated|related) HARM @2",
            r"@1 GAP (?P<t>(?<!inversely )(?<!negatively )(?<!positively )(?:associated|linked|correlat\w+)) (?:with|to) "
            r"(?:(?:an?|the) )?(?:(?:\w+ )?(?:increased|higher|greater|elevated) (?:\w+ )?(?:risks?|rates?|incidence|prevalence|odds) of )?OF @2",
            r"TOPIC (?P<t>associations?|links?|relationships?|correlations?) (?:BE (?:found|observed|seen|noted|shown|detected) )?(?:between|of) OF @1 (?:\w+ )?(?:and|with|to) OF @2",
        ],
    ),
)  # fmt: skip
