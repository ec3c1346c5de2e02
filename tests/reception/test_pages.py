"""Pages of the reception: one tap saves and leads on, nothing is lost, codes stay private."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from allervers.reception.actions.encounters import edit_encounter, renew_code
from allervers.reception.mapping.codes import code_of
from allervers.reception.mapping.encounters import to_facts
from allervers.reception.models import CodeAttempt, Encounter
from tests.cast import make_organisation, sign_in, viewer
from tests.reception.today import Today, elsewhere
from tests.rights.sheet_world import SheetWorld, make_service
from tests.tours.staff.season import make_commune
from tests.tours.staff.test_queries import at_most

ADD, HOME, RESUME = "/espace/accueil/nouvelle/", "/espace/accueil/", "/espace/accueil/reprendre/"


@pytest.fixture
def bruno(client: Client, today: Today) -> Client:
    """Return a browser in which Bruno, on board, is signed in."""
    return sign_in(client, today.cast.bruno)


def plain(page: bytes) -> str:
    """Return a page with plain spaces only."""
    return " ".join(page.decode().split())


def shown(client: Client, encounter: Encounter) -> str:
    """Return the page of an encounter."""
    return client.get(reverse("reception:show", args=[encounter.pk])).content.decode()


def test_form_only_asks_where_and_leaves_the_rest_not_asked(bruno: Client, today: Today) -> None:
    answer = bruno.post(ADD, today.sent())
    saved = Encounter.objects.get()
    assert answer.headers["Location"] == reverse("reception:show", args=[saved.pk])
    assert (saved.audience, saved.age_band, saved.language) == ("", "", "")
    assert (saved.is_first_time, saved.needs_interpreter, saved.commune) == (None, None, None)
    assert shown(bruno, saved).count("non demandé") == 6


def test_form_sent_twice_leads_twice_to_the_same_encounter(bruno: Client, today: Today) -> None:
    sent = today.sent(requests=["sante"], is_first_time="no")
    first, again = bruno.post(ADD, sent), bruno.post(ADD, sent)
    assert first.headers["Location"] == again.headers["Location"]
    assert Encounter.objects.get().is_first_time is False


@pytest.mark.parametrize(
    ("then", "leads_to"), [("droits", "rights:start"), ("orienter", "reception:orient")]
)
def test_one_button_saves_and_leads_on(
    bruno: Client, today: Today, then: str, leads_to: str
) -> None:
    answer = bruno.post(ADD, today.sent(then=then))
    assert answer.headers["Location"] == reverse(leads_to, args=[Encounter.objects.get().pk])


def test_visit_one_is_on_board_of_is_chosen_beforehand(bruno: Client, today: Today) -> None:
    page = bruno.get(ADD).content.decode()
    assert f'value="{today.where}" id="id_where_0" class="form-check-input" checked' in page
    after_desk = bruno.get(ADD, {"ou": "desk"}).content.decode()
    assert 'value="desk" id="id_where_1" class="form-check-input" checked' in after_desk


def test_without_visit_the_desk_is_chosen_beforehand(client: Client, today: Today) -> None:
    today.visit.delete()
    page = sign_in(client, today.cast.chloe).get(ADD).content.decode()
    assert 'value="desk" id="id_where_0" class="form-check-input" checked' in page


def test_commune_typed_is_looked_up_and_namesakes_are_offered(bruno: Client, today: Today) -> None:
    make_commune("77001", "Autre-Lieu-Inventé")
    make_commune("78001", "Autre-Lieu-Inventé")
    answer = bruno.post(ADD, today.sent(other_commune="autre lieu invente"))
    assert answer.status_code == 422
    assert 'value="77001"' in answer.content.decode()
    assert 'value="78001"' in answer.content.decode()
    bruno.post(ADD, today.sent(commune="78001"))
    assert Encounter.objects.get().commune_id == "78001"


def test_changing_what_somebody_else_changed_is_shown_first(bruno: Client, today: Today) -> None:
    made = today.meet()
    facts = replace(to_facts(made), language="pt")
    edit_encounter(viewer=viewer(today.cast.chloe), encounter_id=made.pk, facts=facts, seen="0")
    path = reverse("reception:edit", args=[made.pk])
    sent = today.sent(submission=str(made.submission), language="ar", version="0")
    answer = bruno.post(path, sent)
    assert answer.status_code == 422
    assert "« portugais », vous avez écrit « arabe »" in plain(answer.content)
    assert bruno.post(path, {**sent, "version": "1"}).status_code == 302
    assert Encounter.objects.get().language == "ar"


def test_resuming_by_code_opens_to_another_carrier_and_says_so(bruno: Client, today: Today) -> None:
    made = today.meet()
    hugo = sign_in(Client(), today.cast.hugo)
    path = reverse("reception:show", args=[made.pk])
    assert hugo.get(path).status_code == 404
    assert hugo.post(RESUME, {"code": code_of(made).lower()}).headers["Location"] == path
    assert hugo.get(path).status_code == 200
    assert hugo.get(reverse("reception:delete", args=[made.pk])).status_code == 404
    assert hugo.get(reverse("reception:new_code", args=[made.pk])).status_code == 404
    assert "par Hugo (Autre département inventé)" in shown(bruno, made)


def test_who_came_by_the_code_is_not_offered_to_move_the_encounter(today: Today) -> None:
    made, hugo = today.meet(), sign_in(Client(), today.cast.hugo)
    hugo.post(RESUME, {"code": code_of(made)})
    path = reverse("reception:edit", args=[made.pk])
    assert 'value="desk"' not in hugo.get(path).content.decode()
    sent = today.sent(version="0", requests=["sante"])
    assert hugo.post(path, {**sent, "where": "desk"}).status_code == 422
    assert hugo.post(path, sent).status_code == 302
    assert to_facts(Encounter.objects.get()).requests == {"sante"}


def test_wrong_code_is_told_and_counted_though_refused(bruno: Client, today: Today) -> None:
    answer = bruno.post(RESUME, {"code": "K7QF2-M9X4T"})
    assert answer.status_code == 422
    assert "Nous ne connaissons pas ce code" in answer.content.decode()
    assert CodeAttempt.objects.count() == 1
    for _turn in range(9):
        bruno.post(RESUME, {"code": "K7QF2-M9X4T"})
    assert bruno.post(RESUME, {"code": "K7QF2-M9X4T"}).status_code == 429
    assert CodeAttempt.objects.count() == 10


def test_page_that_bears_a_code_is_kept_by_nobody(bruno: Client, today: Today) -> None:
    answer = bruno.get(reverse("reception:show", args=[today.meet().pk]))
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_new_code_is_asked_then_replaces_the_former(bruno: Client, today: Today) -> None:
    made = today.meet()
    former = code_of(made)
    path = reverse("reception:new_code", args=[made.pk])
    assert former not in bruno.get(path).content.decode()
    bruno.post(path, {"version": "0"})
    page = shown(bruno, made)
    assert former not in page
    assert code_of(Encounter.objects.get()) in page
    renew_code(viewer=viewer(today.cast.aicha), encounter_id=made.pk, seen="", now=made.met_at)
    assert bruno.post(path, {"version": "1"}).status_code == 409


def test_deleting_asks_first_and_says_when_it_is_too_late(bruno: Client, today: Today) -> None:
    made = today.meet()
    path = reverse("reception:delete", args=[made.pk])
    Encounter.objects.update(created_at=made.met_at.replace(year=2025))
    assert "ne peut plus" in bruno.post(path).content.decode()
    assert "Vous pouvez encore la modifier" in bruno.get(path).content.decode()
    Encounter.objects.update(created_at=made.met_at)
    assert "Supprimer cette rencontre" in bruno.get(path).content.decode()
    assert bruno.post(path).headers["Location"] == HOME
    assert not Encounter.objects.exists()


def test_leaving_early_is_one_tap(bruno: Client, today: Today) -> None:
    made = today.meet()
    path = reverse("reception:left_early", args=[made.pk])
    bruno.post(path, {"parti": "oui"})
    assert "partie avant la fin" in shown(bruno, made)
    bruno.post(path, {"parti": "non"})
    assert not Encounter.objects.get().left_early


def test_day_lists_its_encounters_only(bruno: Client, today: Today) -> None:
    visit = elsewhere(today.season, -2)
    day = today.season.today - (today.visit.starts_at - visit.starts_at).__class__(days=2)
    today.meet(visit_id=visit.pk, day=day)
    today.meet(channel="phone", visit_id=None, is_first_time=True)
    now = plain(bruno.get(HOME).content)
    assert "Par téléphone : 1 rencontre, dont 1 première" in now
    assert "Place du Marché" not in now
    then = bruno.get(HOME, {"jour": day.isoformat()}).content.decode()
    assert "Place du Marché, Bourg-Inventé" in then
    assert bruno.get(HOME, {"jour": "9999-12-31"}).status_code == 200


def test_day_of_others_is_not_listed(today: Today) -> None:
    today.meet()
    hugo = sign_in(Client(), today.cast.hugo)
    assert "Personne n’a encore été accueilli" in hugo.get(HOME).content.decode()


def test_worker_of_an_organisation_without_tours_finds_nothing(today: Today) -> None:
    partner = make_organisation("partner")
    today.cast.bruno.organisation = partner
    today.cast.bruno.save()
    client = sign_in(Client(), today.cast.bruno)
    assert client.get(HOME).status_code == 404
    assert client.get(ADD).status_code == 404
    assert client.post(ADD, {"where": "desk", "submission": str(uuid4())}).status_code == 404


def test_pages_ask_few_questions(bruno: Client, today: Today) -> None:
    made, *_others = [today.meet(requests=frozenset({"sante", "famille"})) for _turn in range(30)]
    for key in ("ccas", "caf"):
        SheetWorld(today.cast, today.season).orient(made, make_service(key))
    named = ("show", "edit", "new_code", "delete")
    for path in (
        HOME,
        ADD,
        RESUME,
        *(reverse(f"reception:{one}", args=[made.pk]) for one in named),
    ):
        with at_most(8):
            assert bruno.get(path).status_code == 200
