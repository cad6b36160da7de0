"""Which lines of a text were broken to a width, and which end on purpose."""

from __future__ import annotations

from ingest.readers.compose.paragraphs import join_lines, width_of

PROSE = [
    "The patient was seen in the clinic with her husband, who had noticed that",
    "she was less steady on her feet than she had been before the change of",
    "Levodopa in the spring, and that the evenings were the worst of the day.",
]


def test_prose_that_was_broken_to_a_width_is_one_paragraph() -> None:
    assert join_lines(PROSE) == " ".join(PROSE)


def test_items_of_a_list_stay_apart_where_the_text_is_wider() -> None:
    items = [
        "gold injections from 2011 to 2013, of no use",
        "azathioprine 2014, stopped for a pancreatitis",
        "none",
    ]
    assert join_lines(items, width=width_of(PROSE)) == "\n".join(items)


def test_items_that_all_begin_with_a_capital_stay_apart() -> None:
    items = [
        "Influenza vaccine, 28 September 2021, left arm",
        "Pneumococcal vaccine, November 2014, right arm",
        "Shingles vaccine was declined in October 2020",
    ]
    assert join_lines(items) == "\n".join(items)


def test_a_line_that_ends_in_a_small_word_goes_on() -> None:
    lines = ["She said that she would rather come again to the", "Clinic of Dr Hart", "None of it was new"]
    assert join_lines(lines).startswith("She said that she would rather come again to the Clinic")
