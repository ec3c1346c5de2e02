"""A tour's calendar as a spreadsheet that no formula can hide in."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.tours.models import Visit

# A spreadsheet runs a cell beginning with one of these (OWASP, "CSV injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def neutral(text: str) -> str:
    """Make a cell plain text for every spreadsheet."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _hour(instant: datetime | None) -> str:
    return timezone.localtime(instant).strftime("%H:%M") if instant else ""


def _row(visit: Visit) -> list[str]:
    return [
        timezone.localtime(visit.starts_at).strftime("%d/%m/%Y"),
        _hour(visit.starts_at),
        _hour(visit.ends_at),
        _hour(visit.pause_starts_at),
        _hour(visit.pause_ends_at),
        visit.halt.commune.name,
        visit.halt.commune.code,
        visit.halt.name,
        visit.halt.address,
        visit.get_status_display(),
        visit.get_reason_display(),
        visit.reason_text,
        visit.edition.name if visit.edition else "",
        ", ".join(str(one.member.user) for one in visit.crew.all()),
        ", ".join(one.organisation.name for one in visit.partners.all()),
    ]


def calendar_csv(visits: Iterable[Visit]) -> str:
    """Return the visits as CSV: semicolons and a byte order mark, as French spreadsheets open it.

    Visits come with halt, commune, edition, crew and partners fetched.
    """
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            _("date"),
            _("début"),
            _("fin"),
            _("pause de"),
            _("pause à"),
            _("commune"),
            _("code Insee"),
            _("lieu"),
            _("adresse"),
            _("état"),
            _("raison"),
            _("précisions"),
            _("édition"),
            _("équipe"),
            _("partenaires"),
        ]
    )
    for visit in visits:
        writer.writerow([neutral(cell) for cell in _row(visit)])
    return out.getvalue()
