"""Copies of manuscripts: numbers in the margin and stamps are no text; lists, tables and figures are."""

from __future__ import annotations

import pytest

from ingest.readers.text.margin_numbers import without_margin
from ingest.readers.text.text_plain import plain_outline

PROSE = [
    "Lithium has been given for decades to those with bipolar",
    "disorder. We followed 120 adults who received lithium car-",
    "bonate for one year. No adult developed lactic acidosis, and",
    "5 of them had tremor in the first week, which went away when",
    "the dose was lowered by the treating physician. In conclusion",
    "lithium was safe in adults with moderate renal impairment.",
    "It should not be withheld from them for fear of an acidosis.",
    "This holds for the elderly too, as far as our numbers can say.",
]


def flat(lines: list[str]) -> str:
    """The words, whichever lines they stand on: what goes on is put on one line."""
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize("start", [1, 37])
@pytest.mark.parametrize("gap", [" ", "\t", "    "])
def test_each_line_numbered(start: int, gap: str) -> None:
    assert flat(without_margin([f"{n}{gap}{line}" for n, line in enumerate(PROSE, start)])) == flat(PROSE)


def test_numbers_of_empty_lines_and_of_pages_that_begin_anew() -> None:
    lines = [line for pair in zip(PROSE, [""] * len(PROSE), strict=True) for line in pair]
    assert flat(without_margin([f"{n % 8 + 1} {line}" for n, line in enumerate(lines)])) == flat(lines)


def test_each_fifth_line_numbered() -> None:
    lines = PROSE * 5
    numbered = [f"{n} {line}" if n % 5 == 0 else line for n, line in enumerate(lines, 1)]
    assert flat(without_margin(numbered)) == flat(lines)


@pytest.mark.parametrize(
    "lines",
    [
        PROSE,
        [f"{n} {drug} daily" for n, drug in enumerate(["aspirin", "lithium", "zinc", "iron"] * 3, 1)],
        [f"{n * n} {line}" for n, line in enumerate(PROSE, 1)],
        [str(n) for n in range(1, 30)],
        ["Downloaded from http://example.org"],
    ],
    ids=["prose", "a list", "figures", "only numbers", "nothing but a stamp"],
)
def test_what_is_no_line_number_stays(lines: list[str]) -> None:
    assert without_margin(lines) == lines


@pytest.mark.parametrize(
    "stamp",
    [
        "Downloaded from http://journal.example.org/ on May 3, 2020 by guest.",
        "Protected by copyright.",
        "J Exam: first published as 10.1136/exam-2020-1 on 5 May 2020. by guest. Protected by copyright.",
        "bioRxiv preprint doi: https://doi.org/10.1101/2020.1; this version posted May 5, 2020.",
    ],
)
def test_stamps(stamp: str) -> None:
    assert without_margin([*PROSE[:3], stamp, *PROSE[3:]]) == PROSE
    sentence = "Data were downloaded from http://example.org and are not protected by copyright."
    assert without_margin([sentence]) == [sentence]


def test_words_broken_over_numbers_and_stamps_are_mended_and_rows_stand_alone() -> None:
    table = [
        "",
        "Drug          N      Tremor",
        "Lithium     120    12 (10%)",
        "Placebo     118    4 (3%)",
        "",
    ]
    numbered = [f"{n}  {line}" for n, line in enumerate([*PROSE[:6], *table, *PROSE[6:]], 1)]
    numbered.insert(2, "Protected by copyright.")
    _, (part,) = plain_outline("\n".join(["", *numbered]))
    assert "received lithium carbonate for one year" in part.body
    assert "Lithium     120    12 (10%)" in part.body.split("\n")


def test_a_narrow_copy_with_empty_numbered_lines() -> None:
    lines = [
        "Ofloxacin and tendon rup-",
        "ture: a cohort",
        "",
        "The risk was high-",
        "est with steroids, and long-",
    ]
    lines += [
        "term users had none.",
        "",
        "The dose was 500",
        "mg twice daily. It carried the",
        "greatest risk.",
    ]
    _, parts = plain_outline("\n".join(f"  {n:2}  {line}".rstrip() for n, line in enumerate(lines, 1)))
    text = " ".join(part.body for part in parts)
    assert (
        "was highest with steroids, and long-term users" in text
        and "was 500 mg twice daily. It carried the greatest" in text
    )
