"""Broken words made whole; hyphens that belong to a word, or stand for one, kept."""

from __future__ import annotations

import pytest

from ingest.readers.compose.hyphens import mend_line_ends, mend_spaced_hyphens


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the treat-\nment of pain", "the treatment\nof pain"),
        ("for long-\nterm use", "for long-term\nuse"),
        ("a placebo-\ncontrolled trial", "a placebo-controlled\ntrial"),
        ("beta-blockers, or beta-\nblockers", "beta-blockers, or beta-blockers"),
        ("it was re\xac\nceived and re\xadceived", "it was received\nand received"),
        ("pre- and post-\noperative care", "pre- and postoperative\ncare"),
        ("COVID-\n19 and Plan:\n- rest\n- fluids", "COVID-\n19 and Plan:\n- rest\n- fluids"),
    ],
)
def test_at_line_ends(broken: str, whole: str) -> None:
    assert mend_line_ends(broken).strip() == whole


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Treat- ment was given. The treatment helped.", "Treatment was given. The treatment helped."),
        ("Beta- blockers are beta-blockers.", "Beta-blockers are beta-blockers."),
        (
            "Pre- and postoperative care; low- to high-dose.",
            "Pre- and postoperative care; low- to high-dose.",
        ),
        ("Anti- inflammatory drugs.", "Anti- inflammatory drugs."),
    ],
)
def test_in_running_text_only_where_the_word_is_known(broken: str, whole: str) -> None:
    assert mend_spaced_hyphens(broken) == whole
