"""Registers the subject with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The subject's name and label."""

    name = "allervers.accounts"
    label = "accounts"
