"""The point that searches around a commune start from."""

import pytest

from allervers.territory.models import Commune
from allervers.territory.queries.places import town_hall


@pytest.mark.django_db
def test_town_hall_of_a_commune_of_a_merged_one_and_of_none(communes: object) -> None:
    placed = Commune.objects.filter(latitude__isnull=False).order_by("code").first()
    assert placed is not None
    point = (placed.latitude, placed.longitude)
    Commune.objects.filter(code=placed.code).update(former_codes=["99888"])
    assert town_hall(placed.code) == point
    assert town_hall("99888") == point
    assert town_hall("00000") is None
    assert town_hall("\0") is None
