"""Addresses of people, under /espace/personnes/: keeping."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
