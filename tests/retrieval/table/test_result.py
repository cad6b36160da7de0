"""Which sentence tells the result."""

from __future__ import annotations

from retrieval.table.result import result_of
from tests.retrieval.table.studies import study

TRIAL = study(
    "Zinc for the common cold",
    i="Previous studies have shown that zinc shortens colds (RR 0.3, 95% CI 0.1-0.9).",
    m="The primary outcome was duration of the cold. P < 0.05 was considered significant.",
    r="Mean age was 40 years (95% CI 38 to 42). Nausea was more frequent (OR 1.9, 95% CI 1.1 to 3.2). "
    "Duration of the cold, the primary outcome, was shorter with zinc (difference 1.2 days, 95% CI 0.4 to 2.0; "
    "P = 0.003).",
    c="Zinc shortens the common cold.",
)


def test_the_primary_outcome_is_the_result() -> None:
    result = result_of(TRIAL)
    assert result is not None and result.statement.quote.startswith("Duration of the cold")
    assert result.effect is not None and result.effect.quote == "difference 1.2 days"
    assert result.interval is not None and result.interval.quote == "0.4 to 2.0"
    assert result.p_value is not None and result.p_value.quote == "P = 0.003"


def test_what_is_asked_about_is_the_result() -> None:
    result = result_of(
        study("Zinc", r="Fever fell (P = 0.02). Nausea rose (P = 0.01)."), question="Is nausea caused?"
    )
    assert result is not None and result.statement.quote == "Nausea rose (P = 0.01)."


def test_methods_and_what_others_found_are_no_results() -> None:
    only = study(
        "Zinc", i="Previous trials have shown a benefit (P = 0.01).", m="P < 0.05 was considered significant."
    )
    assert result_of(only) is None


def test_reviews_and_cases_have_a_result_only_in_figures() -> None:
    review = study("Zinc", a="This review summarises zinc. Zinc was found to reduce colds.")
    assert result_of(review, "review") is None
    assert (
        result_of(study("Zinc", a="We reviewed zinc. Colds were shorter (P = 0.01)."), "review") is not None
    )


def test_the_conclusion_gives_way_to_what_it_concludes_from() -> None:
    told = study(
        "Zinc in mice",
        a="We fed zinc to mice. Zinc reduced the titre of virus in lungs. "
        "These results suggest that zinc may reduce virus.",
    )
    result = result_of(told)
    assert result is not None and result.statement.quote == "Zinc reduced the titre of virus in lungs."
