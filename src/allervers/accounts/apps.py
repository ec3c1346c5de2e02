"""Registers the subject with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The subject's name and label."""

    name = "allervers.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to sign-ins."""
        from allervers.accounts import receivers  # noqa: F401, PLC0415 - once models are there
