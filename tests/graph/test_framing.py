"""What sentences say without stating it. In each, `[...]` is what the frame of the kind covers at least."""

from __future__ import annotations

import re
import time

import pytest

from graph import Frame, Framing, frames

BELIEF, AIM, HYPOTHESIS = Framing.BELIEF, Framing.AIM, Framing.HYPOTHESIS
UNKNOWN, QUESTION = Framing.UNKNOWN, Framing.QUESTION

FRAMED = [
    (BELIEF, "It was long believed that [mercury cures syphilis]."),
    (BELIEF, "[Mercury was thought to cure syphilis] until penicillin came."),
    (BELIEF, "Advocates argue that [cannabis prevents seizures]."),
    (BELIEF, "Physicians once believed that [bed rest cures back pain]."),
    (BELIEF, "[Bloodletting was once considered a cure for fever]."),
    (BELIEF, "Popular wisdom holds that [chocolate causes acne]."),
    (BELIEF, "There is a widespread fear that [vaccines cause epilepsy]."),
    (BELIEF, "[Vaccines have been blamed for autism]."),
    (BELIEF, "It is a myth that [spinach cures anaemia]."),
    (BELIEF, "That [sugar causes hyperactivity] is a myth."),
    (BELIEF, "[Ginseng is reputed to cure impotence]."),
    (BELIEF, "Folklore has it that [cranberries prevent cystitis]."),
    (BELIEF, "According to popular belief, [cold causes pneumonia]."),
    (BELIEF, "A common misconception is that [steroids stunt growth]."),
    (BELIEF, "Parents often worry that [steroids stunt growth]."),
    (BELIEF, "It used to be thought that [ulcers were caused by stress]."),
    (BELIEF, "Myth: [sugar causes diabetes]."),
    (BELIEF, "Many nurses are convinced that [coffee causes gout]."),
    (BELIEF, "[Ginger, so the story goes, cures nausea]."),
    (BELIEF, "[Garlic prevents influenza], according to a common belief."),
    (HYPOTHESIS, "[If statins caused dementia], the cohorts would show it."),
    (Framing.ERROR, 'The sentence "[zinc cured gout]" was wrong.'),
    (
        Framing.ERROR,
        "On page 2, \u201c[zinc cured gout]\u201d has been corrected to \u201czinc caused gout\u201d.",
    ),
    (BELIEF, "Tabloids reported that [ibuprofen causes infertility]."),
    (BELIEF, "Our findings do not support the view that [zinc causes anosmia]."),
    (BELIEF, "We refuted the myth that [zinc causes anosmia]."),
    (UNKNOWN, "No trial in men has examined [zinc in the prevention of colds]."),
    (AIM, "We aimed to determine whether [zinc shortens colds]."),
    (AIM, "[A double-blind study of the efficacy and safety of zinc in the treatment of colds]."),
    (AIM, "[Evaluation of the clinical effectiveness of zinc in colds]."),
    (AIM, "OBJECTIVE: To assess [the effect of zinc on colds]."),
    (AIM, "To assess [the effect of zinc on colds], we treated 30 adults."),
    (AIM, "In order to clarify [the role of zinc in colds], 30 adults were treated."),
    (AIM, "With the aim of determining whether [zinc shortens colds], we treated 30 adults."),
    (AIM, "The purpose of this study was to [compare zinc with copper in colds]."),
    (AIM, "Thirty men were given zinc to determine whether [it shortens colds]."),
    (AIM, "[The effects of zinc on colds were investigated] in 30 adults."),
    (AIM, "We set out to test the hypothesis that [zinc shortens colds]."),
    (AIM, "We asked whether [zinc shortens colds], and it did."),
    (AIM, "This trial was set up to see whether [zinc, copper or iron shortens colds]."),
    (AIM, "[Zinc is being studied for colds]."),
    (HYPOTHESIS, "We hypothesised that [zinc shortens colds]."),
    (HYPOTHESIS, "It may be postulated that [zinc shortens colds]."),
    (HYPOTHESIS, "It has been suggested that [zinc prevents colds]."),
    (HYPOTHESIS, "[Zinc was expected to prevent colds] but it caused nausea."),
    (HYPOTHESIS, "It is conceivable that [zinc prevents colds]."),
    (HYPOTHESIS, "One theory is that [zinc prevents colds]."),
    (UNKNOWN, "[Whether zinc prevents colds] was not known."),
    (UNKNOWN, "It remains unclear if [zinc prevents colds]."),
    (UNKNOWN, "[The effect of zinc on colds has not been studied]."),
    (UNKNOWN, "Nobody knows whether [zinc prevents colds]."),
    (UNKNOWN, "There is insufficient evidence that [zinc prevents colds]."),
    (UNKNOWN, "[Evidence that zinc prevents colds is lacking]."),
    (UNKNOWN, "Further studies are needed to establish whether [zinc prevents colds]."),
    (UNKNOWN, "Future studies should examine if [zinc prevents colds]."),
    (UNKNOWN, "Studies disagree on whether [zinc prevents colds]."),
    (QUESTION, "[Does zinc prevent colds]?"),
    (QUESTION, "[Zinc for colds: is it worth it]?"),
    (QUESTION, "[Can zinc prevent colds]? A review."),
]

# What stands in brackets is stated.
STATED = [
    "Mercury was thought to cure syphilis but in fact [it poisoned patients].",
    "Our aim was to study colds; we found that [zinc prevents them].",
    "We asked whether zinc prevents colds and found that [zinc prevents nausea].",
    "Contrary to the belief that zinc is harmless, [zinc caused anosmia].",
    "[Contrary to popular belief, zinc caused anosmia].",
    "Although zinc is thought to be harmless, [it caused anosmia in 3 adults].",
    "Although initially thought to be free of side effects, [zinc-induced anosmia and nausea have been reported].",
    "Because lithium is believed to cause goitre, [it was stopped and headache followed].",
    "Thalidomide, once thought to be safe, [caused phocomelia].",
    "[Zinc reduced colds] and is thought to prevent nausea.",
    "[Our findings support the hypothesis that zinc prevents colds].",
    "[These data are consistent with the view that zinc prevents colds].",
    "[The mechanism by which zinc prevents colds is unknown].",
    "[Zinc prevented colds regardless of whether adults smoked].",
    "[Zinc prevented colds whether given early or late].",
    "[Zinc prevented colds, as was hypothesised].",
    "[As expected, zinc prevented colds].",
    "[Zinc is known to cause anosmia].",
    "[We found that zinc causes anosmia].",
    "OBJECTIVE: [To report a case of anosmia caused by zinc].",
    "Does zinc prevent colds? [In this trial it did].",
    "[Migraine?]",
    "[Patients with suspected pneumonia were treated].",
]


def _marked(marked: str) -> tuple[str, int, int]:
    place = re.search(r"\[(.*)\]", marked)
    assert place is not None
    return marked.replace("[", "").replace("]", ""), place.start(), place.end() - 2


@pytest.mark.parametrize(("kind", "marked"), FRAMED)
def test_a_clause_that_states_no_finding(kind: Framing, marked: str) -> None:
    sentence, start, end = _marked(marked)
    assert any(frame.kind is kind and frame.covers(start, end) for frame in frames(sentence)), frames(
        sentence
    )


@pytest.mark.parametrize("marked", STATED)
def test_what_is_stated_beside_or_without_a_frame(marked: str) -> None:
    sentence, start, end = _marked(marked)
    touching = [frame for frame in frames(sentence) if frame.start < end and start < frame.end]
    assert not touching


def test_a_frame_lies_in_its_sentence_and_frames_are_in_order() -> None:
    sentence = "It is unclear whether zinc prevents colds, and whether iron does has not been studied."
    found = frames(sentence)
    assert found == sorted(found, key=lambda frame: frame.start) and len(found) >= 2
    assert all(0 <= frame.start < frame.end <= len(sentence) for frame in found)
    assert frames("") == []


def test_covers_whole_spans_only() -> None:
    frame = Frame(Framing.AIM, 3, 9)
    assert frame.covers(3, 9) and frame.covers(4, 5)
    assert not frame.covers(2, 5) and not frame.covers(5, 10)


def test_a_long_sentence_of_cues_is_quick() -> None:
    started = time.process_time()
    frames("it was thought that the aim was to test whether the effect of zinc on colds is unknown, " * 100)
    assert time.process_time() - started < 2
