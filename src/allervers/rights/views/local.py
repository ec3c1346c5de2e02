"""The local rights, for the team: what each says, its source, whether it is to be reviewed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.rights.domain.local.rights import LocalRight
from allervers.rights.domain.local.territory import departements_of
from allervers.rights.forms.local import DepartementForm
from allervers.rights.gateways.local.rights import read_local_rights
from allervers.rights.queries.local import departement_names
from allervers.rights.wording.local import amounts_of
from allervers.ui.access import open_to, reads
from allervers.ui.paging import page_of

RECEPTION: Final = (Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)
MOST_SHOWN: Final = 8  # places named in a row


@dataclass(frozen=True, slots=True)
class Row:
    """One right as it is listed."""

    right: LocalRight
    places: str
    amounts: list[str]
    is_review_due: bool


@open_to(*RECEPTION)
@reads
def listing(request: HttpRequest) -> HttpResponse:
    """List the local rights in force, those to review first said, by département."""
    found = read_local_rights(settings.LOCAL_RIGHTS)
    today = timezone.localdate()
    rights = [one for one in found.rights if one.is_in_force(today.replace(day=1))]
    names = departement_names()
    form = DepartementForm(request.GET or None, choices=choices_of(rights, names))
    chosen = form.chosen()
    page = page_of(request, [one for one in rights if not chosen or is_given(one, chosen)])
    context = {
        "form": form,
        "page": page,
        "rows": [row_of(one, names, today) for one in page],
        "problems": found.problems,
    }
    return render(request, "rights/local/list.html", context)


def is_given(right: LocalRight, departement: str) -> bool:
    """Whether the right may be given in a département; one that nobody placed may be anywhere."""
    place = right.territory
    is_anywhere = place.is_everywhere or not place.is_placed
    return is_anywhere or departement in departements_of(place)


def choices_of(rights: Sequence[LocalRight], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the départements that some right names, with their names."""
    codes = {code for one in rights for code in departements_of(one.territory)}
    return [(code, f"{names.get(code, '')} ({code})".strip()) for code in sorted(codes)]


def row_of(right: LocalRight, names: Mapping[str, str], today: date) -> Row:
    """Return a right as it is listed."""
    return Row(right, places_text(right, names), amounts_of(right), right.is_review_due(today))


def places_text(right: LocalRight, names: Mapping[str, str]) -> str:
    """Return where the right is given: « Hauts-de-Seine, Yvelines »."""
    place = right.territory
    if place.is_everywhere:
        return _("Toute la France")
    codes = sorted(departements_of(place))
    said = ", ".join(names.get(code, code) for code in codes[:MOST_SHOWN])
    if len(codes) > MOST_SHOWN:
        said = _("%(places)s et d'autres") % {"places": said}
    if place.communes and not place.departements and not place.regions:
        said = _("%(count)s communes de : %(places)s") % {
            "count": len(place.communes), "places": said
        }  # fmt: skip
    return said or place.unresolved or _("Le lieu est à préciser")
