"""Registers the subject with Django."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """The subject's name and label."""

    name = "allervers.results"
    label = "results"
