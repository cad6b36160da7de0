"""Studies of ClinicalTrials.gov: what was planned, and what its registry says came out."""
