"""Registers the subject with Django."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """The subject's name and label."""

    name = "allervers.rights"
    label = "rights"
