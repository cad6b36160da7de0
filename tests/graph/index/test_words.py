"""Full-text search: stems, titles, filters, deletion."""

import time
from pathlib import Path

from graph.index.words import WordEntry, WordIndex

ENTRIES = [
    WordEntry("a#0", "a", "Aspirin trial", "Aspirin reduced heart attacks."),
    WordEntry("b#0", "b", "", "Statins lowered cholesterol in patients with œdema and oedema."),
    WordEntry("b#1", "b", "", "Aspirin was not given to these patients."),
]


def index(folder: Path) -> WordIndex:
    words = WordIndex(folder)
    words.update([], ENTRIES)
    return words


def test_words_are_found_by_stem_in_text_and_title(tmp_path: Path) -> None:
    words = index(tmp_path)
    assert set(words.search(words.stems("reducing"), 10)) == {"a#0"}
    assert set(words.search(words.stems("trials"), 10)) == {"a#0"}
    ranked = words.search(words.stems("aspirin attack"), 10)
    assert list(ranked) == ["a#0", "b#1"] and ranked["a#0"] > ranked["b#1"] > 0


def test_filter_keeps_scores_and_admits_only_given_documents(tmp_path: Path) -> None:
    words = index(tmp_path)
    stems = words.stems("aspirin")
    free, filtered = words.search(stems, 10), words.search(stems, 10, documents={"b"})
    assert set(filtered) == {"b#1"} and filtered["b#1"] == free["b#1"]
    assert words.search(stems, 10, documents=set()) == {}


def test_deleted_documents_are_gone_also_after_reopening(tmp_path: Path) -> None:
    words = index(tmp_path)
    words.update(["b"], [])
    assert set(words.search(words.stems("aspirin"), 10)) == {"a#0"} and len(words) == 1
    assert set(WordIndex(tmp_path).search(words.stems("aspirin"), 10)) == {"a#0"}


def test_writing_a_document_again_replaces_it(tmp_path: Path) -> None:
    words = index(tmp_path)
    words.update(["a"], [WordEntry("a#0", "a", "", "Nothing alike.")])
    assert set(words.search(words.stems("attack"), 10)) == set()
    assert words.document_frequency(words.stems("nothing")[0]) == 1


def test_no_words_find_nothing(tmp_path: Path) -> None:
    assert index(tmp_path).search([], 10) == {}


def test_no_thread_writes_into_the_folder_when_another_index_commits(tmp_path: Path) -> None:
    first = index(tmp_path)
    lock = tmp_path / ".tantivy-meta.lock"
    lock.unlink(missing_ok=True)
    WordIndex(tmp_path).update([], [WordEntry("c#0", "c", "", "Nothing alike.")])
    lock.unlink(missing_ok=True)
    time.sleep(1.5)  # a watcher looks twice a second
    assert not lock.exists() and len(first) == 3
