"""Coming in: sign-in, sign-out, passwords. allauth does the work, the pages are ours."""

from allauth.account import views as theirs
from axes.decorators import axes_dispatch
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from allervers.accounts.demonstration import cards
from allervers.ui.access import ENTERING, View, open_to, reads, writes


class SignInView(theirs.LoginView):  # type: ignore[misc]  # no types published
    """Adds the demonstration's cards, in demonstration only."""

    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Give the template the cards of the invented characters."""
        found: dict[str, object] = super().get_context_data(**kwargs)
        found["cards"] = cards() if settings.DEMONSTRATION else []
        return found


def entering(view: View) -> View:
    """Declare a page of allauth's: it decides itself who is far enough to see it."""
    return open_to(ENTERING)(writes(view))


def own_account(view: View) -> View:
    """Declare a page where a member looks after their own way in.

    It opens before the second factor (that is where one is chosen), but not to somebody who is
    no longer a member of anything: the middleware reads `needs_membership`.
    """
    declared = entering(view)
    declared.needs_membership = True  # type: ignore[attr-defined]
    return declared


sign_in = entering(axes_dispatch(SignInView.as_view()))
reauthenticate = own_account(
    theirs.ReauthenticateView.as_view(template_name="accounts/reauthenticate.html")
)
change_password = own_account(
    theirs.PasswordChangeView.as_view(template_name="accounts/change_password.html")
)
forgotten_password = entering(
    theirs.PasswordResetView.as_view(template_name="accounts/forgotten_password.html")
)
forgotten_password_sent = entering(
    theirs.PasswordResetDoneView.as_view(template_name="accounts/forgotten_password_sent.html")
)
new_password = entering(
    theirs.PasswordResetFromKeyView.as_view(template_name="accounts/new_password.html")
)
new_password_done = entering(
    theirs.PasswordResetFromKeyDoneView.as_view(template_name="accounts/new_password_done.html")
)
inactive = entering(theirs.AccountInactiveView.as_view(template_name="accounts/inactive.html"))


@open_to(ENTERING)
@writes
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Sign out, by a button only: a link in somebody's message must not do it."""
    if request.method != "POST":
        return render(request, "accounts/sign_out.html")
    left: HttpResponseBase = theirs.logout(request)
    return left


def locked_out(
    request: HttpRequest, _response: object = None, _credentials: object = None
) -> HttpResponse:
    """Say that too many tries were made, until when, and what to do (django-axes calls it)."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)


@open_to(ENTERING)
@reads
def no_organisation(request: HttpRequest) -> HttpResponse:
    """Say to a signed-in person why nothing opens: no active organisation."""
    if not request.user.is_authenticated or request.viewer:  # type: ignore[attr-defined]
        return redirect("account_login")
    return render(request, "accounts/no_organisation.html", status=403)


@open_to(ENTERING)
@reads
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Explain the second factor to a member who has none yet, and let them choose one."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    if request.viewer:  # type: ignore[attr-defined]
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/second_factor_needed.html")
