"""Registers the subject with Django."""

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    """The subject's name and label."""

    name = "allervers.reception"
    label = "reception"
