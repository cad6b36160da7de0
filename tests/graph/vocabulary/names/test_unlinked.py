"""The ids of entities without a concept."""

from __future__ import annotations

from graph.vocabulary.names.unlinked import RECOGNISED_CATEGORIES, unlinked_id, unlinked_ids
from ingest.recognize import LABELS
from ingest.recognize.trained import CATEGORY_OF_TYPE as TRAINED


def test_one_name_in_its_spellings_is_one_entity() -> None:
    assert unlinked_id("Disease", "Brittle bones") == unlinked_id("Disease", "brittle bone")
    assert unlinked_id("Disease", "ischaemic tumours") == unlinked_id("Disease", "ischemic tumor")


def test_other_names_and_categories_are_others() -> None:
    assert unlinked_id("Disease", "hypertension") != unlinked_id("Disease", "hypotension")
    assert unlinked_id("Gene", "cold") != unlinked_id("Disease", "cold")


def test_a_name_of_signs_alone_still_has_an_id() -> None:
    assert unlinked_id("NamedThing", "+") == "text:NamedThing:+"


def test_whatever_a_recogniser_finds_can_be_looked_up_by_its_name() -> None:
    assert {*LABELS.values(), *TRAINED.values()} <= set(RECOGNISED_CATEGORIES)
    assert unlinked_id("Cell", "T cells") in unlinked_ids("t cell")
