"""What we change in allauth: no registration, our sentences, encrypted secrets."""

import base64
from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from allervers.accounts.gateways import visitor
from allervers.accounts.gateways.mail import send_plain
from allervers.accounts.models import User
from allervers.accounts.wording import CODE_SENTENCES, EVENTS_TOLD, SIGN_IN_SENTENCES


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # no types published
    """Sign-in by e-mail and password, for invited people only."""

    error_messages: ClassVar = {**DefaultAccountAdapter.error_messages, **SIGN_IN_SENTENCES}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people come in by an invitation (and no signup address exists)."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Count by the same address as django-axes does."""
        return visitor.address(request) or "0.0.0.0"  # noqa: S104 - not an address to listen on

    def reauthenticate(self, user: User, password: str) -> bool:
        """Check the password of the person who is already signed in."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, object] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say in our words what allauth would say in its own; keep silent on the obvious."""
        text = message or EVENTS_TOLD.get(message_template or "", "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, object]) -> None:
        """Send the link that lets one choose a new password."""
        send_plain(
            email,
            _("Choisir un nouveau mot de passe"),
            "accounts/mail/new_password.txt",
            {"link": context["password_reset_url"], "name": user.name},
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, object] | None = None,
        email: str | None = None,
    ) -> None:
        """Warn the owner of an account that its way in has changed."""
        told = EVENTS_TOLD.get(f"{template_prefix}.txt", "")
        if told:
            send_plain(
                email or user.email,
                _("Un changement sur votre compte"),
                "accounts/mail/notice.txt",
                {"told": told, "name": user.name},
            )


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # no types published
    """Secrets of second factors are encrypted: a stolen copy of the database gives no code."""

    error_messages: ClassVar = {**DefaultMFAAdapter.error_messages, **CODE_SENTENCES}

    def _get_site_name(self) -> str:
        """Name the site in the windows of phones and browsers, where allauth puts the host."""
        return "Aller-vers"

    def encrypt(self, text: str) -> str:
        """Encrypt with a key drawn from the host's secret key."""
        return ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt; raises InvalidToken when the host's secret key was lost."""
        return ciphers().decrypt(encrypted_text.encode()).decode()


def ciphers() -> MultiFernet:
    """Return the present key, then the former ones (SECRET_KEY_FALLBACKS) to read with."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    salted_hmac(
                        "allervers.accounts.second_factor", "", secret=secret, algorithm="sha256"
                    ).digest()
                )
            )
            for secret in secrets
        ]
    )
