"""Messages that leave the platform."""

from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from allervers.accounts.models import Invitation, User
from allervers.accounts.queries.tokens import token_of


def link_to(token: str) -> str:
    """Return the full address of an invitation's page."""
    return settings.BASE_URL + reverse("accounts:accept", args=[token])


def send_plain(email: str, subject: str, template: str, context: dict[str, object]) -> None:
    """Send a plain text message: it reads everywhere and follows nobody."""
    body = render_to_string(template, {**context, "site": settings.BASE_URL})
    send_mail(f"{subject} · Aller-vers", body, settings.DEFAULT_FROM_EMAIL, [email])


def send_invitation(invitation_id: UUID, issue: UUID) -> None:
    """Send the link, unless the invitation was used, revoked or sent again since."""
    found = (
        Invitation.objects.select_related("organisation", "invited_by__user")
        .filter(pk=invitation_id, issue=issue, accepted_at=None, revoked_at=None)
        .first()
    )
    if found is None:
        return
    send_plain(
        found.email,
        _("Votre invitation"),
        "accounts/mail/invitation.txt",
        {
            "organisation": found.organisation.name,
            "inviter": found.invited_by.user.name if found.invited_by else "",
            "link": link_to(token_of(found.pk, found.issue)),
            "expires_at": found.expires_at,
        },
    )


def tell_factors_forgotten(user_id: int) -> None:
    """Warn the owner of an account that an administrator took their second factor away."""
    user = User.objects.get(pk=user_id)
    told = _("Une personne qui administre les comptes a retiré votre second facteur.")
    send_plain(
        user.email,
        _("Un changement sur votre compte"),
        "accounts/mail/notice.txt",
        {"told": told, "name": user.name},
    )
