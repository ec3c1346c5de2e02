"""What the values of lists are called, found once for each language by each process."""

from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import get_language


def label(value: str, values: type[TextChoices], language: str | None = None) -> str:
    """Return what a value of a list is called; nothing for nothing, ValueError for no such value.

    `language`: the one in force, from who asked for it once.
    """
    return _label(value, values, language or get_language()) if value else ""


@lru_cache(maxsize=512)
def _label(value: str, values: type[TextChoices], _language: str | None) -> str:
    return str(values(value).label)
