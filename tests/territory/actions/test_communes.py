"""What files say of communes, stored."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from django.db import DatabaseError

from allervers.territory.actions.communes import store_communes
from allervers.territory.domain.commune import CommuneFacts, FormerCommune
from allervers.territory.models import Commune, CommuneName, Departement

pytestmark = pytest.mark.django_db
Communes = list[CommuneFacts]


def square(longitude: float, latitude: float) -> Mapping[str, object]:
    """Draw a square outline whose corner is there."""
    x, y = longitude, latitude
    ring = [[x, y], [x + 0.05, y], [x + 0.05, y + 0.05], [x, y + 0.05], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_store_when_repeated_changes_nothing(communes: Communes) -> None:
    before = list(CommuneName.objects.order_by("id").values_list("id", flat=True))
    report = store_communes(facts=communes)
    assert (report.created, report.changed) == (0, 0)
    assert report.unchanged == report.read == len(communes)
    assert before == list(CommuneName.objects.order_by("id").values_list("id", flat=True))


def test_store_when_a_fact_is_not_said_keeps_what_is_known(communes: Communes) -> None:
    report = store_communes(facts=[CommuneFacts("92048", outline=square(2.2, 48.8))])
    meudon = Commune.objects.get(code="92048")
    assert report.changed == 1
    assert (meudon.name, meudon.population, meudon.postal_codes) == (
        "Meudon",
        46_000,
        ["92190", "92360"],
    )


def test_store_when_merged_keeps_both_names(communes: Communes) -> None:
    merged = CommuneFacts("16005", former=(FormerCommune("16390", "Tusson"),), population=1800)
    store_communes(facts=[merged])
    names = CommuneName.objects.filter(commune="16005")
    assert set(names.values_list("name", "population")) == {("Aigre", 1800), ("Tusson", 1800)}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (CommuneFacts("99999", outline=square(2.2, 48.8)), "est inconnue"),
        (CommuneFacts("99999", name="X", departement="99"), "département 99"),
        (CommuneFacts("92048", outline=square(48.8, 2.2)), "inversées"),
        (CommuneFacts("92048", outline=square(5.4, 43.3)), "de la mairie de Meudon"),
        (CommuneFacts("92048", latitude=2.238, longitude=48.8123), "inversées"),
        (CommuneFacts("92048", latitude=43.3, longitude=5.4), "km de Meudon"),
    ],
)
def test_store_when_implausible_refuses_with_the_reason(
    communes: Communes, facts: CommuneFacts, words: str
) -> None:
    report = store_communes(facts=[facts, CommuneFacts("16390", population=251)])
    assert report.changed == 1
    (refused,) = report.refused
    assert words in refused.reason
    assert Commune.objects.get(code="92048").outline is None


def test_store_when_the_database_refuses_writes_nothing(communes: Communes) -> None:
    too_long = replace(communes[0], name="x" * 100)
    with pytest.raises(DatabaseError):
        store_communes(facts=[CommuneFacts("16390", population=1), too_long])


def test_store_creates_departements_once(communes: Communes) -> None:
    store_communes(facts=[], departements={"92": "Hauts-de-Seine", "94": "Val-de-Marne"})
    assert Departement.objects.filter(code__in=["92", "94"]).count() == 2
