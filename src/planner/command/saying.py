"""French sentences for what is wrong with a file, a problem or a plan."""

import re
import sys
from collections.abc import Sequence
from typing import Final

from planner.check import Broken, Rule
from planner.faults import Fault, Reason
from planner.json_values import Unreadable
from planner.problem import Problem

MOST_SAID: Final = 12

EXPECTED: Final = (
    (r"the field '(.*)'", r"le champ « \1 »"),
    (r"an object", "un objet {…}"),
    (r"a list of (\d+) things", r"une liste de \1 valeurs"),
    (r"a list", "une liste […]"),
    (r"a text", "un texte"),
    (r"a number between 0 and 1", "un nombre entre 0 et 1"),
    (r"a number above zero", "un nombre plus grand que zéro"),
    (r"a number of ordinary size", "un nombre ordinaire"),
    (r"a number", "un nombre"),
    (r"a whole number, not negative", "un nombre entier, zéro ou plus"),
    (r"a date like (.*)", r"une date comme \1"),
    (r"a day of the calendar", "un jour du calendrier du problème"),
    (r"an hour like (.*)", r"une heure comme \1"),
    (r"a name given once", "un nom donné une seule fois"),
    (r"a name given elsewhere in the file", "un nom donné ailleurs dans le fichier"),
    (r"the id of a point", "le nom d'un point"),
    (r"at most (\d+) places", r"\1 lieux au plus"),
    (r"at most (\d+) days", r"\1 jours au plus"),
    (r"from 1 to (\d+) days", r"de 1 à \1 jours"),
    (r"(\d+) pairs \[lat, lon\]", r"\1 paires [latitude, longitude]"),
    (r"(\d+) rows of \d+ numbers", r"\1 lignes de \1 nombres"),
    (r"one of (.*)", r"l'un de \1"),
)

FAULTS: Final = {
    Reason.NOT_FINITE: "« {} » contient une valeur qui n'est pas un nombre.",
    Reason.NEGATIVE: "« {} » contient un nombre négatif, ou trop petit.",
    Reason.SHAPE: "« {} » n'a pas le nombre de lignes ou de colonnes attendu.",
    Reason.TOO_LARGE: "« {} » est trop grand pour être planifié ici.",
    Reason.TWICE: "le nom « {} » est donné deux fois.",
    Reason.UNKNOWN: "« {} » cite un lieu, un profil ou une halte que le problème ne connaît pas.",
    Reason.DAYS_NOT_SORTED: "les jours de la saison ne sont pas dans l'ordre, ou se répètent.",
    Reason.SHIFT: "l'unité « {} » a un service hors de la saison, ou qui finit avant de commencer.",
    Reason.DURATION: "la halte « {} » a une durée ou un espacement impossible.",
    Reason.SEATS: "l'unité « {} » a moins de places que de personnes à bord.",
    Reason.RETURNS: "la halte « {} » doit être revue plus tôt que son espacement ne le permet.",
    Reason.LOCKS: "des passages verrouillés se contredisent ({}).",
    Reason.NEVER_OPEN: "la halte « {} » n'est ouverte assez longtemps aucun jour : jamais visitée.",
    Reason.NO_UNIT_FITS: "aucune unité n'a ce que demande la halte « {} » : jamais visitée.",
    Reason.REACHES_NOBODY: "la halte « {} » ne touche personne.",
    Reason.REACHES_NO_HALT: "l'unité « {} » ne peut atteindre aucune halte : elle reste au dépôt.",
}

RULES: Final = {
    Rule.UNKNOWN: "l'unité ou la halte est inconnue",
    Rule.OFF_DUTY: "l'unité ne travaille pas ce jour-là",
    Rule.TOO_SOON: "commence {} min avant que l'unité puisse y être",
    Rule.TOO_LATE: "l'unité rentre {} min après la fin de son service",
    Rule.CLOSED: "hors des jours ou des heures de la halte",
    Rule.DURATION: "la durée n'est pas celle que demande la halte",
    Rule.NEEDS: "l'unité n'a pas à bord ce que demande la halte",
    Rule.RANGE: "{} km de trop pour la journée",
    Rule.KM_IN_ALL: "{} km de trop sur la saison",
    Rule.MINUTES_IN_ALL: "{} min de trop sur la saison",
    Rule.EVERY: "{} jours trop tôt après le passage précédent",
    Rule.WITHIN: "{} jours trop tard après le passage précédent",
    Rule.AT_LEAST: "il manque {} passages",
    Rule.AT_MOST: "{} passages de trop",
    Rule.LOCKED: "un passage verrouillé manque ou a été déplacé",
}


class Stopped(Exception):  # noqa: N818 - the command ends here, with a sentence
    """What to tell the person; the command then ends with `status`."""

    def __init__(self, sentence: str, status: int = 2) -> None:
        self.status = status
        super().__init__(sentence)


def say(sentence: str) -> None:
    """Tell the person something about the work, apart from its result."""
    sys.stderr.write(f"{sentence}\n")


def number(value: float) -> str:
    """Write 62210.4 as « 62 210 »."""
    return f"{value:,.0f}".replace(",", "\u202f")


def share(value: float) -> str:
    """Write 0.0123 as « 1,23 % »."""
    return f"{100 * value:.2f}".replace(".", ",") + "\u00a0%"


def unreadable(error: Unreadable) -> str:
    """Say where a file is wrong, in French."""
    expected = error.expected
    for pattern, french in EXPECTED:
        if re.fullmatch(pattern, expected, re.DOTALL):
            expected = re.sub(pattern, french, expected, count=1, flags=re.DOTALL)
            break
    path = "tout en haut" if error.path == "the file" else error.path
    return f"{path} : attendu {expected}, trouvé {str(error.found)[:60]}."


def faults_said(faults: Sequence[Fault]) -> list[str]:
    """Return a sentence for each fault, the first ones only when they are many."""
    said = [FAULTS[fault.reason].format(fault.what) for fault in faults[:MOST_SAID]]
    rest = len(faults) - len(said)
    return [*said, f"… et {rest} autres."] if rest else said


def broken_said(problem: Problem, broken: Broken) -> str:
    """Return a line: when, who, where, and which rule."""
    is_known = broken.day is not None and 0 <= broken.day < len(problem.days)
    day = f"{problem.days[broken.day]:%d/%m/%Y}" if is_known and broken.day is not None else ""
    where = ", ".join(part for part in (day, broken.unit, broken.halt) if part)
    by = f"{broken.by:.1f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{where} : {RULES[broken.rule].format(by)}."
