"""The calendar in plain French: how often, at what hours, what conflicts, what changed."""

from allervers.tours.wording.changes import visit_line
from allervers.tours.wording.conflicts import conflict_text
from allervers.tours.wording.recurrence import describe, hours_text

__all__ = ["conflict_text", "describe", "hours_text", "visit_line"]
