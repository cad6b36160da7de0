"""HL7 version 2 messages, as laboratories and hospital systems send them: results, reports, orders, allergies."""
