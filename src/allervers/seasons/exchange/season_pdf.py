"""A season's plan on paper: a calendar page for each unit and month, landscape A4, tagged."""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _

from allervers.seasons.exchange.papers.drawing import pdf
from allervers.seasons.exchange.rows import SeasonRow
from allervers.ui import french

WORKING = 5


def season_pdf(
    rows: Sequence[SeasonRow], *, name: str, carrier: str, today: date, note: str = ""
) -> bytes:
    """Draw the season; `note`: what must be known of the plan (not published, estimated)."""
    return pdf("season", content(rows, name=name, carrier=carrier, today=today, note=note))


def content(
    rows: Sequence[SeasonRow], *, name: str, carrier: str, today: date, note: str
) -> dict[str, object]:
    """Put in words all that the template places."""
    units = sorted({row.unit for row in rows})
    months = sorted({(row.day.year, row.day.month) for row in rows})
    pages = [
        _month(unit, year, month, [row for row in rows if row.unit == unit])
        for unit in units
        for year, month in months
    ]
    return {
        "title": name,
        "carrier": carrier,
        "summary": _summary(rows),
        "note": note,
        "months": [page for page in pages if page is not None],
        "foot": _("%(carrier)s, imprimé le %(day)s")
        % {"carrier": carrier, "day": french.date_text(today)},
        "words": {"page": _("Page"), "none": _("Aucun passage dans ce plan.")},
    }


def _summary(rows: Sequence[SeasonRow]) -> str:
    if not rows:
        return ""
    days = [row.day for row in rows]
    return _("%(visits)s dans %(communes)s, du %(first)s au %(last)s") % {
        "visits": french.count_text(len(rows), _("passage"), _("passages")),
        "communes": french.count_text(
            len({row.commune for row in rows}), _("commune"), _("communes")
        ),
        "first": french.date_text(min(days)),
        "last": french.date_text(max(days)),
    }


def _month(unit: str, year: int, month: int, rows: Sequence[SeasonRow]) -> dict[str, object] | None:
    """Return a month of a unit: whole weeks, Monday to Friday and more if it rolls then."""
    here = [row for row in rows if (row.day.year, row.day.month) == (year, month)]
    if not here:
        return None
    last_weekday = max(WORKING - 1, *(row.day.weekday() for row in here))
    first = date(year, month, 1)
    monday = first - timedelta(days=first.weekday())
    weeks = (calendar.monthrange(year, month)[1] + first.weekday() + 6) // 7
    days = [monday + timedelta(days=one) for one in range(7 * weeks)]
    shown = [day for day in days if day.weekday() <= last_weekday]
    width = last_weekday + 1
    lines = [shown[start : start + width] for start in range(0, len(shown), width)]
    kept = [line for line in lines if any(day.month == month for day in line)]
    return {
        "title": f"{unit}, {formatted(first, 'F Y')}",
        "weekdays": [formatted(monday + timedelta(days=one), "l") for one in range(width)],
        "cells": [_cell(day, month, here) for line in kept for day in line],
    }


def _cell(day: date, month: int, rows: Sequence[SeasonRow]) -> dict[str, object]:
    there = sorted((row for row in rows if row.day == day), key=lambda row: row.starts)
    return {
        "day": french.day_number(day) if day.month == month else "",
        "visits": [
            {
                "hours": french.hours_text(row.starts, row.ends),
                "commune": row.commune,
                "halt": row.halt,
                "partners": ", ".join(row.partners),
            }
            for row in there
        ],
    }
