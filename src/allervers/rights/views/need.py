"""The expected need of communes, for who decides where to go; with all that it supposes."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from allervers.accounts.domain.role import Role
from allervers.rights.domain.need.territory import assumptions, computed_with
from allervers.rights.exchange.need_csv import need_csv
from allervers.rights.forms.local import DepartementForm
from allervers.rights.queries.expected_need import (
    computations,
    departements_expected,
    expected_needs,
)
from allervers.rights.wording.need import said
from allervers.ui.access import open_to, reads
from allervers.ui.paging import page_of

READERS: Final = (Role.COORDINATOR, Role.ADMINISTRATOR, Role.DPO)


@open_to(*READERS)
@reads
def listing(request: HttpRequest) -> HttpResponse:
    """List the communes by département, those where most are expected first."""
    form = _form(request)
    page = page_of(request, expected_needs(form.chosen()))
    made = computations()
    context = {
        "form": form,
        "page": page,
        "rows": [said(one) for one in page],
        "assumptions": supposed(made),
        "sources": sorted({source for source, _rules, _month in made}),
    }
    return render(request, "rights/need/list.html", context)


@open_to(*READERS)
@reads
def csv(request: HttpRequest) -> HttpResponse:
    """Send the same communes as a spreadsheet."""
    body = need_csv(expected_needs(_form(request).chosen()), supposed(computations()))
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="besoin.csv"'
    return response


def supposed(computed: Iterable[tuple[str, str, date]]) -> list[str]:
    """Return what the figures suppose: the text that the scan writes beside its file."""
    made = dict.fromkeys((rules, month) for _source, rules, month in computed)
    return [*assumptions(), *(computed_with(rules, month) for rules, month in made)]


def _form(request: HttpRequest) -> DepartementForm:
    choices = [(code, f"{name} ({code})") for code, name in departements_expected()]
    return DepartementForm(request.GET or None, choices=choices)
