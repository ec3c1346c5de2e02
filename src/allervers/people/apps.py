"""Registers the subject with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The subject's name and label."""

    name = "allervers.people"
    label = "people"
