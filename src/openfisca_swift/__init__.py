"""OpenFisca made swift: formulas are followed once, then run as straight array code."""
