"""What the poster of a halt says, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allervers.tours.exchange.poster.glyphs import drawable
from allervers.tours.queries.public_cards import HaltCard, VisitCard
from allervers.ui import french

MOST_DATES: Final = 14
MOST_PARTNERS: Final = 6


@dataclass(frozen=True, slots=True)
class PosterFacts:
    """What is known of a halt on the day of printing; `rules` are sentences of `tours.wording`."""

    halt: HaltCard
    visits: tuple[VisitCard, ...]
    rules: tuple[str, ...]
    url: str
    today: date


def content(facts: PosterFacts) -> dict[str, object]:
    """Return the JSON that poster.typ prints; text only, nothing to evaluate."""
    units = [card.unit for card in facts.visits]
    unit = units[0] if units else None
    name = unit.name if unit else _("L’unité mobile")
    headline = _("%(unit)s s’arrête\u00a0ici") % {"unit": name}
    said = {
        "lang": (get_language() or "fr").split("-")[0],
        "title": f"{headline} : {facts.halt.name}, {facts.halt.commune_name}",
        "carrier": unit.carrier if unit else "Aller-vers",
        "headline": headline,
        "commune": facts.halt.commune_name,
        "place": place(facts.halt),
        "rules": list(facts.rules[:3]),
        "promise": promise(facts.visits, is_step_free=bool(unit and unit.is_step_free)),
        "visits": [dated(card) for card in facts.visits[:MOST_DATES]],
        "aboard": aboard(facts.visits),
        "phone": french.phone_text(unit.phone or unit.carrier_phone) if unit else "",
        "url": facts.url.removeprefix("https://").removeprefix("http://").rstrip("/"),
        "qr_alt": _("Code à scanner : il ouvre la page %(url)s") % {"url": facts.url},
        "words": words(),
        "foot": foot(facts, is_invented=any(one.is_invented for one in units)),
    }
    return {key: cleaned(value) for key, value in said.items()}


def cleaned(value: object) -> object:
    """Keep, in every text however nested, what the poster's font can draw."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, list):
        return [cleaned(one) for one in value]
    if isinstance(value, dict):
        return {key: cleaned(one) for key, one in value.items()}
    return value


def place(halt: HaltCard) -> str:
    """Where in the commune: place, street, landmark, each once."""
    parts = dict.fromkeys((halt.name, halt.address, halt.directions))
    return ", ".join(part for part in parts if part)


def promise(visits: Sequence[VisitCard], *, is_step_free: bool) -> str:
    """Say "sans rendez-vous" only if no visit asks for one; "accessible" only if it is known."""
    asking = {card.by_appointment for card in visits if card.takes_place}
    said = [_("Gratuit")]
    if asking == {False}:
        said.append(_("sans rendez-vous"))
    elif asking == {True}:
        said.append(_("sur rendez-vous"))
    said.append(_("ouvert à tout le monde"))
    if is_step_free:
        said.append(_("accessible sans marche"))
    return ", ".join(said) + "."


def dated(card: VisitCard) -> dict[str, object]:
    """One line of the dates."""
    changed = ""
    if not card.takes_place:
        changed = _("déplacé") if card.moved_to else _("annulé")
    return {
        "day": french.day_text(card.day).replace(" ", french.NO_BREAK),
        "hours": spans(card),
        "changed": changed,
    }


def spans(card: VisitCard) -> list[str]:
    """The hours, one line before the pause and one after."""
    if card.pause_starts_at is None or card.pause_ends_at is None:
        return [french.hours_text(card.starts_at, card.ends_at)]
    return [
        french.hours_text(card.starts_at, card.pause_starts_at),
        french.hours_text(card.pause_ends_at, card.ends_at),
    ]


def aboard(visits: Sequence[VisitCard]) -> list[str]:
    """What one can do there, then who comes, each once, as announced for the dates shown."""
    said: list[str] = []
    for card in visits:
        for partner in card.partners if card.takes_place else ():
            line = f"{partner.name} : {partner.offers}" if partner.offers else partner.name
            if line not in said:
                said.append(line)
    return said[:MOST_PARTNERS]


def words() -> dict[str, str]:
    """The fixed sentences."""
    return {
        "dates": _("Les prochaines dates"),
        "day": _("Jour"),
        "hours": _("Heures"),
        "none": _("Pas de date annoncée pour le moment. Scannez le code ou téléphonez."),
        "scan": _("Toutes les dates, à jour"),
        "call": _("Une question ? Appelez le"),
        "aboard": _("À bord"),
        "bring": _("Venez comme vous êtes."),
        "bring_text": _(
            "Si vous les avez, apportez vos courriers et une pièce d’identité. "
            "Sans papiers, venez quand même : on vous écoute."
        ),
    }


def foot(facts: PosterFacts, *, is_invented: bool) -> str:
    """How old the sheet is; and that it is invented, when it is."""
    day = french.date_text(facts.today)
    said = _("Dates connues le %(day)s. Elles peuvent changer : vérifiez avant de venir.")
    line = said % {"day": day}
    if is_invented:
        line += " " + _("Exemple inventé pour la démonstration.")
    return line
