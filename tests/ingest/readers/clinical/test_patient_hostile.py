"""Whatever is done to a record or label, documents and problems come out, and every offset holds."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import Document, Tier
from graph.parsing import FileSource, Problem
from ingest.readers import ReadResult
from ingest.readers.sources.reporting import with_source_errors
from ingest.reading import READERS
from tests.hypothesis_profiles import examples
from tests.ingest.readers.clinical.fhir.fhir_samples import (
    ENCOUNTER,
    IN_ENCOUNTER,
    PATIENT,
    bundle,
    coded,
    condition,
    encoded,
    resource,
)
from tests.ingest.readers.clinical.test_ccda import ccda
from tests.ingest.readers.clinical.test_spl import spl
from tests.ingest.readers.conftest import check_offsets

RECORD = bundle(
    PATIENT,
    ENCOUNTER,
    condition("Asthma", onsetAge={"value": 4, "unit": "a"}, note=[{"text": "x"}], **IN_ENCOUNTER),
    resource("AllergyIntolerance", "a1", code=coded("Nuts"), reaction=[{"manifestation": [coded("Hives")]}]),
    resource("MedicationRequest", "m1", status="active", medicationReference={"reference": "Medication/d1"},
             dosageInstruction=[{"timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}},
                                 "doseAndRate": [{"doseQuantity": {"value": 1.5, "unit": "mg"}}]}], **IN_ENCOUNTER),
    resource("Medication", "d1", ingredient=[{"itemCodeableConcept": coded("Iron")}]),
    resource("Observation", "o1", code=coded("BP"), referenceRange=[{"low": {"value": 1}}],
             effectivePeriod={"start": "2011"}, hasMember=[{"reference": "Observation/o1"}],
             component=[{"code": coded("S"), "valueQuantity": {"value": 1}}]),
    resource("DiagnosticReport", "r1", code=coded("CT"), result=[{"reference": "Observation/o1"}], conclusion="Clear.",
             presentedForm=[{"contentType": "text/plain", "data": encoded("Plan: rest")}]),
    resource("DocumentReference", "n1", content=[{"attachment": {"contentType": "text/html", "data": encoded("<p>x")}}],
             context={"encounter": [{"reference": "Encounter/e1"}], "period": {"start": "2011"}}),
    resource("Composition", "k1",
             section=[{"title": "T", "text": {"div": "<div>x</div>"}, "section": [{"title": "U"}]}]),
    resource("FamilyMemberHistory", "f1", relationship=coded("mother"), condition=[{"code": coded("Gout")}]),
    resource("CarePlan", "c1", activity=[{"detail": {"code": coded("Walk")}}], period={"end": "2012"}),
    resource("Goal", "g1", description={"text": "Walk"}, target=[{"detailQuantity": {"value": 1}}]),
    resource("ImagingStudy", "s1", series=[{"modality": {"system": "x", "code": "CT"}, "instance": [{"uid": "1"}]}]),
    timestamp="2012-01-01",
)  # fmt: skip

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["entered-in-error", "refuted", "2011-03-04", "Encounter/e1", "#x", "\ud800", "\0", 10**40]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["coding", "text", "code", "display", "reference", "value", "resourceType", "id", "start"]),
        inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
_QUIET = settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*path, key))


PLACES = list(places(RECORD))


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


def check(reader: str, path: Path) -> list[ReadResult]:
    results = list(with_source_errors(FileSource(path), READERS[reader].read(FileSource(path), Tier.USER)))
    assert results
    for result in results:
        assert isinstance(result, Document | Problem)
        if isinstance(result, Document):
            check_offsets(result)
            result.text.encode()
            json.dumps([result.id, result.title, result.content_hash]).encode()
    return results


@_QUIET
@given(st.sampled_from(PLACES), _VALUES)
def test_any_value_at_any_place_of_a_fhir_record(tmp_path: Path, place: tuple[Any, ...], value: Any) -> None:
    path = tmp_path / "record.json"
    path.write_text(json.dumps(replaced(RECORD, place, value)))
    check("fhir", path)


@_QUIET
@given(st.data())
def test_any_bytes_of_a_fhir_record(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(mutated(json.dumps(RECORD).encode(), data))
    check("fhir", path)


@_QUIET
@given(st.sampled_from(["ccda", "spl"]), st.data())
def test_any_bytes_of_a_document(tmp_path: Path, reader: str, data: st.DataObject) -> None:
    path = tmp_path / "record.xml"
    path.write_bytes(mutated((ccda() if reader == "ccda" else spl()).encode(), data))
    check(reader, path)


def mutated(content: bytes, data: st.DataObject) -> bytes:
    """The content with a few stretches replaced, doubled or taken out."""
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 60)))
        new = data.draw(
            st.binary(max_size=4) | st.sampled_from([content[start:end] * 2, b"<", b"&x;", b"\0", b'"', b"{"])
        )
        content = content[:start] + new + content[end:]
    return content


@pytest.mark.parametrize("depth", [500, 100_000])
@pytest.mark.parametrize("shape", ["[", '{"a":', '{"resourceType":"Bundle","entry":[{"resource":'])
def test_deep_nesting_is_a_problem(tmp_path: Path, shape: str, depth: int) -> None:
    path = tmp_path / "record.json"
    path.write_text('{"resourceType":"Bundle","entry":[{"resource":' + shape * depth)
    start = time.monotonic()
    assert all(isinstance(result, Problem) for result in check("fhir", path))
    assert time.monotonic() - start < 5


def test_deep_nesting_inside_a_resource_is_survived(tmp_path: Path) -> None:
    deep: Any = "x"
    for _ in range(300):
        deep = [{"code": deep, "component": [deep]}] if isinstance(deep, str) else [{"section": deep}]
    path = tmp_path / "record.json"
    path.write_text(
        json.dumps(bundle(resource("Composition", section=deep), resource("Observation", extra=deep)))
    )
    check("fhir", path)


def test_a_large_bundle_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    padding = "p" * 20_000
    with path.open("w") as out:
        out.write('{"resourceType": "Bundle", "entry": [')
        for number in range(2000):
            fact = condition(
                f"Asthma {number}", subject={"reference": f"Patient/p{number % 50}"}, extra=padding
            )
            out.write("," * bool(number) + json.dumps({"resource": fact | {"id": f"c{number}"}}))
        out.write("]}")
    assert path.stat().st_size > 40_000_000
    tracemalloc.start()
    documents = sum(
        isinstance(result, Document) for result in READERS["fhir"].read(FileSource(path), Tier.USER)
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert documents == 50 and peak < 10_000_000
