"""RxNorm in Rich Release Format (NLM, *RxNorm Technical Documentation*): the substances and brands that texts name.

Kept are ingredients (IN), precise ingredients such as salts (PIN), combinations (MIN) and brands (BN). The brand of a
single ingredient is another name of it; the brand of several stands for itself, as it is none of them. Left out are
drugs with strength and dose form (SCD, SBD, packs and their parts) and dose forms: the longest name wins in a text,
so "aspirin 81 MG oral tablet" would hide aspirin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.model import Concept
from graph.parsing.encodings import decode_head
from graph.parsing.source import Source
from graph.vocabulary.names.curies import linkable_curie
from graph.vocabulary.readers.base import LoadedVocabulary, Problems, file_name
from graph.vocabulary.readers.categories import category_of_id
from graph.vocabulary.readers.options import VocabularyOptions
from graph.vocabulary.readers.rrf import first_row, rows, sibling_table

# RXNCONSO columns. RXNREL reads "RXCUI2 has the relation RELA to RXCUI1".
_RXCUI, _LAT, _SAB, _TTY, _CODE, _STR, _SUPPRESS = 0, 1, 11, 12, 13, 14, 16
_INGREDIENT, _PRECISE, _COMBINATION, _BRAND = "IN", "PIN", "MIN", "BN"
_KINDS = frozenset({_INGREDIENT, _PRECISE, _COMBINATION, _BRAND})
# Every source's strings of a drug name it, but for a code book's abbreviations and names in tall letters.
_NO_NAMES = frozenset({"AB", "TMSY"})
_TRADE = frozenset({"tradename_of", "has_tradename"})
_FORMS = frozenset({"form_of", "has_form"})


@dataclass(slots=True)
class _Drug:
    kind: str
    name: str
    others: dict[str, None] = field(default_factory=dict)
    same_as: dict[str, None] = field(default_factory=dict)


class RxnormReader:
    """Reads RXNCONSO.RRF and what lies beside it."""

    name = "rxnorm"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first row is one of RXNCONSO."""
        row = first_row(decode_head(head))
        return len(row) >= 18 and row[_RXCUI].isdigit() and len(row[_LAT]) == 3

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """The drugs that are not suppressed; RXNREL and RXNSAT are read where they lie beside RXNCONSO."""
        problems = Problems()
        concepts = _concepts(source, problems)
        return LoadedVocabulary("rxnorm", "", file_name(source), concepts, problems)


def _concepts(conso: Source, problems: Problems) -> Iterator[Concept]:
    drugs = _drugs(conso, problems)
    if sibling_table(conso, "RXNREL") is None:
        problems.report(conso, "", "no RXNREL.RRF beside it: brands are not known as names of their drugs")
    brands, parents = _relations(conso, drugs, problems)
    several = _several(conso, problems)
    names: dict[str, str] = {}
    for brand, of in brands.items():
        (ingredient, *more) = of
        # RXNSAT knows better where the release lacks one of the brand's ingredients.
        if not more and brand not in several and ingredient in drugs:
            names[brand] = ingredient
            drugs[ingredient].others |= {drugs[brand].name: None, **drugs[brand].others}
    for rxcui, drug in drugs.items():
        if rxcui not in names:
            yield _concept(rxcui, drug, parents.get(rxcui, {}))


def _concept(rxcui: str, drug: _Drug, parents: dict[str, None]) -> Concept:
    identifier = f"RXNORM:{rxcui}"
    # Shouting is no other name.
    once = {drug.name.lower(): drug.name}
    for text in drug.others:
        once.setdefault(text.lower(), text)
    return Concept(
        id=identifier,
        name=drug.name,
        synonyms=tuple(once.values())[1:],
        category=category_of_id(identifier),
        parents=tuple(f"RXNORM:{parent}" for parent in parents),
        same_as=tuple(drug.same_as),
    )


def _drugs(conso: Source, problems: Problems) -> dict[str, _Drug]:
    """By RXCUI, in the order of the file; read twice, as a concept's rows need not follow each other."""
    drugs: dict[str, _Drug] = {}
    for row in _names(conso, problems):
        if row[_SAB] == "RXNORM" and row[_TTY] in _KINDS:
            drugs.setdefault(row[_RXCUI], _Drug(row[_TTY], row[_STR].strip()))
    for row in _names(conso, Problems()):
        drug = drugs.get(row[_RXCUI])
        if drug is None:
            continue
        if row[_TTY] not in _NO_NAMES:
            drug.others[row[_STR].strip()] = None
        if row[_SAB] == "MSH" and (target := linkable_curie(f"MESH:{row[_CODE]}")):
            drug.same_as[target] = None
    return drugs


def _names(conso: Source, problems: Problems) -> Iterator[list[str]]:
    for row in rows(conso, 17, problems):
        if row[_LAT] == "ENG" and row[_SUPPRESS] in ("N", "") and row[_STR].strip():
            yield row


def _relations(
    conso: Source, drugs: dict[str, _Drug], problems: Problems
) -> tuple[dict[str, dict[str, None]], dict[str, dict[str, None]]]:
    """What each brand is the trade name of, and the ingredient that each salt is a form of."""
    brands: dict[str, dict[str, None]] = defaultdict(dict)
    parents: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows(sibling_table(conso, "RXNREL"), 15, problems):
        # Every relation stands there in both directions; which side is which is told by their kinds. A partner
        # that is not kept, or a suppressed relation, still says that the brand is of more than one thing.
        for one, other in ((row[0], row[4]), (row[4], row[0])):
            kind = drugs[one].kind if one in drugs else ""
            partner = drugs[other].kind if other in drugs else ""
            if row[7] in _TRADE and kind == _BRAND and other and partner in ("", _INGREDIENT):
                brands[one][other] = None
            elif row[7] in _FORMS and (kind, partner) == (_PRECISE, _INGREDIENT) and row[14] in ("N", ""):
                parents[one][other] = None
    return brands, parents


def _several(conso: Source, problems: Problems) -> set[str]:
    """The brands that RXNSAT says are of several ingredients."""
    return {
        row[0]
        for row in rows(sibling_table(conso, "RXNSAT"), 12, problems)
        if row[8] == "RXN_BN_CARDINALITY" and row[10] == "multi"
    }
