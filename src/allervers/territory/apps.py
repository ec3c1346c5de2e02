"""Registers the subject with Django."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """The subject's name and label."""

    name = "allervers.territory"
    label = "territory"
