"""The thematiques of data·inclusion and their categories: values and French labels, as published.

Source: `data_inclusion.schema.v1`, the schema's own package; never typed again here.
"""

from dataclasses import dataclass
from typing import Final

from data_inclusion.schema.v1 import Categorie, Thematique


@dataclass(frozen=True, slots=True)
class Category:
    """A category and its thematiques, each a value with its label."""

    value: str
    label: str
    thematiques: tuple[tuple[str, str], ...]


CATEGORIES: Final = tuple(
    Category(
        value=category.value,
        label=category.label,
        thematiques=tuple(
            (one.value, one.label)
            for one in Thematique
            if one.value.startswith(f"{category.value}--")
        ),
    )
    for category in Categorie
)
LABELS: Final[dict[str, str]] = {one.value: one.label for one in (*Categorie, *Thematique)}


def label_of(value: str) -> str:
    """Return the French label of a thematique or a category; the value itself if it is gone."""
    return LABELS.get(value, value)
