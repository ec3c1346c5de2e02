"""A season prepared through its pages, from nothing to a computation asked."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from allervers.seasons.models import Computation, Season, SeasonPartner
from tests.cast import Cast, sign_in
from tests.seasons.setup.world import Prepared

MOST = 8
FREE = ("SAVEPOINT", "RELEASE", "SET TRANSACTION", "UPDATE", "INSERT")
DATES = {
    "name": "Automne", "starts_on": "2027-03-01", "ends_on": "2027-05-28",
    "weekdays": ["0", "2"], "school_time": "always", "agreements": "given",
    "visit_minutes": "120", "longest_minutes": "180", "every_days": "14", "within_days": "35",
    "at_least": "2", "all_weight": "1", "youth_weight": "0", "families_weight": "0",
    "seniors_weight": "0",
}  # fmt: skip


@pytest.fixture
def aicha(client: Client, cast: Cast) -> Client:
    """Let Aïcha in."""
    sign_in(client, cast.aicha)
    return client


def send(client: Client, name: str, /, *args: object, **data: object) -> str:
    """Send a form; return what the page that follows says."""
    answer = client.post(reverse(f"seasons:{name}", args=args), data, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def page(client: Client, name: str, *args: object, status: int = 200) -> str:
    """Open a page."""
    answer = client.get(reverse(f"seasons:{name}", args=args))
    assert answer.status_code == status
    return answer.content.decode()


def test_a_season_begins_empty_then_is_created_changed_and_copied(aicha: Client) -> None:
    assert "Aucune saison" in page(aicha, "list")
    assert "Ajouter une unité" in send(aicha, "season_add", **DATES)
    season = Season.objects.get()
    assert season.weekdays == [0, 2]
    send(
        aicha, "season_edit", season.id, **DATES | {"name": "Printemps", "version": version(season)}
    )
    send(aicha, "season_duplicate", season.id, name="Été", starts_on="2027-06-01")
    copy = Season.objects.get(name="Été")
    assert (copy.ends_on - copy.starts_on).days == 88
    assert "supprimée" in send(aicha, "season_delete", copy.id)
    assert Season.objects.get().name == "Printemps"


def version(season: Season) -> str:
    """Return what a page made now would carry."""
    season.refresh_from_db()
    return season.updated_at.isoformat()


def test_dates_and_returns_that_contradict_are_refused(aicha: Client) -> None:
    wrong = {"ends_on": "2027-02-01", "within_days": "7", "at_most": "1", "longest_minutes": "60"}
    answer = aicha.post(reverse("seasons:season_add"), DATES | wrong)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(wrong)
    assert not Season.objects.exists()


def test_units_halts_and_partners_are_taken_in(aicha: Client, prepared: Prepared) -> None:
    season = Season.objects.create(
        carrier=prepared.cast.carrier, name="Vide", starts_on="2027-03-01", ends_on="2027-05-28"
    )
    hours = {"weekdays": ["1"], "opens": "09:00", "closes": "12:30"}
    shift = {"weekdays": ["1", "3"], "leaves_at": "08:30", "back_by": "17:00"}
    crew = {"offers": "arabe\njuriste", "off_days": "02/03/2027"}
    send(aicha, "unit_add", season.id, unit=prepared.unit.id, **shift, **crew)
    said = send(aicha, "halts_add", season.id, everything="on", **hours)
    assert "3 haltes ajoutées" in said.replace("\xa0", " ")
    send(aicha, "partner_add", season.id, organisation=prepared.cast.partner.id,
         unit=prepared.unit.id, weekdays=["1"], people="10")  # fmt: skip
    row = season.halts.order_by("id")[0]
    send(aicha, "halt_edit", season.id, row.id, needs="arabe", is_wanted="on", **hours)
    row.refresh_from_db()
    assert (season.units.get().offers, row.needs) == (["arabe", "juriste"], ["arabe"])
    send(aicha, "halt_remove", season.id, row.id)
    send(aicha, "unit_remove", season.id, season.units.get().id)
    assert (season.halts.count(), SeasonPartner.objects.count()) == (2, 0)


def test_a_stranger_halt_or_unit_cannot_be_taken_in(
    client: Client, cast: Cast, prepared: Prepared
) -> None:
    sign_in(client, cast.hugo)
    season = Season.objects.create(
        carrier=cast.other_carrier, name="Ailleurs", starts_on="2027-03-01", ends_on="2027-05-28"
    )
    address = reverse("seasons:halts_add", args=[season.id])
    hours = {"weekdays": ["1"], "opens": "09:00", "closes": "12:30"}
    answer = client.post(address, {"halts": [str(prepared.halts[0].id)], **hours})
    assert answer.status_code == 422
    assert not season.halts.exists()


def test_suppositions_say_their_default_and_are_changed(aicha: Client, prepared: Prepared) -> None:
    season = prepared.season
    assert "docs/why/planner.md" in page(aicha, "suppositions", season.id)
    shown = aicha.get(reverse("seasons:suppositions", args=[season.id])).context["form"].initial
    send(aicha, "suppositions", season.id, **shown | {"kerb_exposure": "0,5"})
    season.refresh_from_db()
    assert season.kerb_exposure == 0.5


def test_what_forbids_is_told_with_where_to_put_it_right(aicha: Client, prepared: Prepared) -> None:
    prepared.unit.depot_latitude = prepared.unit.depot_longitude = None
    prepared.unit.save()
    said = page(aicha, "check", prepared.season.id)
    assert "À corriger d'abord" in said
    assert reverse("staff:unit", args=[prepared.unit.slug]) in said
    assert "Lancer le calcul" not in said


def test_a_computation_is_asked_followed_and_stopped(aicha: Client, prepared: Prepared) -> None:
    said = send(aicha, "check", prepared.season.id, seconds="20")
    one = Computation.objects.get()
    assert "en attente" in said
    assert 'http-equiv="refresh"' in said
    assert "arrêté" in send(aicha, "computation_stop", one.id)
    assert "arrêté" in page(aicha, "computations", prepared.season.id)


def test_pages_ask_few_questions(aicha: Client, prepared: Prepared) -> None:
    one = prepared.computation()
    names = ("season", "units", "halts", "partners", "computations")
    urls = [reverse(f"seasons:{name}", args=[prepared.season.id]) for name in names]
    for url in [*urls, reverse("seasons:list"), reverse("seasons:computation", args=[one.id])]:
        with CaptureQueriesContext(connection) as found:
            aicha.get(url)
        asked = [one["sql"] for one in found if not one["sql"].startswith(FREE)]
        assert len(asked) <= MOST + 4, "\n".join(sql[:150] for sql in asked)


def test_a_season_without_halts_is_not_told_to_call_the_host(
    aicha: Client, prepared: Prepared
) -> None:
    prepared.season.halts.all().delete()
    text = page(aicha, "check", prepared.season.id)
    assert reverse("seasons:halts_add", args=[prepared.season.id]) in text
    assert "par l&#x27;hébergeur, ou" not in text


def test_what_few_need_is_folded_until_it_differs(aicha: Client) -> None:
    def is_open(**data: str) -> bool:
        answer = aicha.post(reverse("seasons:season_add"), DATES | {"name": ""} | data)
        return any(part.is_open for part in answer.context["form"].sections() if part.is_folded)

    added = aicha.get(reverse("seasons:season_add")).context["form"]
    assert not any(part.is_open for part in added.sections() if part.is_folded)
    assert not is_open(all_weight="1,0")
    assert is_open(youth_weight="2")
