"""The invented people of the demonstration, written by the actions of the screens.

Nobody here exists: every family name says so, every number is one that Arcep keeps for fiction
(06 39 98 00 00 to 06 39 98 99 99). The approvals take two, as everywhere.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction

from allervers.accounts.demonstration import load_accounts
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.queries.viewers import viewer_of
from allervers.people.actions.approving import Proposal, approve, propose
from allervers.people.actions.contacts import add_contact
from allervers.people.actions.conventions import Terms, add_convention, agree_convention
from allervers.people.actions.creating import Begun, create_file
from allervers.people.actions.following import let_follow
from allervers.people.actions.households import Living, add_representation, live_together
from allervers.people.actions.identifying import Said
from allervers.people.actions.informing import note_consent
from allervers.people.actions.noting import Note, add_entry
from allervers.people.actions.protecting import add_protected
from allervers.people.demonstration_sharing import load_sharing
from allervers.people.domain.access import PARIS
from allervers.people.domain.profession import Profession
from allervers.people.domain.section import Section
from allervers.people.models import Professional

NAMESPACE: Final = UUID("0a4c2f6e-7f43-4a1f-9a2e-6c6f3b1f7d55")
YEAR: Final = timedelta(days=365)
MISSION: Final = "action sociale de la caravane (mission inventée)"
# member: profession, mission, who proposes, who approves
PROFESSIONS: Final = {
    "bruno": (Profession.SOCIAL_WORKER, "", "elodie", "farid"),
    "aicha": (Profession.FAMILY_ADVISER, MISSION, "elodie", "farid"),
    "chloe": (Profession.RECEPTIONIST, MISSION, "elodie", "farid"),
    "rachid": (Profession.DIGITAL_HELPER, "", "elodie", "farid"),
    "denis": (Profession.MISSION_LOCALE_ADVISER, "", "jeanne", "karim"),
}


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person: their names, age in years, last contact in days, notes by section."""

    key: str
    given_names: str
    age: int | None
    days_ago: int
    notes: tuple[tuple[Section, str], ...] = ()
    language: str = "fr"
    referent: str = "bruno"
    has_desk: bool = True


PEOPLE: Final = (
    Invented("nour", "Nour", 34, 3, (
        (Section.SITUATION, "Vit seule avec ses deux enfants depuis le printemps."),
        (Section.HOUSING, "Impayé de deux mois. Le bailleur accepte d’attendre le dossier FSL."),
        (Section.RESOURCES, "Temps partiel dans une cantine. Pas de prime d’activité demandée."),
        (Section.RIGHTS, "Demande de prime d’activité préparée ensemble."),
        (Section.HEALTH, "Dit mal dormir. Rendez-vous pris au centre de santé."),
    ), "ar"),
    Invented("yanis", "Yanis", 17, 12, (
        (Section.SITUATION, "A quitté le lycée en septembre. Veut travailler dans le vélo."),
        (Section.CHILDREN, "Accepte de rencontrer la mission locale avec sa mère."),
    )),
    Invented("lina", "Lina", 9, 40, ((Section.CHILDREN, "Va à l’étude depuis la rentrée."),)),
    Invented("pseudonyme", "", None, 1, (
        (Section.SITUATION, "Ne souhaite pas donner son nom. Revient au prochain passage."),
    )),
    Invented("ines", "Inès", 29, 6, (
        (Section.SITUATION, "Est partie de chez elle. Demande que personne ne sache où elle est."),
        (Section.PROTECTION, "Ne jamais appeler son ancien numéro."),
    ), has_desk=False),
    Invented("marcel", "Marcel", 71, 95, ((Section.RIGHTS, "Minimum vieillesse à vérifier."),)),
    Invented("amadou", "Amadou", 23, 20, ((Section.HOUSING, "Hébergé chez un ami."),), "ff"),
    Invented("rosa", "Rosa", 45, 60, ((Section.RESOURCES, "Fin de droits au chômage."),), "pt",
             "aicha"),
)  # fmt: skip


@transaction.atomic
def load_people(now: datetime) -> str:
    """Approve the professionals, sign the convention, open the files; twice changes nothing."""
    if Professional.objects.exists():
        return "Les dossiers de la démonstration étaient déjà là."
    members = load_accounts()
    viewers = {key: viewer_of(member) for key, member in members.items()}
    _approve(viewers, now)
    day = now.astimezone(PARIS).date()
    partner_id = members["denis"].organisation_id
    terms = Terms(partner_id, "Convention 2026-01 (inventée)", day - YEAR, day + YEAR)
    made = add_convention(viewers["elodie"], terms=terms)
    agree_convention(viewers["jeanne"], convention_id=made.pk, now=now)
    files = {one.key: _open(one, viewers, now) for one in PEOPLE}
    _nour_and_hers(files, viewers["bruno"], now)
    _in_hiding(files["ines"], viewers, now)
    load_sharing(files, viewers, now)
    return f"{len(files)} dossiers de personnes inventées."


def _approve(viewers: dict[str, Viewer], now: datetime) -> None:
    for key, (profession, mission, proposer, approver) in PROFESSIONS.items():
        member_id = viewers[key].member_id
        until = now.astimezone(PARIS).date() + YEAR
        proposal = Proposal(profession, "carte professionnelle (inventée)", until, mission)
        propose(viewers[proposer], member_id=member_id, proposal=proposal, now=now)
        approve(viewers[approver], member_id=member_id, now=now)


def _open(one: Invented, viewers: dict[str, Viewer], now: datetime) -> UUID:
    """Open a file, let the desk follow it, write its notes."""
    day, referent = now.astimezone(PARIS).date(), viewers[one.referent]
    born = None if one.age is None else date(day.year - one.age, 1, 15)
    family = "Inventé" if one.given_names else ""
    said = Said(
        given_names=one.given_names, family_name=family, born_on=born, language=one.language
    )
    met = day - timedelta(days=one.days_ago)
    told = "interpreter" if one.language != "fr" else "easy"
    begun = Begun(last_contact_on=met, said=said, told_by=told, told_in=one.language)
    person_id = create_file(viewer=referent, begun=begun, now=now).person.pk
    if one.has_desk:
        let_follow(
            viewer=referent, person_id=person_id, member_id=viewers["chloe"].member_id,
            kind="team", now=now,
        )  # fmt: skip
    for rank, (section, text) in enumerate(one.notes):
        note = Note(
            submission=uuid5(NAMESPACE, f"{one.key} {rank} {person_id}"), section=section,
            kind="meeting", happened_on=met, text=text, is_from_person=rank == 0,
        )  # fmt: skip
        add_entry(viewer=referent, person_id=person_id, note=note, now=now)
    return person_id


def _nour_and_hers(files: dict[str, UUID], bruno: Viewer, now: datetime) -> None:
    """Give Nour a safe telephone, a household, a son whom she represents, an agreement."""
    day, nour = now.astimezone(PARIS).date(), files["nour"]
    safe = {
        "kind": "phone", "value": "+33639980001", "safe_channels": ["call"],
        "safe_days": [1, 2, 3, 4, 5], "safe_from": "09:00", "safe_until": "12:00",
        "caution": "Travaille l’après-midi.",
    }  # fmt: skip
    add_contact(viewer=bruno, person_id=nour, said=safe, now=now)
    for child in ("yanis", "lina"):
        living = Living(files[child], "child", "adult", day - YEAR)
        live_together(viewer=bruno, person_id=nour, living=living, now=now)
        speaker = {
            "kind": "parent", "name": "Nour Inventé", "since": day - YEAR,
            "representative_id": nour, "is_not_to_be_told": False,
        }  # fmt: skip
        add_representation(viewer=bruno, person_id=files[child], said=speaker)
    agreed = {
        "scope": "share", "purpose": "trouver une formation pour Yanis",
        "recipients": "Mission locale (inventée)", "means": "de vive voix, avec Yanis",
        "given_on": day, "expires_on": day + YEAR / 2,
    }  # fmt: skip
    note_consent(viewer=bruno, person_id=files["yanis"], said=agreed, now=now)


def _in_hiding(person_id: UUID, viewers: dict[str, Viewer], now: datetime) -> None:
    """Write where somebody in hiding is; Aïcha follows too, so that two may open it."""
    bruno = viewers["bruno"]
    let_follow(
        viewer=bruno, person_id=person_id, member_id=viewers["aicha"].member_id, kind="team",
        now=now,
    )  # fmt: skip
    value = "Foyer inventé, 1 rue de nulle part. Demander Mme Exemple."
    add_protected(viewer=bruno, person_id=person_id, value=value, now=now)
