"""What a reader asks of the results, and may see: any period, or the months published."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.results.domain.periods import (
    Period,
    after,
    last_published,
    month_of,
    quarter_of,
)
from allervers.results.forms.asking import AskForm, MonthForm
from allervers.results.queries import shown
from allervers.results.queries.counting import Scope
from allervers.results.queries.shown import Results
from allervers.ui import french


class Shortcut(NamedTuple):
    """A period of one click."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Asked:
    """The form as filled in, the figures, and the words of the period and the place."""

    form: BaseForm
    results: Results
    period: str
    place: str
    shortcuts: tuple[Shortcut, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody was met at all."""
        return shown.is_empty(self.results)


def asked_of(request: HttpRequest, viewer: Viewer, today: date) -> Asked:
    """Return what is shown to this viewer, whatever the address says."""
    if viewer.coordinates_tours:
        return _any_period(request, viewer, today)
    return _published_month(request, viewer, today)


def _any_period(request: HttpRequest, viewer: Viewer, today: date) -> Asked:
    month = month_of(today)
    initial = {"du": month.first.isoformat(), "au": today.isoformat(), "halte": ""}
    sent = {**initial, **{key: request.GET[key] for key in initial if key in request.GET}}
    form = AskForm(sent, halts=shown.halts_met(viewer))
    period, (commune, halt_id), place = Period(month.first, today), ("", None), _("partout")
    if form.is_valid():
        period, (commune, halt_id), place = form.period(), form.place(), form.place_name()
    scope = Scope(viewer.organisation_id, period, commune, halt_id)
    return Asked(form, shown.results_of(scope), said(period), place, _shortcuts(today))


def _published_month(request: HttpRequest, viewer: Viewer, today: date) -> Asked:
    first = shown.first_month(viewer.organisation_id)
    form = MonthForm(request.GET, first=first, last=last_published(today))
    month = form.month()
    results = shown.published_of(viewer.organisation_id, month)
    form = MonthForm({"mois": f"{month:%Y-%m}"}, first=first, last=last_published(today))
    return Asked(form, results, said(month_of(month)), _("partout"))


def _shortcuts(today: date) -> tuple[Shortcut, ...]:
    month, quarter = month_of(today), quarter_of(today)
    before = month_of(month.first - timedelta(days=1))
    quarter_before = quarter_of(quarter.first - timedelta(days=1))
    return (
        Shortcut(_("aujourd’hui"), today, today),
        Shortcut(_("ce mois-ci"), month.first, month.last),
        Shortcut(_("le mois dernier"), before.first, before.last),
        Shortcut(_("ce trimestre"), quarter.first, quarter.last),
        Shortcut(_("le trimestre dernier"), quarter_before.first, quarter_before.last),
        Shortcut(_("douze mois"), after(month.first, -11), month.last),
    )


def said(period: Period) -> str:
    """Say a period in French."""
    if period.first == period.last:
        return french.date_text(period.first)
    return _("du %(first)s au %(last)s") % {
        "first": french.date_text(period.first),
        "last": french.date_text(period.last),
    }
