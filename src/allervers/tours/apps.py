"""Registers the subject with Django."""

from django.apps import AppConfig


class ToursConfig(AppConfig):
    """The subject's name and label."""

    name = "allervers.tours"
    label = "tours"
