"""Numbers to call for help in France: free, national, public facts.

Each number is published by its own service (service-public.fr, « Numéros d'urgence »; the sites of
3919, 119, 115, 3114). Hours may change: recheck them each year (docs/guides/interface.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Line:
    """One number: what it is for, who answers and when."""

    number: str
    purpose: str | Promise
    detail: str | Promise


@dataclass(frozen=True, slots=True)
class Family:
    """Numbers for one kind of situation; `is_vital` when seconds count."""

    title: str | Promise
    is_vital: bool
    lines: tuple[Line, ...]


DAY_AND_NIGHT = _("Jour et nuit, 7 jours sur 7.")
FAMILIES = (
    Family(
        _("Danger immédiat"),
        True,
        (
            Line(
                "112", _("Toute urgence"), _("Partout en Europe, même sans crédit. Jour et nuit.")
            ),
            Line("15", _("Samu : urgence médicale"), DAY_AND_NIGHT),
            Line("17", _("Police ou gendarmerie"), DAY_AND_NIGHT),
            Line("18", _("Pompiers"), DAY_AND_NIGHT),
            Line(
                "114",
                _("Par SMS, si vous ne pouvez pas parler ou entendre"),
                _("Vous écrivez ; on vous répond par écrit. Jour et nuit."),
            ),
        ),
    ),
    Family(
        _("Violences, enfant en danger"),
        False,
        (
            Line(
                "3919",
                _("Violences faites aux femmes"),
                _("Écoute anonyme, jour et nuit. N’apparaît pas sur la facture."),
            ),
            Line(
                "119",
                _("Enfant en danger ou qui risque de l’être"),
                _("Jour et nuit. N’apparaît pas sur la facture."),
            ),
            Line(
                "116 006",
                _("Aide aux victimes"),
                _("Écoute et conseils, en journée, 7 jours sur 7."),
            ),
        ),
    ),
    Family(
        _("Dormir, manger, tenir"),
        False,
        (
            Line("115", _("Sans abri ce soir"), _("Samu social. Jour et nuit.")),
            Line(
                "3114",
                _("Souffrance, idées de suicide"),
                _("Des soignants vous répondent. Jour et nuit."),
            ),
            Line(
                "116 117",
                _("Médecin de garde"),
                _("Le soir, la nuit et le week-end, selon le département."),
            ),
            Line(
                "3977",
                _("Personne âgée ou handicapée maltraitée"),
                _("Écoute et conseils, en journée, 7 jours sur 7."),
            ),
        ),
    ),
)


def lines_of(numbers: Iterable[str]) -> list[Line]:
    """Return the lines of these numbers, in the order asked."""
    known = {line.number: line for family in FAMILIES for line in family.lines}
    return [known[number] for number in numbers]
