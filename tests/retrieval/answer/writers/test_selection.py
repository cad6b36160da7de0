"""A list is collected over documents until nothing new comes; each item is told with its citations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.service import MedGraph

DRUGS = ["allopurinol", "febuxostat", "probenecid", "benzbromarone", "lesinurad", "pegloticase", "colchicine"]
TEXTS = [f"{drug.capitalize()} is one of the drugs that lower uric acid in gout." for drug in DRUGS] + [
    "Again, allopurinol is one of the drugs that lower the uric acid in gout.",
    "Uric acid in gout is lowered by drugs such as allopurinol and febuxostat.",
    "Paracetamol is not one of the drugs that lower uric acid in gout.",
]


@pytest.fixture(scope="module")
def drugs(
    open_home: Callable[[Path], MedGraph], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MedGraph]:
    home = tmp_path_factory.mktemp("lists")
    rows = [json.dumps({"_id": f"d{n}", "title": "", "text": text}) for n, text in enumerate(TEXTS)]
    (home / "notes.jsonl").write_text("\n".join(rows))
    names = [f"X:{n}\t{name}\tChemicalEntity" for n, name in enumerate([*DRUGS, "paracetamol", "uric acid"])]
    (home / "names.tsv").write_text("id\tname\tcategory\nX:99\tgout\tDisease\n" + "\n".join(names) + "\n")
    opened = open_home(home / "home")
    opened.add_vocabulary(home / "names.tsv", vocabulary_id="x")
    opened.ingest([home / "notes.jsonl"])
    yield opened
    opened.close()


def test_every_item_is_said_and_none_twice(drugs: MedGraph) -> None:
    answer = drugs.ask("Which drugs lower uric acid in gout?")
    said = answer.text.lower()
    assert [drug for drug in DRUGS if drug not in said] == []
    assert len(answer.claims) <= len(DRUGS)
    assert all(said.count(drug) == 1 for drug in DRUGS)


def test_items_are_told_with_the_citations_that_name_them(drugs: MedGraph) -> None:
    answer = drugs.ask("Which drugs lower uric acid in gout?")
    assert {item.name.lower() for item in answer.items} == set(DRUGS)
    quotes = {c.id: c.quote for c in answer.citations}
    for item in answer.items:
        assert item.citations and all(item.name in quotes[n] for n in item.citations)


def test_what_is_denied_is_no_item(drugs: MedGraph) -> None:
    assert "paracetamol" not in {
        i.name.lower() for i in drugs.ask("Which drugs lower uric acid in gout?").items
    }


def test_no_items_where_one_thing_is_asked_for(drugs: MedGraph) -> None:
    answer = drugs.ask("Does allopurinol lower uric acid in gout?")
    assert answer.claims and answer.items == () and len(answer.claims) <= 5


@pytest.mark.parametrize(
    ("question", "items", "others"),
    [
        ("What are the side effects of statins?", {"type 2 diabetes", "muscle disease"}, {"stroke"}),
        ("Which drugs cause hyperkalemia?", {"Spironolactone"}, {"canagliflozin"}),
    ],
)
def test_what_is_denied_or_made_rarer_is_no_item_of_a_list_of_harms(
    demo: MedGraph, question: str, items: set[str], others: set[str]
) -> None:
    named = {item.name for item in demo.ask(question).items}
    assert items <= named and not others & named


def test_what_a_claim_quotes_is_not_said_again_as_its_denial(demo: MedGraph) -> None:
    answer = demo.ask("Which drugs interact with warfarin?")
    quotes = [(c.document_id, c.start, c.end) for c in answer.citations]
    assert not [
        (one, other)
        for one in quotes
        for other in quotes
        if one != other and one[0] == other[0] and other[1] <= one[1] and one[2] <= other[2]
    ]


def test_a_list_goes_on_without_methods(demo: MedGraph) -> None:
    said = demo.ask("Which drugs interact with warfarin?").text
    assert "we compared rates" not in said and "Trimethoprim-sulfamethoxazole" in said
