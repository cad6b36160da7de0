"""How many a study is about: patients, animals, or of a synthesis studies.

A count is a number before a unit ("1,204 women", "forty-two consecutive patients with asthma", "n = 70"). Of several
the one is taken of which the text says that it is the whole: a total, those who were enrolled or randomised, those of
which parts are told ("of 50 patients"). Two groups that a sentence names together without their sum stay two:
"37 + 40".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph import SectionKind
from retrieval.table.cell import Cell
from retrieval.table.design_words import CASE_REPORT, SYNTHESES
from retrieval.table.numbers import COUNT, count_of
from retrieval.table.species import Species
from retrieval.table.study import Study, StudySentence
from retrieval.table.units import BETWEEN, COUNTS, EQUALS
from retrieval.table.whole import (
    LEAST,
    SECOND,
    Count,
    has_whole_before,
    is_of_before,
    names_controls,
    placed,
    sure_of,
    weigh,
    weigh_studies,
)

_CONTROLS = re.compile(rf"^[^.;]{{0,160}}?\b(?P<n>{COUNT}) {BETWEEN}(?P<unit>controls)\b", re.IGNORECASE)
_CONTROL_GROUP = re.compile(
    r"[^.;,]{0,80}?(?:\b(?:as|serving as|served as) (?:a |the |\w+ )?controls?\b|\bhealthy controls\b)",
    re.IGNORECASE,
)
_SEXES = frozenset("men women males females boys girls".split())
_GROUP = re.compile(r"\((?:[^()=]{0,40}[, ;])?[nN] ?= ?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,7})(?=[);,])")
_FORMED = re.compile(
    r"\b(?:randomi[sz]ed|randomly|assigned|allocated|divided|received?|receiving|groups|treated|compared|versus|"
    r"vs)\b",
    re.IGNORECASE,
)


_RATE_BEFORE = re.compile(
    r"\b(?:per|every|each|least|than|one in|minimum of|up to|phase|grade|type|stage) $", re.IGNORECASE
)
_ITSELF = re.compile(r"\b(?:this study|we|our|present study|this trial|aim)\b", re.IGNORECASE)
_ALL_BEFORE = re.compile(r"\b(?:total|altogether|all)\b[^,;]{0,20}$", re.IGNORECASE)
_JOINED_SURE, _SECOND_SURE = 0.75, 0.85  # set by hand


def size_cell(study: Study, design: str, species: Species) -> Cell | None:
    """The number of those studied, with its unit; of a synthesis that of its studies. None where none is told."""
    if design == CASE_REPORT:
        return None
    kinds = ("animals" if species is Species.ANIMAL else "people", "things")
    if design in SYNTHESES:
        kinds = ("studies", "people")
    for kind in kinds:  # eyes and operations are counted where no patients are
        counts = [c for s in _telling(study) for c in _counts(s, kind)]
        best = max(counts, key=lambda c: (c.weight, c.n, -c.sentence.place), default=None)
        if best is not None and best.weight >= LEAST:
            both = _with_second(best)
            if (
                both is None
                and "case-control" in design
                and best.sentence.text[: best.unit_end].endswith("cases")
            ):
                continue  # the controls are as many as nobody says
            both = both or _with_controls(study, best, counts)
            return both or best.sentence.cell(best.start, best.unit_end, str(best.n), sure_of(best.weight))
    return _of_groups(study) if design not in SYNTHESES else None


def _telling(study: Study) -> Iterator[StudySentence]:
    """The sentences that may tell it: those of the paper's own, and its title and aim."""
    for sentence in study.sentences:
        aim = sentence.kind is SectionKind.INTRODUCTION or not sentence.is_own
        if sentence.kind is SectionKind.TITLE or not aim or _tells_of_itself(sentence.text):
            yield sentence


def _tells_of_itself(text: str) -> bool:
    return _ITSELF.search(text) is not None


def _counts(sentence: StudySentence, kind: str) -> Iterator[Count]:
    for match in COUNTS[kind].finditer(sentence.text):
        if kind == "studies":
            yield weigh_studies(sentence, match)
        elif not _RATE_BEFORE.search(sentence.text, max(0, match.start() - 30), match.start()):
            yield weigh(sentence, match)
    for match in EQUALS.finditer(sentence.text) if kind in ("people", "animals") else ():
        if match["n"] and len(_GROUP.findall(sentence.text)) > 1:
            continue  # the sizes of groups, which are told together
        group = "n" if match["n"] else "n2"
        n = count_of(match[group])
        weight = 2.0 if group == "n2" else 1.0
        yield Count(
            sentence, match.start(group), match.end(group), n, placed(weight, sentence, n), match.end(group)
        )


def _of_groups(study: Study) -> Cell | None:
    """The sizes of the groups that a sentence says were formed, where their sum is told nowhere."""
    for sentence in study.own:
        found = list(_GROUP.finditer(sentence.text))
        if len(found) > 1 and _FORMED.search(sentence.text):
            counts = [count_of(match["n"]) for match in found]
            is_sum = len(counts) > 2 and counts[0] == sum(counts[1:])
            found, counts = (found[:1], counts[:1]) if is_sum else (found, counts)
            value = " + ".join(map(str, counts))
            return sentence.cell(found[0].start("n"), found[-1].end("n"), value, _JOINED_SURE)
    return None


def _with_controls(study: Study, best: Count, counts: Sequence[Count]) -> Cell | None:
    """The count with that of controls, whom the next sentence or two tell of."""
    if has_whole_before(best) or names_controls(best.sentence.text):
        return None
    for count in counts:
        near = 0 < count.sentence.place - best.sentence.place <= 2
        if near and _CONTROL_GROUP.match(count.sentence.text[count.start :]):
            start, end = best.sentence.span.start + best.start, count.sentence.span.start + count.unit_end
            return Cell(f"{best.n} + {count.n}", study.document.text[start:end], start, end, _JOINED_SURE)
    return None


def _with_second(count: Count) -> Cell | None:
    """The count with that of the group it is compared with, where the sentence gives no sum."""
    text = count.sentence.text
    is_case = text[: count.unit_end].endswith("cases")
    match = SECOND.match(text[count.unit_end :])
    if match is None and is_case:
        match = _CONTROLS.match(text[count.unit_end :])
    if match is None or (not is_case and is_of_before(count)):
        return None
    counted, second = text[: count.unit_end].rsplit(None, 1)[-1].casefold(), (match["unit"] or "").casefold()
    is_whole = _ALL_BEFORE.search(text, 0, count.start) is not None
    if (second in _SEXES) != (counted in _SEXES) or (is_whole and second not in _SEXES | {"controls"}):
        return None  # "36 patients and 21 women", "a total of 50 patients and 20 nurses": parts, or others
    value = f"{count.n} + {count_of(match['n'])}"
    return count.sentence.cell(
        count.start, count.unit_end + match.end(), value, min(_SECOND_SURE, sure_of(count.weight))
    )
