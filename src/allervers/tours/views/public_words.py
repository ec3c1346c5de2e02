"""What the public pages say that no row holds: rules in words, languages, calendar links."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _

from allervers.tours import wording
from allervers.tours.queries.public_places import RuleCard


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    """Three ways to one calendar: a subscription, its address to copy, a file."""

    subscribe: str
    address: str
    download: str


def calendar_links(request: HttpRequest, name: str, key: object) -> CalendarLinks:
    """Return the links of one feed; `webcal:` is what calendar applications register for."""
    path = reverse(name, args=[key])
    base = urlsplit(settings.BASE_URL)
    return CalendarLinks(f"webcal://{base.netloc}{path}", f"{settings.BASE_URL}{path}", path)


def rule_sentences(rules: Iterable[RuleCard], now: datetime) -> list[str]:
    """Say each rule once: « Tous les mardis, de 9 h à 12 h »."""
    today = timezone.localtime(now).date()
    said: dict[str, None] = {}
    for rule in rules:
        with override("fr"):  # one language in a sentence: rules are said in French only
            words = wording.describe(rule.recurrence, today=today)
            sentence = f"{words}, {wording.hours_text(rule.hours)}"
        if words:
            said.setdefault(sentence[0].upper() + sentence[1:])
    return list(said)


def language_names(codes: Iterable[str]) -> list[str]:
    """Name languages from their ISO 639-1 code; French first, the unknown by their code."""
    others = sorted({code.lower() for code in codes} - {"fr"})
    return [_("français"), *(language_name(code) for code in others)]


def language_name(code: str) -> str:
    """Return the language's name in the language of the page."""
    if code in NOT_IN_DJANGO:
        return str(NOT_IN_DJANGO[code])
    try:
        return str(get_language_info(code)["name_translated"]).lower()
    except KeyError:
        return code


# Languages often spoken on board that Django's list does not name.
NOT_IN_DJANGO = {
    "lsf": gettext_lazy("langue des signes française"),
    "fsl": gettext_lazy("langue des signes française"),
    "ps": gettext_lazy("pachto"),
    "so": gettext_lazy("somali"),
    "ti": gettext_lazy("tigrigna"),
    "wo": gettext_lazy("wolof"),
    "ff": gettext_lazy("peul"),
    "bm": gettext_lazy("bambara"),
    "ln": gettext_lazy("lingala"),
    "snk": gettext_lazy("soninké"),
}
