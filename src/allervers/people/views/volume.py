"""Proving again that it is you; what one may open, and why not."""

from datetime import UTC, datetime

from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from allervers.accounts.queries.factors import factors_of
from allervers.people.actions.volume import prove_again
from allervers.people.forms.watching import ProveForm
from allervers.people.queries import watching as queries
from allervers.people.views.access import reads_in_name
from allervers.people.wording.watching import alert_sentence, standing_sentence
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui.access import SIGNED_IN, open_to, writes


def proof_of(request: HttpRequest) -> datetime:
    """Return when this browser last proved who uses it: a password, a code, a key."""
    records = get_authentication_records(request, request.user)
    return max((datetime.fromtimestamp(one["at"], UTC) for one in records),
               default=datetime.fromtimestamp(0, UTC))  # fmt: skip


def safe_next(request: HttpRequest) -> str:
    """Return the page that one was opening, if it is one of ours."""
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours and asked.startswith("/espace/") else "/espace/personnes/"


@open_to(SIGNED_IN)
@writes
def prove(request: HttpRequest) -> HttpResponseBase:
    """Ask for a proof, then for the reason; open the next thirty files."""
    viewer, now, proved_at = viewer_of(request), timezone.now(), proof_of(request)
    is_proved = queries.is_proved(viewer, proved_at, now)
    form = ProveForm(posted(request) if is_proved else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        prove_again(viewer, proved_at=proved_at, reason=reason, now=now)
        messages.success(request, _("Merci. Vous pouvez ouvrir les trente dossiers suivants."))
        return redirect(safe_next(request))
    context = {
        "form": form,
        "opened": queries.volume_of(viewer, now),
        "is_proved": is_proved,
        "has_factor": factors_of(viewer.user_id).any,
        "here": request.get_full_path(),
    }
    status = 422 if form.errors else 200
    return render(request, "people/watching/prove.html", context, status=status)


@open_to(SIGNED_IN)
@reads_in_name
def my_access(request: HttpRequest) -> HttpResponse:
    """Say whether files open to the viewer, why not, and what waits for them."""
    own = queries.own_access(viewer_of(request), timezone.now())
    context = {
        "own": own,
        "standing": standing_sentence(own.held),
        "alerts": [(alert, alert_sentence(alert)) for alert in own.alerts],
    }
    return render(request, "people/watching/my_access.html", context)
