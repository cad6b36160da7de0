"""The language of a question; English with Latin and foreign names in it stays English."""

from __future__ import annotations

import gzip
import json

import pytest

from retrieval.question.language import foreign_language
from tests.paths import SHARED_DATA


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("¿Puede tomar aspirina una mujer embarazada?", "Spanish"),
        ("efectos secundarios del ibuprofeno", "Spanish"),
        ("Welche Medikamente senken den Blutdruck?", "German"),
        ("Hilft Kaffee gegen Asthma?", "German"),
        ("Quels médicaments font baisser la tension ?", "French"),
        ("La caffeina fa male ai bambini?", "Italian"),
        ("Quais remédios baixam a pressão?", "Portuguese"),
        ("Welke medicijnen verlagen de bloeddruk?", "Dutch"),
        ("Czy aspiryna pomaga na ból głowy?", "Polish"),
        ("Помогает ли аспирин?", "Russian or another language in Cyrillic letters"),
        ("阿司匹林有帮助吗？", "Chinese"),
        ("アスピリンは効きますか？", "Japanese"),
        ("아스피린이 도움이 됩니까?", "Korean"),
        ("هل يساعد الأسبرين؟", "Arabic or another language in Arabic letters"),
    ],
)
def test_another_language_is_told(question: str, language: str) -> None:
    assert foreign_language(question) == language


@pytest.mark.parametrize(
    "question",
    [
        "Does La Crosse encephalitis occur in Europe?",
        "cor pulmonale",
        "Status epilepticus de novo: is it rare?",
        "de Quervain tenosynovitis",
        "TNF-α and IFN-γ",
        "Le Fort fracture",
        "Is Cerebro Costo Mandibular Syndrome inherited?",
        "ad libitum feeding in rats",
        "asdf qwer",
        "???",
        "Guillain-Barré syndrome",
        "Sjögren's",
    ],
)
def test_english_is_no_other_language(question: str) -> None:
    assert foreign_language(question) == ""


def test_no_false_alarm_on_real_questions() -> None:
    path = SHARED_DATA / "medquad.jsonl.gz"
    if not path.is_file():
        pytest.skip(f"{path} is not there (set MEDGRAPH_SHARED_DATA)")
    with gzip.open(path, "rt") as lines:
        questions = [json.loads(line)["question"] for line in lines][:4000]
    assert [q for q in questions if foreign_language(q)] == []
