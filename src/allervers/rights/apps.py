"""Registers the subject with Django; in the worker, loads the engine at once."""

from django.apps import AppConfig
from django.conf import settings


class RightsConfig(AppConfig):
    """The subject's name and label."""

    name = "allervers.rights"
    label = "rights"

    def ready(self) -> None:
        """Name the local rights; begin to load the rules, in the worker only."""
        # Models first.
        from allervers.rights.gateways.local.rights import local_names  # noqa: PLC0415
        from allervers.rights.jobs import is_worker, preload_engine  # noqa: PLC0415
        from allervers.rights.wording.local import name_with  # noqa: PLC0415

        name_with(lambda: local_names(settings.LOCAL_RIGHTS))
        if is_worker():
            preload_engine()
