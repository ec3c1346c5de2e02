"""Public and school holidays of a French place, from two packages kept up to date by others.

Public holidays: package `holidays` (Code du travail, L3133-1; L3134-13 for Alsace and Moselle;
L3422-2 overseas). School holidays: package `vacances-scolaires-france`, whose data are the
ministry's open calendar. A département is placed in its académie (Code de l'éducation, R222-2)
and the académie in its zone (arrêté of 16 April 2015, kept by each calendar since). Corsica and
overseas fix their own calendars (D521-6, D521-7): these are not known here, and said so.
"""

from datetime import date
from functools import lru_cache
from typing import Final

import holidays
from vacances_scolaires_france import SchoolHolidayDates

from allervers.tours.domain.recurrence import UnknownSchoolYear

# Zones took their present shape in September 2015: older data speak of other zones.
FIRST_SCHOOL_DAY: Final = date(2015, 9, 1)

_ACADEMIES: Final = {
    "A": {
        "Besançon": "25 39 70 90",
        "Bordeaux": "24 33 40 47 64",
        "Clermont-Ferrand": "03 15 43 63",
        "Dijon": "21 58 71 89",
        "Grenoble": "07 26 38 73 74",
        "Limoges": "19 23 87",
        "Lyon": "01 42 69",
        "Poitiers": "16 17 79 86",
    },
    "B": {
        "Aix-Marseille": "04 05 13 84",
        "Amiens": "02 60 80",
        "Lille": "59 62",
        "Nancy-Metz": "54 55 57 88",
        "Nantes": "44 49 53 72 85",
        "Nice": "06 83",
        "Normandie": "14 27 50 61 76",
        "Orléans-Tours": "18 28 36 37 41 45",
        "Reims": "08 10 51 52",
        "Rennes": "22 29 35 56",
        "Strasbourg": "67 68",
    },
    "C": {
        "Créteil": "77 93 94",
        "Montpellier": "11 30 34 48 66",
        "Paris": "75",
        "Toulouse": "09 12 31 32 46 65 81 82",
        "Versailles": "78 91 92 95",
    },
}
SCHOOL_ZONES: Final = {
    departement: zone
    for zone, academies in _ACADEMIES.items()
    for departements in academies.values()
    for departement in departements.split()
}
# Départements and collectivities whose public holidays differ, as `holidays` names them.
_PUBLIC_HOLIDAY_AREAS: Final = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}


class FrenchDays:
    """A `DayCalendar` for one département, by its Insee code ("92", "2A", "974")."""

    def __init__(self, departement: str) -> None:
        self.departement = departement
        self.zone = SCHOOL_ZONES.get(departement)
        self._public = holidays.country_holidays(
            "FR", subdiv=_PUBLIC_HOLIDAY_AREAS.get(departement), language="fr"
        )

    def public_holiday(self, day: date) -> str | None:
        """Return the French name of the public holiday, or None."""
        return self._public.get(day)

    def is_school_holiday(self, day: date) -> bool:
        """Whether schools are on holiday; raises `UnknownSchoolYear` when nobody has said yet."""
        if self.zone is None or not FIRST_SCHOOL_DAY <= day <= _last_known_day(self.zone):
            raise UnknownSchoolYear
        return bool(_school_holidays().is_holiday_for_zone(day, self.zone))


@lru_cache(maxsize=128)
def calendar_of_departement(code: str) -> FrenchDays:
    """Return the calendar of a département, kept for the life of the process."""
    return FrenchDays(code)


def calendar_of_commune(code: str) -> FrenchDays:
    """Return the calendar of a commune, by its Insee code (overseas: three digits count)."""
    return calendar_of_departement(code[:3] if code[:2] in {"97", "98"} else code[:2])


@lru_cache(maxsize=1)
def _school_holidays() -> SchoolHolidayDates:
    return SchoolHolidayDates()


@lru_cache(maxsize=3)
def _last_known_day(zone: str) -> date:
    """The file goes on to 31 December with no holiday at all: what is known ends with a summer."""
    year = int(_school_holidays().max_year)
    while not _school_holidays().holidays_for_year_zone_and_name(year, zone, "Vacances d'été"):
        year -= 1
    return date(year, 8, 31)
