"""The record of processing and the impact assessment, for a DPO to show."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from allervers.accounts.domain.role import Role
from allervers.people.exchange.records import CSV_TYPE, register_csv, register_ods
from allervers.people.exchange.spreadsheet import ODS_TYPE
from allervers.people.mapping.records import measures
from allervers.people.mapping.records import register as kept
from allervers.people.views.access import reads_in_name
from allervers.ui.access import open_to


@open_to(Role.DPO)
@reads_in_name
def register(request: HttpRequest) -> HttpResponse:
    """Show what is kept of whom, processing by processing."""
    found = kept()
    parts = [(one, found.of(one)) for one in found.processings]
    return render(request, "people/keeping/register.html", {"parts": parts})


@open_to(Role.DPO)
@reads_in_name
def register_sheet(_request: HttpRequest) -> HttpResponse:
    """Give the same as a spreadsheet."""
    headers = {"Content-Disposition": 'attachment; filename="registre.csv"'}
    return HttpResponse(register_csv(kept()), content_type=CSV_TYPE, headers=headers)


@open_to(Role.DPO)
@reads_in_name
def register_ods_sheet(_request: HttpRequest) -> HttpResponse:
    """Give the same in the open format of spreadsheets."""
    headers = {"Content-Disposition": 'attachment; filename="registre.ods"'}
    return HttpResponse(register_ods(kept()), content_type=ODS_TYPE, headers=headers)


@open_to(Role.DPO)
@reads_in_name
def impact(request: HttpRequest) -> HttpResponse:
    """Show each measure and the tests that prove it."""
    return render(request, "people/keeping/impact.html", {"measures": measures()})
