"""Dates, hours, numbers as the French write them; the same for the other languages of the site.

Every function answers in the language in force (gettext). Hours and numbers are written with
no-break spaces, so that « 9 h 30 » never breaks over two lines.
Sources: Lexique des règles typographiques en usage à l'Imprimerie nationale (heures, nombres,
« 1er »); numbering plan of the Arcep for telephones, read through the package phonenumbers.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache

import phonenumbers
from django.utils import dateformat, timezone
from django.utils.translation import get_language, gettext, ngettext

NO_BREAK = "\u00a0"
THIN = "\u202f"
KILOMETRE = 1000
TEN_KILOMETRES = 10 * KILOMETRE
FRENCH_PHONE = re.compile(r"\+33[1-79][0-9]{8}")  # not 08: those are written in other groups


def language() -> str:
    """Return the language in force, without its region; French when none is."""
    return (get_language() or "fr").split("-")[0]


def local_day(day: date) -> date:
    """Return the day in France of an instant; a plain date is already one."""
    if isinstance(day, datetime):
        return (timezone.localtime(day) if timezone.is_aware(day) else day).date()
    return day


def local_time(hour: time | datetime) -> time:
    """Return the time on the clocks of France; a plain time is already one."""
    if isinstance(hour, datetime):
        return (timezone.localtime(hour) if timezone.is_aware(hour) else hour).time()
    return hour


def day_number(day: date) -> str:
    """Return « 1er », « 2 », … in French, the number elsewhere."""
    return "1er" if day.day == 1 and language() == "fr" else str(day.day)


def date_text(day: date, language: str | None = None) -> str:
    """Return « mardi 6 octobre 2026 »; `language`: the one in force, from who asked for it once."""
    return _date_text(local_day(day), language or get_language())


@lru_cache(maxsize=4096)  # a day of ten years, said once in a language
def _date_text(day: date, _language: str | None) -> str:
    return f"{dateformat.format(day, 'l')} {day_number(day)} {dateformat.format(day, 'F Y')}"


def day_text(day: date) -> str:
    """Return « mardi 6 octobre », for a list where the year is plain."""
    day = local_day(day)
    return f"{dateformat.format(day, 'l')} {day_number(day)} {dateformat.format(day, 'F')}"


def short_date_text(day: date) -> str:
    """Return « mar. 6 oct. »; whole months (« mai ») take no dot."""
    day = local_day(day)
    return f"{short_weekday(day)} {day_number(day)} {short_month(day)}"


def short_weekday(day: date) -> str:
    """Return « mar. » in French, the first letters elsewhere."""
    name = dateformat.format(day, "l")
    return f"{name[:3]}." if language() == "fr" else str(dateformat.format(day, "D"))


def short_month(day: date) -> str:
    """Return « oct. », « mars », « mai », « juin », « août »: never shorter than it is clear."""
    if language() == "fr":
        return {1: "janv.", 2: "févr."}.get(day.month) or str(dateformat.format(day, "N"))
    return str(dateformat.format(day, "M"))


def hour_text(hour: time | datetime) -> str:
    """Return « 9 h » or « 9 h 30 »; 9:30 am in English; 9:30 elsewhere."""
    hour = local_time(hour)
    if language() == "fr":
        minutes = f"{NO_BREAK}{hour.minute:02}" if hour.minute else ""
        return f"{hour.hour}{NO_BREAK}h{minutes}"
    if language() == "en":
        minutes = f":{hour.minute:02}" if hour.minute else ""
        return f"{(hour.hour - 1) % 12 + 1}{minutes}{NO_BREAK}{'am' if hour.hour < 12 else 'pm'}"  # noqa: PLR2004 - noon
    return f"{hour.hour}:{hour.minute:02}"


def hours_text(starts: time | datetime, ends: time | datetime) -> str:
    """Return « de 9 h à 12 h 30 »."""
    return gettext("de %(start)s à %(end)s") % {"start": hour_text(starts), "end": hour_text(ends)}


def number_text(number: float, decimals: int = 0) -> str:
    """Return « 12 345 » or « 3,2 », with a narrow no-break space every three digits."""
    written = f"{number:,.{decimals}f}"
    if language() == "fr":
        return written.replace(",", THIN).replace(".", ",")
    return written


def distance_text(metres: float) -> str:
    """Return « 850 m », « 3,2 km » or « 12 km »: no more precise than a walk needs."""
    rounded = round(metres / 10) * 10
    if rounded < KILOMETRE:
        unit = gettext("m")
        return f"{rounded}{NO_BREAK}{unit}"
    decimals = 1 if metres < TEN_KILOMETRES else 0
    kilometres = number_text(metres / KILOMETRE, decimals)
    unit = gettext("km")
    return f"{kilometres.removesuffix(',0').removesuffix('.0')}{NO_BREAK}{unit}"


def phone_text(number: str) -> str:
    """Return « 01 23 45 67 89 » for a French number, its international form for another.

    Short numbers (15, 3919) and what cannot be read are returned as they came.
    """
    if FRENCH_PHONE.fullmatch(number):  # as phonenumbers writes it, which reads it anew each time
        return NO_BREAK.join(["0" + number[3], *(number[at : at + 2] for at in range(4, 12, 2))])
    found = parsed_phone(number)
    if found is None:
        return number
    french = found.country_code == phonenumbers.country_code_for_region("FR")
    style = phonenumbers.PhoneNumberFormat
    written = phonenumbers.format_number(found, style.NATIONAL if french else style.INTERNATIONAL)
    return written.replace(" ", NO_BREAK)


def phone_address(number: str) -> str:
    """Return what follows « tel: » in a link: +33123456789, or the digits of a short number."""
    if FRENCH_PHONE.fullmatch(number):
        return number
    found = parsed_phone(number)
    if found is None:
        return "".join(character for character in number if character.isdigit() or character == "+")
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def parsed_phone(number: str) -> phonenumbers.PhoneNumber | None:
    """Read a number written in France; None for a short number or for what is none."""
    try:
        found = phonenumbers.parse(number, "FR")
    except phonenumbers.NumberParseException:
        return None
    return found if phonenumbers.is_possible_number(found) else None


def count_text(count: int, singular: str, plural: str) -> str:
    """Return « 0 passage », « 1 passage », « 2 passages »: zero is singular in French."""
    if language() == "fr":  # gettext knows no plural rule for words that no catalogue holds
        words = singular if abs(count) < 2 else plural  # noqa: PLR2004 - French grammar
    else:
        words = ngettext(singular, plural, count)
    return f"{number_text(count)}{NO_BREAK}{words}"
