"""A deterministic reader of French timetable prose, which shows its reasons and never guesses.

    read("1er lundi : Vicq, 2e lundi : Migné", hours_columns=None, default_commune=None)

gives two proposals, each with the words that justified it, and questions for what is missing.
"""

from allervers.tours.domain.free_text.reader import read
from allervers.tours.domain.free_text.reading import (
    Evidence,
    Field,
    Note,
    Proposal,
    Question,
    Reading,
)

__all__ = ["Evidence", "Field", "Note", "Proposal", "Question", "Reading", "read"]
