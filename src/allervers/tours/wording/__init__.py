"""The calendar in plain French: how often, at what hours, what conflicts, what changed."""

from allervers.tours.wording.recurrence import describe, hours_text

__all__ = ["describe", "hours_text"]
