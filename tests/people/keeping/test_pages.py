"""The pages of what is kept: the DPO's desk, a request from its receipt to the copy."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.retention import propose_due
from allervers.people.domain.retention import later
from allervers.people.mapping.retention_rules import retention_rules
from allervers.people.models import Destruction, FollowUp, Redaction, RightsRequest
from allervers.people.queries.acting import acting
from allervers.people.queries.retention import deadlines
from tests.cast import Cast, sign_in, viewer
from tests.people.keeping.files import ALL, File, make_file
from tests.people.keeping.signed import sign

SPACE = "/espace/personnes/"


def page(who: Client, path: str, **sent: str) -> str:
    """Open a page, or send a form, and follow it; return what it says."""
    answer = who.post(SPACE + path, sent, follow=True) if sent else who.get(SPACE + path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def due(bruno: Viewer) -> File:
    """Return a file whose time has come, which the night proposed."""
    made = make_file(bruno, last_contact_on=later(timezone.localdate(), -24) - timedelta(1))
    propose_due(retention_rules(), timezone.now())
    return made


def deadline_of(who: Viewer) -> object:
    """Return the only deadline."""
    with acting(who):
        return deadlines().get().pk


def test_desk_shows_what_is_due_and_why(due: File, cast: Cast) -> None:
    said = page(sign_in(Client(), cast.farid), "protection/conservation/")
    assert due.person.pseudonym in said
    assert "dernier contact venant de la personne" in said
    assert "non signée : jamais détruite" in said
    assert "CNIL, délibération 2022-008" in said


def test_file_is_kept_on_then_opened_again(due: File, cast: Cast) -> None:
    farid = sign_in(Client(), cast.farid)
    until = (timezone.localdate() + timedelta(days=200)).isoformat()
    path = f"protection/echeances/{deadline_of(viewer(cast.farid))}/garder/"
    said = page(farid, path, reason="procès en cours", keep_until=until)
    assert "Gardé en archive intermédiaire" in said
    assert "procès en cours" in said
    assert "Aucun dossier à traiter" in said


def test_destruction_is_asked_by_one_and_agreed_by_another(
    due: File, cast: Cast, settings: Any, tmp_path: Path
) -> None:
    farid, path = sign_in(Client(), cast.farid), f"{deadline_of(viewer(cast.farid))}/detruire/"
    refused = farid.post(f"{SPACE}protection/echeances/{path}", {"visa": "AD 17"})
    assert refused.status_code == 409
    assert "Personne n’a signé sa durée" in refused.content.decode()
    sign(settings, tmp_path, "jeune")
    page(farid, f"protection/echeances/{path}", visa="AD 2026-17")
    with acting(viewer(cast.farid)):
        asked = Destruction.objects.get()
    assert "une autre personne doit répondre" in page(farid, f"destructions/{asked.pk}/")
    bruno = sign_in(Client(), cast.bruno)
    said = page(bruno, f"destructions/{asked.pk}/", accorder="oui")
    assert "sont détruits" in said
    assert due.person.pseudonym not in said


@pytest.fixture
def file(bruno: Viewer, aicha: Viewer) -> File:
    """Return a file that Bruno and Aïcha follow."""
    made = make_file(bruno)
    with acting(bruno):
        FollowUp.objects.create(
            person=made.person, member_id=aicha.member_id, kind="team", sections=ALL,
            since=timezone.localdate(), given_by_id=bruno.member_id, created_at=timezone.now(),
        )  # fmt: skip
    return made


def received(file: File, who: Client, kind: str, ago: int = 0) -> RightsRequest:
    """Write a request down through its page, some days after it came."""
    on = timezone.localdate() - timedelta(days=ago)
    said = page(
        who, f"{file.person.pk}/demandes/recevoir/", kind=kind, medical="direct",
        received_on=on.isoformat(), identity_checked="connue de l’équipe",
        details="J’aimerais savoir.",
    )  # fmt: skip
    assert "La réponse est due dans un mois" in said
    assert "J’aimerais savoir." in said
    with acting(file.holder):
        return RightsRequest.objects.get()


def test_copy_goes_from_receipt_to_release_by_two(file: File, cast: Cast) -> None:
    bruno, aicha = sign_in(Client(), cast.bruno), sign_in(Client(), cast.aicha)
    note = file.write("Son voisin boit.", concerns_others=True)
    asked = received(file, bruno, "access")
    assert "Son voisin boit." in page(bruno, f"demandes/{asked.pk}/")
    page(bruno, f"demandes/{asked.pk}/relire/", entry=str(note.pk), choice="mask")
    with acting(file.holder):
        assert Redaction.objects.get().choice == "mask"
    assert "Une seconde personne" in page(bruno, f"demandes/{asked.pk}/prete/", fini="oui")
    assert "0 à remettre, 1 masquées" in page(aicha, f"demandes/{asked.pk}/remettre/")
    said = page(aicha, f"demandes/{asked.pk}/remettre/", remettre="oui")
    assert "peut être remise à la personne" in said
    document = bruno.get(f"{SPACE}demandes/{asked.pk}/votre-dossier.pdf")
    assert document.content.startswith(b"%PDF")
    assert "no-store" in document["Cache-Control"]
    assert document["Content-Disposition"] == 'attachment; filename="votre-dossier.pdf"'


def test_request_is_answered_through_its_page(file: File, cast: Cast) -> None:
    bruno = sign_in(Client(), cast.bruno)
    asked = received(file, bruno, "object")
    said = page(
        bruno, f"demandes/{asked.pk}/repondre/", is_granted="no", text="Le service est public."
    )
    assert "Le service est public." in said
    assert "refusé" in said


def test_form_refuses_a_number_of_social_security(file: File, cast: Cast) -> None:
    bruno = sign_in(Client(), cast.bruno)
    answer = bruno.post(
        f"{SPACE}{file.person.pk}/demandes/recevoir/",
        {"kind": "object", "medical": "direct", "received_on": timezone.localdate().isoformat(),
         "identity_checked": "1 85 05 78 006 084 91"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "numéro de sécurité sociale" in answer.content.decode()


def test_dpo_sees_that_a_request_is_late_and_not_what_it_says(file: File, cast: Cast) -> None:
    asked = received(file, sign_in(Client(), cast.bruno), "object", ago=34)
    said = page(sign_in(Client(), cast.farid), "protection/demandes/")
    assert file.person.pseudonym in said
    assert "en retard" in said
    assert "J’aimerais savoir." not in said
    assert sign_in(Client(), cast.farid).get(f"{SPACE}demandes/{asked.pk}/").status_code == 403


def test_register_and_impact_are_shown_and_downloaded(cast: Cast) -> None:
    farid = sign_in(Client(), cast.farid)
    assert "people_entry.sealed_text" in page(farid, "protection/registre/")
    assert "test_at_rest.py" in page(farid, "protection/analyse-impact/")
    assert "people_entry;sealed_text" in page(farid, "protection/registre.csv")


def test_answer_is_put_off_and_a_limitation_lifted_through_their_pages(
    file: File, cast: Cast
) -> None:
    bruno, today = sign_in(Client(), cast.bruno), timezone.localdate()
    asked = received(file, bruno, "restrict")
    said = page(bruno, f"demandes/{asked.pk}/prolonger/", means="par lettre",
                reasons="La demande porte sur six ans.")  # fmt: skip
    assert "prolongé de deux mois" in said
    assert "La demande porte sur six ans." in said
    assert bruno.get(f"{SPACE}demandes/{asked.pk}/prolonger/").status_code == 404
    page(bruno, f"demandes/{asked.pk}/repondre/", is_granted="yes", text="D’accord.")
    lift = f"{file.person.pk}/demandes/lever/"
    assert lift in page(bruno, f"{file.person.pk}/demandes/")
    said = page(bruno, lift, on=today.isoformat(), means="de vive voix")
    assert "La limitation est levée" in said
    assert bruno.get(SPACE + lift).status_code == 404
