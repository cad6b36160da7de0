from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from graph import Document
from graph.parsing import Problem
from ingest.readers import ReadResult
from ingest.readers.literature.citations.latex import text_of_latex

Read = Callable[..., list[ReadResult]]
LIBRARY = r"""% Encoding: UTF-8
@string{jd = {Demo } # "Journal"}
@comment{not, read = {at all}}
@Article{doe2019,
  title    = {Aspirin and {\v{S}}eva's {Fever}: 10$^{9}$ cells},
  author   = {Doe, Jane and G{\"o}tze, J{\"u}rgen and {Health and Partners} and Ludwig van Beethoven
              and others},
  journal  = jd,
  year     = 2019,
  abstract = {BACKGROUND: Fever is 5\% common. RESULTS: $\alpha$-aspirin helped \textit{in vivo}.},
  doi      = {10.5555/B\_1},
  pmid     = {99990801},
  langid   = {ngerman},
}
@inproceedings(b, title="A {"}quoted{"} title", booktitle="Proc. Demo", year="2020", url={https://doi.org/10.5555/b2})
"""


def test_a_library(read: Read) -> None:
    first, second = read("bibtex", LIBRARY)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.title == "Aspirin and Ševa's Fever: 10^9 cells"
    assert first.authors == (
        "Doe Jane",
        "Götze Jürgen",
        "Health and Partners",
        "van Beethoven Ludwig",
    )
    assert (first.journal, first.year) == ("Demo Journal", 2019)
    assert [s.heading for s in first.sections[1:]] == ["BACKGROUND", "RESULTS"]
    assert first.text.endswith("α-aspirin helped in vivo.") and "5% common" in first.text
    assert first.identifiers == ("pmid:99990801", "doi:10.5555/b_1")
    assert first.publication_types == ("Journal Article",)
    assert (second.id, second.title, second.journal) == ("doi:10.5555/b2", 'A "quoted" title', "Proc. Demo")


def test_a_broken_entry_ends_where_the_next_begins(read: Read) -> None:
    content = (
        "@article{a,\n title = {Never {closed},\n year = {2001}\n}\n\n"
        "@article{b,\n title = {Whole},\n year = {2002}\n}\n"
        "@article{c\n title = no value\n@misc{d, title = {Last}"
    )
    results = list(read("bibtex", content))
    documents = [each for each in results if isinstance(each, Document)]
    assert [each.title for each in documents if each.title in ("Whole", "Last")] == ["Whole", "Last"]
    assert "Never closed" in documents[0].text
    problems = {(each.place, each.reason.partition(";")[0]) for each in results if isinstance(each, Problem)}
    assert ("line 1", "nothing closes the entry") in problems


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("@article{a, title={Never closed, author={Doe, Jane}\n", "the field 'title'"),
        ("@article{a, title={Whole}, year=2003,\n", "the entry"),
        ('@article{a, title="Never closed', "the field 'title'"),
    ],
)
def test_a_torn_file_is_told(read: Read, content: str, what: str) -> None:
    document, problem = read("bibtex", content)
    assert isinstance(document, Document) and isinstance(problem, Problem)
    assert problem.place == "line 1" and f"nothing closes {what}" in problem.reason


def test_commas_may_be_missing(read: Read) -> None:
    (document,) = read(
        "bibtex", "@article{a\n  title = {Zinc}\n  year = {2003}\n  abstract = {It helps.}\n}\n"
    )
    assert isinstance(document, Document) and (document.title, document.year) == ("Zinc", 2003)


def test_an_entry_without_text_is_a_problem(read: Read) -> None:
    (problem,) = read("bibtex", "@article{a,\n year = {2001}\n}\n")
    assert isinstance(problem, Problem) and problem.place == "line 1"


@pytest.mark.parametrize(
    ("between", "title"),
    [
        (",\n author = {Doe, J}\n}\n", "Zinc"),
        ('"  ,\n\n  year = 2003\n}\n', "Zinc"),
        ("}\n author = {Doe, J}\n", "Zinc"),
        ("\n  }  \n\n", "Zinc"),
        (" a\n 2 = {x}\n", "Zinc a 2 = x"),
        ("", "Zinc"),
    ],
)
def test_a_value_that_nothing_closes_ends_before_the_next_field(read: Read, between: str, title: str) -> None:
    document = read("bibtex", "@article{a,\n title = {{Zinc" + between)[0]
    assert isinstance(document, Document) and document.title == title


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Sa{\"\i}d, {\c c}a, \c{c}, \'{\i}, \'e, \~n, {\aa}", "Saïd, ça, ç, í, é, ñ, å"),
        (r"$\beta$-blocker, Ca$^{2+}$, H$_2$O, 10$^{-9}$", "β-blocker, Ca2+, H2O, 10^-9"),
        (r"5\% \& $\geq$ 3\,mg --- ``so'' a~b", "5% & ≥ 3mg — “so” a b"),
        (r"10\textsuperscript{9} \emph{E. coli}", "10^9 E. coli"),
        (r"{DNA} and \{braces\}", "DNA and {braces}"),
    ],
)
def test_latex(latex: str, text: str) -> None:
    assert text_of_latex(latex) == text


@pytest.mark.parametrize(
    "piece",
    ["{", "\\", '"', "@a{", "^{", "a = {", "$_", "@article{a, title = {", "\n", "\n ", ",\n", "}\n", "\na "],
)
def test_no_library_takes_long(read: Read, piece: str) -> None:
    start = time.monotonic()
    read("bibtex", "@article{x, title = {" + piece * 20_000)
    assert time.monotonic() - start < 5
