"""PubMed's language, parsed: what its parts become, and where it is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.syntax.parser import TAGS, Combined, Field, Node, Term, Years, parse
from retrieval.search.syntax.tokens import QuerySyntaxError, is_query

A, B, C = (Term(each, Field.TEXT) for each in "abc")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a", A),
        ("a b", Term("a b", Field.TEXT)),
        ("a AND b", Combined("AND", A, B)),
        ("a OR b AND c", Combined("AND", Combined("OR", A, B), C)),
        ("a OR (b AND c)", Combined("OR", A, Combined("AND", B, C))),
        ("a NOT b", Combined("NOT", A, B)),
        ("a AND NOT b", Combined("NOT", A, B)),
        ('a "b c"', Combined("AND", A, Term("b c", Field.TEXT, quoted=True))),
        ("a[ti] b", Combined("AND", Term("a", Field.TITLE), B)),
        ("a b[tiab]", Term("a b", Field.ABSTRACT)),
        ("a [MeSH Terms]", Term("a", Field.MESH)),
        ("hypertens*", Term("hypertens", Field.TEXT, truncated=True)),
        ("a* b", Combined("AND", Term("a", Field.TEXT, truncated=True), B)),
        ("Smith J[au]", Term("Smith J", Field.AUTHOR)),
        ("2016[dp]", Years(2016, 2016)),
        ("2010:2016[dp]", Years(2010, 2016)),
        ("2010/01/01:3000[pdat]", Years(2010, None)),
        ("12[pmid]", Term("12", Field.IDENTIFIER)),
        ("((a))", A),
    ],
)
def test_a_query_becomes_a_tree(query: str, tree: Node) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "place", "problem"),
    [
        ("(a AND b", 1, "never closed"),
        ("a AND b)", 8, "without an opening one"),
        ("a AND", 6, "a term is missing"),
        ("AND a", 1, "a term is missing"),
        ("a OR OR b", 6, "a term is missing"),
        ("()", 2, "a term is missing"),
        ("a[xx]", 2, "is no field"),
        ("[ti] a", 1, "without a term"),
        ('a "b', 3, "without its other half"),
        ('""', 1, "nothing stands between"),
        ("a[ti", 2, "without its other half"),
        ("soon[dp]", 1, "is no year"),
        ("2016:2010[dp]", 1, "is after"),
        ("(" * 60 + "a" + ")" * 60, 51, "more than 50"),
    ],
)
def test_an_error_says_where(query: str, place: int, problem: str) -> None:
    with pytest.raises(QuerySyntaxError, match=f"{problem}.*at character {place}$"):
        parse(query)


@pytest.mark.parametrize(
    "query", ["a[ti]", "a AND b", "x OR (y NOT z)", '"lactic acidosis"', "hypertens*", "a AND"]
)
def test_it_is_told_from_a_question(query: str) -> None:
    assert is_query(query)


@pytest.mark.parametrize(
    "question",
    [
        "What is (are) GM1?",
        "metformin and acidosis",
        'What does "off-label" mean?',
        "WHO AND FDA advice?",
        "5* pain",
        "???",
    ],
)
def test_a_question_is_no_query(question: str) -> None:
    assert not is_query(question)


WORDS = st.sampled_from(["aspirin", "lactic", "Müller", "x-ray", "43-9006"])


def written(node: Node) -> str:
    match node:
        case Term(text, field, quoted, truncated):
            tag = next(tag for tag, each in TAGS.items() if each is field)
            return (f'"{text}"' if quoted else text) + ("*" if truncated else "") + f"[{tag}]"
        case Years(first, last):
            return f"{first}:{3000 if last is None else last}[dp]"
        case Combined(operator, left, right):
            return f"({written(left)}) {operator} ({written(right)})"


terms = st.builds(Term, WORDS, st.sampled_from([f for f in Field if f is not Field.YEAR]), st.booleans())
years = st.builds(
    lambda first, more: Years(first, None if more is None else first + more),
    st.integers(1900, 2030),
    st.none() | st.integers(0, 99),
)
trees = st.recursive(
    terms | years,
    lambda inner: st.builds(Combined, st.sampled_from(["AND", "OR", "NOT"]), inner, inner),
    max_leaves=8,
)


@given(trees)
def test_what_is_written_of_a_tree_is_read_as_it(tree: Node) -> None:
    assert parse(written(tree)) == tree


@given(
    st.lists(
        st.sampled_from(["(", ")", "AND", "OR", "NOT", "a", '"b c"', "[ti]", "[xx]", "d*", '"', "2016[dp]"])
    )
)
def test_any_tokens_are_a_tree_or_an_error_with_a_place(parts: list[str]) -> None:
    text = " ".join(parts)
    try:
        parse(text)
    except QuerySyntaxError as error:
        place = int(str(error).rpartition(" ")[2])
        assert 1 <= place <= len(text) + 1
