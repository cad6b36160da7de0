from __future__ import annotations

import gzip
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Span
from graph.sentences import MAX_CHARS, split_sentences
from tests.paths import SHARED_DATA as DATA

# "|" marks where a sentence must end; everything else must stay together.
MARKED = [
    "We gave 5 mg. |The dose was small.",
    "Drugs (e.g. aspirin) helped.| Others, i.e. Statins, did not.",
    "Smith et al. (1999) saw it.| Jones et al. 2001 did not.| This was shown by Smith et al. |The cause is unknown.",
    "Drug A vs. Placebo was tested.",
    "See Fig. 2 and Figs. S1 and S2.| Dr. House agreed with Prof. Grey.",
    "It grew approx. 5 cm (Ref. 12, No. 5, Eq. 3).| St. John's wort was used.",
    "We measured protein kinase A. |Infection rose.| It binds calpain I. |Inhibition was complete.",
    "It was shown by A. Smith and Prof. K. Manning.| Strain A. Baumannii grew, as did S. Typhimurium within D. Melo.",
    "They took coenzyme A. |Deficiency causes coma.| The subunit C. |Mutations in it were found.",
    "p53 was mutated.| \u03b1-Synuclein was not.| (All were adults.) |\u03b2-Blockers were stopped.",
    "It was safe (P < 0.05).| \u03b3\u03b4 T cells rose.| Was it? |\u00b5-Opioid receptors bind it.",
    "Treated by Watson et al. \u03b2-blockers and i.v. \u03b1-agonists were given.",
    "E. coli and S. aureus grew; C. elegans did not.| K. pneumoniae did.",
    "Salmonella enterica S. Typhimurium infects mice.",
    "In the U.S. Food and Drug Administration files it is listed.| It is sold in the U.S. |The price is high.",
    "Take 5 mg p.o. b.i.d. for a week, then i.v. twice.| Stop then.",
    "Rats were dosed i.v. |Controls got saline.",
    "The paper by J. A. Smith and B. Jones is old.",
    "We saw 0.5 and P<.05 and P = .03 and P = . 04 here.| Good.",
    "He waited ... and slept.| She asked why?| Nobody knew!| Then it ended.",
    "Aims were: 1. To count.| 2. To measure.",
    "1. Vesicles were prepared.| 2. Respiration was measured.",
    'It was "significant."| The rest (not shown.)| We stopped [at last.]| Done.',
    "The value (see Fig. 1. It shows the rise.) was high.| Next.",
    "Cells died after 24 h.| mTOR was active in five.",
    "It binds DNA.| p53 is a tumour suppressor.| mRNA was measured.| c-fos rose.",
    "Cells died.| 12 patients recovered.| (B) Survival is shown.| [3H]Thymidine was added.",
    "BACKGROUND: It is common.| RESULTS: It fell.| METHODS. We asked 12 people.",
    "Insulin lowers it in this disease.|Key Points are given.| It ended (at last).|The rest follows.",
    "Bcl.X is a protein.| Mail john.smith@example.Com now or see www.example.Org please.",
    "See https://doi.org/10.1000/abc.Def for more and p.Asp50Asn in the gene.",
    "Key points are these.| - Leukemia may spread.| - Tests help. |- Prognosis varies.",
    "She has hepatitis C. |Interferon was given.| Vitamin D. |Calcium too.",
    "It fell as shown.12,13 |The rest rose.[4] |That is all.",
    "The LOD score was 2. 56 at that locus.| It happened in 12. |14 patients died.",
    "A long word ends pretreatment. |there was no effect.",
    "Poly G and poly U. |Kinases A and B. |Smith and C. Doe.",
    "Published in J. Biol. Chem. 265 and Proc. Natl. Acad. Sci. USA.| Read it.",
    "One line\n|Another line without an end\n\n|  Third.",
    "The (1 bracket is never closed. |So it must not hold back the next one.| Nor this.",
    "Salmonella spp. |The genus is large.",
    "Group 1 got it at 10 a.m. and group 2 at 4 p.m. |All ate.",
]


@pytest.mark.parametrize("marked", MARKED)
def test_splits_where_a_reader_would(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    text = marked.replace("|", "")
    assert [s.of(text) for s in split_sentences(text, 0, len(text))] == expected


def test_offsets_are_of_the_document_and_stay_in_the_range() -> None:
    text = "Title here. More.\n\nFirst one. Second one. Third"
    start = text.index("First")
    assert split_sentences(text, start, start + 22) == (Span(start, start + 10), Span(start + 11, start + 22))
    assert split_sentences(text, 5, 5) == ()
    assert split_sentences("  \n ", 0, 4) == ()


def test_a_run_without_an_end_is_cut_at_a_semicolon_then_at_a_space() -> None:
    text = "word " * 120 + "stop; " + "word " * 300
    spans = split_sentences(text, 0, len(text))
    assert spans[0].of(text).endswith("stop;")
    assert all(not text[s.end - 1].isspace() and text[s.end : s.end + 1] in ("", " ") for s in spans)
    assert max(s.end - s.start for s in spans) <= MAX_CHARS
    assert len(split_sentences("x" * 2500, 0, 2500)) == 3


SCRAPS = st.lists(
    st.sampled_from(
        [
            "The cat",
            ". ",
            ".",
            "? ",
            "\n",
            " - ",
            "(",
            ")",
            "[",
            "e.g.",
            "E. coli",
            "p53",
            "0.5",
            "al. ",
            "\u2028",
        ]
    )
    | st.text(max_size=6),
    max_size=60,
).map("".join)


@given(SCRAPS, st.integers(0, 20), st.integers(0, 20))
def test_spans_are_trimmed_disjoint_ordered_and_cover_everything(text: str, front: int, back: int) -> None:
    start, end = min(front, len(text)), max(min(front, len(text)), len(text) - back)
    covered = [False] * len(text)
    last = start
    for span in split_sentences(text, start, end):
        assert last <= span.start < span.end <= end
        assert span.of(text) == span.of(text).strip()
        assert "\n" not in span.of(text)
        assert span.end - span.start <= MAX_CHARS
        covered[span.start : span.end] = [True] * (span.end - span.start)
        last = span.end
    assert all(covered[i] or text[i].isspace() for i in range(start, end))


def test_is_fast_enough_for_pubmed() -> None:
    path = DATA / "corpus" / "abstracts.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no corpus at {path}")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["abstract"] for line in lines]
    begin = time.process_time()
    total = sum(len(split_sentences(text, 0, len(text))) for text in texts)
    rate = len(texts) / (time.process_time() - begin)
    assert 7 < total / len(texts) < 10
    assert rate > 1500, f"{rate:.0f} abstracts/s"  # 4,000 and more on an idle core; half that is a regression
