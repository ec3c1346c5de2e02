"""Registers the wiring with Django, for its commands and checks."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    """The commands that a host runs."""

    name = "allervers.config"
    label = "config"

    def ready(self) -> None:
        """Register the checks."""
        from allervers.config import checks  # noqa: F401, PLC0415 - registers when imported
