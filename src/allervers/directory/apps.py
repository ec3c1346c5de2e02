"""Registers the subject with Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The subject's name and label."""

    name = "allervers.directory"
    label = "directory"
