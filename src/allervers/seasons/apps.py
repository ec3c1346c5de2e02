"""Registers the subject with Django."""

from django.apps import AppConfig


class SeasonsConfig(AppConfig):
    """The subject's name and label."""

    name = "allervers.seasons"
    label = "seasons"
