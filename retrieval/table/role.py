"""Whether a sentence tells what its paper found, or what was known before: rules over sections and wording.

Argumentative zoning (Teufel & Moens 2002) tells own work from background by the section, by who is said to have found
it, and by the run of sentences: an abstract begins with what is known and turns to its own work once. The rules here
are of that kind, first that applies: wording that names others; wording that names this paper; the section; the run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from graph import SectionKind, Span
from graph.store import ChunkContent


class Role(StrEnum):
    """What a sentence is in its paper."""

    FINDING = "finding"
    """What the paper itself did, found or concludes."""
    BACKGROUND = "background"
    """What others found, what is known, or what the paper set out to learn."""


_OTHERS = re.compile(
    r"\b(?:previous|prior|earlier|past|other|several|many|numerous|recent|some|few|most|epidemiological|"
    r"observational|"
    r"published|existing|preclinical|experimental|animal)"
    r" (?:\w+ ){0,3}?(?:studies|trials|reports|experiments|work|research|study|investigations?|evidence|"
    r"literature|authors|"
    r"data|meta-analyses)"
    r" (?:has|have|had|show\w*|suggest\w*|report\w*|found|demonstrated|indicate\w*|describ\w*|point\w*|link\w*|"
    r"reveal\w*|support\w*|conclude\w*|propos\w*)\b|"
    r"\b(?:has|have) (?:(?:also|now|not|never|consistently|often|only) ){0,2}been (?:\w+ly )?(?:shown|reported|"
    r"suggested|"
    r"demonstrated|proposed|described|implicated|linked|associated|established|proven|recognized|considered|"
    r"introduced|"
    r"recommended|advocated|hypothesized)\b|"
    r"\b(?:has|have) (?:(?:recently|previously|long|already|traditionally|extensively|widely|also|"
    r"been) ){1,3}\w+(?:ed|n)\b|"
    r"\b(?:it is|is|are|was|were) (?:\w+ ){0,2}?(?:known|believed|thought|unclear|unknown|uncertain|controversial|"
    r"debated|"
    r"assumed|recognized|considered)\b|^recently,? (?:\w+ ){0,12}?(?:was|were|has|have)\b|"
    r"\bremains? (?:\w+ ){0,2}?(?:unclear|unknown|uncertain|controversial|debated|undefined|elusive|unresolved|"
    r"limited|"
    r"poorly|to be)\b|"
    r"\bet al\.?,?(?: \(?(?:19|20)\d\d| (?:reported|found|showed|demonstrated|described))|"
    r"\b(?:little|less|not much) is known\b|\bwe (?:have )?(?:previously|recently|earlier) |\bpreviously,? we\b|"
    r"\bour (?:previous|earlier|prior) (?:work|stud(?:y|ies)|findings|results|data)\b|"
    r"\baccording to (?:the )?(?:previous|literature|world health)",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:the |our |main |primary |an? |overall |present |this |study'?s? ){0,4}"
    r"(?:aims?|objectives?|purposes?|goals?)\b(?: \w+){0,6} (?:was|were|is|are) (?:to|therefore|thus|"
    r"an? (?:investigation|evaluation|assessment|examination))\b|"
    r"\b(?:we|this \w+|the (?:present|current) \w+|authors) (?:(?:therefore|thus|also|hence|was|were|is) ){0,2}"
    r"(?:aim(?:s|ed)?|sought|set out|intended?|hypothesi[sz]ed?|wish(?:ed)?|wanted|attempt(?:s|ed)?) (?:to|at|"
    r"that)\b|"
    r"\b(?:study|trial|review|paper|analysis|research|work) (?:was |is )?(?:aim(?:s|ed)?|designed|conducted|"
    r"undertaken|"
    r"performed|carried out|sought|intended) (?:to|at) (?:determin|investigat|assess|evaluat|examin|compar|explor|"
    r"test|"
    r"identif|stud|analy|describ|find|establish|clarif|estimat|elucidat|characteri|quantif|know|understand|report)|"
    r"^(?:In order )?to (?:determine|investigate|assess|evaluate|examine|compare|explore|test|identify|study|"
    r"analy[sz]e|"
    r"describe|find|establish|clarify|estimate|elucidate|characteri[sz]e|quantify|report|review|measure|define|"
    r"develop|"
    r"understand|present|verify|ascertain|validate|demonstrate|document|summari[sz]e)\b",
    re.IGNORECASE,
)
# "We" with what was done: a verb in the past, not what was hoped or believed.
_WE_DID = re.compile(
    r"\b(?:we|the authors) (?:have )?(?:(?:also|now|further|first|then|thus|here|therefore|next|(?!previous|"
    r"recent)\w+ly) ){0,2}"
    r"(?!(?:hypothesi|aim|intend|wish|want|attempt|sought|need|previous|recent|believ|speculat|set )\w*)"
    r"(?:\w{2,}ed|show\w*|found|find|undertook|saw|took|did|chose|gave|report|demonstrate|identify|conclude|describe|"
    r"resolve|summari[sz]e|review|present|provide|reveal|confirm|suggest|propose)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:our|these|the present|the current) (?:\w+ ){0,2}?(?:results?|findings?|data|analys[ei]s|observations?|"
    r"experiments?)\b|"
    r"\b(?:in|of) (?:this|the present|the current|our) (?:\w+[- ]){0,4}?(?:study|trial|cohort|series|sample|"
    r"population|"
    r"analysis|review|meta-analysis|experiment)\b|"
    r"\b(?:this|the present|the current|our) (?:\w+[- ]){0,4}?(?:study|trial|analysis|review|report|case|work)"
    r" (?:show\w*|demonstrate\w*|f(?:i|ou)nd\w*|suggest\w*|indicate\w*|confirm\w*|include[sd]|was|were|describes|"
    r"examined|investigated|assessed|evaluated|compared|determined|identified|reveal\w*)\b|"
    r"\bthis is (?:a|an|the first|to our knowledge|the largest)\b|\bhere,? (?:we|i)\b",
    re.IGNORECASE,
)
# What stands of the study itself in no other words: groups, tests, comparisons that were made.
_DONE = re.compile(
    r"\b(?:was|were) (?:\w+ly |also |then |not |both |all |subsequently ){0,2}(?:randomi[sz]ed|randomly|assigned|"
    r"allocated|enrolled|recruited|included|excluded|treated|measured|assessed|evaluated|examined|performed|obtained|"
    r"collected|analy[sz]ed|compared|divided|given|administered|injected|followed|reviewed|studied|investigated|"
    r"determined|observed|found|noted|detected|identified|searched|interviewed|asked|selected|tested|recorded|used|"
    r"conducted|carried|incubated|exposed|fed|seen|invited|screened|monitored|infused|stimulated|calculated|"
    r"significantly|higher|lower|increased|decreased|reduced|similar)\b|"
    r"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bbeen )(?<!\bby )(?<!-)\b(?:did not|increased|decreased|reduced|"
    r"improved|inhibited|induced|caused|produced|showed|received|underwent|"
    r"had|occurred|developed|resulted|demonstrated|exhibited|enhanced|prevented|abolished|attenuated|completed)\b",
)
_MEASURED = re.compile(r"\b[pP] ?(?:values? ?)?[<>=≤≥]|\b[Nn] ?= ?\d|\bconfidence intervals?\b|% ?CI\b|± ?\d")
_AFTER_TURN = frozenset({SectionKind.METHODS, SectionKind.RESULTS})
_RUNS = frozenset({SectionKind.ABSTRACT, SectionKind.OTHER})
_LATEST_TURN = 0.75  # of an abstract without labels: no longer a beginning. Set by hand


def role_of(text: str, kind: SectionKind = SectionKind.OTHER) -> Role:
    """The role of a sentence by its own words and its section."""
    did = _WE_DID.search(text) is not None
    own = did or _OWN.search(text) is not None
    if _AIM.search(text):
        # "To compare X, we studied 40 patients" is told of the study itself; "this study was designed to" is an aim.
        told = did or (kind is not SectionKind.INTRODUCTION and _DONE.search(text) is not None)
        return Role.FINDING if told else Role.BACKGROUND
    if _OTHERS.search(text) and not own:
        return Role.BACKGROUND
    if kind is SectionKind.INTRODUCTION:
        return Role.FINDING if own else Role.BACKGROUND
    return Role.FINDING


def roles_of(sentences: Sequence[tuple[str, SectionKind]]) -> list[Role]:
    """The roles of the sentences of one abstract, each with the kind of its section.

    In one without labels all before the first that tells of the study itself are background: the turn. It lies in the
    first three quarters, or there is none.
    """
    roles = [role_of(text, kind) for text, kind in sentences]
    run = [n for n, (_, kind) in enumerate(sentences) if kind in _RUNS]
    if len(run) < 3 or any(kind in _AFTER_TURN for _, kind in sentences):
        return roles
    if not any(_names_itself(sentences[n][0]) for n in run):  # a page or a chapter, which tells of no study
        return roles
    turn = next((at for at, n in enumerate(run) if _turns(sentences[n][0])), len(run))
    if turn <= _LATEST_TURN * len(run):
        for n in run[:turn]:
            roles[n] = Role.BACKGROUND
    return roles


def role_in(content: ChunkContent, span: Span) -> Role:
    """The role of a sentence of a chunk: the first chunk of a paper shows how its abstract begins."""
    section = content.section_of(span)
    kind = section.kind if section else SectionKind.OTHER
    if content.chunk.position or kind not in _RUNS:
        return role_of(content.quote(span), kind)
    spans = content.chunk.sentences
    sections = [content.section_of(each) for each in spans]
    kinds = [each.kind if each else SectionKind.OTHER for each in sections]
    roles = roles_of([(content.quote(s), k) for s, k in zip(spans, kinds, strict=True)])
    return next(
        (r for s, r in zip(spans, roles, strict=True) if s == span), role_of(content.quote(span), kind)
    )


def _turns(text: str) -> bool:
    if _OTHERS.search(text):
        return False
    return _names_itself(text) or _DONE.search(text) is not None


def _names_itself(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_WE_DID, _OWN, _AIM, _MEASURED))
