"""Where to go: a chosen service, in words that somebody who reads little French can follow."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from data_inclusion.schema.v1 import Frais, ModeAccueil, ModeMobilisation, PersonneMobilisatrice
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.directory.models import Service
from allervers.directory.wording.hours import hours_lines
from allervers.reception.models import Referral
from allervers.ui import french

WELCOME: Final[dict[str, Promise]] = {
    ModeAccueil.EN_PRESENTIEL.value: gettext_lazy("On vous reçoit sur place."),
    ModeAccueil.A_DISTANCE.value: gettext_lazy("On vous aide à distance."),
}
CONTACT: Final[dict[str, Promise]] = {
    ModeMobilisation.SE_PRESENTER.value: gettext_lazy("Vous pouvez y aller directement."),
    ModeMobilisation.TELEPHONER.value: gettext_lazy("Téléphonez avant d’y aller."),
    ModeMobilisation.ENVOYER_UN_COURRIEL.value: gettext_lazy("Écrivez un courriel."),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the sheet; texts are ready to be shown, blank when nothing is known."""

    service_id: str
    name: str
    what: str
    address: str
    distance: str
    phone: str
    hours: tuple[str, ...]
    how: tuple[str, ...]


def place_of(referral: Referral) -> Place:
    """Say one orientation; names and addresses stay as the directory has them."""
    service = referral.service
    return Place(
        service_id=service.pk,
        name=service.structure.nom,
        what=service.nom if service.nom != service.structure.nom else "",
        address=address_of(service),
        distance=distance_of(referral),
        phone=french.phone_text(service.telephone or service.structure.telephone),
        hours=hours_of(service, referral.made_at.date()),
        how=how_of(service),
    )


def address_of(service: Service) -> str:
    """The address on one line, as an envelope has it; the structure's when the service has none."""
    at = service if service.adresse else service.structure
    town = " ".join(part for part in (at.code_postal, at.commune) if part)
    return ", ".join(part for part in (at.adresse, at.complement_adresse, town) if part)


def distance_of(referral: Referral) -> str:
    """How far it is."""
    if referral.distance_km is None:
        return ""
    return _("à %(far)s") % {"far": french.distance_text(referral.distance_km * 1000)}


def hours_of(service: Service, since: date) -> tuple[str, ...]:
    """The opening hours, a line for each kind of day; else the words that the service gave."""
    text = service.horaires_accueil or service.structure.horaires_accueil
    given = (line.strip() for line in text.splitlines())
    return tuple(hours_lines(text, since) or filter(None, given))


def how_of(service: Service) -> tuple[str, ...]:
    """How one is received, whom to ask first, and what it costs; each sentence once."""
    said = (
        [_("Téléphonez avant d’y aller : l’annuaire ne le cite plus.")] if service.gone_at else []
    )
    said += [str(WELCOME[mode]) for mode in service.modes_accueil if mode in WELCOME]
    if service.mobilisable_par == [PersonneMobilisatrice.PROFESSIONNELS.value]:
        said.append(_("L’équipe que vous avez rencontrée prend contact pour vous."))
    else:
        said += contacts_of(service)
    if service.frais == Frais.GRATUIT.value:
        said.append(_("C’est gratuit."))
    elif service.frais == Frais.PAYANT.value:
        said.append(_("C’est payant."))
    return tuple(dict.fromkeys(said))


def contacts_of(service: Service) -> list[str]:
    """How the person takes contact by themselves: by going there rather than by writing."""
    modes = set(service.modes_mobilisation)
    return [str(sentence) for mode, sentence in CONTACT.items() if mode in modes][:1]
