"""The invented season of the demonstration, in real communes of 92 and 94.

Communes and their town halls are real; the unit, the dates, the crew and the places "devant la
mairie" are invented, and every page says so. The first visit alone is a public fact (ISSY_…).
"""

from dataclasses import dataclass
from datetime import time

from allervers.tours.domain.recurrence import (
    Hours,
    SchoolTime,
    every_k_weeks,
    iso_weeks,
    monthly,
    weekly,
)

MO, TU, WE, TH, FR = range(5)
DAY = Hours(time(9, 30), time(16, 30), time(12, 30), time(13, 30))
MORNING = Hours(time(9), time(12, 30))
AFTERNOON = Hours(time(14), time(18))
EARLY_AFTERNOON = Hours(time(14), time(15, 45))
MARKET = Hours(time(8, 30), time(12, 30))
AFTER_SCHOOL = Hours(time(16, 30), time(19))


@dataclass(frozen=True, slots=True)
class Plan:
    """One series: where (Insee code, place), how often, at what hours."""

    commune: str
    place: str
    rrule: str
    hours: Hours
    school_time: SchoolTime = SchoolTime.ALWAYS


CARAVAN = (
    Plan("92040", "Allée Sainte-Lucie", monthly([FR], [-1]), Hours(time(11), time(19))),
    Plan("92007", "Devant la mairie", weekly([TU]), MORNING),
    Plan("92036", "Devant la mairie", iso_weeks([WE], odd=True), DAY),
    Plan("92078", "Devant la mairie", iso_weeks([WE], odd=False), DAY),
    Plan("92050", "Place de la mairie", monthly([MO], [1, 3]), DAY),
    Plan("92025", "Place de la mairie", monthly([TH], [2, -1]), DAY),
    Plan("92024", "Devant la mairie", every_k_weeks(TU, 4), EARLY_AFTERNOON),
    Plan("92046", "Devant la mairie", weekly([TU]), AFTER_SCHOOL, SchoolTime.TERM_ONLY),
    Plan("92019", "Devant la mairie", monthly([FR], [1]), MORNING),
)
TRIKE = (
    Plan("94028", "Devant la mairie", weekly([MO]), MORNING),
    Plan("94041", "Place du marché", weekly([TU]), MARKET),
    Plan("94081", "Devant la mairie", iso_weeks([WE], odd=True), AFTERNOON),
    Plan("94017", "Devant la mairie", iso_weeks([WE], odd=False), AFTERNOON),
    Plan("94078", "Place du marché", monthly([TH], [1, 3]), MARKET),
    Plan("94054", "Devant la mairie", monthly([TH], [2, 4]), MORNING),
    Plan("94074", "Devant la mairie", weekly([FR]), MORNING, SchoolTime.TERM_ONLY),
    Plan("94002", "Devant la mairie", every_k_weeks(FR, 2), AFTERNOON),
)

# Public fact: announcement of the Département des Hauts-de-Seine, September 2025.
ISSY_COMMUNE = "92040"
ISSY_PLACE = "Allée Sainte-Lucie"
ISSY_DAY = "2025-09-26"
ISSY_HOURS = Hours(time(11), time(19))
ISSY_EDITION = "Caravane solidaire, première édition jeunesse"
ISSY_SOURCE = (
    "Fait public, annoncé par le Département des Hauts-de-Seine : "
    "https://www.hauts-de-seine.fr/toutes-les-actualites/detail/caravane-solidaire-issy-les-moulineaux"
)
ISSY_PARTNERS = (
    ("Région Île-de-France, bus Oriane", "orientation et formation"),
    ("Protection judiciaire de la jeunesse", "information des jeunes et des familles"),
    ("Mission locale Seine Ouest", "emploi et formation des 16 à 25 ans"),
    ("Services municipaux d'Issy-les-Moulineaux", "culture, sport, ludothèque, santé"),
    ("CCAS d'Issy-les-Moulineaux", "espace seniors"),
    ("CLAVIM", "prévention, info jeunesse, accueil des parents et des enfants"),
    ("Seine Ouest Insertion", "insertion, café 115"),
    ("ASTI", "solidarité avec les personnes immigrées"),
    ("ImaRge", "association présente à bord"),
    ("Protection civile", "prévention et secours"),
)
