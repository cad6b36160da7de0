"""HL7 v2 messages as records: whose, of what day, every result with its unit, flag and state."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from graph import Document, Tier
from graph.parsing import Problem
from ingest.readers.base import Deletion, ReadResult
from ingest.readers.clinical.hl7v2.reader import Hl7v2Reader

Read = Callable[..., list[ReadResult]]
One = Callable[..., Document]

HEAD = "MSH|^~\\&|LAB|HILL HOSPITAL|EHR|HILL|20240507||{kind}|MSG{number}|P|2.5.1\r"
PID = "PID|1||774411^^^HILL^MR~123-45-6789^^^USSSA^SS||DOE^JANE||19600301|F\r"


def message(*segments: str, kind: str = "ORU^R01", number: int = 1) -> str:
    return HEAD.format(kind=kind, number=number) + PID + "\r".join(segments) + "\r"


@pytest.fixture
def one(read: Read) -> One:
    def run(text: str) -> Document:
        (document,) = read("hl7v2", text, "m.hl7")
        assert isinstance(document, Document)
        return document

    return run


ORDER = "OBR|1|P1|F1|24320-4^Basic metabolic panel^LN|||20240506120000"


def test_results(one: One) -> None:
    document = one(
        message(
            ORDER,
            "OBX|1|NM|2823-3^Potassium^LN||6.1|mmol/L^millimoles|3.5-5.1|HH|||F",
            "OBX|2|NM|2951-2^Sodium^LN||139|mmol/L|136-145|N|||P|||20240507",
            "OBX|3|SN|48642-3^GFR^LN||>^60|mL/min||||||F",
            "OBX|4|CWE|5778-6^Urine colour^LN||1^Yellow^L~2^Cloudy^L||||||C",
            "OBX|5|SN|5334-8^Rubella titre^LN||^1^:^128|||||||F",
            "OBX|6|NM|2160-0^Creatinine^LN||1.9|mg/dL||||||F",
            "NTE|1||Haemolysed \\T\\ repeated",
        )
    )
    assert (document.id, document.patient) == ("hl7:HILL HOSPITAL|HILL|774411|MSG1", "hl7:HILL|774411")
    assert (document.date, document.year) == ("2024-05-06", 2024)
    assert document.title == "Result report of 2024-05-06: Basic metabolic panel"
    assert document.text.split("\n\n")[1:] == [
        "Patient\nAge 64 years, female.",
        "Laboratory results: Basic metabolic panel\n"
        "Potassium: 6.1 mmol/L (reference 3.5-5.1), critically high, on 2024-05-06.\n"
        "Sodium: 139 mmol/L (reference 136-145), normal, on 2024-05-07; preliminary.\n"
        "GFR: >60 mL/min, on 2024-05-06.\n"
        "Urine colour: Yellow, Cloudy, on 2024-05-06; corrected.\n"
        "Rubella titre: 1:128, on 2024-05-06.\n"
        "Creatinine: 1.9 mg/dL, on 2024-05-06.\n"
        "Note: Haemolysed & repeated",
    ]


@pytest.mark.parametrize("state", ["D", "W", "X"])
def test_what_is_no_result_is_not_told(read: Read, state: str) -> None:
    (problem,) = read(
        "hl7v2", message(ORDER, f"OBX|1|NM|2823-3^Potassium^LN||9.9|mmol/L|||||{state}"), "m.hl7"
    )
    assert isinstance(problem, Problem) and problem.reason.startswith("ORU^R01, without any result")


def test_allergies_diagnoses_procedures_and_medicines(one: One) -> None:
    document = one(
        message(
            "AL1|1|DA|70618^Penicillin^RxNorm|SV|Hives~Wheeze|20100501",
            "AL1|2|DA|^Latex|MI",
            "DG1|1||I10^Essential hypertension^I10||20180304|F",
            "PR1|1||44950^Appendectomy^C4||19851112",
            "ORC|NW|1",
            "RXE||860975^Metformin 500 MG Oral Tablet^RxNorm|1||TAB^tablet||^Twice daily with meals",
            "ORC|CA|2",
            "RXO|5640^Ibuprofen 400 MG^RxNorm|1||TAB^tablet",
            "RXA|0|1|20231010||140^Influenza vaccine^CVX|0.5|mL",
            "RXA|0|1|20231010||133^Pneumococcal vaccine^CVX|999" + "|" * 14 + "RE",
            kind="ADT^A08",
        )
    )
    sections = {section.heading: document.text[section.start : section.end] for section in document.sections}
    assert sections["Allergies"] == (
        "Allergy to Penicillin; severe; reaction: Hives, Wheeze; identified on 2010-05-01.\n"
        "Allergy to Latex; mild."
    )
    assert sections["Diagnoses"] == "Essential hypertension, on 2018-03-04."
    assert sections["Procedures"] == "Appendectomy, on 1985-11-12."
    assert sections["Medications"] == (
        "Metformin 500 MG Oral Tablet 1 tablet, Twice daily with meals; ordered.\n"
        "Ibuprofen 400 MG 1 tablet; order cancelled, not taken."
    )
    assert sections["Immunizations"] == (
        "Influenza vaccine, given on 2023-10-10.\nPneumococcal vaccine, refused on 2023-10-10."
    )


REPORT = "FINDINGS:~No focal consolidation.~The heart is enlarged.~~IMPRESSION:~Cardiomegaly without oedema."


def test_reports_have_their_sections(one: One) -> None:
    document = one(
        message(
            "TXA|1|DS|TX|20240507||||||||DOC9",
            f"OBX|1|TX|18842-5^Discharge summary^LN||{REPORT}",
            kind="MDM^T02",
        )
    )
    assert document.id == "hl7:HILL HOSPITAL|HILL|774411|DOC9"
    assert document.title == "Discharge summary of 2024-05-07"
    headings = [section.heading.casefold() for section in document.sections]
    assert "findings" in headings[-2] and "impression" in headings[-1]
    assert document.text.endswith("Cardiomegaly without oedema.")


def test_a_replaced_or_cancelled_document_goes(read: Read) -> None:
    replaced = "hl7:HILL HOSPITAL|HILL|774411|OLD"
    transcript = "TXA|1|DS|TX|20240507||||||||{}|{}"
    text = "OBX|1|TX|1^Note||A better report of the stay."
    deletion, document = read(
        "hl7v2", message(transcript.format("NEW", "OLD"), text, kind="MDM^T10"), "m.hl7"
    )
    assert deletion == Deletion(replaced) and isinstance(document, Document)
    assert read("hl7v2", message(transcript.format("OLD", ""), kind="MDM^T11"), "m.hl7") == [
        Deletion(replaced)
    ]


def test_a_document_in_base64_is_read_and_one_that_cannot_be_stops_nothing(read: Read) -> None:
    note = base64.b64encode(b"She takes warfarin.").decode()
    problem, document = read(
        "hl7v2",
        message(
            ORDER,
            "OBX|1|ED|1^Scan||^application^pdf^Base64^JVBERi0=",
            f"OBX|2|ED|1^Note||^text^plain^Base64^{note}",
        ),
        "m.hl7",
    )
    assert isinstance(problem, Problem) and "pdf" in problem.reason
    assert isinstance(document, Document) and "She takes warfarin." in document.text


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_batches_frames_and_line_ends(read: Read, end: str) -> None:
    result = "OBX|1|NM|2823-3^Potassium^LN||{}|mmol/L"
    both = [
        message(ORDER, result.format(value), number=number) for number, value in enumerate(("4.0", "5.0"))
    ]
    text = "\ufeffFHS|^~\\&|LAB\rBHS|^~\\&|LAB\r\x0b" + "\x1c\r\x0b".join(both) + "\x1c\rBTS|2\rFTS|1\r"
    documents = read("hl7v2", text.replace("\r", end), "m.hl7")
    assert [isinstance(each, Document) and each.id[-4:] for each in documents] == ["MSG0", "MSG1"]


def test_two_patients_have_two_ids_and_a_social_security_number_is_not_kept(read: Read) -> None:
    second = message(ORDER, "OBX|1|NM|2823-3^Potassium^LN||5.0", number=2).replace("774411^^^HILL^MR~", "")
    first, other = read("hl7v2", message(ORDER, "OBX|1|NM|2823-3^K^LN||4.0") + second, "m.hl7")
    assert isinstance(first, Document) and isinstance(other, Document)
    assert first.patient != other.patient
    assert "6789" not in other.patient + other.id + other.text


def test_messages_are_patients_records() -> None:
    assert Hl7v2Reader().tier is Tier.USER


def test_broken_lines_go_on_with_the_text(one: One) -> None:
    text = message(
        ORDER, "OBX|1|TX|1^Note||The left lung is clear\rand so is the right one, as far as it is seen."
    )
    assert "clear and so is the right" in one(text).text.replace("\n", " ")
