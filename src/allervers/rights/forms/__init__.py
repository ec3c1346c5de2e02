"""One question, one form."""
