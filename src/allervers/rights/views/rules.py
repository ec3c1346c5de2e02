"""The rules in use: for each right its figures, their texts, and whether they are up to date."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from allervers.rights.domain.freshness import (
    Parameter,
    Register,
    freshness_of,
    is_own,
    is_to_check,
    read_by,
    stale_of,
)
from allervers.rights.domain.right import RIGHTS
from allervers.rights.gateways.openfisca_register import rules_register
from allervers.rights.views.screening import RECEPTION
from allervers.rights.wording import right_label
from allervers.rights.wording.freshness import (
    CORRECTIONS,
    day_text,
    freshness_sentences,
    parameter_since,
    parameter_value,
)
from allervers.ui.access import open_to, reads

PER_PAGE: Final = 25


@dataclass(frozen=True, slots=True)
class RightRow:
    """One right: how many figures it reads, and what is not up to date."""

    code: str
    label: str
    count: int
    to_check: int
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of a right, in words."""

    label: str
    value: str
    since: str
    checked: str
    title: str
    href: str
    is_stale: bool
    is_to_check: bool
    is_corrected: bool


@open_to(*RECEPTION)
@reads
def rules(request: HttpRequest) -> HttpResponse:
    """List the rights, each with its badge, and the corrections in use."""
    register, today = rules_register(), timezone.localdate()
    context = {
        "rules": register.rules,
        "rows": [row_of(right, register, today) for right in RIGHTS if right in register.reads],
        "corrections": [
            (CORRECTIONS[one.code], one, day_text(one.checked) if one.checked else "")
            for one in register.corrections
        ],
    }
    return render(request, "rights/freshness.html", context)


@open_to(*RECEPTION)
@reads
def rules_of(request: HttpRequest, right: str) -> HttpResponse:
    """List the figures that one right reads; its own first, then those it only crosses."""
    register, today = rules_register(), timezone.localdate()
    if right not in register.reads or right not in RIGHTS:
        raise Http404
    figures = sorted(read_by(right, register), key=lambda one: (not is_own(one), one.name))
    page = Paginator(figures, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "label": right_label(right),
        "sentences": freshness_sentences(freshness_of(right, today, register)),
        "through": [right_label(one) for one in register.through.get(right, ())],
        "page": page,
        "rows": [figure_of(one, today) for one in page],
    }
    return render(request, "rights/freshness_right.html", context)


def row_of(right: str, register: Register, today: date) -> RightRow:
    """Return one right of the list."""
    found = freshness_of(right, today, register)
    return RightRow(
        code=right,
        label=right_label(right),
        count=len(register.reads[right]),
        to_check=len(found.to_check),
        sentences=freshness_sentences(found),
    )


def figure_of(parameter: Parameter, today: date) -> FigureRow:
    """Return one figure of the list."""
    return FigureRow(
        label=parameter.label,
        value=parameter_value(parameter, today),
        since=parameter_since(parameter, today),
        checked=day_text(parameter.checked) if parameter.checked else "",
        title=parameter.title or parameter.href,
        href=parameter.href,
        is_stale=is_own(parameter) and stale_of(parameter, today) is not None,
        is_to_check=is_to_check(parameter, today),
        is_corrected=bool(parameter.correction),
    )
