"""What seasons know of those already met: counts, never anybody."""

from typing import ClassVar

from django.db import models

from allervers.tours.models import Halt


class MetAtHalt(models.Model):
    """People met at a halt on a day, as `reception` pushes it: a count."""

    halt = models.ForeignKey(Halt, on_delete=models.CASCADE, related_name="met")
    day = models.DateField()
    people = models.PositiveIntegerField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["halt", "day"], name="met_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.halt} {self.day}: {self.people}"
