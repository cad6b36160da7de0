"""Studies of ClinicalTrials.gov: what was planned, and what its registry says came out."""

__all__: list[str] = []
