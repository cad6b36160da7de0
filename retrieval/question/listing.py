"""Questions that several things answer ("which drugs", "what are the symptoms of", "list"), and of what kind."""

from __future__ import annotations

import re

# Nouns of what is asked for, with the Biolink categories of such entities, by how they begin.
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"drugs?|medications?|medicines?|\w*inhibitors?|\w*agonists?|agents?|compounds?|chemicals?|\w*antibiotics?"
        r"|\w*therap(?:y|ies)|treatments?|antibod(?:y|ies)|molecules?|statins?|vaccines?|blockers?|hormones?|vitamins?"
        r"|metabolites?|toxins?|substances?",
        ("Chemical", "Drug", "SmallMolecule", "Molecular"),
    ),
    (
        r"genes?|proteins?|mutations?|enzymes?|receptors?|\w*kinases?|factors?|subunits?|isoforms?|biomarkers?|markers?"
        r"|cytokines?|targets?|ligands?|substrates?|variants?|loci|\w*RNAs?",
        ("Gene", "Protein", "Sequence"),
    ),
    (
        r"diseases?|disorders?|syndromes?|symptoms?|conditions?|\w*cancers?|signs?|effects?|complications?|features?"
        r"|manifestations?|reactions?|tumou?rs?|infections?|comorbidities|indications?|problems?|illnesses",
        ("Disease", "Phenotypic"),
    ),
    (r"bacteria|species|organisms?|viruses|pathogens?|hosts?|parasites?|fungi|microbes?", ("Organism",)),
    (r"tissues?|organs?|cells?|regions?", ("Gross", "Anatomical", "Cell")),
)
_NOUN = {re.compile(rf"\b(?:{words})\b", re.IGNORECASE): categories for words, categories in _KINDS}
# Verbs that end as a plural does: "which gene shapes it" asks for one.
_VERBS = (
    r"is|was|has|does|this|its|as|us|thus|diabetes|aids|rabies|disease|analysis|diagnosis|basis|status|virus|species"
    r"|(?:treat|cause|distinguishe|help|make|happen|prevent|lead|trigger|determine|explain|interact|shape|serve|exist"
    r"|favor|favour|encode|regulate|control|mediate|bind|affect|represent|contain|play|act|predict|inhibit|activate|induce"
    r"|provide|allow|offer|produce|occur|increase|reduce|catalyze|catalyse|degrade|phosphorylate|promote|describe|mean"
    r"|come|give|work|show|use|kill|carrie|differentiate|define|characterize|transport|recognize|involve|include)s"
)
_PLURAL = (
    rf"(?:causes(?=\s+of\b)|(?!(?:{_VERBS})\b)(?:[\w-]+[^sui\W_]s|\w+(?:ies|ses|xes))|bacteria|fungi|loci|criteria"
    r"|people|children|species)"
)
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
_ASKS = re.compile(
    r"^\W*(?:please\s+|can you\s+|could you\s+)?(?:list|name|enumerate|mention"
    r"|give\s+(?:me\s+)?(?:a list|examples|some))\b"
    rf"|\b(?:list|name)\s+(?:the\s+)?{_NUMBER}\b"
    r"|\b(?:which|what)\s+(?!(?:is|are|was|were|do|does|did|can|could|should|has|have|would|will)\b)"
    rf"(?:[\w/-]+\s+){{0,3}}?{_PLURAL}\b"
    r"|\b(?:which|what)\s+(?:are|were|could be|may be|can be)\s+"
    r"(?:some of the|the|some|other|common|main|possible|known|all)\s+"
    rf"(?:[\w/()-]+\s+){{0,7}}?{_PLURAL}(?!\w)"
    rf"|\b(?:which|what)\s+are\s+(?:[\w/()-]+\s+){{0,2}}?{_PLURAL}\s+(?:of|for)\b"
    rf"|\b(?:which|what)\s+(?:are\s+)?(?:the\s+)?{_NUMBER}\b"
    # "Adverse effects of statins."
    rf"|^\W*(?:the\s+)?(?:[\w-]+\s+){{0,2}}?{_PLURAL}\s+(?:of|for|in|caused|associated|that|which)\b"
    r"(?![^?]*\b(?:is|are|was)\b)",
    re.IGNORECASE,
)
_HEAD = 6  # words after the question word in which the noun of what is asked for stands; set by hand


def asks_list(question: str) -> bool:
    """Whether several things answer the question."""
    return _ASKS.search(question) is not None


def asked_categories(question: str) -> tuple[str, ...]:
    """Biolink categories of what a list question asks for, by how they begin; empty where its noun tells none."""
    begin = _ASKS.search(question)
    if begin is None:
        return ()
    head = " ".join(question[begin.start() :].split()[: _HEAD + 1])
    found = [(match.start(), kinds) for noun, kinds in _NOUN.items() if (match := noun.search(head))]
    return min(found)[1] if found else ()
