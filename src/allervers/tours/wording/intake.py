"""What was taken in, said in French: rules, questions, notes."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.tours.domain.recurrence import Hours, Recurrence, SchoolTime
from allervers.tours.wording.recurrence import describe, hours_text, listed

DAYS: Final = (
    gettext_lazy("lundi"),
    gettext_lazy("mardi"),
    gettext_lazy("mercredi"),
    gettext_lazy("jeudi"),
    gettext_lazy("vendredi"),
    gettext_lazy("samedi"),
    gettext_lazy("dimanche"),
)
FIELDS: Final = {
    "place": gettext_lazy("lieu"),
    "commune": gettext_lazy("commune"),
    "day": gettext_lazy("jour"),
    "frequency": gettext_lazy("rythme"),
    "hours": gettext_lazy("horaires"),
    "appointment": gettext_lazy("rendez-vous"),
    "skips": gettext_lazy("vacances"),
    "exceptions": gettext_lazy("exception"),
    "period": gettext_lazy("période"),
}
QUESTIONS: Final = {
    "place": gettext_lazy("À quel endroit ?"),
    "commune": gettext_lazy("Dans quelle commune ?"),
    "rule": gettext_lazy("À quel rythme ?"),
    "anchor": gettext_lazy("À partir de quelle semaine ?"),
    "hours": gettext_lazy("À quelles heures ?"),
    "exceptions": gettext_lazy("Quelle exception ?"),
    "period": gettext_lazy("Jusqu'à quand ?"),
}
NOTES: Final = {
    "link": gettext_lazy("adresse d'un site : son contenu n'est pas lu"),
    "contact": gettext_lazy("coordonnées, non reprises"),
    "closure": gettext_lazy("fermeture : rien n'est proposé"),
    "dates": gettext_lazy("dates précises : à ajouter comme passages isolés"),
    "period": gettext_lazy("période de l'année"),
    "exceptions": gettext_lazy("exception"),
    "not_a_visit": gettext_lazy("ce ne sont pas des passages"),
    "places_without_days": gettext_lazy("des lieux, mais aucun jour"),
}


def rule_text(reading: Mapping[str, Any], today: date) -> str:
    """Say the rule of a proposal, or the weekdays when the rule is still asked."""
    days = listed(str(DAYS[day]) for day in reading["weekdays"])
    if not reading["rrule"]:
        return _("%(days)s, rythme à préciser") % {"days": days}
    if "INTERVAL" in reading["rrule"] and not reading["anchor"]:
        every = reading["rrule"].split("INTERVAL=")[1].split(";")[0]
        return _("une semaine sur %(k)s, le %(days)s, première semaine à préciser") % {
            "k": every,
            "days": days,
        }
    anchor = date.fromisoformat(reading["anchor"]) if reading["anchor"] else today
    return describe(
        Recurrence(
            reading["rrule"],
            anchor,
            skips_public_holidays=reading["skips_public_holidays"],
            school_time=SchoolTime(reading["school_time"]),
        )
    )


def times_text(reading: Mapping[str, Any]) -> str:
    """Say the hours of a proposal, or that they are still asked."""
    if not reading["starts"]:
        return _("horaires à préciser")
    names = ("starts", "ends", "pause_starts", "pause_ends")
    times = [time.fromisoformat(reading[name]) if reading[name] else None for name in names]
    if times[0] is None or times[1] is None:
        return _("horaires à préciser")
    words = hours_text(Hours(times[0], times[1], times[2], times[3]))
    if reading["hours_from_columns"]:
        return _("%(hours)s (d'après le tableau hebdomadaire)") % {"hours": words}
    return words


def place_text(reading: Mapping[str, Any]) -> str:
    """Say where, as far as it is known."""
    town = reading["commune_name"] or reading["said_commune"] or _("commune à préciser")
    if not reading["place"]:
        return f"{town}, {_('lieu à préciser')}"
    said_already = reading["place"].lower().startswith(town.lower())
    return str(reading["place"] if said_already else f"{town}, {reading['place']}")


def question_text(question: Mapping[str, Any]) -> str:
    """Say one question."""
    return str(QUESTIONS.get(question["field"], question["field"]))


def note_text(note: Mapping[str, Any]) -> str:
    """Say one note."""
    return str(NOTES.get(note["code"], note["code"]))
