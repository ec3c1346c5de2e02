"""A whole caseload: what the questionnaire, the needs and the doubts say, on columns."""
