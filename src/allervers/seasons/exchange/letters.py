"""Letters to communes: one for each, listing the dates asked for, with a slip to send back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from allervers.seasons.exchange.papers.drawing import pdf
from allervers.seasons.exchange.rows import SeasonRow
from allervers.seasons.queries.letters import TownHall
from allervers.ui import french


@dataclass(frozen=True, slots=True)
class Contact:
    """Who asks, and whom to answer; what is empty is left out."""

    organisation: str
    name: str
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class PitchNeeds:
    """What a unit needs where it stands; None: not known, nothing is asked."""

    length_m: float | None = None
    width_m: float | None = None
    needs_power: bool = False


def letters(
    rows: Sequence[SeasonRow],
    *,
    contact: Contact,
    needs: Mapping[str, PitchNeeds],
    today: date,
    answer_by: date | None = None,
    halls: Mapping[str, TownHall] | None = None,
) -> bytes:
    """Draw one letter for each commune, in the order of names; `needs` by the unit's name.

    `halls`: what is known of the town halls, by Insee code.
    """
    return pdf("letters", content(rows, contact, needs, today, answer_by, halls or {}))


def content(
    rows: Sequence[SeasonRow],
    contact: Contact,
    needs: Mapping[str, PitchNeeds],
    today: date,
    answer_by: date | None,
    halls: Mapping[str, TownHall],
) -> dict[str, object]:
    """Put in words all that the template places."""
    communes = sorted({(row.commune, row.commune_code) for row in rows})
    return {
        "title": _("Dates demandées aux communes"),
        "carrier": contact.organisation,
        "none": _("Aucun passage dans ce plan."),
        "sender": _sender(contact),
        "page": _("Page"),
        "columns": [_("Jour"), _("Heures"), _("Lieu")],
        "needs_title": _("Ce qu’il faut sur place"),
        "letters": [
            _letter(
                sorted(
                    (row for row in rows if (row.commune, row.commune_code) == commune),
                    key=lambda row: (row.day, row.starts, row.halt),
                ),
                contact,
                needs,
                today,
                answer_by,
                halls.get(commune[1]) or TownHall(commune[0]),
            )
            for commune in communes
        ],
    }


def _letter(
    rows: Sequence[SeasonRow],
    contact: Contact,
    needs: Mapping[str, PitchNeeds],
    today: date,
    answer_by: date | None,
    hall: TownHall,
) -> dict[str, object]:
    units = list(dict.fromkeys(row.unit for row in rows))
    names = _(" et ").join([", ".join(units[:-1]), units[-1]] if len(units) > 1 else units)
    before = french.date_text(answer_by) if answer_by else ""
    return {
        "commune": rows[0].commune,
        "recipient": _recipient(hall),
        "written": _("Le %(day)s") % {"day": french.date_text(today)},
        "subject": _("Objet : dates demandées pour accueillir %(unit)s") % {"unit": names},
        "opening": [
            _("Madame, Monsieur,"),
            _(
                "Nous préparons nos passages auprès des habitants (%(unit)s). Nous vous demandons "
                "votre accord pour stationner dans votre commune aux dates suivantes."
            )
            % {"unit": names},
        ],
        "dates": [_date(row, is_unit_said=len(units) > 1) for row in rows],
        "needs": [line for unit in units for line in _needs(unit, needs.get(unit))],
        "closing": [*_closing(before), contact.name],
        "slip": _slip(rows[0].commune, contact, before),
    }


def _recipient(hall: TownHall) -> list[str]:
    """Say where the letter goes, then how else the town hall is reached; empty lines are left."""
    phone = french.phone_text(hall.phone) if hall.phone else ""
    place = f"{hall.postal_code} {hall.commune}".strip()
    return [_("À la mairie"), hall.address, place, phone, hall.email]


def _sender(contact: Contact) -> list[str]:
    phone = french.phone_text(contact.phone) if contact.phone else ""
    return [contact.organisation, contact.address, contact.name, phone, contact.email]


def _date(row: SeasonRow, *, is_unit_said: bool) -> dict[str, object]:
    aboard = _("Avec : %(partners)s") % {"partners": ", ".join(row.partners)}
    return {
        "day": french.date_text(row.day),
        "hours": french.hours_text(row.starts, row.ends),
        "place": [
            row.unit if is_unit_said else "",
            row.halt,
            row.address,
            aboard if row.partners else "",
        ],
    }


def _needs(unit: str, needs: PitchNeeds | None) -> list[str]:
    if needs is None:
        return []
    found = []
    if needs.length_m and needs.width_m:
        size = {
            "unit": unit,
            "length": f"{needs.length_m:g}".replace(".", ","),
            "width": f"{needs.width_m:g}".replace(".", ","),
        }
        found.append(_("%(unit)s : un emplacement libre de %(length)s m sur %(width)s m") % size)
    if needs.needs_power:
        found.append(_("%(unit)s : une prise électrique") % {"unit": unit})
    return found


def _closing(before: str) -> list[str]:
    asked = (
        _("Merci de nous répondre avant le %(day)s : nous annoncerons ensuite les passages.")
        % {"day": before}
        if before
        else _("Merci de nous répondre : nous annoncerons ensuite les passages.")
    )
    return [
        asked,
        _("Si un lieu ou une date ne convient pas, proposez-nous-en un autre."),
        _("Avec nos salutations les meilleures,"),
    ]


def _slip(commune: str, contact: Contact, before: str) -> dict[str, object]:
    phone = french.phone_text(contact.phone) if contact.phone else ""
    ways = ", ".join(one for one in (contact.name, contact.email, phone, contact.address) if one)
    until = _(", avant le %(day)s") % {"day": before} if before else ""
    return {
        "title": _("Réponse de la commune : %(commune)s") % {"commune": commune},
        "to": _("À renvoyer à %(ways)s%(until)s.") % {"ways": ways, "until": until},
        "choices": [
            _("D’accord pour toutes les dates"),
            _("D’accord, sauf pour ces dates :"),
            _("Nous proposons un autre lieu ou d’autres dates :"),
        ],
        "fields": [_("Nom et fonction :"), _("Téléphone :"), _("Le :"), _("Signature :")],
    }
