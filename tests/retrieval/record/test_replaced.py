"""What gave way to what, by each wording; the same as one expression for each would find, which takes too long."""

from __future__ import annotations

import random
import re
import time

import pytest

from retrieval.record.replaced import replacements

_CHANGED = r"(?:switch|chang|convert|transition|replac|substitut|swap|exchang|rotat)\w*"
# The wordings said in one expression each: what `replacements` is to find, in more than linear time.
REFERENCE = tuple(
    re.compile(expression, re.IGNORECASE)
    for expression in (
        rf"\bon (?P<old>[^,;]+?)\b[^;]{{0,40}}?\b{_CHANGED}\s+(?:over )?to\s+(?P<new>[^;]+)",
        rf"\b{_CHANGED}\b(?:\s+\w+){{0,3}}?\s+from\s+(?P<old>[^;]+?)\s+(?:on)?to\s+(?P<new>[^;]+)",
        r"(?P<old>[^,;()]+?)\s+(?:(?:has|have|had|was|were|is|are|been)\s+)*"
        rf"{_CHANGED}\s+(?:by|with|to|for|over to)\s+(?P<new>[^;]+)",
        rf"\b{_CHANGED}\s+(?P<old>[^,;]+?)\s+(?:to|with|by|for)\s+(?P<new>[^;]+)",
        rf"(?P<new>[^,;()]+?)\s+(?:{_CHANGED}|in place of|instead of)\s+"
        r"(?!(?:to|by|with|for|from|over|on)\b)(?P<old>[^,;()]+)",
    )
)
# "Has been changed to" with nothing before it names nothing that was given up.
_NOTHING_BEFORE = re.compile(
    rf"(?:^|[,;()])\s*(?:(?:has|was|been)\s+)+{_CHANGED}\s+(?:by|with|to|for|over to)", re.IGNORECASE
)
WORDS = (
    "aspirin warfarin on on to from switched Changed replaced by with for over was has been instead of in place , , ;"
    " ( ) onto the swapped breathless therefore 5 mg"
).split()


def found(text: str) -> set[tuple[str, str]]:
    return {(text[slice(*each.old)].strip(), text[slice(*each.new)].strip()) for each in replacements(text)}


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Breathless on ramipril, therefore swapped to losartan.", "ramipril", "losartan."),
        ("Switched in May from ramipril to losartan", "ramipril", "losartan"),
        ("BP high; ramipril has been replaced by losartan", "ramipril", "losartan"),
        ("changed ramipril for losartan 50 mg", "ramipril", "losartan 50 mg"),
        ("zinc (losartan instead of ramipril)", "ramipril", "losartan"),
        ("losartan replaced ramipril, zinc goes on", "ramipril", "losartan"),
    ],
)
def test_each_wording(text: str, old: str, new: str) -> None:
    assert (old, new) in found(text)


@pytest.mark.parametrize(
    "text", ["Ramipril; changed to losartan", "losartan, replaced", "on ramipril and losartan", ""]
)
def test_what_says_of_nothing_that_it_gave_way(text: str) -> None:
    assert not found(text)


def test_the_same_as_by_one_expression() -> None:
    rng = random.Random(16)
    compared = 0
    for _ in range(4000):
        text = re.sub(r" ([,;)])|(?<=\() ", r"\1", " ".join(rng.choices(WORDS, k=rng.randint(2, 25))))
        if _NOTHING_BEFORE.search(text):
            continue
        matches = [match for pattern in REFERENCE for match in pattern.finditer(text)]
        expected = {(match["old"].strip(), match["new"].strip()) for match in matches}
        whole = {pair for pair in found(text) if all(pair)}
        assert whole == {pair for pair in expected if all(pair)}, text
        compared += len(whole)
    assert compared > 2000


@pytest.mark.parametrize(
    "pump",
    [
        "on a ",
        "on ",
        "changed from ",
        "changed ",
        "was ",
        " ",
        "a, changed to ",
        "a changed to; ",
        "changed to ",
    ],
)
def test_a_long_line_takes_a_moment(pump: str) -> None:
    begin = time.thread_time()
    list(replacements(pump * (200_000 // len(pump))))
    assert time.thread_time() - begin < 2  # the expressions above took minutes
