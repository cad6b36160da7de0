"""Where fuzzing starts: small files of our own where there are no samples, and packages changed part by part."""

from __future__ import annotations

import io
import json
import random
import zipfile

from tests.ingest.readers.clinical.hl7v2.test_reader import message as hl7v2_message
from tests.ingest.readers.clinical.test_ccda import ccda
from tests.ingest.readers.clinical.test_patient_hostile import RECORD
from tests.ingest.readers.clinical.test_spl import spl
from tests.ingest.readers.packages import package
from tests.ingest.readers.sources.test_archives import MIXED
from tests.ingest.readers.test_mutations import HOSTILE, SAMPLES, changed

PACKAGES = ("docx", "odt", "epub", "archive")
"""Formats that are zip files: random bytes break their checksums, and nothing inside would be reached."""

_CHANGES = ("cut", "drop", "double", "put", "flip")


def own_samples(format: str) -> list[bytes]:
    """Small files of a format, or none."""
    made = {
        "ccda": [ccda().encode()],
        "spl": [spl().encode()],
        "hl7v2": [hl7v2_message("OBX|1|NM|1^Potassium^LN||4.0|mmol/L||H|||F").encode()],
        "fhir": [json.dumps(RECORD).encode()],
        "archive": [package(MIXED)],
    }
    return made.get(format, []) + SAMPLES.get(format, [])


def in_a_part(data: bytes, limit: int, seed: int) -> bytes:
    """A mutator: one part of a package is changed and all packed again; sometimes, and what is none, plain bytes.

    libFuzzer's own mutations cannot be called from here: atheris 3.0 refuses with "Fuzz() must be called before".
    """
    chance = random.Random(seed)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # whatever zipfile and zlib raise at broken bytes: they are no package
        parts = {}
    if not parts or chance.random() < 0.1:
        return _mutated(data, chance)[:limit]
    name = chance.choice(sorted(parts))
    return package({**parts, name: _mutated(parts[name], chance)})[:limit]


def _mutated(data: bytes, chance: random.Random) -> bytes:
    changes = [
        (
            chance.choice(_CHANGES),
            chance.random(),
            chance.randint(1, 60),
            chance.choice(HOSTILE) if chance.random() < 0.5 else chance.randbytes(chance.randint(0, 8)),
        )
        for _ in range(chance.randint(1, 4))
    ]
    return changed(data, changes)
