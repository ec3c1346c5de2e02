"""Registers the subject with Django; in the worker, loads the engine at once."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """The subject's name and label."""

    name = "allervers.rights"
    label = "rights"

    def ready(self) -> None:
        """Begin to load the rules, in the worker only: the web never needs them."""
        from allervers.rights.jobs import is_worker, preload_engine  # noqa: PLC0415 - models first

        if is_worker():
            preload_engine()
