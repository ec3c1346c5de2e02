"""Addresses of people, under /espace/personnes/: files."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
