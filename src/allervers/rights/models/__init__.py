"""Tables of the rights: what was answered, what was found, by which rules."""

from allervers.rights.models.screening import Finding, Screening

__all__ = ["Finding", "Screening"]
