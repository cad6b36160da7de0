"""HL7 version 2 messages, as laboratories and hospital systems send them: results, reports, orders, allergies."""

from ingest.readers.clinical.hl7v2.reader import Hl7v2Reader

__all__ = ["Hl7v2Reader"]
