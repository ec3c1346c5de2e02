"""Pages of a plan: what they say, how many questions they ask, who reads them."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from allervers.accounts.models import Organisation
from allervers.directory.models import Source, Structure
from allervers.seasons.actions.publishing import Outcome
from allervers.seasons.models import Computation, PlanChange, SeasonPlan
from allervers.seasons.queries.letters import TownHall, town_halls
from allervers.seasons.views.plan_publish import outcome_text
from allervers.territory.models import Commune
from allervers.tours.models import Halt
from tests.cast import sign_in
from tests.seasons.plans.world import Planning, add_plan

pytestmark = pytest.mark.django_db
SESSION = 6  # questions about who is asking, and the read-only transaction
READ = ("plan", "plan_calendar", "plan_list", "plan_map", "plan_points", "plan_outlines")
ASKED = (*READ, "plan_broken", "plan_why", "plan_replan", "plan_publish", "planned_add")


def add_structure(name: str, nom: str, **values: str) -> None:
    """List a structure in the directory."""
    source, _made = Source.objects.get_or_create(code="invente", defaults={"name": "Inventé"})
    now = timezone.now()
    Structure.objects.create(
        id=f"invente--{name}", nom=nom, source=source, date_maj=now.date(), digest="0",
        first_read_at=now, last_changed_at=now, **values,
    )  # fmt: skip


def get(client: Client, name: str, *args: object, query: str = "") -> str:
    """Open a page; return its text."""
    answer = client.get(reverse(f"seasons:{name}", args=args) + query)
    assert answer.status_code == 200, name
    return answer.content.decode()


def test_each_page_opens_in_few_questions(client: Client, planning: Planning) -> None:
    sign_in(client, planning.cast.aicha)
    get(client, "plan", planning.plan.id)
    for name in ASKED:
        with CaptureQueriesContext(connection) as asked:
            get(client, name, planning.plan.id)
        assert len(asked) <= SESSION + 8, (name, [one["sql"][:90] for one in asked])


def test_the_summary_tells_figures_proof_and_suppositions(
    client: Client, planning: Planning
) -> None:
    sign_in(client, planning.cast.aicha)
    text = get(client, "plan", planning.plan.id)
    for said in ("Personnes touchées, estimation", "du meilleur", "Ce projet en vaut",
                 "Ce plafond est calculé sans",
                 "supposés, pas mesurés", "vol d'oiseau", "Mettre dans le calendrier"):  # fmt: skip
        assert said in text.replace("&#x27;", "'")
    SeasonPlan.objects.update(ceiling=None, broken=1)
    text = get(client, "plan", planning.plan.id)
    assert "la preuve ne s'applique pas" in text.replace("&#x27;", "'")


def test_the_list_is_narrowed_and_the_calendar_is_by_week(
    client: Client, planning: Planning
) -> None:
    sign_in(client, planning.cast.aicha)
    unit = planning.units[1]
    text = get(client, "plan_list", planning.plan.id, query=f"?unite={unit.id}")
    assert "1\u00a0passage" in text
    whole = get(client, "plan_calendar", planning.plan.id, query="?semaine=toutes")
    assert whole.count("<caption") == 2
    first = get(client, "plan_calendar", planning.plan.id)
    assert first.count("<caption") == 1


def test_a_change_shows_its_effect_then_is_saved(client: Client, planning: Planning) -> None:
    sign_in(client, planning.cast.aicha)
    row = planning.row(0)
    url = reverse("seasons:planned_change", args=[row.id])
    sent = {
        "version": 1, "unit": row.unit_id, "halt": planning.halts[2].id,
        "day": planning.day(2).isoformat(), "starts": "10:00", "ends": "12:00",
    }  # fmt: skip
    shown = client.post(url, {**sent, "step": "preview"})
    assert "personnes touchées" in shown.content.decode()
    assert "respecte toutes les règles" in shown.content.decode()
    signature = shown.context["shown"].signature
    assert not PlanChange.objects.exists()
    saved = client.post(url, {**sent, "step": "save", "previewed": signature})
    made = SeasonPlan.objects.get(origin="by_hand")
    assert saved.headers["Location"] == reverse("seasons:plan", args=[made.id])
    undo = reverse("seasons:plan_undo", args=[made.id])
    assert client.post(undo, {"version": made.version}).status_code == 302
    assert not PlanChange.objects.exists()


def test_others_of_the_team_read_once_published(client: Client, planning: Planning) -> None:
    sign_in(client, planning.cast.bruno)
    url = reverse("seasons:plan", args=[planning.plan.id])
    assert client.get(url).status_code == 404
    SeasonPlan.objects.update(published_at="2026-01-01T00:00Z")
    assert client.get(url).status_code == 200
    sign_in(client, planning.cast.hugo)
    assert client.get(url).status_code == 404


def test_why_is_asked_and_waited_for(client: Client, planning: Planning) -> None:
    sign_in(client, planning.cast.aicha)
    url = reverse("seasons:plan_why", args=[planning.plan.id])
    asked = client.post(url, {"halte": planning.halts[2].id})
    found = Computation.objects.get(purpose="force")
    assert asked.headers["Location"] == reverse("seasons:plan_answer", args=[found.id])
    waiting = client.get(asked.headers["Location"])
    assert waiting["Refresh"]
    Computation.objects.update(state="done", answer={"rule": "range"})
    answered = client.get(asked.headers["Location"])
    assert "Refresh" not in answered
    assert "trop loin" in answered.content.decode()
    visit = reverse("seasons:planned_why", args=[planning.row(0).id])
    assert "Qui touche" in client.get(visit).content.decode()


def test_nobody_is_said_to_be_told_when_no_town_agreed(client: Client, planning: Planning) -> None:
    sign_in(client, planning.cast.aicha)
    said = get(client, "plan_publish", planning.plan.id)
    assert "le public, sur le site" in said
    assert 'name="mode"' in said
    assert "2\xa0passages. La commune a donné" in said
    assert "2\xa0passages. Restent en brouillon" in said
    Halt.objects.update(needs_agreement=True)
    said = get(client, "plan_publish", planning.plan.id)
    assert "rien n'est encore annoncé" in said.replace("&#x27;", "'")
    assert 'name="mode"' not in said
    assert "le public, sur le site" not in said


def test_what_was_published_is_said_without_zeros() -> None:
    said = outcome_text(Outcome(added=4, announced=0, changed=0, cancelled=0, asked=1))
    assert said.endswith("4\xa0passages ajoutés, 1\xa0accord demandé.")
    assert outcome_text(Outcome(0, 0, 0, 0, 0)).endswith("rien n'y a changé.")


def test_trips_of_a_plan_are_said_once_when_the_calendar_counts_otherwise(
    client: Client, planning: Planning
) -> None:
    Halt.objects.filter(id=planning.halts[2].id).update(latitude=49.2)
    row = planning.row(0)
    row.pk, row.halt, row.starts, row.ends = None, planning.halts[2], time(11, 45), time(13, 45)
    row.save(force_insert=True)
    SeasonPlan.objects.update(broken=0)
    sign_in(client, planning.cast.aicha)
    said = get(client, "plan_publish", planning.plan.id)
    assert "1\xa0trajet trop court" in said
    assert "minutes de route" not in said
    SeasonPlan.objects.update(broken=1)
    told = get(client, "plan_publish", planning.plan.id)
    assert "trajet trop court" not in told
    assert len(told) != len(said)


def test_letters_go_to_what_is_known_of_the_town_hall(planning: Planning) -> None:
    code = planning.halts[0].commune_id
    Commune.objects.filter(code=code).update(postal_codes=["92999"])
    assert town_halls([code])[code] == TownHall("Val-Inventé", postal_code="92999")
    kept = {"code_insee": code, "telephone": "0199000001", "code_postal": "92999"}
    add_structure("mairie", "Mairie de Val-Inventé", adresse="1 place Haute", **kept)
    Organisation.objects.create(
        name="Val-Inventé", kind="commune", commune_code=code, email="mairie@exemple.invalid"
    )
    found = town_halls([code])[code]
    assert (found.address, found.phone) == ("1 place Haute", "0199000001")
    assert found.email == "mairie@exemple.invalid"
    add_structure("annexe", "Mairie annexe", adresse="2 rue Basse", code_insee=code)
    assert town_halls([code])[code].address == ""


def test_files_hold_the_visits_and_letters_ask_for_missing_agreements(
    client: Client, planning: Planning
) -> None:
    sign_in(client, planning.cast.aicha)
    said = get(client, "plan_csv", planning.plan.id)
    assert said.count("Bus inventé") == len([0, 1, 8])
    assert "STATUS:TENTATIVE" in get(client, "plan_ics", planning.plan.id)
    for name in ("plan_pdf", "plan_letters"):
        answer = client.get(reverse(f"seasons:{name}", args=[planning.plan.id]))
        assert answer.content.startswith(b"%PDF")
    Halt.objects.update(needs_agreement=False)
    answer = client.get(reverse("seasons:plan_letters", args=[planning.plan.id]))
    assert "aucune lettre" in answer.content.decode()


def test_letters_are_offered_while_a_town_is_to_be_asked(
    client: Client, planning: Planning, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, planning.cast.aicha)
    assert "Lettres aux communes" in get(client, "plan", planning.plan.id)
    monkeypatch.setattr("allervers.seasons.queries.publishing.waiting_for_towns", lambda _rows: {})
    assert "Lettres aux communes" not in get(client, "plan", planning.plan.id)


def test_a_season_of_the_calendar_is_not_offered_to_be_deleted(
    client: Client, planning: Planning
) -> None:
    sign_in(client, planning.cast.aicha)
    season = planning.plan.season_id
    assert "Supprimer la saison" in get(client, "season", season)
    SeasonPlan.objects.filter(pk=planning.plan.pk).update(published_at=timezone.now())
    assert "Supprimer la saison" not in get(client, "season", season)


def test_what_a_setback_needs_is_not_said_to_be_optional(
    client: Client, planning: Planning
) -> None:
    sign_in(client, planning.cast.aicha)
    assert "(facultatif)" not in get(client, "plan_replan", planning.plan.id)


def test_a_locked_visit_is_unlocked_before_its_form_is_filled(
    client: Client, planning: Planning
) -> None:
    row = planning.row(0)
    type(row).objects.filter(id=row.id).update(is_locked=True)
    sign_in(client, planning.cast.aicha)
    for name in ("planned_change", "planned_remove"):
        text = get(client, name, row.id)
        assert reverse("seasons:planned_lock", args=[row.id]) in text
        assert 'method="post"' not in text.partition("<main")[2]
    assert "nouveau calcul de la saison" in get(client, "planned_lock", planning.row(1).id)


def test_a_published_plan_says_so_before_a_form_is_filled(
    client: Client, planning: Planning
) -> None:
    SeasonPlan.objects.update(published_at=timezone.now())
    sign_in(client, planning.cast.aicha)
    one, row = planning.plan.id, planning.row(0).id
    named = {"plan_publish": one, "planned_add": one, "planned_change": row, "planned_remove": row}
    for name, of in named.items():
        assert client.get(reverse(f"seasons:{name}", args=[of])).status_code == 409


def test_a_setback_that_hits_no_visit_is_said_at_once(client: Client, planning: Planning) -> None:
    sign_in(client, planning.cast.aicha)
    asked = {"kind": "halt", "halt": str(planning.halts[2].id), "price": "3"}
    days = {"first": planning.day(0).isoformat(), "last": planning.day(27).isoformat()}
    answer = client.post(reverse("seasons:plan_replan", args=[planning.plan.id]), asked | days)
    assert answer.status_code == 422
    assert "first" in answer.context["form"].errors
    assert not Computation.objects.exists()


def test_a_plan_replaced_in_the_calendar_leads_to_the_one_that_is_there(
    client: Client, planning: Planning
) -> None:
    now = timezone.now()
    other = add_plan(planning, "Le suivant", published_at=now)
    SeasonPlan.objects.filter(id=planning.plan.id).update(published_at=now - timedelta(days=1))
    sign_in(client, planning.cast.aicha)
    old, current = (get(client, "plan", one.id) for one in (planning.plan, other))
    assert reverse("seasons:plan", args=[other.id]) in old
    replan = [reverse("seasons:plan_replan", args=[one.id]) for one in (planning.plan, other)]
    assert replan[0] not in old
    assert replan[1] in current
