"""What public statistics let expect of each commune: nobody's data."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from allervers.rights.domain.need.rows import BOUNDED, LONGEST
from allervers.territory.models import Commune


class ExpectedNeed(models.Model):
    """Households that probably lack the RSA in a commune, from a file (domain/need/rows.py).

    A high end that is null is bounded by nothing published.
    """

    commune = models.OneToOneField(
        Commune, on_delete=models.CASCADE, primary_key=True, related_name="expected_need"
    )
    households = models.PositiveIntegerField(null=True)  # fiscal ones; null: secret
    recipients_low = models.PositiveIntegerField()
    recipients_high = models.PositiveIntegerField(null=True)
    entitled_low = models.PositiveIntegerField()
    entitled_high = models.PositiveIntegerField(null=True)
    non_takers_low = models.PositiveIntegerField()
    non_takers_high = models.PositiveIntegerField(null=True)
    # Euros a month: by the average of the DREES, then by the rules of `month`.
    euros_month_low = models.PositiveIntegerField()
    euros_month_high = models.PositiveIntegerField(null=True)
    rules_euros_month_low = models.PositiveIntegerField()
    rules_euros_month_high = models.PositiveIntegerField(null=True)
    year = models.PositiveSmallIntegerField()  # of the recipients
    month = models.DateField()
    rules = models.CharField(max_length=LONGEST)
    source = models.CharField(max_length=LONGEST)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(**{f"{one}_high__isnull": True})
                | Q(**{f"{one}_high__gte": F(f"{one}_low")}),
                name=f"need_{one}_is_a_range",
            )
            for one in BOUNDED
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.year}"
