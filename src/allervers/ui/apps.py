"""Registers the subject with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The subject's name and label."""

    name = "allervers.ui"
    label = "ui"
