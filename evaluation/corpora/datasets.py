"""Annotated files as sets to measure on: what cannot be measured on is an error, what is left out is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.corpora.model import GoldDocument
from evaluation.corpora.reading import read_gold
from evaluation.entity_types import ENTITY_TYPES, told_apart, type_of
from graph import MedgraphError
from graph.parsing import Problem

Progress = Callable[[str, int, int], None]
"""`progress(what is being done, done, total)`."""

# A corpus of thousands may have a few annotations that point nowhere; more says that the file is broken.
_BAD_SHARE = 0.01
_FORMATS = (
    "annotated files are PubTator, BioC, standoff (.txt beside .ann), or JSON lines with `entities` or `tags`"
)


class GoldError(MedgraphError):
    """A file that nothing can be measured on; `str()` names the file and the reason."""

    code = "gold"


@dataclass(frozen=True)
class GoldSet:
    """One corpus: documents, each once, and what of it cannot be scored (`left_out`: reason to count)."""

    name: str
    documents: tuple[GoldDocument, ...]
    problems: tuple[Problem, ...]
    left_out: Mapping[str, int]

    @property
    def words(self) -> int:
        """Words of all documents, as white space parts them."""
        return sum(len(gold.document.text.split()) for gold in self.documents)


@dataclass(frozen=True, slots=True, order=True)
class TypedSpan:
    """A mention to score: all it covers, from its first to its last character, and its type."""

    start: int
    end: int
    type: str


def read_gold_sets(
    paths: Sequence[Path], progress: Progress = lambda what, done, total: None
) -> list[GoldSet]:
    """Every file (or folder of files, one corpus) read whole; raises GoldError for one that cannot be used."""
    if not paths:
        raise GoldError("no file to measure on", _FORMATS)
    found = []
    for number, path in enumerate(paths):
        progress("files read", number, len(paths))
        found.append(read_gold_set(path))
    return found


def read_gold_set(path: Path) -> GoldSet:
    """One corpus; raises GoldError when it has no documents or more than 1% of its annotations are wrong."""
    documents: dict[str, GoldDocument] = {}
    problems: list[Problem] = []
    repeated = 0
    for result in _results(path):
        if isinstance(result, Problem):
            problems.append(result)
        elif result.document.id in documents:
            repeated += 1
        else:
            documents[result.document.id] = result
    annotations = sum(len(gold.mentions) + len(gold.relations) for gold in documents.values())
    total = annotations + len(problems)
    if problems and not documents:
        raise GoldError(f"{path} cannot be read: {_problem_text(problems[0])}", _FORMATS)
    if len(problems) > _BAD_SHARE * total:
        raise GoldError(
            f"{path}: {len(problems)} of {total} annotations and records are wrong, first {_problem_text(problems[0])}",
            "offsets count characters of title, one space and abstract; correct the file, or convert it again",
        )
    if not documents:
        raise GoldError(f"{path} holds no document", _FORMATS)
    left_out = {"bad_annotations": len(problems), "repeated_documents": repeated}
    return GoldSet(_name(path), tuple(documents.values()), tuple(problems), left_out)


def types_of_labels(gold_set: GoldSet, labels: Mapping[str, str]) -> dict[str, str]:
    """What each label of a set is scored as, '' for nothing; `labels` says so before what is known.

    Raises GoldError that lists the labels nobody knows.
    """
    counts = Counter(mention.type for gold in gold_set.documents for mention in gold.mentions)
    found = {label: labels.get(label, type_of(label)) for label in counts}
    unknown = Counter({label: counts[label] for label, type in found.items() if type is None})
    if unknown:
        raise GoldError(
            f"{gold_set.name}: labels of no known type: {_counts(unknown)}",
            f"--labels {next(iter(unknown)) or 'LABEL'}=TYPE says what one is (nothing after = leaves it out); types: "
            + ", ".join(ENTITY_TYPES),
        )
    types = {label: type or "" for label, type in found.items()}
    scored = told_apart(set(types.values()))
    return {label: scored[type] for label, type in types.items()}


def typed_mentions(
    gold_set: GoldSet, types: Mapping[str, str]
) -> tuple[list[frozenset[TypedSpan]], Counter[str]]:
    """Each document's mentions that are scored, each once; and how many of each label are not.

    `types` are those of the set's labels. Raises GoldError for a set without a mention to score.
    """
    unscored: Counter[str] = Counter()
    found = []
    for gold in gold_set.documents:
        unscored.update(mention.type for mention in gold.mentions if not types[mention.type])
        found.append(
            frozenset(TypedSpan(m.start, m.end, types[m.type]) for m in gold.mentions if types[m.type])
        )
    if not any(found):
        beside = f"; it has only {_counts(unscored)}" if unscored else ""
        raise GoldError(f"{gold_set.name} has no annotated entities{beside}", _FORMATS)
    return found, unscored


def _results(path: Path) -> Iterator[GoldDocument | Problem]:
    if not path.exists():
        raise GoldError(f"{path} does not exist", _FORMATS)
    if not path.is_dir():
        yield from read_gold(path)
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and file.suffix != ".ann":  # read with its text
            yield from read_gold(file)


def _name(path: Path) -> str:
    """The file's name without what says how it is written."""
    name = path.resolve().name
    for suffix in (".gz", ".jsonl", ".json", ".xml", ".txt", ".bioc", ".pubtator", ".iob"):
        name = name.removesuffix(suffix)
    return name or path.name


def _counts(labels: Counter[str]) -> str:
    return ", ".join(f"{label or '(empty)'} ({count})" for label, count in labels.most_common(12))


def _problem_text(problem: Problem) -> str:
    return f"{problem.place}: {problem.reason}" if problem.place else problem.reason


def problem_lines(gold_set: GoldSet) -> list[str]:
    """What was wrong in a set and is left out, a line each."""
    return [f"{problem.source} {_problem_text(problem)}" for problem in gold_set.problems]
