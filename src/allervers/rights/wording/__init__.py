"""Rights in plain French: their names, what was found, what is missing, the questions."""

from allervers.rights.wording.findings import (
    finding_sentence,
    missing_sentence,
    reason_sentences,
    right_label,
)

__all__ = ["finding_sentence", "missing_sentence", "reason_sentences", "right_label"]
