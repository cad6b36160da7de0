"""Mentions to concepts: the document's own abbreviations, context, coordination, kinds, and the threshold."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graph.linking.linker import Linker
from graph.linking.links import Link, UnlinkedMention
from graph.model import Concept
from graph.vocabulary.lexicon.lexicon import Lexicon

DISEASES = {
    "D1": ("Multiple Sclerosis", ["disseminated sclerosis"], ["D9"]),
    "D2": ("Mitral Valve Stenosis", ["mitral stenosis"], ["D8"]),
    "D3": ("Renal Failure", ["kidney failure"], []),
    "D4": ("Hepatic Failure", ["liver failure"], []),
    "D5": ("Dyskinesias", [], []),
    "D6": ("Dyskinesia, Drug-Induced", [], ["D5"]),
    "D7": ("Aortic Valve Stenosis", [], ["D8"]),
    "D8": ("Heart Valve Diseases", [], []),
    "D9": ("Demyelinating Diseases", [], []),
    "D10": ("Optic Neuritis", [], ["D9"]),
    "D11": ("Common Cold", ["acute coryza"], []),
    "D12": ("Breast Neoplasms", ["breast cancer"], []),
    "D13": ("Colonic Neoplasms", ["colon cancer"], []),
    "D14": ("Pain", [], []),
    "D15": ("Diabetes Mellitus, Type 2", [], ["D16"]),
    "D16": ("Diabetes Mellitus", [], []),
    "D17": ("Lead Poisoning", [], []),
    "D18": ("Diabetes Complications", [], ["D16"]),
    "D19": ("Hand Injuries", [], []),
}
OTHERS = [
    Concept("MESH:C1", "Morphine", category="ChemicalEntity"),
    Concept("MESH:C2", "Levodopa", category="ChemicalEntity"),
    Concept("MESH:C3", "Lead", category="ChemicalEntity"),
    Concept("MESH:A1", "Cold Temperature", synonyms=("cold",), category="PhysicalEntity"),
    Concept("HGNC:1", "CAT", category="Gene"),
]


@pytest.fixture(scope="module")
def linker() -> Linker:
    concepts = [
        Concept(
            f"MESH:{i}",
            name,
            tuple(synonyms),
            category="Disease",
            parents=tuple(f"MESH:{p}" for p in parents),
        )
        for i, (name, synonyms, parents) in DISEASES.items()
    ]
    return Linker(Lexicon.build([*concepts, *OTHERS]))


def links(
    linker: Linker,
    words: Sequence[str],
    category: str = "Disease",
    long_forms: dict[str, str] | None = None,
    others: Sequence[tuple[str, str]] = (),
) -> list[Link | None]:
    """The links of the words, in a text that names `others` (words, category) too."""
    text, mentions = "", []
    for written, kind in [*((word, category) for word in words), *others]:
        mentions.append(UnlinkedMention(len(text), len(text) + len(written), kind))
        text += written + " ; "
    return linker.link(text, mentions, long_forms)[: len(words)]


def ids(found: Sequence[Link | None]) -> list[str]:
    return [link.concept_id.removeprefix("MESH:") if link else "" for link in found]


def test_a_name_is_its_concept_and_sure(linker: Linker) -> None:
    (link,) = links(linker, ["disseminated sclerosis"])
    assert link == Link("MESH:D1", 1.0, "name")


def test_a_document_says_what_its_short_forms_are(linker: Linker) -> None:
    long_forms = {"MS": "mitral stenosis", "RF": "renal failure"}
    assert ids(links(linker, ["MS", "RF", "acute RF"], long_forms=long_forms)) == ["D2", "D3", "D3"]


@pytest.mark.parametrize(
    ("category", "beside", "meant"),
    [
        ("Disease", "Optic Neuritis", "D1"),
        ("Disease", "Aortic Valve Stenosis", "D2"),
        ("Disease", "Pain", ""),
        ("ChemicalEntity", "Pain", ""),
        ("ChemicalEntity", "Morphine", "C1"),
    ],
)
def test_what_else_a_document_names_decides_a_short_name(
    linker: Linker, category: str, beside: str, meant: str
) -> None:
    kind = "ChemicalEntity" if beside == "Morphine" else "Disease"
    assert ids(links(linker, ["MS"], category, others=[(beside, kind)])) == [meant]


def test_the_kind_decides_an_everyday_word(linker: Linker) -> None:
    assert ids(links(linker, ["cold"])) == ["D11"]
    assert ids(links(linker, ["cold"], "PhysicalEntity")) == ["A1"]
    assert ids(links(linker, ["lead"], "ChemicalEntity")) == ["C3"]
    assert ids(links(linker, ["cat"])) == [""], "no disease is called so"


def test_a_drug_in_the_document_makes_it_drug_induced(linker: Linker) -> None:
    assert ids(links(linker, ["levodopa-induced dyskinesia"])) == ["D6"]
    assert ids(links(linker, ["dyskinesias"])) == ["D5"], "nothing here causes it"


def test_a_coordination_names_each_of_its_parts(linker: Linker) -> None:
    (failures,) = links(linker, ["renal and hepatic failure"])
    assert failures is not None and failures.method == "coordination"
    assert (failures.concept_id, failures.also) == ("MESH:D3", ("MESH:D4",))
    (cancers,) = links(linker, ["cancer of the breast or colon"])
    assert cancers is not None and {cancers.concept_id, *cancers.also} == {"MESH:D12", "MESH:D13"}


def test_initials_stand_for_what_the_document_names(linker: Linker) -> None:
    first, second = links(linker, ["aortic valve stenosis", "AVS"])
    assert first is not None and second is not None
    assert (second.concept_id, second.method) == ("MESH:D7", "initials") and second.score < first.score


def test_what_nothing_is_like_stays_unlinked(linker: Linker) -> None:
    assert ids(links(linker, ["tinnitus", "progeria syndrome", "", "-"])) == ["", "", "", ""]


def test_never_to_a_narrower_type_that_the_text_does_not_name(linker: Linker) -> None:
    assert ids(links(linker, ["diabetes", "type 1 diabetes mellitus"]))[0] == "D16"
    (link,) = links(linker, ["type 1 diabetes mellitus"])
    assert link is None or link.concept_id == "MESH:D16"


def test_the_concept_of_the_recogniser_is_kept_where_nothing_says_better(linker: Linker) -> None:
    text = "tinnitus; renal failure"
    own = [UnlinkedMention(0, 8, "Disease", "MESH:D2"), UnlinkedMention(10, 23, "Disease", "MESH:D2")]
    assert linker.link(text, own) == [Link("MESH:D2", 1.0, "known"), Link("MESH:D3", 1.0, "name")]
    assert linker.link(text, [UnlinkedMention(0, 8, "Disease", "OTHER:1")]) == [None], "not of this lexicon"


def test_the_same_document_gives_the_same_links_in_any_order(linker: Linker) -> None:
    words = ["renal failure", "kidney insufficiency", "MS", "optic neuritis"]
    forwards, backwards = links(linker, words), links(linker, words[::-1])
    assert forwards == backwards[::-1]


def test_a_higher_threshold_links_less(linker: Linker) -> None:
    lexicon = Lexicon.build([Concept("MESH:D1", "Pain", category="Disease")])
    words = ["chronic widespread pain"]
    (low,) = links(Linker(lexicon, threshold=0.0), words)
    assert low is not None and links(Linker(lexicon, threshold=low.score + 0.001), words) == [None]


def test_an_empty_lexicon_links_nothing() -> None:
    assert links(Linker(Lexicon.build([])), ["pain", "MS", "renal and hepatic failure"]) == [None] * 3


FRAGMENTS = Lexicon.build(
    [
        Concept("MESH:D1", "Weight Loss", category="Disease"),
        Concept("MESH:D2", "Tooth Loss", category="Disease"),
        Concept("MESH:D3", "Hand Deformities", category="Disease"),
        Concept("MESH:D4", "Alveolar Bone Loss", category="Disease"),
        Concept("MESH:D5", "Cardiotoxicity", category="Disease"),
        Concept("MESH:D6", "Bone Diseases", category="Disease"),
        Concept("MESH:D7", "Hemorrhage, Postoperative", ("postoperative blood loss",), category="Disease"),
        Concept(
            "MESH:D8", "Sleep Initiation, Fatal Familial", ("fatal familial insomnia",), category="Disease"
        ),
        Concept("MESH:D9", "Advanced eruption of teeth", category="Disease"),
        Concept("MESH:D10", "Treatment Failure", category="Procedure"),
        Concept("MESH:D11", "Brain Neoplasms", category="Disease"),
        Concept("MESH:D12", "Heart Failure", category="Disease"),
        Concept("HGNC:1", "TBXT", ("T",), category="Gene"),
    ]
)


@pytest.mark.parametrize(
    "written",
    "loss; blood loss; bone loss; hair loss; toxicity; AD of the hands; failure; insomnia; advanced Parkinson's; "
    "advanced; all; T; teeth; water loss; loss of appetite; bone marrow toxicity".split("; "),
)
def test_a_part_of_a_name_is_not_the_name(written: str) -> None:
    assert ids(links(Linker(FRAGMENTS), [written])) == [""]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("loss of weight", "D1"),
        ("severe weight loss", "D1"),
        ("primary brain tumour", "D11"),
        ("congestive heart failure", "D12"),
        ("brain cancer", "D11"),
        ("deformity of the hand", "D3"),
    ],
)
def test_a_mention_that_says_more_than_the_name_is_a_case_of_it(written: str, meant: str) -> None:
    assert ids(links(Linker(FRAGMENTS), [written])) == [meant]


def test_drug_induced_is_what_the_document_says_a_drug_induced(linker: Linker) -> None:
    text = "Dyskinesias rose. The levodopa-induced dyskinesias did not."
    marked = [(text.index("Dysk"), 11), (text.index("levodopa"), 8), (text.index("dyskinesias d"), 11)]
    kinds = ["Disease", "ChemicalEntity", "Disease"]
    mentions = [UnlinkedMention(at, at + n, kind) for (at, n), kind in zip(marked, kinds, strict=True)]
    assert ids(linker.link(text, mentions)) == ["D6", "C2", "D6"]
    assert ids(links(linker, ["dyskinesias"], others=[("levodopa", "ChemicalEntity")])) == ["D5"]


def test_a_name_of_a_later_vocabulary_is_the_first_ones_that_says_the_same() -> None:
    concepts = [
        Concept("MESH:D1", "Breast Neoplasms", category="Disease"),
        Concept("MESH:D2", "Mammary Neoplasms", ("animal mammary neoplasms",), category="Disease"),
        Concept("MESH:D3", "Neoplasms", category="Disease"),
        Concept("MESH:D4", "Neoplastic Processes", category="Disease"),
        Concept("MESH:D5", "Kidney Failure", category="Disease"),
        Concept("MONDO:1", "breast cancer", category="Disease"),
        Concept("MONDO:2", "cancer", category="Disease"),
        Concept("MONDO:3", "breast carcinoma", category="Disease"),
        Concept("MONDO:4", "chronic renal failure", category="Disease"),
    ]
    linker = Linker(Lexicon.build(concepts, ["mesh", "mondo"]))
    assert ids(links(linker, ["breast cancer", "cancer"])) == ["D1", "D3"]
    assert ids(links(linker, ["breast carcinoma", "chronic renal failure"])) == ["MONDO:3", "MONDO:4"]


def test_a_letter_of_a_list_is_no_element() -> None:
    named = {
        "C": "Carbon",
        "V": "Vitamin C",
        "E": "Vitamin E",
        "P": "Protein C",
        "S": "Protein S",
        "U": "Sulfur",
    }
    concepts = [Concept(f"MESH:{i}", name, category="ChemicalEntity") for i, name in named.items()]
    linker = Linker(Lexicon.build(concepts))

    def meant(text: str, letter: str) -> list[str]:
        place = text.rindex(letter)
        return ids(linker.link(text, [UnlinkedMention(place, place + len(letter), "ChemicalEntity")]))

    assert meant("Vitamins E and C were given.", "C") == ["V"]
    assert meant("vitamins C or E", "E") == ["E"]
    assert meant("proteins C and S", "S") == ["S"]
    assert meant("vitamins E and S", "S") == [""], "no vitamin here is called so, and sulphur is none"
    assert meant("Organic N and C were measured.", "C") == ["C"]


def test_hyphens_change_no_spelling() -> None:
    linker = Linker(
        Lexicon.build(
            [
                Concept("MESH:D1", "Venous Thromboembolism", category="Disease"),
                Concept("MESH:D2", "Embolism", category="Disease"),
            ]
        )
    )
    assert ids(links(linker, ["venous thrombo-embolism", "venous thromboembolism"])) == ["D1", "D1"]


def test_everyday_names_of_the_first_vocabulary_come_before_a_later_ones() -> None:
    concepts = [
        Concept("MESH:D1", "Heart Failure", category="Disease"),
        Concept("MESH:D2", "Hepatitis C", category="Disease"),
        Concept("MESH:D3", "Brain Diseases", category="Disease"),
        Concept("MONDO:1", "congestive heart failure", category="Disease"),
        Concept("MONDO:2", "hepatitis C virus infection", category="Disease"),
        Concept("HP:1", "Encephalopathy", category="PhenotypicFeature"),
    ]
    linker = Linker(Lexicon.build(concepts, ["mesh", "mondo", "hp"]))
    written = ["congestive heart failure", "hepatitis C virus infection", "encephalopathy"]
    assert ids(links(linker, written)) == ["D1", "D2", "D3"]
    alone = Linker(Lexicon.build(concepts[3:]))
    assert ids(links(alone, written)) == ["MONDO:1", "MONDO:2", "HP:1"]


def test_a_head_that_is_called_otherwise_in_full_is_more_than_a_shared_word(linker: Linker) -> None:
    assert ids(links(linker, ["honeymoon diabetes", "sugar diabetes"])) == ["D16", "D16"]


def test_a_treatment_is_no_disorder(linker: Linker) -> None:
    assert ids(links(linker, ["hand therapy", "hand injury"])) == ["", "D19"]
